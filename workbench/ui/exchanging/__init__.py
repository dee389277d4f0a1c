"""Reviews and keys on their way from one computer to another, in the window."""
