"""The many-facet Rasch model: assessors, details, programs and attempts on one scale."""
