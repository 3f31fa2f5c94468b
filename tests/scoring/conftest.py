"""One scorer for all tests: loading it is most of their time."""

import pytest

from feeds.scoring.companies import Companies
from feeds.scoring.score import Scorer


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    return Scorer.load()


@pytest.fixture(scope="session")
def companies(scorer: Scorer) -> Companies:
    return scorer.companies
