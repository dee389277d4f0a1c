"""Finding words: the bar for what is shown, and the list for all that was handed in."""
