"""PDF in a process of its own: messages, worker, client."""
