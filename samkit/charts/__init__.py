"""Result rows become matplotlib figures: one file per kind of chart, every colour and size in `theme.py`."""
