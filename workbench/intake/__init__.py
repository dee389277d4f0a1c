"""From a file someone sent to a submission."""
