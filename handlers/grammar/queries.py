"""What can be asked, as values: one closed union a command."""

from dataclasses import dataclass, field, replace
from datetime import time, timedelta

from feeds.types.subscriptions import Rules

DEFAULT_WINDOW = timedelta(days=7)
SEPARATORS = frozenset({"vs", "vs.", "versus", "and", "or", "&", "/", "with", "to"})


@dataclass(frozen=True, slots=True)
class AskCompanies:
    """`/ticker NVDA AMD 7d`: one company is reported on, several are compared.

    `words` are as typed: a symbol, one word of a name, a phrase that stood in quotes, or a separator.
    Finding the names in them takes the list of companies, so it comes later.
    """

    words: tuple[str, ...]
    window: timedelta = DEFAULT_WINDOW


@dataclass(frozen=True, slots=True)
class AskMovers:
    """`/ticker movers 24h`."""

    window: timedelta = DEFAULT_WINDOW


@dataclass(frozen=True, slots=True)
class AskTickerHelp:
    """`/ticker help`."""


TickerQuery = AskCompanies | AskMovers | AskTickerHelp


@dataclass(frozen=True, slots=True)
class WantCompanies:
    """Symbols or names as typed; each still has to be found."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WantFeed:
    """The address of a feed, or of a page with a feed behind it."""

    url: str


@dataclass(frozen=True, slots=True)
class WantWords:
    """Any of these words or phrases."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WantPortfolio:
    """What the asking user's portfolio holds."""


@dataclass(frozen=True, slots=True)
class WantAll:
    """Everything the workspace can see."""


Want = WantCompanies | WantFeed | WantWords | WantPortfolio | WantAll


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`/alerts subscribe WHAT OPTION...`; `names_zone` is False when no time zone was given.

    `steps` is how often its dry run was tightened since; below zero, loosened.
    """

    want: Want
    rules: Rules = field(default_factory=Rules)
    is_confirmed: bool = False
    names_zone: bool = False
    steps: int = 0

    def by_clock_of(self, zone: str) -> "Subscribe":
        """The same; times of day for which no time zone was given are read in this one."""
        if self.names_zone or not self.rules.has_times:
            return self
        return replace(self, rules=replace(self.rules, timezone=zone))


@dataclass(frozen=True, slots=True)
class OpenAlertModal:
    """`/alerts` alone."""


@dataclass(frozen=True, slots=True)
class ListAlerts:
    """`/alerts list`."""


@dataclass(frozen=True, slots=True)
class ListFeeds:
    """`/alerts feeds`."""


@dataclass(frozen=True, slots=True)
class AskAlertsHelp:
    """`/alerts help`."""


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """`/alerts unsubscribe ID`."""

    id: int


@dataclass(frozen=True, slots=True)
class Pause:
    """`/alerts pause ID [DURATION]`; without a duration until somebody resumes it."""

    id: int
    duration: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """`/alerts resume ID`."""

    id: int


@dataclass(frozen=True, slots=True)
class Edit:
    """`/alerts edit ID`."""

    id: int


@dataclass(frozen=True, slots=True)
class SendTest:
    """`/alerts test ID`."""

    id: int


@dataclass(frozen=True, slots=True)
class AskWhy:
    """`/alerts why WORDS-OR-URL`."""

    words: str


@dataclass(frozen=True, slots=True)
class ExportAlerts:
    """`/alerts export`."""


@dataclass(frozen=True, slots=True)
class ImportAlerts:
    """`/alerts import`."""


AnsweredAlerts = (
    Subscribe | ListAlerts | ListFeeds | AskAlertsHelp | Unsubscribe | Pause | Resume | SendTest | AskWhy
)
NeedsSlack = OpenAlertModal | Edit | ImportAlerts | ExportAlerts  # a modal, or files
AlertsQuery = NeedsSlack | AnsweredAlerts


@dataclass(frozen=True, slots=True)
class ShowPortfolio:
    """`/portfolio` alone."""


@dataclass(frozen=True, slots=True)
class AddHolding:
    """`/portfolio add NVDA 120 @ 95.50` or `/portfolio add NVDA 40%`: shares or a weight, never both."""

    words: str
    shares: float | None = None
    weight: float | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class RemoveHolding:
    """`/portfolio remove NVDA`."""

    words: str


@dataclass(frozen=True, slots=True)
class ClearPortfolio:
    """`/portfolio clear`."""


@dataclass(frozen=True, slots=True)
class ImportPortfolio:
    """`/portfolio import`."""


@dataclass(frozen=True, slots=True)
class ExportPortfolio:
    """`/portfolio export`."""


@dataclass(frozen=True, slots=True)
class ShowBrief:
    """`/portfolio brief`."""


@dataclass(frozen=True, slots=True)
class ScheduleBrief:
    """`/portfolio brief at 08:30 [TZ]`."""

    at: time
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class StopBrief:
    """`/portfolio brief off`."""


@dataclass(frozen=True, slots=True)
class SharePortfolio:
    """`/portfolio share`."""


@dataclass(frozen=True, slots=True)
class AskPortfolioHelp:
    """`/portfolio help`."""


PortfolioQuery = (
    ShowPortfolio
    | AddHolding
    | RemoveHolding
    | ClearPortfolio
    | ImportPortfolio
    | ExportPortfolio
    | ShowBrief
    | ScheduleBrief
    | StopBrief
    | SharePortfolio
    | AskPortfolioHelp
)
