"""The panels of the review window; panels do not import panels."""
