"""Viewers of artifacts, each with open_at."""
