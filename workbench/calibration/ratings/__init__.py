"""Who gave which detail which level: the ratings, their scale, and where they come from."""
