"""Tickers that the publisher itself tagged: exchange categories and elements named for a symbol. Pure."""

import re

# Such as Nasdaq:ACMR or NYSE American: XYZ.
_QUALIFIED = re.compile(
    r"\s*([A-Za-z][A-Za-z .&-]{1,19}?)\s*:\s*([A-Za-z0-9]{1,10}(?:[.\-/][A-Za-z0-9]{0,4})?)\s*"
)
_BARE = re.compile(r"\s*\$?([A-Z0-9]{1,6}(?:[.\-/][A-Z0-9]{1,4})?)\s*")
_TICKER_DOMAIN = re.compile(
    r"(?:rss|xml|schemas?|taxonomy)?[/#:.]?(?:stocks?|tickers?|symbols?)/?$", re.IGNORECASE
)
_EXCHANGES = frozenset(
    (
        "nasdaq", "nyse", "amex", "nysearca", "nyseamerican", "nysemkt", "cboe", "otc", "otcqb",
        "otcqx", "otcmkts", "otcpink", "pink", "bats", "tsx", "tsxv", "cve", "lse", "aim", "asx",
        "nse", "bse", "hkex", "hkg", "sgx", "jse", "fra", "xetra", "etr", "euronext", "epa", "ams",
        "ebr", "swx", "six", "sto", "cph", "hel", "osl", "tase", "krx", "tyo", "iex", "neo", "cse",
        "nasdaqgs", "nasdaqgm", "nasdaqcm", "other",
    )
)  # fmt: skip
SYMBOL_ELEMENTS = frozenset(
    ("symbol", "ticker", "tickersymbol", "stocksymbol", "stockticker", "issuesymbol", "tradingsymbol")
)
_MOST = 20


def from_category(term: str, domain: str = "") -> str | None:
    """The ticker a category names, if it names one: "NASDAQ:ACMR" or bare where the domain says it is one."""
    is_ticker_domain = bool(domain) and _TICKER_DOMAIN.search(domain.strip()) is not None
    if qualified := _QUALIFIED.fullmatch(term):
        exchange = re.sub(r"[^a-z]", "", qualified[1].lower())
        if exchange in _EXCHANGES or is_ticker_domain:
            return f"{qualified[1].upper()}:{qualified[2].upper()}"
        return None
    return from_element(term) if is_ticker_domain else None


def from_element(text: str, market: str = "") -> str | None:
    """The ticker that an element named for one holds; its market is put before it where it is known."""
    if _QUALIFIED.fullmatch(text):
        return from_category(text, domain="symbol")
    bare = _BARE.fullmatch(text)
    if bare is None:
        return None
    is_exchange = re.sub(r"[^a-z]", "", market.lower()) in _EXCHANGES
    return f"{market.strip().upper()}:{bare[1]}" if is_exchange else bare[1]


def distinct(symbols: list[str]) -> tuple[str, ...]:
    """Each once, in order, not more than anybody reads."""
    return tuple(dict.fromkeys(symbols))[:_MOST]
