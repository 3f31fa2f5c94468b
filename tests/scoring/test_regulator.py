"""What the regulator's current list adds to the shipped table."""

import json

import pytest

from feeds.errors import UsageError
from feeds.scoring import regulator
from feeds.scoring.companies import read_companies
from feeds.scoring.regulator import Registered, additions, read_list

TABLE = "NVDA\tNasdaq\tNvidia\tnvidia\nOLDC\tNYSE\tOld Castle Works\told castle works\n"
NVIDIA = Registered(1, "NVDA", "Nvidia", "Nasdaq")


@pytest.mark.parametrize(
    ("listed", "row"),
    [
        (
            Registered(2, "BLKR", "Blue Kraken Robotics", "NYSE"),
            "BLKR\tNYSE\tBlue Kraken Robotics\tblue kraken robotics",
        ),
        (Registered(2, "KRKN", "Kraken", "NYSE"), "KRKN\tNYSE\tKraken\t~kraken"),
        (Registered(2, "BLKRF", "Blue Kraken Robotics", "OTC"), "BLKRF\tOTC\tBlue Kraken Robotics\t"),
        (Registered(1, "NVDB", "Nvidia", "Nasdaq"), "NVDB\tNasdaq\tNvidia\t"),
        (Registered(2, "NWC", "Old Castle Works", "NYSE"), "NWC\tNYSE\tOld Castle Works\told castle works"),
        (Registered(2, "OLDC", "New Castle Works", "NYSE"), "OLDC\tNYSE\tNew Castle Works\tnew castle works"),
    ],
    ids=["new", "one word", "over the counter", "share class", "new symbol", "new name"],
)
def test_a_new_or_renamed_company_is_a_row_of_the_table(listed, row):
    assert additions((NVIDIA, listed), table=TABLE) == f"{row}\n"


def test_a_company_that_stands_in_the_table_adds_nothing():
    assert additions((NVIDIA,), table=TABLE) == ""


def test_a_later_row_renames_a_company_and_keeps_its_rank_and_old_name():
    learnt = additions((Registered(2, "OLDC", "New Castle Works", "NYSE"),), table=TABLE)
    companies = read_companies(table=TABLE + learnt, aliases="")
    assert companies.name_of("OLDC") == "New Castle Works"
    assert companies.listings["OLDC"].rank == 1
    assert {companies.names[name] for name in ("old castle works", "new castle works")} == {"OLDC"}


def test_the_list_is_read_by_its_fields(monkeypatch):
    monkeypatch.setattr(regulator, "FEWEST", 1)
    document = {
        "fields": ["cik", "name", "ticker", "exchange"],
        "data": [[7, "BLUE KRAKEN ROBOTICS INC.", "blkr", None]],
    }
    assert read_list(json.dumps(document).encode()) == (Registered(7, "BLKR", "Blue Kraken Robotics", "OTC"),)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html>denied</html>",
        b"[]",
        b"{}",
        b'{"fields": ["cik"], "data": []}',
        b'{"fields": ["cik", "name", "ticker", "exchange"], "data": [[1, "x"]]}',
        b'{"fields": ["cik", "name", "ticker", "exchange"], "data": [[1, "x", "", "NYSE"]]}',
        b'{"fields": ["cik", "name", "ticker", "exchange"], "data": [[1, "Blue Kraken", "BLKR", "NYSE"]]}',
    ],
    ids=["empty", "page", "list", "object", "field missing", "short row", "no symbol", "cut off"],
)
def test_what_is_not_the_whole_list_is_refused(document):
    with pytest.raises(UsageError):
        read_list(document)
