"""Video players behind one small interface."""
