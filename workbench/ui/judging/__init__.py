"""What the judgment panel is made of: levels, words, pins, remarks."""
