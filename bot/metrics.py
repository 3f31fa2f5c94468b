"""What Prometheus is told. One registry per process; names are listed in docs/metrics.md."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_LATENCY_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Every measure of the process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.feeds_polled = Counter(
            "tickertone_feeds_polled", "Feeds polled, by result word.", ["result"], registry=self.registry
        )
        self.items_stored = Counter("tickertone_items_stored", "New items stored.", registry=self.registry)
        self.items_scored = Counter("tickertone_items_scored", "Items scored.", registry=self.registry)
        self.alerts = Counter(
            "tickertone_alerts", "Messages settled, by outcome.", ["outcome"], registry=self.registry
        )
        self.outbox_depth = Gauge("tickertone_outbox_depth", "Undelivered messages.", registry=self.registry)
        self.outbox_age_s = Gauge(
            "tickertone_outbox_age_seconds", "Age of the oldest undelivered message.", registry=self.registry
        )
        self.command_seconds = Histogram(
            "tickertone_command_seconds",
            "From a request's arrival to its answer, by kind of request.",
            ["command"],
            buckets=_LATENCY_BUCKETS,
            registry=self.registry,
        )
        self.slack_calls = Counter(
            "tickertone_slack_calls",
            "Web API calls, by method and result.",
            ["method", "result"],
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Write all measures in Prometheus text format."""
        return generate_latest(self.registry)
