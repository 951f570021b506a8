"""The sheets of a workbook: tables whose numbers are numbers, and the charts beside them."""
