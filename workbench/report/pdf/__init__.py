"""The report as PDF; the only place that imports reportlab and uharfbuzz."""
