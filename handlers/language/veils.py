"""Hides what holds words of time and means none: names ("First Solar", "USA Today"), idioms ("all day long").

Each is one character of Unicode's private use while spans of time are looked for.
"""

import re
from dataclasses import dataclass

from handlers.language.names import Knows, find_phrases
from handlers.language.patterns import any_of, joined

_VEIL_FROM, _MOST = 0xE800, 0x400
_VEIL = re.compile("[\ue800-\uebff]")
_MARKS = re.compile("[\ue000-\uf001]")  # of ours; by mistake in somebody's text
_UNIT = (
    "(?:(?:day|week|month|quarter|year|decade|hour|minute|weekday|weekend|morning|evening|night)s?|century)"
)
_SOME = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)"
_QUARTER = (
    r"q[1-4]|[1-4]q|h[12]|(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:quarter|half)|half[\s-]year"
    r"|full[\s-]year|quarter|year"
)
_SUPERLATIVE = r"(?:\w{2,}est|best|worst|most|least|first)"
_RECORD = (
    "(?:day|week|month|quarter|year|session|drop|fall|gain|jump|rally|loss|decline|slide|rise|close|time)"
)
_MORE_THAN = r"(?:(?:over|almost|nearly|about|more than) )?"
_GREETED = joined(r"""
    new year
    christmas
    thanksgiving
    easter
    (?:mon|tues|wednes|thurs|fri|satur|sun)?day
    morning
    afternoon
    evening
    night
    week(?:end)?
""")
_GREETING = r"(?:good|gm|happy|nice|great|lovely|wonderful|merry|casual|have a \w+)"
_FIGURES = (
    "(?:results?|earnings|reports?|reporting|numbers|guidance|revenues?|sales|profits?|eps|estimates?|dividends?"
    "|loss(?:es)?|deliver(?:y|ies)|calls?|outlook|margins?|figures|forecasts?|growth|targets?|bookings|shipments)"
)
_LASTING = (  # what "52-week" and "10-year" stand before
    r"(?:high|low|chart|candle|yield|treasur|note|bond|bill|moving|average|ma\b|sma\b|ema\b|plan|deal|contract"
    r"|forecast|target|price|mortgage|old|record|peak|lease|term|option|lock|delay|anniversar|supply|warrant|trial|study|ban\b"
    r"|rate)\w*"
)
_OFTEN = "(?:every|each|per|any(?: given)?|(?:once|twice|times|stories|articles|items|posts) an?)"
_IDIOMS = any_of(rf"""
    https?://\S+
    \w+\.(?:com|io|ai|net|org)\b
    {_GREETING}[\s,]+{_GREETED}(?!\w)(?! (?:for|on|in) )
    \A\W*(?:morning|afternoon|evening)(?=\s*[!,.]| (?:all|team|folks|everyone|everybody|there|tickertone))
    {_OFTEN} (?:single |other |given )?{_UNIT}
    days? (?:trad\w+|off|job|rate)
    day (?:one|1)\b(?!\s*(?:month|\d))
    day[\s-](?:to|by|after)[\s-]day
    (?P<again>week|month|year) (?:by|after|in) (?P=again)
    (?:at )?(?:the )?end of (?:the )?day
    some\s?day
    one of these days
    good old days
    pay\s?day
    (?:stock|person|ceo|company|car|product|word|app|trade|deal|pick)s? of the {_UNIT}
    24/7(?!/)
    24\s*x\s*7
    9/11 (?:attack|victim|memorial|anniversar)\w*
    {_SUPERLATIVE} (?:\w+ ){{0,3}}in {_MORE_THAN}(?:ages|(?:week|month|quarter|year|decade)s)
    {_SUPERLATIVE} (?:\w+ ){{0,2}}{_RECORD} in {_MORE_THAN}(?:an?|many|{_SOME}) {_UNIT}
    all[\s-]+time[\s-]+(?:high|low|record|best|worst|peak|great)\w*
    (?:\d+(?:\.\d+)?|{_SOME})[\s-]*(?:min|minute|hour|day|week|month|year|wk|yr|d|w|y|h)s?[\s-]+{_LASTING}
    (?:{_QUARTER})(?:'s|ly)?(?: (?:20\d\d|fiscal))? {_FIGURES}
    (?:weekly|monthly|quarterly|yearly|daily|annual) (?:{_FIGURES}|journal|mail|basis|active|users?|fee|chart)
    (?:a )?quarter(?:s|[\s-]+)(?:of an?\b|point|percent\w*|pounder)
    3d print\w*
    (?:morning|evening) (?:brief\w*|coffee|star)
    new year'?s? resolution\w*
    year[\s-]+end
    may be
    (?:office|opening|trading|business|happy) hours?
""")
_UNMADE = re.compile(
    r"(?:since|after|before|until|by|around|following|ahead\s+of)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)
_TIMELY = re.compile(
    r"\d|\b(?:day|week|month|quarter|year|hour|minute|morning|night|evening|today|tomorrow|weekend|daily|weekly|monthly|quarterly|yearly|annual|mid"
    r"|first|second|third|last|half|time|times|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august"
    r"|september|october|november|december|century|since|ago|season|summer|winter|spring|autumn|fall|holiday)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Veiled:
    """A text with characters for what is hidden, and the words they stand for."""

    text: str
    words: tuple[str, ...]

    def lift(self, text: str) -> str:
        """A piece of the text with its own words again."""
        return _VEIL.sub(lambda veil: self._words(veil.group()), text)

    def _words(self, veil: str) -> str:
        place = ord(veil) - _VEIL_FROM
        return self.words[place] if place < len(self.words) else " "


def veil(text: str, *, knows: Knows) -> Veiled:
    """Hide the idioms of a text, and the names of several words in which one could be of time."""
    words: list[str] = []

    def put(said: str) -> str:
        if len(words) == _MOST:
            return said
        words.append(said)
        return chr(_VEIL_FROM + len(words) - 1)

    text = _MARKS.sub(" ", text)
    if _TIMELY.search(text) is None:
        return Veiled(text, ())
    parts, at = [], 0
    for start, end in find_phrases(text, knows=knows, holding=_TIMELY):
        parts += [text[at:start], put(text[start:end])]
        at = end
    named = "".join([*parts, text[at:]])
    return Veiled(_IDIOMS.sub(lambda idiom: _idiom(idiom, put(idiom.group())), named), tuple(words))


def _idiom(idiom: re.Match[str], veiled: str) -> str:
    """A veil, but for results of a quarter that a span begins or ends with."""
    return idiom.group() if _UNMADE.search(idiom.string[: idiom.start()]) else veiled
