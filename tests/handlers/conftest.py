"""The stage as a fixture, empty or with a little news."""

import pytest

from handlers import failures
from tests.handlers.stage import NEWS, open_stage


@pytest.fixture
async def stage(db, monkeypatch):
    monkeypatch.setattr(failures, "PATIENCE_S", 30.0)  # on a busy machine no answer says that it is coming
    async with open_stage(db) as opened:
        yield opened


@pytest.fixture
async def newsroom(stage):
    await stage.bring(*NEWS)
    return stage
