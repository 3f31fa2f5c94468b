"""What the models look at in one sentence, by name: the same for training and for scoring.

Words (their stems and runs of four letters), pairs of neighbours, kinds of words in their order, and
findings. Each occurrence counts, so what a word adds to a score can be told apart from the rest.
"""

from collections.abc import Iterator
from itertools import pairwise

from feeds.scoring.language import opinion
from feeds.scoring.lexemes import Lexeme
from feeds.scoring.lines import Line
from feeds.scoring.rules import Finding

_SILENT = frozenset({"", "comma", "stop", "skip", "dash"})
_RUN = 4
RUN = "c:"  # begins the names of runs of letters
START, END = "^", "$"  # stand beside the first and the last word
JOINT = " _ "  # between neighbours: no word holds it
_MAX_NET = 3.0
_KIND = 0.2
_SUBJECTIVE = 0.4
Step = tuple[str, str, str]  # a kind and the two before it, oldest first
Claim = tuple[float, str]  # the sign of a finding, and its role


def word_names(item: Lexeme) -> tuple[str, ...]:
    """The stem, whether it is an opinion, and runs of letters that tell what an unknown word may mean."""
    return (*sense_names(item), *(f"{RUN}{letters}" for letters in runs_of(item.text)))


def sense_names(item: Lexeme) -> tuple[str, ...]:
    """The stem, and whether the word is an opinion."""
    return (item.stem, *_opinion_names(item.text.lower())) if item.text.isalpha() else (item.stem,)


def runs_of(text: str) -> list[str]:
    """Runs of four letters of a word, its ends marked; none of what is not a word."""
    framed = f"<{text.lower()}>"
    return [framed[n : n + _RUN] for n in range(len(framed) - _RUN + 1)] if text.isalpha() else []


def _opinion_names(word: str) -> Iterator[str]:
    kindness, subjectivity = opinion(word)
    if abs(kindness) >= _KIND:
        yield "o:kind" if kindness > 0 else "o:unkind"
    if subjectivity >= _SUBJECTIVE:
        yield "o:opinion"


def neighbours(stems: list[str]) -> Iterator[tuple[str, str]]:
    """Neighbouring stems; the ends of the sentence count as neighbours."""
    return pairwise((START, *stems, END))


def kind_steps(kinds: list[str]) -> Iterator[Step]:
    """Kinds in order, each with the two before it, whatever words stand between them."""
    told = [kind for kind in kinds if kind not in _SILENT]
    return zip((START, START, *told), (START, *told), (*told, END), strict=False)


def step_names(step: Step) -> tuple[str, ...]:
    """A kind alone, in twos and in threes."""
    older, last, kind = step
    return (f"k:{last}>$",) if kind == "$" else (f"k:{kind}", f"k:{last}>{kind}", f"k:{older}>{last}>{kind}")


def claim_values(claims: tuple[Claim, ...]) -> Iterator[tuple[str, float]]:
    """What all findings come to together, and which comes first and last."""
    if not claims:
        yield "r:none", 1.0
        return
    good = sum(sign for sign, _ in claims if sign > 0)
    bad = -sum(sign for sign, _ in claims if sign < 0)
    main = sum(sign for sign, role in claims if role == "main")
    yield "r:net", max(-_MAX_NET, min(_MAX_NET, good - bad))
    yield "r:main", max(-_MAX_NET, min(_MAX_NET, main))
    yield ("r:both" if good and bad else "r:good" if good else "r:bad" if bad else "r:zero"), 1.0
    (first, first_role), (last, last_role) = claims[0], claims[-1]
    yield f"r:first {first_role}{mark_of(first)}", 1.0
    yield f"r:last {last_role}{mark_of(last)}", 1.0


def claim_names(rule: str, claim: Claim) -> tuple[str, str]:
    """One finding by its rule and by its role."""
    sign, role = claim
    return f"r:{rule}{mark_of(sign)}", f"r:{role}{mark_of(sign)}"


def mark_of(sign: float) -> str:
    """One mark for good, bad or neither."""
    return "+" if sign > 0 else "-" if sign < 0 else "="


def features(line: Line, findings: list[Finding]) -> dict[str, float]:
    """All of it, counted."""
    found: dict[str, float] = {}
    for item in line.items:
        for name in word_names(item):
            found[name] = found.get(name, 0.0) + 1.0
    for names in (
        map(JOINT.join, neighbours(line.stems)),
        *map(step_names, kind_steps(line.kinds)),
        *(claim_names(found.rule, found.claim) for found in findings),
    ):
        for name in names:
            found[name] = found.get(name, 0.0) + 1.0
    for name, value in claim_values(tuple(found.claim for found in findings)):
        found[name] = found.get(name, 0.0) + value
    return found


def has_style_copy(name: str) -> bool:
    """True for what may weigh differently in each style: all but pairs and runs of letters."""
    return not name.startswith(RUN) and (" " not in name or name.startswith(("r:", "k:")))
