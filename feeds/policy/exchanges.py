"""When exchanges open: session times by the exchanges' own published hours, holidays by their calendars.

The only place that knows the calendar library. Early closes don't matter here: only opens are asked for.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import financial_holidays

DEFAULT = "NYSE"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange: its market code, where its clocks are, and when its session begins there."""

    name: str
    code: str
    zone: str
    opens: time

    def is_open_on(self, day: date) -> bool:
        """True for a day with a session."""
        return day.weekday() < 5 and day not in _closed_days(self.code, day.year)

    def next_open(self, *, after: datetime, ahead: timedelta = timedelta()) -> datetime:
        """The next moment later than `after` that lies `ahead` of an open, in UTC."""
        zone = ZoneInfo(self.zone)
        day = (after + ahead).astimezone(zone).date()
        while True:
            if self.is_open_on(day):
                moment = datetime.combine(day, self.opens, zone).astimezone(UTC) - ahead
                if moment > after:
                    return moment
            day += _DAY


EXCHANGES = {
    exchange.name: exchange
    for exchange in (
        Exchange("NYSE", "XNYS", "America/New_York", time(9, 30)),
        Exchange("NASDAQ", "XNAS", "America/New_York", time(9, 30)),
        Exchange("TSX", "XTSE", "America/Toronto", time(9, 30)),
        Exchange("LSE", "XLON", "Europe/London", time(8)),
        Exchange("XETRA", "XETR", "Europe/Berlin", time(9)),
        Exchange("EURONEXT", "XPAR", "Europe/Paris", time(9)),
        Exchange("SIX", "XSWX", "Europe/Zurich", time(9)),
        Exchange("NSE", "XNSE", "Asia/Kolkata", time(9, 15)),
        Exchange("HKEX", "XHKG", "Asia/Hong_Kong", time(9, 30)),
        Exchange("TSE", "XJPX", "Asia/Tokyo", time(9)),
        Exchange("ASX", "XASX", "Australia/Sydney", time(10)),
    )
}


def find_exchange(name: str) -> Exchange:
    """Find an exchange by its name in any case; the default for one that is not known."""
    return EXCHANGES.get(name.upper(), EXCHANGES[DEFAULT])


@lru_cache(maxsize=64)
def _closed_days(code: str, year: int) -> frozenset[date]:
    return frozenset(financial_holidays(code, years=year))
