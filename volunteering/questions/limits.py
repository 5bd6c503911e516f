"""How many and how long: the answers have to fit into the visitor's cookie together with all others. Pure."""

MOST_QUESTIONS = 3
MOST_CHOICES = 8
LABEL_LENGTH = 150
PURPOSE_LENGTH = 250
HINT_LENGTH = 200
CHOICE_LENGTH = 80
TEXT_LENGTH = 150
