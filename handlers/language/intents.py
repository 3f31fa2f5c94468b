"""What kind of question a sentence is, by the first row of a table that it matches."""

import re
from enum import Enum, auto

from feeds.types.scores import Polarity


class Intent(Enum):
    """The kinds of question."""

    THANKS = auto()
    HELP = auto()
    OFF_TOPIC = auto()
    PORTFOLIO = auto()
    OWN_ALERTS = auto()
    ALERT = auto()
    MOVERS = auto()
    BEYOND = auto()
    COMPARE = auto()
    REASONS = auto()
    NEWS = auto()
    REPORT = auto()


def find_intent(text: str, *, has_names: bool) -> Intent | None:
    """Find the kind of question; None when no row speaks for one.

    What asks about the market at large, or about something else altogether, asks something else
    beside a company's name.
    """
    found = (intent for intent, pattern in _TABLE if pattern.search(text))
    return next((intent for intent in found if not (has_names and intent in _WITHOUT_NAMES)), None)


_WITHOUT_NAMES = frozenset({Intent.OFF_TOPIC, Intent.PORTFOLIO, Intent.MOVERS})


def find_direction(text: str) -> Polarity | None:
    """Find which direction is meant, if one is: "turns negative", "only good news"."""
    said = NEGATED.sub(" ", text)
    is_down, is_up = _NEGATIVE.search(said) is not None, _POSITIVE.search(said) is not None
    if is_up == is_down:
        return None
    return Polarity.NEGATIVE if is_down else Polarity.POSITIVE


def _any_of(phrases: str) -> re.Pattern[str]:
    """Any of these phrases, one a line or parted by commas, as whole words."""
    return re.compile(rf"(?<!\w)(?:{_joined(phrases)})(?!\w)", re.IGNORECASE)


def _nothing_but(phrases: str, *, core: str = "") -> re.Pattern[str]:
    """These phrases and nothing else, in any order; `core` must be among them."""
    return re.compile(rf"\A(?=.*{core})\W*(?:(?:{_joined(phrases)})(?!\w)\W*)+\Z", re.IGNORECASE)


def _joined(phrases: str) -> str:
    found = (phrase.strip() for line in phrases.splitlines() for phrase in line.split(","))
    return "|".join(phrase.replace(" ", r"\s+") for phrase in found if phrase)


_GOES = "(?:goes?|going|moves?|turns?|trends?|is|are|gets?)"
_NEGATIVE = _any_of(f"""
    {_GOES} down, why .* down,
    negative, bearish, bad (?:news|press|ones?|only), sours?, worse, red, sell-?offs?, losers?, decliners?
    drop(?:s|ped|ping)?, fall(?:s|en|ing)?, fell, tank(?:s|ed|ing)?, plung(?:es?|ed|ing), crash(?:es|ed|ing)?
    slid(?:es?|ing)?, slump(?:s|ed|ing)?, tumbl(?:es?|ed|ing), sink(?:s|ing)?, sank, weak(?:er)?
""")
_POSITIVE = _any_of(f"""
    {_GOES} up, why .* up,
    positive, bullish, good (?:news|press|ones?|only), better, green, excited
    recover(?:s|ed|ing)?, gainers?, winners?
    ris(?:es?|en|ing), rose, rall(?:y|ies|ied|ying), jump(?:s|ed|ing)?, soar(?:s|ed|ing)?
    surg(?:es?|ed|ing), climb(?:s|ed|ing)?, gain(?:s|ed|ing)?
""")

NEGATED = re.compile(
    r"\b(?:not|no\s+longer|isn't|aren't|never|unless|except(?:\s+for)?|but\s+not|stops?\s+being|other\s+than)\s+"
    r"(?:(?:it|they|the|so|too|is|are|turns?|all|that)\s+)*"
    r"(?:positive|negative|bullish|bearish|good|bad|up|down)(?:\s+(?:news|ones|stories))?\b",
    re.IGNORECASE,
)
_THANKED = (
    r"(?:thank|thx|\bty|cheers|appreciat|\bok|great|perfect|cool|nice|awesome|good job"
    r"|never ?mind|\bnvm\b|forget it|no worries|\bbye|good ?bye|good night|see you|\bl+o+l+\b|haha|sorry"
    r"|got it|all good|cancel)"
)
_THANKS = """
    thanks?, thx, ty, tysm, cheers, much appreciated, appreciate it, many thanks, ok(?:ay)?, great
    perfect, cool, nice, awesome, a lot, so much, very much, again, you, mate, man, buddy, bot, all, for that
    for (?:the|your) help, good job, never ?mind, nvm, forget it, no worries, bye, good ?bye
    good night, see you, l+o+l+, haha(?:ha)*, sorry, got it, all good, it, that, this, is, cancel
"""
_GREETING = """
    help, me, please, pls, hi, hello, hey, yo, start, menu, commands?, usage, there, bot, tickertone
    good morning, good afternoon, good evening
"""
_HELP = r"""
    what (?:can|do|else can) (?:you|u) (?:do|know|offer), what are you(?: for)?, who are you, i need help
    \A\?+\Z
    how (?:do(?:es)?|can) (?:you|this|it|i) (?:work|use|ask).*
    how (?:do|does|are|is) (?:you|it|the scores?|scores?) (?:comput|calculat|scor|made|work)\w*.*
    how to use.*, what can i (?:ask|say|do)
    what (?:do|does) (?:the |a |an |your |these )*(?:scores?|badges?|labels?|relevance) .*mean.*
    meaning of (?:the |your )?(?:scores?|badges?|labels?|relevance)
    show (?:me )?(?:the )?(?:help|commands|options)
    are (?:you|u) (?:a |an )?(?:ro)?(?:bot|human|ai|real|person)\b.*
    who (?:made|built|created|runs|owns) (?:you|this|it|tickertone)
    (?:which|what|how many) (?:\w+ )?(?:feeds?|sources?|publishers?|languages?) (?:do|can|are) you\b.*
    (?:which|what|how many) (?:\w+ )?(?:companies|stocks|tickers?|markets?) (?:do|can|are) you\b.*
    do (?:you|u) (?:cover|support|speak|understand|have access to|know about) .*
    how (?:accurate|good|reliable|old|fresh|recent|often) (?:are|is|do) (?:you|it|this|your|the scores?)\b.*
    where (?:do|does|is|are) (?:you|u|your|the|it) .*(?:news|data|scores?|stories) .*from
    what (?:is|are|does) (?:a |an )?(?:tone|relevance|confidence|cashtags?)(?: mean)?\W*\Z
    what (?:do|does) [+-]?\d*\.?\d+ mean
"""
_OFF_TOPIC = r"""
    weather, temperature, rain(?:ing|s|y)?, snow(?:ing|s)?, sunny, jokes?, recipes?, pizza, restaurants?
    football, soccer, world cup, olympics, movies?, songs?, lyrics, poems?, horoscope, translate
    capital of, president of, climate, what time is it, birthday, bitcoins?, btc, ethereum, crypto\w*
"""
_PORTFOLIO = r"""
    portfolios?, watch ?lists?
    (?:my|our) (?:holdings?|stocks?|shares?|positions?|investments?|tickers?|companies)
    what (?:do )?(?:i|we) (?:own|hold)
"""
_OWN_ALERTS = r"""
    (?:stop|end|cancel|remove|delete|disable|turn off|no more|fewer|less) .*(?:alert|notif|subscri)\w*
    (?:turn|switch|shut) .*(?:alert|notif|subscri)\w* off
    (?:don't|do not|dont) (?:want|need) (?!to miss).*(?:alert|notif|subscri)\w*
    \Astop Somebody\W*\Z, (?:alert|ping|notify|tell|message|dm) (?:me|us) less.*
    do (?:i|we) have (?:any )?(?:alerts?|subscriptions?).*
    why no(?:t any)? (?:alert|notif)\w*.*
    stop (?:follow|watch|ping|tell|messag|send)ing.*
    (?:unsubscribe|unfollow|unmute|mute|silence|snooze|pause)(?: .*)?
    (?:don't|do not|dont|never) (?:alert|tell|notify|ping|warn|message|dm|remind|follow|watch).*
    (?:what|which|list|show|see)(?: me)?(?: are)?(?: all)?(?: the| my| our)? (?:alerts?|subscriptions?).*
    (?:my|our) (?:alerts?|subscriptions?)
    what (?:do|am|are) (?:i|we) (?:follow(?:ing)?|watch(?:ing)?|subscribed to)
    why (?:did|didn't|do|don't|was|wasn't|were|weren't|have|haven't) .*(?:alert|notif|told|pinged)\w*.*
"""
_EACH = "(?:every|each) (?:(?:week)?day|morning|evening|hour)"
_ALERT = rf"""
    alerts?, notif(?:y|ications?), ping, warn, remind, subscribe, follow, heads up, (?<!what\sto\s)watch
    (?:tell|let|message|dm) (?:me|us)(?: know)? (?:when|if|whenever|as soon|once|every time).*
    let (?:me|us) know (?:about|of|on).*
    (?:tell|update|brief|send|give|mail|dm|let) (?:me|us) .*{_EACH}
    {_EACH} .*(?:tell|update|brief|send|give|mail|dm) .*
    digests?, (?:send|give|get|mail) (?:me|us) (?:a |an )?(?:daily|hourly|morning).*
    keep (?:me|us) (?:posted|updated|informed), keep (?:an eye|track|watch), watch out for
    set (?:up )?an? (?:alert|alarm|watch), when(?:ever)? .* turns.*
"""
_MOVERS = r"""
    movers?, gainers?, losers?, decliners?, winners?, what moved, loudest.*
    most (?:talked|discussed|mentioned).*
    (?:biggest|largest|top) (?:moves?|changes?|swings?|stories|names|stocks|tickers)
    market (?:overview|summary|recap|pulse|mood), how(?:'s|s| is| are| did)?(?: the)? markets?.*
    what should (?:i|we) (?:know|watch|read|look at|care about).*
    (?:anything|what|did) (?:did |have |has )?(?:i|we) (?:miss|missed|miss out on|should know|need to know).*
    tell (?:me|us) about (?:the )?(?:big|biggest|largest) (?:moves?|changes?|swings?)
    who(?:'s|s| is| are| got| gets?)?(?: getting)? (?:hammered|crushed|killed|hit|smashed|slammed|punished)
    (?:which|what) (?:compan(?:y|ies)|stocks?|names?|tickers?|shares) .*(?:most|least|best|worst|biggest).*
    (?:best|worst|strongest|weakest) (?:\w+ )?(?:companies|stocks?|names|tickers|shares|performers?)
    \A(?:the |(?:show|list|give)(?: me)?(?: the)? )?most (?:positive|negative|bullish|bearish)
    most (?:positive|negative|bullish|bearish) (?:\w+ )?(?:companies|company|stocks?|names?|tickers?|ones?)
    who (?:has|had|have) the (?:most|best|worst|least)(?: \w+)? (?:news|stories|tone|sentiment|headlines).*
"""
_SOMETHING = "(?:what|what's|whats|which|who|who's|whos|anything|any)"
_FILL = "(?: (?:is|are|was|were|has|have|been|the|a|stocks?|names?|tickers?|companies|company|really|most))*"
_MOVES = (
    "(?:mov(?:e|es|ed|ing|ers?)|trending|hot|buzz(?:ing)?|popping|happening|going on|loud(?:est)?|up|down|new"
    "|(?:tank|moon|soar|rally|fall|ris|dropp|surg|plung|tumbl|slid|crash)ing)"
    "(?! (?:with|at|to|for|on|about))"
)
_COMPARE = r"""
    both, all of them, (?:all|the) (?:two|three|four|five)
    compare[ds]?, comparing, comparison, versus, vs\.?, side by side, against, stack up, better than
    worse than, or
    (?:rank|order|sort) (?:them|these|those|both|all|by (?:tone|score|sentiment))
    who(?:'s|s| is)? (?:leads?|leading|winning|ahead|behind|in the lead)
    (?:which|who) .* (?:better|worse|stronger|weaker|more (?:positive|negative|bullish|bearish))
    (?:which|who|who's|whos|which one)(?: \w+)?(?: \w+)? (?:best|worst|strongest|weakest|most|least)(?: \w+)?
"""
_REASONS = r"""
    why, whys, why's, how come, reasons?, cause[ds]?, behind, driv(?:es|ing|ers?|en), drove, explain
    what happened, wtf
    what(?:'s|s| is| has)? (?:made|makes?|sent|pushed|dragg(?:ed|ing)|hit(?:ting)?|hurt(?:ing)?|wrong|moved)
    what(?:'s|s| is| has)? (?:lift(?:ed|ing)|weigh(?:s|ing)|mov(?:es|ing)|going wrong|up with)
"""
_NEWS = r"""
    news, headlines?, stor(?:y|ies), articles?, updates?, latest, newest, what(?:'s|s| is) new, anything new
    catch me up, more, details?, what else, press, coverage, going on, happening, being said, say(?:ing)?
    developments?, hear[ds]?
    (?:good|bad|positive|negative|bullish|bearish) (?:ones?|only)
    any(?:thing)? (?:good|bad|positive|negative|bullish|bearish)
    only (?:the )?(?:good|bad|positive|negative|bullish|bearish)(?: ones?)?
"""
_BEYOND = r"""
    (?:stock |share )?prices?, quotes?, trading at, should (?:i|we) (?:buy|sell|hold|short).*, buy or sell
    worth buying, good buy, target price, price target, dividends?, market cap, p/e, eps, revenues?
    who(?:'s|s| is| was) (?:the )?(?:ceo|cfo|coo|cto|chair\w*|founder|boss|head) .*
    when (?:is|are|does|do|did|will) .*(?:earnings|results|report|reporting|dividend|ex-div\w*|ipo|split)\b.*
    (?:next|upcoming) earnings(?: date)?, earnings (?:date|calendar|call)
    how many (?:employees|shares|people).*
    what (?:does|do) .* (?:do|make|sell)\W*\Z, where (?:is|are) .* (?:based|headquartered|listed)
    how much (?:is|does|are).*
    (?:is|are) .* (?:a|an) (?:\w+ )?(?:buy|sell|hold)
"""
_COUNTED = """
    how many (?:stories|articles|items|news|headlines|mentions|sources)
    how (?:much|often) (?:news|coverage|is .* mentioned|was .* mentioned)
"""
_REPORT = r"""
    how, how's, hows, sentiment, mood, tone, scores?, vibes?, outlook, doing, perform\w*, look(?:s|ing)?
    feel\w*
    reports?, summary, summari[sz]e, overview, recap, status, trends?, check, show, give, gimme, thoughts
    opinion
    tell me about, what do you think, read on, numbers, stats, positive, negative, bullish
    bearish
    up or down, info, charts?, graphs?, plot, catalysts?, risks?, table
"""

# The first row that matches counts, so the narrower kinds stand before the wider.
_TABLE = (
    (Intent.THANKS, _nothing_but(_THANKS, core=_THANKED)),
    (Intent.HELP, _nothing_but(_GREETING)),
    (Intent.HELP, _any_of(_HELP)),
    (Intent.OFF_TOPIC, _any_of(_OFF_TOPIC)),
    (Intent.PORTFOLIO, _any_of(_PORTFOLIO)),
    (Intent.OWN_ALERTS, _any_of(_OWN_ALERTS)),
    (Intent.ALERT, _any_of(_ALERT)),
    (Intent.MOVERS, _any_of(f"{_MOVERS}\n{_SOMETHING}{_FILL} {_MOVES}")),
    (Intent.REPORT, _any_of(_COUNTED)),
    (Intent.BEYOND, _any_of(_BEYOND)),
    (Intent.COMPARE, _any_of(_COMPARE)),
    (Intent.REASONS, _any_of(_REASONS)),
    (Intent.NEWS, _any_of(_NEWS)),
    (Intent.REPORT, _any_of(_REPORT)),
)
