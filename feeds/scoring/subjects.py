"""Who an item is about: the listed companies it names, how relevant each is, and what it says about each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from feeds.scoring.clauses import own_words
from feeds.scoring.companies import Companies
from feeds.scoring.linking import Mention, mentions_in
from feeds.scoring.model import Model
from feeds.scoring.reading import Reading, mean_tone
from feeds.scoring.style import Style, style_of
from feeds.scoring.targets import ME, about, mask, target_pull
from feeds.scoring.text import Sentence
from feeds.scoring.tone import score_of
from feeds.types.scores import Entity, EntitySentiment, Sentiment, TickerSentiment
from feeds.types.subscriptions import Lesson

_MAX_TICKERS = 12
_MAX_READINGS = 12  # sentences of one company that are read for it
_TITLE_SHARE = 0.7
_TAGGED = 0.5  # relevance of a company that the publisher tagged but the text does not name


@dataclass(frozen=True, slots=True)
class Subjects:
    """All mentions by symbol, each with the place of its reading, and the symbols a publisher tagged."""

    places: dict[str, dict[int, list[Mention]]]
    tagged: frozenset[str]

    def is_marked(self, symbol: str) -> bool:
        """True when more than a name or a bare symbol stands for it."""
        found = (mention for mentions in self.places[symbol].values() for mention in mentions)
        return symbol in self.tagged or any(mention.is_marked for mention in found)

    def said_of(self, symbol: str, readings: list[Reading]) -> list[Sentence]:
        """The sentences that name a company; of one that names others too, the part that is its own."""
        sentences = [(n, readings[n].sentence) for n in sorted(self.places[symbol])]
        return [
            replace(sentence, text=own_words(sentence.text, self._named_in(n))[symbol])
            for n, sentence in sentences
        ]

    def _named_in(self, place: int) -> list[Mention]:
        return [mention for places in self.places.values() for mention in places.get(place, ())]

    @property
    def only(self) -> dict[int, str]:
        """Readings that name one company alone."""
        return {n: next(iter(named)) for n, named in self.named.items() if len(named) == 1}

    @property
    def named(self) -> dict[int, dict[str, list[str]]]:
        """The companies that each reading names, and by which words."""
        by_place: dict[int, dict[str, list[str]]] = {}
        for symbol, places in self.places.items():
            for n, found in places.items():
                by_place.setdefault(n, {})[symbol] = [one.words for one in found]
        return by_place

    @property
    def names(self) -> dict[int, frozenset[str]]:
        """The words of company names in each reading."""
        words: dict[int, set[str]] = {}
        for places in self.places.values():
            for n, found in places.items():
                words.setdefault(n, set()).update(word for one in found for word in one.words.split())
        return {n: frozenset(some) for n, some in words.items()}


def find_subjects(
    readings: list[Reading], *, companies: Companies, symbols: tuple[str, ...], lessons: tuple[Lesson, ...]
) -> Subjects:
    """Link every sentence; a publisher's own tags count too."""
    places: dict[str, dict[int, list[Mention]]] = {}
    for n, reading in enumerate(readings):
        for mention in mentions_in(
            reading.pieces, reading.sentence.text, companies=companies, lessons=lessons
        ):
            places.setdefault(mention.symbol, {}).setdefault(n, []).append(mention)
    tagged = dict.fromkeys(filter(None, map(companies.symbol_of, symbols)))
    for symbol in tagged:
        places.setdefault(symbol, {})
    return Subjects(places, frozenset(tagged))


def ticker_rows(
    subjects: Subjects, readings: list[Reading], *, companies: Companies, model: Model, whole: float
) -> tuple[TickerSentiment, ...]:
    """A row a company, most relevant first."""
    names = {
        symbol: tuple(sorted({mention.words for found in places.values() for mention in found}))
        for symbol, places in subjects.places.items()
    }
    total = sum([reading.weight for reading in readings]) or 1.0
    rows = []
    for symbol, places in subjects.places.items():
        others = tuple(name for other, some in names.items() if other != symbol for name in some)
        score = whole
        if others and places:
            score = _score_about(names[symbol], others, [readings[n] for n in places], model=model)
        relevance = _relevance(places, readings, total=total, count=len(names))
        name, is_marked = companies.name_of(symbol) or symbol, subjects.is_marked(symbol)
        rows.append(TickerSentiment(symbol, name, relevance, Sentiment(score), is_marked=is_marked))
    return tuple(sorted(rows, key=lambda row: (-row.relevance, row.symbol))[:_MAX_TICKERS])


def entity_answers(
    entities: tuple[Entity, ...], readings: list[Reading], *, subjects: Subjects, model: Model, whole: float
) -> tuple[EntitySentiment, ...]:
    """An answer for each entity asked about; one that is not named is neutral unless it is alone."""
    linked = sorted(
        {m.words for places in subjects.places.values() for found in places.values() for m in found}
    )
    answers = []
    for entity in entities:
        names = tuple(name.strip() for name in entity.names if name.strip())
        asked = (name for other in entities if other.id != entity.id for name in other.names)
        score = _score_of(names, others_than(names, (*asked, *linked)), readings, model=model, whole=whole)
        answers.append(EntitySentiment(entity.id, Sentiment(score)))
    return tuple(answers)


def others_than(names: tuple[str, ...], candidates: Iterable[str]) -> tuple[str, ...]:
    """Names of other companies: not those that are part of this one's name, or the reverse."""
    mine = [name.lower() for name in names]
    return tuple(
        name
        for name in candidates
        if name.strip() and not any(name.lower() in own or own in name.lower() for own in mine)
    )


def _score_of(
    names: tuple[str, ...], others: tuple[str, ...], readings: list[Reading], *, model: Model, whole: float
) -> float:
    lowered = [name.lower() for name in names]
    named = [one for one in readings if any(name in one.sentence.text.lower() for name in lowered)]
    if not named:
        return 0.0 if others else whole
    score = _score_about(names, others, named, model=model)
    is_headline = all(one.style is Style.HEADLINE for one in named)
    return (score + mean_tone(named)) / 2 if is_headline and not others else score


def _score_about(
    names: tuple[str, ...], others: tuple[str, ...], readings: list[Reading], *, model: Model
) -> float:
    """What the title says of the company and what the sentences of the body that name it say together."""
    titles = [one.sentence.text for one in readings if one.sentence.is_title]
    body = " ".join(one.sentence.text for one in readings[:_MAX_READINGS] if not one.sentence.is_title)
    scores = [
        (score_of(model.odds(target_pull(masked, weights=model.styled[style_of(text)]))), weight)
        for text, weight in ((titles[0] if titles else "", _TITLE_SHARE), (body, 1.0 - _TITLE_SHARE))
        if ME.strip() in (masked := about(mask(text, target=names, others=others)))
    ]
    return sum(score * weight for score, weight in scores) / (sum(weight for _, weight in scores) or 1.0)


def _relevance(
    places: dict[int, list[Mention]], readings: list[Reading], *, total: float, count: int
) -> float:
    """1 when the item is about it: named in the title, early, often, and alone. `total`: of all weights."""
    if not places:
        return _TAGGED if count > 1 else 1.0
    share = sum(readings[n].weight for n in places) / total
    first = min(places)
    begins = places[first][0].start / (1 + len(readings[first].sentence.text))
    relevance = 0.25 + 0.6 * share + 0.15 * (first == 0) * (1 - begins) + (0.15 if count == 1 else 0.0)
    return round(max(0.05, min(1.0, relevance)), 2)
