"""The words questions are made of; what is left of a question without them may name a company."""

import re

from config.resources import read_text

# Words that never name a company in a question, but with a cashtag or in capitals.
STOP_WORDS = frozenset(read_text("question_words.txt").split())

# Phrases that hold a company's name without meaning it.
NO_NAMES = re.compile(
    r"\b(?:price\s+targets?|target\s+prices?|root\s+cause|gap\s+(?:up|down)|all\s+day"
    r"|(?:all|the)\s+(?:two|three|four|five)(?!\s+below))\b",
    re.IGNORECASE,
)

# Words that stand between two names.
JOINERS = frozenset({"and", "vs", "vs.", "versus", "or", "with", "against", "to", "than", "&", "/", "+", ","})

# Stop words that people write in capitals without meaning the symbol.
SHOUTED = frozenset("i a ok am pm us u so do no any all why how".split())  # noqa: SIM905 - a list

# Letters below which a lower-case word is no symbol.
SHORTEST_SYMBOL = 3
