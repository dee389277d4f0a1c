"""Finding words: letters folded, hits in texts and in the lines of a page, words around."""
