"""Removing the app removes what belongs to the workspace."""

import asyncio


async def test_a_workspace_that_removes_the_app_is_erased(stage):
    await stage.sandbox.command("/alerts subscribe all confirm")
    assert stage.subscriptions()
    stage.sandbox.uninstall()
    async with asyncio.timeout(10):
        while stage.subscriptions():  # noqa: ASYNC110 - nothing tells of rows that are gone
            await asyncio.sleep(0.05)
