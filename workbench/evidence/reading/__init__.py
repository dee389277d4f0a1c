"""The text of scans, read by a program that the assessor has installed, on request only."""
