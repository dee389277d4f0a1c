"""The SQLite store of events, its keys, and every query there is."""
