"""The same questions put to the items themselves, without mentions, rollups or an index of words.

This is what an obvious first version would do. It answers a part of each question only, and is slower still.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, TextClause, bindparam, text

from feeds.store.columns import Instant

_TICKERS = {
    "sqlite": """select json_extract(ticker.value, '$.symbol') as symbol, count(*) as items,
            avg(json_extract(ticker.value, '$.sentiment.score')) as score
        from items, json_each(items.analysis, '$.tickers') as ticker
        where seen_at >= :since and seen_at < :until group by 1""",
    "postgresql": """select ticker ->> 'symbol' as symbol, count(*) as items,
            avg((ticker -> 'sentiment' ->> 'score')::float) as score
        from items, jsonb_array_elements(analysis::jsonb -> 'tickers') as ticker
        where seen_at >= :since and seen_at < :until group by 1""",
}
_SEARCH = """select id from items where lower(title) like :pattern or lower(text) like :pattern
    order by seen_at desc limit 20"""


class NaiveReader:
    """Asks the items directly."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        spans = [bindparam(name, type_=Instant()) for name in ("since", "until")]
        self._tickers: TextClause = text(_TICKERS[engine.dialect.name]).bindparams(*spans)

    def tones(self, symbols: Sequence[str] | None, *, end: datetime, days: int) -> None:
        """Mean scores in a window and in the one before; None: of all tickers."""

        def work(connection: Connection) -> None:
            for number in range(2):
                until = end - timedelta(days=days * number)
                span = {"since": until - timedelta(days=days), "until": until}
                rows = connection.execute(self._tickers, span).all()
                [row for row in rows if symbols is None or row.symbol in symbols]

        self._read(work)

    def search(self, words: str) -> None:
        """Items with these words, newest first."""
        self._read(
            lambda connection: connection.execute(text(_SEARCH), {"pattern": f"%{words.lower()}%"}).all()
        )

    def _read(self, work: Callable[[Connection], object]) -> None:
        with self._engine.connect() as connection:
            work(connection)
