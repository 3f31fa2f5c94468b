"""`tickertone tickers`: looking up, and bringing the table up to date."""

import asyncio
import json
import subprocess
import sys

import pytest
from aiohttp import web

from feeds.scoring.regulator import FEWEST


@pytest.fixture
def tickertone(tmp_path, monkeypatch):
    """Run the command line as a person of this test alone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("TICKERTONE_ALLOW_PRIVATE_FEEDS", "1")
    monkeypatch.delenv("TICKERTONE_USER_AGENT_CONTACT", raising=False)

    async def run(*words):
        command = [sys.executable, "-m", "bot", "tickers", *words]
        return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
async def regulator(aiohttp_server_url):
    rows = [[number, f"Blue Kraken {number} Corp", f"BLKR{number}", "NYSE"] for number in range(FEWEST)]

    async def serve(_request):
        return web.json_response({"fields": ["cik", "name", "ticker", "exchange"], "data": rows})

    async def cut(_request):
        return web.Response(body=json.dumps({"fields": []}))

    return await aiohttp_server_url({"/list.json": serve, "/cut.json": cut})


async def test_a_refresh_makes_a_new_company_known(tickertone, regulator):
    assert (await tickertone("find", "BLKR42")).returncode == 1
    refreshed = await tickertone("refresh", "--url", f"{regulator}/list.json")
    assert refreshed.returncode == 0, refreshed.stderr
    assert refreshed.stdout.startswith(f"{FEWEST} companies are listed; {FEWEST} new or renamed")
    assert (await tickertone("find", "Blue Kraken 42")).stdout.split(maxsplit=1) == [
        "BLKR42",
        "Blue Kraken 42\n",
    ]


async def test_a_list_cut_off_leaves_everything_as_it_was(tickertone, regulator, tmp_path):
    refused = await tickertone("refresh", "--url", f"{regulator}/cut.json")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


async def test_the_regulator_is_not_asked_without_a_contact(tickertone):
    refused = await tickertone("refresh")
    assert refused.returncode == 1
    assert "TICKERTONE_USER_AGENT_CONTACT" in refused.stderr
