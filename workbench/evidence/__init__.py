"""Looking inside artifacts."""
