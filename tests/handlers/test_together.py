"""What several ask at once."""

import asyncio

import pytest

from feeds.errors import DatabaseDown
from handlers.together import Together


class Counted:
    """Work that takes a while and knows how often it was done."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.times = 0
        self._failure = failure

    async def __call__(self) -> int:
        self.times += 1
        await asyncio.sleep(0)
        if self._failure:
            raise self._failure
        return self.times


async def test_what_is_asked_at_once_is_worked_out_once():
    together, work = Together[int](), Counted()
    assert await asyncio.gather(*(together.give("movers", work) for _ in range(5))) == [1] * 5


async def test_what_is_asked_later_is_worked_out_anew():
    together, work = Together[int](), Counted()
    assert [await together.give("movers", work) for _ in range(2)] == [1, 2]


async def test_other_questions_are_worked_out_apart():
    together, work = Together[int](), Counted()
    assert sorted(await asyncio.gather(together.give("NVDA", work), together.give("AMD", work))) == [2, 2]


async def test_a_failure_reaches_all_who_wait_and_is_not_kept():
    together, failing = Together[int](), Counted(DatabaseDown())
    answers = await asyncio.gather(
        *(together.give("NVDA", failing) for _ in range(3)), return_exceptions=True
    )
    assert [type(each) for each in answers] == [DatabaseDown] * 3
    assert await together.give("NVDA", Counted()) == 1


async def test_one_who_stops_waiting_leaves_the_others_their_answer():
    together, work = Together[int](), Counted()
    leaving, staying = (asyncio.ensure_future(together.give("NVDA", work)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == 1
    with pytest.raises(asyncio.CancelledError):
        await leaving
