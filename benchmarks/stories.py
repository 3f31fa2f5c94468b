"""How well items about one event are joined, and how fast, beside a plain fuzzy matcher.

    ./run bench stories [--quick] [--wrong]

All labelled items stream through one index, in the order of time, among ordinary news that fills its window
with 20,000 items (--quick: 5,000). A pair counts as joined when both came into one story, by whatever way.
Pairs of two families are no labelled pairs, but when joined they count against precision. --wrong lists the
mistakes in the part that may be looked at. The plain matcher takes the most alike headline of the window
(rapidfuzz's token_set_ratio); it is timed on a sample. Seconds are processor time. Ends with one JSON line.
"""

import gc
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from statistics import median

from rapidfuzz import fuzz, process

from benchmarks.flags import read_flags
from benchmarks.stories_pairs import PARTS, Relation, Telling, count_relations, read_tellings
from benchmarks.stories_pairs.background import make_background
from feeds.policy.stories import WINDOW, StoryIndex
from feeds.policy.stories.fingerprint import take_fingerprint
from feeds.scoring.score import Scorer
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis

START = datetime(2026, 11, 4, 14, tzinfo=UTC)
STYLES = ("wire", "site", "filing", "social", "tabloid", "blog", "broker", "live")
PRECISION, RECALL, ITEMS_A_SECOND = 0.98, 0.90, 3_000
ALIKE = 80  # the plain matcher's cut
SAMPLE = 300
A_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Coming:
    """An item of the stream; `place` is its place among the labelled ones, None for the background."""

    at: datetime
    feed_id: int
    item: NewsItem
    analysis: Analysis
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """How right the joined pairs are."""

    joined: int
    right: int
    same: int

    @property
    def precision(self) -> float:
        """Of the pairs that were joined, the share that is one story."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one story, the share that was joined."""
        return self.right / self.same if self.same else 1.0

    @property
    def is_good(self) -> bool:
        """True when it does what was set out."""
        return self.precision >= PRECISION and self.recall >= RECALL


def make_stream(tellings: Sequence[Telling], scorer: Scorer, *, window: int) -> list[Coming]:
    """Lay labelled items among enough ordinary ones to keep the window full, in the order of time."""
    labelled = [_coming(place, telling, scorer) for place, telling in enumerate(tellings)]
    step = WINDOW / window
    first, last = (pick(coming.at for coming in labelled) for pick in (min, max))
    count = int((last - first + WINDOW) / step)
    ordinary = (
        Coming(
            first - WINDOW + step * number,
            news.feed_id,
            NewsItem(f"ordinary {number}", news.title, news.text, url=f"https://news.example/{number:07}"),
            news.analysis,
        )
        for number, news in enumerate(make_background(count))
    )
    return sorted([*ordinary, *labelled], key=lambda coming: coming.at)


def _coming(place: int, telling: Telling, scorer: Scorer) -> Coming:
    at = START + timedelta(minutes=telling.minutes)
    url = f"https://{telling.style}.example/{place:07}"
    item = NewsItem(f"labelled {place}", telling.title, telling.text, url=url, published_at=at)
    analysis = scorer.score(title=telling.title, text=telling.text)
    return Coming(at, STYLES.index(telling.style), item, analysis, place)


def join(stream: Sequence[Coming], *, window: int) -> tuple[dict[int, int], float]:
    """Give every item its story; returns those of the labelled ones, and items a second in a full window."""
    gc.collect()
    gc.freeze()  # as the bot does with what stays: the stream itself would only slow the collector down
    index = StoryIndex()
    stories: dict[int, int] = {}
    marks: list[float] = []  # processor time at each full thousand, once the window is full
    for number, coming in enumerate(stream):
        if number >= window and number % A_THOUSAND == 0:
            marks.append(time.process_time())
        mark = take_fingerprint(coming.item, coming.analysis, feed_id=coming.feed_id, seen_at=coming.at)
        match = index.match(mark)
        story = number if match is None else int(match.story)
        index.add(mark, story=story, seen_at=coming.at)
        if coming.place is not None:
            stories[coming.place] = story
    return stories, A_THOUSAND / median(later - sooner for sooner, later in pairwise(marks))


def join_plainly(stream: Sequence[Coming], *, window: int) -> tuple[dict[int, int], float]:
    """The same with the plain matcher: labelled items among themselves, speed on a sample of the window."""
    labelled = [coming for coming in stream if coming.place is not None]
    titles = [coming.item.title.lower() for coming in labelled]
    stories: dict[int, int] = {}
    for number, coming in enumerate(labelled):
        since = next(place for place, other in enumerate(labelled) if other.at >= coming.at - WINDOW)
        best = process.extractOne(
            titles[number], titles[since:number], scorer=fuzz.token_set_ratio, score_cutoff=ALIKE
        )
        leader = labelled[since + best[2]].place if best else coming.place
        stories[coming.place or 0] = stories.get(leader or 0, coming.place or 0)
    told = [coming.item.title.lower() for coming in stream[:window]]
    sample = stream[window : window + SAMPLE]
    started = time.process_time()
    for coming in sample:
        process.extractOne(coming.item.title.lower(), told, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
    return stories, len(sample) / (time.process_time() - started)


def judge(tellings: Sequence[Telling], stories: dict[int, int], *, part: str) -> Quality:
    """Count the pairs of one part."""
    places = [place for place, telling in enumerate(tellings) if telling.part == part]
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place in places:
        members[stories[place]].append(place)
    joined = [pair for story in members.values() for pair in combinations(story, 2)]
    right = sum(_is_same(tellings, pair) for pair in joined)
    return Quality(len(joined), right, sum(_is_same(tellings, pair) for pair in combinations(places, 2)))


def _is_same(tellings: Sequence[Telling], pair: tuple[int, int]) -> bool:
    one, other = (tellings[place] for place in pair)
    return (one.part, one.event) == (other.part, other.event)


def show_wrong(tellings: Sequence[Telling], stories: dict[int, int]) -> None:
    """List the mistakes of the tuned part."""
    tuned = [place for place, telling in enumerate(tellings) if telling.part == "tuned"]
    for one, other in combinations(tuned, 2):
        is_joined = stories[one] == stories[other]
        if is_joined != _is_same(tellings, (one, other)):
            first, second = tellings[one], tellings[other]
            print(f"{'JOINED' if is_joined else 'apart '} {first.family}: {first.title} | {second.title}")


def run(*, window: int, shows_wrong: bool = False) -> dict[str, float | bool]:
    """Measure both matchers, print a table, and say how it came out."""
    parts = {part: read_tellings(part) for part in PARTS}
    tellings = [telling for part in parts.values() for telling in part]
    stream = make_stream(tellings, Scorer.load(), window=window)
    figures: dict[str, float | bool] = {"window": window}
    print(
        f"{'matcher':10}{'part':8}{'same':>6}{'different':>11}{'twins':>7}{'precision':>11}{'recall':>8}{'items/s':>10}"
    )
    for name, matcher in (("stories", join), ("plain", join_plainly)):
        stories, speed = matcher(stream, window=window)
        figures[f"{name}_items_per_s"] = round(speed)
        for part in PARTS:
            quality = judge(tellings, stories, part=part)
            counts = count_relations(parts[part])
            same, different, twins = (counts[relation] for relation in Relation)
            print(
                f"{name:10}{part:8}{same:6}{different:11}{twins:7}{quality.precision:11.3f}{quality.recall:8.3f}{speed:10.0f}"
            )
            figures |= {
                f"{name}_{part}_precision": round(quality.precision, 3),
                f"{name}_{part}_recall": round(quality.recall, 3),
            }
            figures[f"{name}_{part}_ok"] = quality.is_good
        if shows_wrong and name == "stories":
            show_wrong(tellings, stories)
    figures["pairs"] = sum(counts.total() for counts in map(count_relations, parts.values()))
    figures["ok"] = (
        all(figures[f"stories_{part}_ok"] for part in PARTS)
        and figures["stories_items_per_s"] >= ITEMS_A_SECOND
    )
    return figures


if __name__ == "__main__":
    asked = read_flags(
        __doc__, quick="a window of 5,000 items in place of 20,000", wrong="list the pairs told wrong"
    )
    outcome = run(window=5_000 if asked.quick else 20_000, shows_wrong=asked.wrong)
    print(json.dumps(outcome))
    sys.exit(0 if outcome["ok"] else 1)
