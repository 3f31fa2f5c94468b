"""The words questions are made of; what is left of a question without them may name a company."""

import re

from config.resources import read_text


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that never name a company in a question, but with a cashtag or in capitals.
STOP_WORDS = _words(read_text("question_words.txt"))

# Phrases that hold a company's name without meaning it.
NO_NAMES = re.compile(
    r"\b(?:price\s+targets?|target\s+prices?|root\s+cause|gap\s+(?:up|down)|all\s+day"
    r"|p/[ebs]|[mq]\s?&\s?a|r\s?&\s?d|p\s?&\s?l|y/y|q/q|m/m|n/a|w/o|d/e"
    r"|(?:all|the)\s+(?:two|three|four|five)(?!\s+below))\b",
    re.IGNORECASE,
)

# Words that stand between two names.
JOINERS = frozenset({"and", "vs", "vs.", "versus", "or", "with", "against", "to", "than", "&", "/", "+", ","})

# Words that people write in capitals without meaning the symbol.
SHOUTED = _words(
    """
    i a ok am pm us uk eu un usa ai ev tv pc hr pr ceo cfo coo cto ipo etf eps gdp fda sec q1 q2 q3 q4 h1 h2
    pe fy yoy qoq ytd mtd qtd wtf lol imo fyi asap eod est edt utc gmt do no any why how not and or is be
    """
)

# Words that ask something when they stand alone, though companies are called so.
COMMANDS = _words("news help hello hi hey start stop menu movers today now thanks best great")

# Words that make another company of a company's name: Meta Materials.
FIRM_WORDS = _words(
    """
    materials technologies therapeutics biotherapeutics biosciences biopharma biologics pharma pharmaceuticals
    bancorp bancshares resources ventures minerals mining exploration acquisition royalty realty petroleum
    """
)

# Words that do so with a capital letter; in small letters they speak of a part of the company.
UNIT_WORDS = _words("capital energy industries properties partners aerospace robotics gold")

# Letters below which a lower-case word is no symbol.
SHORTEST_SYMBOL = 3
