"""Rubrics: read, held against the rules of the format, and looked over for their author."""
