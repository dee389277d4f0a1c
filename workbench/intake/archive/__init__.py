"""Reading a zip or a folder that somebody sent: nothing unpacked, nothing trusted."""
