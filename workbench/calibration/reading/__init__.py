"""Who reads what next: second readings, the next shared attempt, other rules replayed."""
