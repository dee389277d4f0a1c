"""Documents: continuous pages, text, links, regions, the cited place lit."""
