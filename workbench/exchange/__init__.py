"""Work that goes from one assessor to another: signed packages and files, and whom to trust."""
