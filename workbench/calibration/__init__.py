"""How far assessors agree, how strict each of them is, and what a lead should act on first."""
