"""Who comes to the meeting, how they look, and the norms that they agree on."""

from resources.demo.stage import Person

CAST = {
    "Principal": Person("#c8553d", "#d9a27a", "#4a3328", "bun"),
    "Parent A": Person("#3f7d6e", "#8d5a3b", "#2b6777", "scarf"),
    "Parent B": Person("#e0a63a", "#e8c09a", "#6b4a2f"),
    "Parent C": Person("#7a5c99", "#f0cfb0", "#a8652e", "long"),
    "Grandfather": Person("#55606e", "#b98259", "#d8d8d4"),
    "Teacher": Person("#4f7cac", "#f0cfb0", "#3a2a1e"),
    "Student": Person("#e47a5e", "#6f4630", "#1f1a17", "long"),
    "Driver": Person("#2f4858", "#c68f65", "#1d3442", "cap"),
    "Interpreter": Person("#8fae5d", "#d9a27a", "#1f1a17", "long"),
    "Guest": Person("#b3697a", "#8d5a3b", "#1f1a17"),
}
NORMS = ("We let each other finish.", "We ask before we assume.", "We say what helped.")
DRAFT = (NORMS[0], "We do not judge before we know.", NORMS[2])
