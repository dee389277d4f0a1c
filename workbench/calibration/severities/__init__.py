"""How strict each assessor is, who can be compared with whom, and who has moved."""
