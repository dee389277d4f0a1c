"""Plain text out of answers that were written with some word processor."""
