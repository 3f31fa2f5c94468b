"""`tickertone export` and `tickertone import`: settings of a workspace to a file and back."""

import json

import pytest

from bot.cli import main
from feeds.store import Database
from feeds.types.subscriptions import Rules, WatchFeed, WatchTickers
from tests.store.making import NOON, OURS, THEIRS

SECRET = "https://ada:secret@news.example/rss"


@pytest.fixture
def db(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/test.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    database = Database.open(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def run(capsys):
    def run(*words):
        with pytest.raises(SystemExit) as left:
            main(list(words))
        said = capsys.readouterr()
        return left.value.code or 0, said.out, said.err

    return run


def subscribe(db, workspace=OURS):
    def add(unit):
        feed = unit.feeds.add(SECRET, now=NOON)
        add = unit.workspace(workspace).subscriptions.add
        add(
            channel="C1",
            created_by="U1",
            watch=WatchTickers(("NVDA",)),
            rules=Rules(min_score=0.35),
            now=NOON,
        )
        add(channel="C1", created_by="U1", watch=WatchFeed(feed.id, feed.url), now=NOON)

    db.run_now(add)


def test_what_is_exported_comes_back_unchanged_however_often(db, run, tmp_path):
    subscribe(db)
    code, exported, _ = run("export")
    assert code == 0
    assert json.loads(exported)["alerts"][0]["follow"] == "$NVDA min:0.35"
    file = tmp_path / "settings.json"
    file.write_text(exported)
    assert run("import", str(file))[1] == (
        f"Workspace {OURS}: 0 new alerts, 0 with other options, 2 that stood already.\n"
    )
    assert run("export")[1] == exported


def test_no_secret_is_exported(db, run):
    subscribe(db)
    assert "secret" not in run("export")[1]


def test_another_workspace_takes_it_over_and_says_what_it_could_not(db, run, tmp_path):
    subscribe(db)
    file = tmp_path / "settings.json"
    file.write_text(run("export")[1])
    code, said, _ = run("import", str(file), "--workspace", THEIRS)
    assert code == 0
    assert f"Workspace {THEIRS}: 1 new alert," in said
    assert "https://***@news.example/rss needs a login" in said


@pytest.mark.parametrize(
    ("workspaces", "words", "said"),
    [
        ((), (), "nothing to export"),
        ((OURS, THEIRS), (), f"name one with --workspace: {OURS}, {THEIRS}"),
        ((OURS,), ("--workspace", "T9"), f"No workspace T9 has set anything. There is: {OURS}"),
    ],
    ids=["none", "several", "an unknown one"],
)
def test_an_export_of_no_one_workspace_says_which_there_are(db, run, workspaces, words, said):
    for workspace in workspaces:
        subscribe(db, workspace)
    code, out, err = run("export", *words)
    assert (code, out) == (1, "")
    assert said in err


def test_a_file_that_can_not_be_read_changes_nothing(db, run, tmp_path):
    file = tmp_path / "settings.json"
    file.write_text('{"format": "tickertone/1", "workspace": "T1", "alerts": [{"channel": "C1"}]}')
    code, out, err = run("import", str(file))
    assert (code, out) == (1, "")
    assert err == "error: alerts[0] lacks “by”, which must be words.\n"
    assert db.read_now(lambda unit: unit.workspaces()) == ()
