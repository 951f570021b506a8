"""What takes a workbook apart: the archive, its parts, the cells of a sheet and what they say as text."""
