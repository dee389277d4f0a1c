"""The session's work without a window: for commands and pictures."""
