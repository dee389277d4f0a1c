"""The scorecard, the report and the letter: seen, written, printed."""
