"""Claim, evidence and judgment on one screen, for assessors of micro-credentials."""

__version__ = "0.1.0"
