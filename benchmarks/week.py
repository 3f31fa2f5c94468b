"""A week of simulated news: nobody is flooded, nobody is woken, and no item is lost without a reason.

20,000 items of 300 feeds for 50 subscriptions of every kind, with bursts, on a clock that jumps; stories,
routing, digests and delivery are the product's own, over SQLite. Slack is down twice, once over midnight,
slows down now and then, and one channel is archived. Run it with `./run bench week [--quick]`.
"""

import asyncio
import json
import sys
from time import perf_counter

from benchmarks.flags import read_flags
from benchmarks.simulation.checks import (
    broke_silence,
    busiest_hours,
    count_broken_through,
    over_cap,
    settle_accounts,
)
from benchmarks.simulation.run import Size, opened, simulate
from feeds.types.decisions import MessageKind

FULL = Size(items=20_000, feeds=300, wishes=50)
QUICK = Size(items=2_000, feeds=60, wishes=50, days=2)
SHOWN = 5


def run(size: Size) -> dict[str, float | bool]:
    """Simulate, print the table, and say how it came out."""
    with opened() as db:
        began = perf_counter()
        outcome = asyncio.run(simulate(db, size))
        took_s = perf_counter() - began
        account = settle_accounts(outcome)
        faults = [*over_cap(outcome), *broke_silence(outcome), *account.unexplained]
    kinds = {kind.value: sum(it.message.kind is kind for it in outcome.slack.sent) for kind in MessageKind}
    print(f"{size.items:,} items, {size.feeds} feeds, {size.wishes} subscriptions, {size.days} days")
    for name, count in kinds.items():
        print(f"  {'sent: ' + name:28}{count:>10,}")
    print(f"what became of {account.pairs:,} pairs of an item and a subscription")
    for reason, count in sorted(account.reasons.items(), key=lambda it: -it[1]):
        print(f"  {reason.value:28}{count:>10,}")
    print(f"  {'... told in a digest':28}{account.folded:>10,}")
    for fault in faults[:SHOWN]:
        print(f"wrong: {fault}")
    return {
        "items": size.items,
        "pairs": account.pairs,
        "messages": len(outcome.slack.sent),
        "most_alerts_an_hour": max(busiest_hours(outcome, {MessageKind.POST}).values(), default=0),
        "over_cap": len(over_cap(outcome)),
        "broke_silence": len(broke_silence(outcome)),
        "broke_through": count_broken_through(outcome),
        "unexplained": len(account.unexplained),
        "simulated_s": round(took_s, 1),
        "ok": not faults,
    }


if __name__ == "__main__":
    asked = read_flags(__doc__, quick="fewer items, feeds and subscriptions")
    figures = run(QUICK if asked.quick else FULL)
    print(json.dumps(figures))
    sys.exit(0 if figures["ok"] else 1)
