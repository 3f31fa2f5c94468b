"""What the models look at in one sentence, by name: the same for training and for scoring.

Words (their stems and runs of four letters), pairs of neighbours, kinds of words in their order, and
findings. Each occurrence counts, so what a word adds to a score can be told apart from the rest.
"""

from collections.abc import Iterator

from feeds.scoring.language import opinion
from feeds.scoring.lexemes import Lexeme
from feeds.scoring.rules import Finding

_SILENT = frozenset({"", "comma", "stop", "skip", "dash"})
_RUN = 4
START, END = "^", "$"  # stand beside the first and the last word
JOINT = " _ "  # between neighbours: no word holds it
_MAX_NET = 3.0
_KIND = 0.2
_SUBJECTIVE = 0.4
Step = tuple[str, str, str]  # a kind and the two before it, oldest first


def word_names(item: Lexeme) -> tuple[str, ...]:
    """The stem, runs of letters that tell what an unknown word may mean, and whether it is an opinion."""
    word = item.text.lower()
    if not word.isalpha():
        return (item.stem,)
    framed = f"<{word}>"
    return (
        item.stem,
        *_opinion_names(word),
        *(f"c:{framed[n : n + _RUN]}" for n in range(len(framed) - _RUN + 1)),
    )


def _opinion_names(word: str) -> Iterator[str]:
    kindness, subjectivity = opinion(word)
    if abs(kindness) >= _KIND:
        yield "o:kind" if kindness > 0 else "o:unkind"
    if subjectivity >= _SUBJECTIVE:
        yield "o:opinion"


def pair_names(sentence: list[Lexeme]) -> Iterator[str]:
    """Neighbouring stems; the ends of the sentence count as neighbours."""
    before = START
    for item in sentence:
        yield f"{before}{JOINT}{item.stem}"
        before = item.stem
    yield f"{before}{JOINT}{END}"


def kind_steps(sentence: list[Lexeme]) -> Iterator[Step]:
    """Kinds in order, each with the two before it, whatever words stand between them."""
    last = older = START
    for item in sentence:
        kind = item.kind
        if kind not in _SILENT:
            yield older, last, kind
            older, last = last, kind
    yield older, last, END


def step_names(step: Step) -> tuple[str, ...]:
    """A kind alone, in twos and in threes."""
    older, last, kind = step
    return (f"k:{last}>$",) if kind == "$" else (f"k:{kind}", f"k:{last}>{kind}", f"k:{older}>{last}>{kind}")


def finding_values(findings: list[Finding]) -> Iterator[tuple[str, float]]:
    """What all findings come to together, and which comes first and last."""
    if not findings:
        yield "r:none", 1.0
        return
    good = sum(found.sign for found in findings if found.sign > 0)
    bad = -sum(found.sign for found in findings if found.sign < 0)
    main = sum(found.sign for found in findings if found.role == "main")
    yield "r:net", max(-_MAX_NET, min(_MAX_NET, good - bad))
    yield "r:main", max(-_MAX_NET, min(_MAX_NET, main))
    yield ("r:both" if good and bad else "r:good" if good else "r:bad" if bad else "r:zero"), 1.0
    yield f"r:first {findings[0].role}{sign_of(findings[0])}", 1.0
    yield f"r:last {findings[-1].role}{sign_of(findings[-1])}", 1.0


def finding_names(found: Finding) -> tuple[str, str]:
    """One finding by its rule and by its role."""
    return f"r:{found.rule}{sign_of(found)}", f"r:{found.role}{sign_of(found)}"


def sign_of(found: Finding) -> str:
    """One mark for good, bad or neither."""
    return "+" if found.sign > 0 else "-" if found.sign < 0 else "="


def features(sentence: list[Lexeme], findings: list[Finding]) -> dict[str, float]:
    """All of it, counted."""
    found: dict[str, float] = {}
    for item in sentence:
        for name in word_names(item):
            found[name] = found.get(name, 0.0) + 1.0
    for names in (
        pair_names(sentence),
        *map(step_names, kind_steps(sentence)),
        *map(finding_names, findings),
    ):
        for name in names:
            found[name] = found.get(name, 0.0) + 1.0
    for name, value in finding_values(findings):
        found[name] = found.get(name, 0.0) + value
    return found


def has_style_copy(name: str) -> bool:
    """True for what may weigh differently in each style: all but pairs and runs of letters."""
    return not name.startswith("c:") and (" " not in name or name.startswith(("r:", "k:")))
