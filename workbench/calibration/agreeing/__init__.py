"""How far assessors agree: on levels, beyond chance, on decisions, with definitive judgments."""
