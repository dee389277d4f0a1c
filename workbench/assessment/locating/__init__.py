"""The small parts that read a practitioner's words for a place in an artifact."""
