"""How right, how fast and how large the scorer is, beside VADER, TextBlob and FinVADER.

    ./run bench scoring FOLDER [--finvader WHEEL] [--folds]

FOLDER holds sentfin/, twitter_fin/ and finentity/. Each set stands apart, on the rows kept aside from
training (training.sets). `--folds` trains anew five times over all rows (needs the group `train`).
FinVADER pins an old nltk and can't be installed beside us: give its wheel to measure it, else its figures are
those measured once on the same sets. Ends with one JSON line.
"""

import argparse
import importlib
import importlib.util
import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from feeds.scoring.linking import mentions
from feeds.scoring.score import Scorer
from feeds.types.scores import Entity, Polarity
from training.sets import LABELS, Row, finentity, sentfin, sentfin_entities, twitter

CUT = 0.05  # where VADER's authors put neutral
MEASURED_ONCE = {"SEntFiN headlines": 0.62, "Twitter": 0.52}
TARGETS = {
    "SEntFiN headlines": 0.84,
    "Twitter": 0.81,
    "SEntFiN companies": 0.84,
    "SEntFiN disagreeing": 0.78,
    "FinEntity companies": 0.83,
    "Tickers (F1)": 0.90,
}
ITEMS_A_SECOND, MEMORY_MB, COLD_START_S, WEIGHTS_BYTES = 5000, 80, 1.0, 2_000_000
_CODED = re.compile(r"<([A-Z][A-Za-z]{0,5})\.(?:N|O|OQ|K|A)>")
_CODE = re.compile(r"\s?<[^<>\s]{1,12}>")
_COLD = """
import re, sys, time
started = time.perf_counter()
from feeds.scoring.score import Scorer
scorer = Scorer.load()
scorer.score(title="Chipmaker beats estimates", text="It raised its outlook.")
ready = time.perf_counter() - started
for line in sys.stdin: scorer.score(title=line[:120], text=line)
print(ready, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""

Judge = Callable[[Row], str]


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Macro-F1 of (wanted, given) labels."""
    found = list(pairs)
    scores = []
    for label in LABELS:
        hits = sum(wanted == given == label for wanted, given in found)
        claims = sum((wanted == label) + (given == label) for wanted, given in found)
        scores.append(2 * hits / claims if claims else 0.0)
    return sum(scores) / len(scores)


def by_cut(number: float) -> str:
    """A label from a lexicon's number."""
    return "positive" if number >= CUT else "negative" if number <= -CUT else "neutral"


def baselines(wheel: Path | None) -> dict[str, Judge]:
    """The lexicons that people use."""
    vader = SentimentIntensityAnalyzer()
    found: dict[str, Judge] = {
        "VADER": lambda row: by_cut(vader.polarity_scores(row.text)["compound"]),
        "TextBlob": lambda row: by_cut(TextBlob(row.text).sentiment.polarity),
    }
    if wheel:
        finvader = SentimentIntensityAnalyzer()
        big, small = (lexicon_of(wheel, name) for name in ("SentiBignomics.py", "Henry.py"))
        finvader.lexicon.update({word: 0.1 * value for word, value in big.items()} | small)
        found["FinVADER"] = lambda row: by_cut(finvader.polarity_scores(row.text)["compound"])
    return found


def lexicon_of(wheel: Path, name: str) -> dict[str, float]:
    """The dictionary that a module of the FinVADER wheel returns, without running its downloads."""
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read(f"finvader/{name}").decode()
    return {word: float(value) for word, value in re.findall(r"\['(.+?)'\]\s*=\s*(-?[\d.]+)", source)}


def judged(rows: Sequence[Row], judge: Judge) -> float:
    """Macro-F1 of one judge on rows."""
    return macro_f1((row.label, judge(row)) for row in rows)


def of_text(scorer: Scorer) -> Judge:
    """The scorer on whole texts."""
    return lambda row: scorer.score(title=row.text).sentiment.polarity.value


def of_company(scorer: Scorer) -> Judge:
    """The scorer on one company of a text, the others asked about too."""

    def judge(row: Row) -> str:
        asked = (Entity("0", (row.name,)), *(Entity(str(n), (name,)) for n, name in enumerate(row.others, 1)))
        return scorer.score(title=row.text, entities=asked).entities[0].sentiment.polarity.value

    return judge


def disagreeing(rows: Sequence[Row]) -> list[Row]:
    """Rows of texts whose companies have different labels."""
    labels: dict[str, set[str]] = {}
    for row in rows:
        labels.setdefault(row.text, set()).add(row.label)
    return [row for row in rows if len(labels[row.text]) > 1]


def ticker_f1(scorer: Scorer, texts: Iterable[str]) -> float:
    """Symbols found in texts whose Reuters codes were taken out, against those codes."""
    hits = claims = 0
    for text in texts:
        wanted = {"BRK-B" if code == "BRKb" else code for code in _CODED.findall(text)}
        if wanted:
            bare = _CODE.sub("", text)
            given = {
                one.symbol for one in mentions(bare, companies=scorer.companies) if "." not in one.symbol
            }
            hits += len(given & wanted)
            claims += len(given) + len(wanted)
    return 2 * hits / claims if claims else 0.0


def calibration_error(scorer: Scorer, rows: Sequence[Row]) -> float:
    """Mean distance between how sure the scorer was and how often it was right, over ten bands."""
    bands: dict[int, list[tuple[float, bool]]] = {}
    for row in rows:
        analysis = scorer.score(title=row.text)
        band = min(9, int(analysis.confidence * 10))
        bands.setdefault(band, []).append(
            (analysis.confidence, analysis.sentiment.polarity == Polarity(row.label))
        )
    distance = sum(
        abs(sum(sure for sure, _ in band) - sum(right for _, right in band)) for band in bands.values()
    )
    return distance / len(rows)


def speed(judge: Callable[[str, str], Any], items: Sequence[tuple[str, str]], *, rounds: int = 3) -> float:
    """Items a second of one core, best of some rounds; the first only warms up."""
    best = 0.0
    for _ in range(rounds + 1):
        started = time.process_time()
        for title, text in items:
            judge(title, text)
        best = max(best, len(items) / (time.process_time() - started))
    return best


def cold_start(texts: Sequence[str]) -> tuple[float, float]:
    """Seconds to the first answer of a fresh process, and its megabytes after a thousand texts."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", _COLD], input="\n".join(texts), capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    return min(float(run[0]) for run in runs), max(float(run[1]) for run in runs)


def accuracy(scorer: Scorer, folder: Path, wheel: Path | None) -> dict[str, dict[str, float]]:
    """The table: sets down, judges across."""
    companies, names = sentfin_entities(folder), finentity(folder)
    sets: dict[str, tuple[list[Row], Judge]] = {
        "SEntFiN headlines": (sentfin(folder), of_text(scorer)),
        "Twitter": (twitter(folder), of_text(scorer)),
        "SEntFiN companies": (companies, of_company(scorer)),
        "SEntFiN disagreeing": (disagreeing(companies), of_company(scorer)),
        "FinEntity companies": (names, of_company(scorer)),
    }
    others = baselines(wheel)
    table: dict[str, dict[str, float]] = {}
    for name, (rows, judge) in sets.items():
        aside = [row for row in rows if row.is_aside]
        table[name] = {"Tickertone": judged(aside, judge)}
        table[name] |= {other: judged(aside, their) for other, their in others.items()}
        if "FinVADER" not in others and name in MEASURED_ONCE:
            table[name]["FinVADER"] = MEASURED_ONCE[name]
    texts = {row.text for row in names if row.is_aside}
    table["Tickers (F1)"] = {"Tickertone": ticker_f1(scorer, sorted(texts))}
    return table


def show(table: dict[str, dict[str, float]]) -> None:
    """Print the table."""
    judges = ["Tickertone", "FinVADER", "VADER", "TextBlob"]
    print(f"{'kept aside, macro-F1':24}" + "".join(f"{judge:>12}" for judge in judges) + f"{'target':>10}")
    for name, row in table.items():
        cells = "".join(f"{row[judge]:12.3f}" if judge in row else f"{'':12}" for judge in judges)
        print(f"{name:24}{cells}{TARGETS[name]:10.2f}")


def folds(folder: Path) -> dict[str, float]:
    """Five folds over all rows, trained anew each time."""
    if importlib.util.find_spec("sklearn") is None:
        print("five folds: not run, scikit-learn is not installed (pip install --group train)")
        return {}
    found = importlib.import_module("training.folds").five_folds(folder)
    for name, figure in found.items():
        print(f"five folds {name:22}{figure:.3f}")
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the labelled sets")
    parser.add_argument("--finvader", type=Path, metavar="WHEEL")
    parser.add_argument("--folds", action="store_true")
    chosen = parser.parse_args()
    if not (chosen.folder / "sentfin").is_dir():
        print(
            f"error: {chosen.folder} holds no sentfin folder; name the folder with the labelled sets",
            file=sys.stderr,
        )
        return 1
    scorer = Scorer.load()
    table = accuracy(scorer, chosen.folder, chosen.finvader)
    show(table)
    headlines = [row for row in sentfin(chosen.folder) if row.is_aside]
    posts = [row for row in twitter(chosen.folder) if row.is_aside]
    error = calibration_error(scorer, headlines + posts)
    bodies = sorted({_CODE.sub("", row.text)[:260] for row in finentity(chosen.folder)})
    items = [(row.text, bodies[n % len(bodies)]) for n, row in enumerate(headlines[:1000])]
    speeds = {"Tickertone": speed(lambda title, text: scorer.score(title=title, text=text), items)}
    for name, judge in baselines(chosen.finvader).items():
        speeds[name] = speed(
            lambda title, text, judge=judge: judge(Row(f"{title}. {text}", "", "")), items[:300], rounds=1
        )
    ready_s, memory_mb = cold_start([text for _, text in items])
    data = Path(__file__).parent.parent / "config" / "data"
    weights = sum((data / name).stat().st_size for name in ("weights.tsv.gz", "targets.tsv.gz"))
    print(
        "items/s (headline + summary, one core): "
        + ", ".join(f"{name} {rate:,.0f}" for name, rate in speeds.items())
    )
    print(f"ready after {ready_s:.2f} s, {memory_mb:.0f} MB, weights {weights / 1e6:.2f} MB")
    print(f"calibration error {error:.3f}")
    figures: dict[str, Any] = {name: round(row["Tickertone"], 3) for name, row in table.items()}
    figures |= {
        "items_s": round(speeds["Tickertone"]),
        "ready_s": round(ready_s, 2),
        "memory_mb": round(memory_mb),
    }
    figures |= {"weights_bytes": weights, "calibration_error": round(error, 3)}
    figures["folds"] = folds(chosen.folder) if chosen.folds else {}
    missed = [name for name, target in TARGETS.items() if table[name]["Tickertone"] < target]
    missed += ["items_s"] if speeds["Tickertone"] < ITEMS_A_SECOND else []
    missed += ["memory_mb"] if memory_mb > MEMORY_MB else []
    missed += ["ready_s"] if ready_s > COLD_START_S else []
    missed += ["weights_bytes"] if weights > WEIGHTS_BYTES else []
    print(json.dumps({"bench": "scoring", "ok": not missed, "missed": missed, **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
