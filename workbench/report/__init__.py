"""From a scorecard to PDF, HTML and JSON."""
