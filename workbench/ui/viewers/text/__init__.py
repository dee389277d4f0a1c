"""Plain text, slides and sheets as words."""
