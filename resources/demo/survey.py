"""The figures of the survey, which plan, workbook and deck all tell."""

GROUPS = ("Students", "Families", "Teaching staff", "Transport, kitchen")

STATEMENTS = (
    "I know whom to ask when something troubles me here.",
    "People here greet me by my name.",
    "What matters in our family has a place in this school.",
    "I am asked before something is decided that concerns me.",
    "When I say something, I hear what became of it.",
    "People here let me finish.",
    "People who differ from most are treated justly here.",
    "When something goes wrong, we talk with each other and not about each other.",
    "I can say what I think here without fear.",
)

OCTOBER_ALL = (
    (74, 66, 88, 63),
    (69, 41, 92, 58),
    (58, 49, 77, 52),
    (36, 31, 62, 24),
    (33, 27, 55, 21),
    (47, 55, 59, 42),
    (62, 60, 81, 49),
    (44, 46, 53, 38),
    (61, 48, 70, 37),
)
"""Agreement in per cent, for each statement in each group."""

MAY_ALL = (
    (79, 73, 89, 74),
    (72, 57, 92, 71),
    (66, 60, 79, 61),
    (51, 49, 66, 45),
    (58, 56, 68, 54),
    (63, 66, 70, 57),
    (69, 66, 83, 60),
    (52, 55, 58, 50),
    (68, 61, 72, 52),
)

OCTOBER = OCTOBER_ALL[-1]
MAY = MAY_ALL[-1]

LANGUAGES = (
    ("Polish", 31, "yes", "yes"),
    ("Arabic", 27, "yes", "from June as a spoken message"),
    ("Russian", 22, "yes", "yes"),
    ("Spanish", 14, "yes", "yes"),
    ("Tigrinya", 9, "by telephone", "call"),
    ("Sign language", 3, "yes", "film"),
)
"""Language, families, interpreter at the table, minutes."""

COMMENTS = (
    ("Family", "October", "I wrote in September. Nobody wrote back."),
    ("Student", "October", "You are allowed to say everything, as long as you are good at it."),
    ("Transport", "October", "We see them first in the morning. Nobody asks us what we see."),
    ("Kitchen", "October", "Thank you for asking. It is the first time in nine years."),
    ("Teaching staff", "October", "I would say what I think if the meetings ended on time."),
    ("Student", "May", "The yellow card works. Even with you know who."),
    ("Family", "May", "Now I get an answer. I do not always like it, but I get it."),
    ("Transport", "May", "The staff circle at a quarter past nine was a good idea. It was mine."),
    ("Family", "May", "A letter from school still makes my mother afraid. Please call."),
    ("Teaching staff", "May", "Circles are fine. Please not after the sixth lesson."),
)
"""Group, when, and the words."""
