"""The PDF worker: the process that opens, draws and reads what strangers made.

Run as `python -m workbench.evidence.pdf.worker`, never imported by the program.
"""
