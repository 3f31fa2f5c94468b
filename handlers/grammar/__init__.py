"""The slash grammar: what a person typed, as one query of a closed union, or what was wrong with it.

Pure. All options are read and checked here, so that nothing half understood goes further. Case never
matters, curly quotes are quotes, `$` is optional.
"""

from handlers.grammar.alerts import parse_alerts, parse_options
from handlers.grammar.portfolio import parse_portfolio
from handlers.grammar.problems import UsageProblem
from handlers.grammar.ticker import parse_ticker

__all__ = ["UsageProblem", "parse_alerts", "parse_options", "parse_portfolio", "parse_ticker"]
