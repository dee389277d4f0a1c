"""Recordings: the picture, its bar and strips, captions, what was seen."""
