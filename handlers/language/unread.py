"""The safety net under spans of time: words that speak of one where none, or not all, was read.

What is found here is said back to the asker. Nothing here may be so wide that it catches plain words.
"""

import re
from datetime import datetime

from handlers.language.dates import WEEKDAY
from handlers.language.feasts import HOLIDAY
from handlers.language.marks import STRONG, TAKEN, WEAK, Marked, mark_dates
from handlers.language.patterns import any_of, joined
from handlers.language.readings import NUMERIC
from handlers.language.wording import write_out

_UNIT = (
    "(?:min(?:ute)?s?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|mths?|quarters?|qtrs?|y|yrs?|years?"
    "|decades?)"
)
_LONG = "(?:(?:minute|hour|day|week|weekend|fortnight|month|quarter|year|decade|session|season)s?)"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SEASON = "(?:summer|winter|autumn|spring)"
_LEAD = joined("""
    since
    until|till?
    before|after|around|about|by|through
    in|during|over|for|on|from|throughout|of|between
""")
_LEAD_OF_TIME = (
    "(?:since|until|till|before|after|around|by|in|during|from|between|over|throughout|next|this|every|each)"
)
_PARTLY = "(?:early|late|mid|end|middle|start|beginning|rest|half|weeks?|days?)"
_LINK = r"(?:of|in|on|at|to|until|till|through|thru|before|after|from|since|the|-|\u2013)"
_UP_TO = "(?:before|by|after|around|ahead of|(?:un)?til|till|through) (?:(?:the|its|their|last) )*"
_WHICH = (
    "(?:in|over|during|for|the|last|past|this|that|these|those|same|previous|prior|other|whole|entire|full|recent"
    "|few|couple|two|three|four|five|six|about)"
)
_SO_MANY = "(?:in|over|during|for|last|past|the|about|around|another|first|every)"
_AGO = "(?: (?:ago|back|before|after|earlier|later))?"
_AT = "(?:at|by|before|around|about|until|till|from|in|on|the|this|last)"
_OF_DAY = (
    r"(?:\d{1,2}(?::\d\d)?\s?(?:am|pm)|[012]?\d:[0-5]\d|noon|midday|midnight"
    "|(?:morning|afternoon|evening|night)s?)"
)
_FOREIGN_LEAD = "(?:diese[rnms]?|letzte[rnms]?|vergangene[rnms]?|la|le|cette|esta|este|questa)"
_FOREIGN = (
    "(?:wochen?|monate?|jahr|gestern|vorgestern|heute|tagen?|stunden|semaines?|mois|ann[ée]e|aujourd'hui"
    "|hier soir|semana|ayer|hoy|año|settimana|ieri|oggi)"
)
_PART = "(?:later|rest|remainder|end|middle|start|beginning|early|late|mid)"

# Where these stand nothing is read at all: each turns the span within it into another.
_ASTRAY = any_of(rf"""
    (?:this|same) time (?:last|a|next) \w+(?: ago)?
    last \w+ this time
    {_PART}(?: (?:of|in))?[\s-]+(?:this|the|last) week(?:end)?(?! of)
    (?:later|rest|remainder) (?:of )?(?:this|the) (?:day|week|month|quarter|year)
    later today
    \d{{1,4}}\s*(?:-|\u2013|to|or)\s*\d{{1,4}}[\s-]*{_UNIT}(?: ago)?  # last 2-3 weeks
    (?:last|past) -\s*\d+\s*{_UNIT}
    (?:(?:last|past|this|next) )?fiscal (?:year|quarter|\d{{4}})(?: 20\d\d)?
    fy\s?'?\d\d(?:\d\d)?
    (?:in|within) the (?:next|coming) \w+(?: {_UNIT})?
    (?:(?:last|past|previous) )?(?:several|many|some|couple dozen|\d+ odd) (?:of )?{_LONG}(?: (?:ago|back))?
    (?:last|first|second|third|fourth|1st|2nd|3rd|4th) {WEEKDAY} (?:of|in) \w+
    (?:last|past|a) (?:\w+ )?{_LONG} and a half
""")

# Dates that are left are marks here, and so are the spans that were read.
_NET = any_of(rf"""
    (?:{_LEAD} (?:the |last )?|(?:this|next|coming|every|each) )*{STRONG}
    (?:{_LEAD_OF_TIME} (?:the |last )?)+{WEAK}
    {_PARTLY} (?:of )?(?:the )?[{TAKEN}]
    (?:before|after|until|till|since|from|between|by|around|through)(?: and)? (?:the )?[{TAKEN}]
    [{TAKEN}] (?:open|close|bell)
    (?:last|past) \d{{1,4}}(?=\s*(?:[?!.,|]|\Z))
    (?:from|between) \d{{1,2}} (?:to|and|until|till) \d{{1,2}}(?=\s*(?:[?!.,|]|\Z))
    (?:{_WHICH} )*(?:(?:\d+|two|three|few|couple of) )?(?:{_WEEKDAY}s|weekends){_AGO}
    [ck]w\s?\d\d?
    [{TAKEN}]\s*(?:{_LINK} )*[{TAKEN}]  # one span within another: "Monday at 9am"
    (?:(?:on|since|from|between|after|before|until|by|in) )?{NUMERIC}(?:\s*(?:-|\u2013|to|and)\s*{NUMERIC})?
    tomorrow
    tonight
    (?:next|coming) (?:few |\w+ )?(?:days?|weeks?|weekend|months?|quarters?|years?|hours?|minutes?|{_SEASON})
    since (?:(?:its|their|the|our|his|her) )?(?:last )?[\w']+(?: [\w']+)?
    {_UP_TO}(?:{WEEKDAY}|{HOLIDAY}|weekend|(?:q[1-4] )?(?:earnings|results))
    (?:in|during) (?:[1-9]\d{{3}}|the \d{{2,4}}s)(?! \w+ers?\b)
    (?:in|during|over|since|this|last|past|next) (?:the )?(?:{_SEASON}|holidays?)
    (?:last|since|next) fall
    (?:{_SO_MANY} )*-?\d{{1,4}}(?:[.,]\d+)?[\s-]*{_UNIT}{_AGO}
    (?:{_WHICH}[\s-]+)+{_LONG}{_AGO}
    (?:months?|weeks|years?|quarters?|days|hours|minutes|decades?|fortnights?){_AGO}
    (?:week|day|hour|minute|session) (?:ago|back|before|earlier)
    (?:a while|ages|long|some time) (?:ago|back)
    for (?:a while|ages)
    (?:(?:last|past) \d+|15|30|45|60|90|120)m
    (?:{_AT} )*{_OF_DAY}
    (?:the )?(?:week|fortnight)
    q[1-9]
    [1-4]q\d\d
    (?:first|second|last) half
    (?:the )?other day
    in the past
    (?:in|over|during|for) the (?:last|past) [a-z]{{2,12}}(?=\s*(?:[?!.,|]|\Z))
    (?:(?:in|during) )?(?:pre|after|post)[\s-]?(?:market|hours)(?: (?:trading|hours))?
    (?:at|since|after|before) (?:the )?(?:market |opening |closing )?(?:open|close|bell|opening|closing)
    (?:{_FOREIGN_LEAD} )*{_FOREIGN}(?: (?:derni[èe]re?|pass[ée]e?|pasad[ao]|scors[ao]))?
    on the \d{{1,2}}(?:st|nd|rd|th)
""")
_HELD = re.compile(rf"(?P<asked>\bcompar.*[{TAKEN}]\s*) to(?=\s+(?:the\s+)?[{TAKEN}])", re.IGNORECASE)
_YEAR_LEFT = re.compile(
    rf"(?:for|by|through)\s+(?P<year>{WEAK})|(?P<last>{WEAK})(?=\s*(?:[?!.,|]|\Z))", re.IGNORECASE
)


def find_astray(text: str) -> str:
    """Find words that turn a span of time into what can't be read; nothing when there are none."""
    match = _ASTRAY.search(write_out(text))
    return " ".join(match.group().split()) if match else ""


def find_left(text: str, *, now: datetime) -> str:
    """Find words of time in what is left of a text, with a mark of TAKEN for each span read from it."""
    marked = mark_dates(_HELD.sub(r"\g<asked> against", write_out(text)), now=now)
    match = _NET.search(marked.text) or _year_left(marked)
    return " ".join(marked.said(match.group()).split()) if match else ""


def _year_left(marked: Marked) -> re.Match[str] | None:
    """A year at the end, or one that something is for: "Tesla 2030"."""
    found = _YEAR_LEFT.finditer(marked.text)
    return next((each for each in found if marked.point(each["year"] or each["last"]).is_year), None)
