"""An export is read back as what was exported; what can't be read says where."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.errors import UsageError
from feeds.types.archives import Archive, SavedAlert, SavedLesson, SavedMute
from feeds.types.subscriptions import LessonKind, MuteKind, Rules, WatchFeed, WatchPortfolio, WatchWords
from handlers.grammar import parse_alerts
from handlers.grammar.archives import MOST_BYTES, read_archive, write_archive
from handlers.grammar.queries import Subscribe
from tests.handlers.test_saying import rules, watches

NOON = datetime(2026, 12, 24, 12, tzinfo=UTC)

names = st.text(min_size=1, max_size=12).filter(str.strip)
moments = st.none() | st.datetimes(timezones=st.just(UTC))


@st.composite
def alerts(draw):
    watch, user = draw(watches), draw(names)
    is_paused = draw(st.booleans())
    return SavedAlert(
        channel=draw(names),
        created_by=user,
        watch=WatchPortfolio(user)
        if isinstance(watch, WatchPortfolio)
        else WatchFeed(0, watch.url)
        if isinstance(watch, WatchFeed)
        else watch,
        rules=draw(rules),
        is_paused=is_paused,
        paused_until=draw(moments) if is_paused else None,
    )


archives = st.builds(
    Archive,
    workspace=names,
    alerts=st.lists(alerts(), max_size=3).map(tuple),
    mutes=st.lists(
        st.builds(
            SavedMute,
            channel=names,
            kind=st.sampled_from([MuteKind.TICKER, MuteKind.SOURCE]),
            value=names,
            created_by=names,
            until=moments,
        ),
        max_size=2,
    ).map(tuple),
    lessons=st.lists(
        st.builds(
            SavedLesson,
            kind=st.sampled_from([LessonKind.ALIAS, LessonKind.BLOCK]),
            words=names,
            value=names,
            taught_by=names,
        )
        | st.builds(
            SavedLesson, st.just(LessonKind.WORD), names, st.sampled_from(["+0.25", "-1"]), taught_by=names
        ),
        max_size=2,
    ).map(tuple),
    choices=st.dictionaries(names, names, max_size=2).map(lambda found: tuple(found.items())),
    settings=st.dictionaries(names, names, max_size=2).map(lambda found: tuple(found.items())),
)


@given(archive=archives)
def test_what_is_written_is_read_back(archive):
    assert read_archive(write_archive(archive)) == archive


@given(typed=st.text(max_size=30))
@example(typed="\\\r")
def test_every_phrase_that_can_be_typed_survives_the_file(typed):
    query = parse_alerts(f'subscribe "{typed}" min:0.2')
    if isinstance(query, Subscribe) and hasattr(query.want, "phrases"):
        alert = SavedAlert("C1", "U1", WatchWords(query.want.phrases), query.rules)
        assert read_archive(write_archive(Archive("T1", (alert,)))).alerts == (alert,)


@given(document=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_document_does_more_than_be_refused(document):
    with pytest.raises(UsageError):
        read_archive(document)


def changed(**parts):
    alert = {"channel": "C1", "by": "U1", "follow": "$NVDA min:0.35"}
    whole = {"format": "tickertone/1", "workspace": "T1", "alerts": [alert], **parts}
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        pytest.param(b"", "is no JSON (line 1", id="nothing"),
        pytest.param(b'{"format": ', "is no JSON (line 1", id="cut"),
        pytest.param(b"\xff\xfe", "byte 0 is no UTF-8", id="no text"),
        pytest.param(b"[" * 100_000, "is no JSON", id="too deep"),
        pytest.param(b" " * (MOST_BYTES + 1), "larger than 5 MB", id="too large"),
        pytest.param(b"[1, 2]", "lacks its format", id="other JSON"),
        pytest.param(changed(format="tickertone/2"), "this version reads tickertone/1", id="newer"),
        pytest.param(changed(workspace=7), "lacks “workspace”", id="no workspace"),
        pytest.param(changed(alerts={}), "“alerts” in the file must be a list", id="no list"),
        pytest.param(changed(alerts=["$NVDA"]), "alerts[0] in the file must be an object", id="no object"),
        pytest.param(
            changed(alerts=[{"channel": "C1", "by": "U1", "follow": "$NVDA min:7"}]),
            "alerts[0] in the file: “min:7” was not understood: “7” is out of bounds",
            id="an option out of bounds",
        ),
        pytest.param(
            changed(alerts=[{"channel": "C1", "by": "U1", "follow": "NVDA"}]),
            "write tickers with a dollar sign, like $NVDA",
            id="a name instead of a symbol",
        ),
        pytest.param(
            changed(alerts=[{"channel": "C1", "by": "U1"}]), "alerts[0] lacks “follow”", id="no wish"
        ),
        pytest.param(
            changed(alerts=[{"channel": "C1", "by": "U1", "follow": "all", "paused": "yes"}]),
            "“paused” is true or false",
            id="a pause in words",
        ),
        pytest.param(
            changed(mutes=[{"channel": "C1", "by": "U1", "ticker": "NVDA", "until": "soon"}]),
            "mutes[0] in the file: “until” must be a time",
            id="no time",
        ),
        pytest.param(changed(mutes=[{"channel": "C1", "by": "U1"}]), "mutes nothing", id="an empty mute"),
        pytest.param(changed(lessons=[{"by": "U1"}]), "teaches nothing", id="an empty lesson"),
        pytest.param(
            changed(lessons=[{"word": "recalls", "counts": "much", "by": "U1"}]),
            "lessons[0] in the file: “counts” must be a number like +0.25",
            id="a word that counts no number",
        ),
        pytest.param(changed(settings={"a": 1}), "“settings” in the file must be", id="no words"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_where(document, said):
    with pytest.raises(UsageError) as refused:
        read_archive(document)
    assert said in str(refused.value)


def test_a_file_written_by_hand_is_read():
    read = read_archive(changed())
    assert read.alerts == (SavedAlert("C1", "U1", read.alerts[0].watch, Rules(min_score=0.35)),)
