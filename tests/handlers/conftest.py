"""The stage as a fixture, empty or with a little news."""

import pytest

from tests.handlers.stage import NEWS, open_stage


@pytest.fixture
async def stage(db):
    async with open_stage(db) as opened:
        yield opened


@pytest.fixture
async def newsroom(stage):
    await stage.bring(*NEWS)
    return stage
