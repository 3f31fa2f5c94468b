"""No message, modal or Home breaks a limit of Slack's, whatever it is made from; each says what it should."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.policy.dry_run import DryRun
from feeds.policy.poll_report import PollReport
from feeds.queries.followed import Followed
from feeds.queries.trends import day_starts, time_starts
from feeds.queries.why import Account, Told
from feeds.types.companies import Company
from feeds.types.decisions import Reason
from feeds.types.digests import Waiting
from feeds.types.news import Feed, FeedLink, PollResult
from feeds.types.preferences import Preferences
from feeds.types.reports import (
    Comparison,
    Mover,
    Movers,
    News,
    Spread,
    TickerReport,
    TopStory,
    TrendPoint,
    Window,
)
from feeds.types.scores import Driver, Polarity
from feeds.types.subscriptions import (
    Lesson,
    LessonKind,
    Mute,
    MuteKind,
    Rules,
    Subscription,
    WatchAll,
    WatchFeed,
    WatchTickers,
    WatchWords,
)
from feeds.types.tones import StoryCount, Tone
from handlers.blocks.analysis import render_analysis
from handlers.blocks.choices import Choice, render_choice, render_unheard
from handlers.blocks.errors import render_failure, render_problem, render_refusal
from handlers.blocks.feeds import render_feed_choice, render_feeds, render_polled
from handlers.blocks.help import (
    render_alerts_help,
    render_capabilities,
    render_ticker_help,
    render_unread_span,
)
from handlers.blocks.home import HomeContent, render_home
from handlers.blocks.lessons import render_learnt, render_lessons, render_muted
from handlers.blocks.message import compose, sentence, simplify
from handlers.blocks.modals import alert_modal, edit_modal, mute_modal, wrong_modal
from handlers.blocks.news import render_news, render_reasons
from handlers.blocks.pages import render_page
from handlers.blocks.parts import section, table
from handlers.blocks.phrases import say_split, shares
from handlers.blocks.report import render_report
from handlers.blocks.settings import settings_modal
from handlers.blocks.subscriptions import (
    render_changed,
    render_ended,
    render_restored,
    render_sample,
    render_subscribed,
    render_subscriptions,
)
from handlers.blocks.tables import render_comparison, render_movers
from handlers.blocks.trials import Trial, render_dry_run
from handlers.blocks.why import render_accounts
from handlers.blocks.why_score import WhyScore, render_why_score
from handlers.grammar.problems import UsageProblem
from sandbox.blockcheck import check_message, check_view
from tests.handlers.making import NOON, analyses, items, make_item, make_row, scores, texts, urls
from tests.handlers.showing import shown
from tests.handlers.slack_rules import refusals

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WEEK = Window(NOON - 7 * DAY, NOON)

companies = st.builds(Company, symbol=texts, name=texts)
counts = st.builds(
    StoryCount,
    now=st.integers(0, 10**6),
    usual=st.none() | st.floats(0, 10**6),
    z=st.none() | st.floats(-99, 99),
)
tones = st.lists(st.integers(-100, 100), max_size=4).map(
    lambda hundredths: sum((Tone.of_story([each]) for each in hundredths), Tone())
)
changes = st.none() | st.floats(-2, 2)
spreads = st.lists(scores, min_size=1, max_size=3).map(Spread.of)
tops = st.builds(
    TopStory,
    item=items,
    spread=spreads,
    sources=st.integers(1, 99),
    weight=st.just(1.0),
    last_told_at=st.just(NOON),
)
moments = st.timedeltas(timedelta(), timedelta(days=366)).map(lambda ago: NOON - ago)
reports = st.builds(
    TickerReport,
    company=companies,
    window=st.just(WEEK),
    tone=tones,
    before=tones,
    change=changes,
    count=counts,
    trend=st.lists(st.builds(TrendPoint, since=moments, tone=tones), max_size=20).map(tuple),
    top=st.lists(tops, max_size=3).map(tuple),
    catalysts=st.lists(texts, max_size=2).map(tuple),
    risks=st.lists(texts, max_size=2).map(tuple),
    disagreements=st.integers(0, 3),
    last_item_at=st.none() | st.just(NOON),
)
news = st.builds(
    News,
    company=companies,
    window=st.just(WEEK),
    stories=st.lists(tops, max_size=6).map(tuple),
    total=st.integers(0, 10**6),
    more=st.integers(0, 10**6),
    is_at_least=st.booleans(),
    wanted=st.none() | st.sampled_from(Polarity),
    kept=st.none() | st.just((date(2025, 9, 1), date(2026, 3, 9))),
)
movers = st.builds(Mover, company=companies, tone=tones, before=tones, change=changes, count=counts)
watches = (
    st.just(WatchAll())
    | st.lists(texts, min_size=1, max_size=600).map(lambda each: WatchTickers(tuple(each)))
    | st.lists(texts, min_size=1, max_size=5).map(lambda each: WatchWords(tuple(each)))
    | texts.map(lambda url: WatchFeed(1, url))
)
rules = st.builds(
    Rules,
    min_score=st.sampled_from([0.0, 0.15, 0.6, 1.0]),
    include=st.none() | texts,
    exclude=st.none() | texts,
)
subscriptions = st.builds(
    Subscription,
    id=st.integers(1, 9) | st.integers(1, 10**12),
    workspace=st.just("T1"),
    channel=st.sampled_from(["C1", "D1"]),
    created_by=st.just("U1"),
    watch=watches,
    created_at=st.just(NOON),
    rules=rules,
    is_paused=st.booleans(),
    paused_until=st.none() | st.just(NOON + DAY),
)
feeds = st.builds(
    Feed,
    id=st.integers(1, 10**9),
    url=texts,
    title=texts,
    failures=st.integers(0, 99),
    last_error=st.none() | texts,
    last_polled_at=st.none() | st.just(NOON),
    next_poll_at=st.none() | st.just(NOON),
    is_asleep=st.booleans(),
)
held_for = st.sampled_from([Reason.WAITING, Reason.QUIET_HOURS, Reason.CAP])
holding_back = st.dictionaries(held_for, st.integers(1, 99_999), min_size=1).map(
    lambda counts: tuple(counts.items())
)
waiting = st.dictionaries(st.integers(1, 9), st.builds(Waiting, holding_back, st.just(NOON)), max_size=9)
mutes = st.builds(
    Mute,
    id=st.integers(1, 99),
    workspace=st.just("T1"),
    channel=st.just("C1"),
    kind=st.sampled_from(MuteKind),
    value=texts,
    until=st.none() | st.just(NOON),
    created_by=st.just("U1"),
)
lessons = st.builds(
    Lesson,
    id=st.integers(1, 99),
    workspace=st.just("T1"),
    kind=st.sampled_from(LessonKind),
    words=texts,
    value=texts,
    taught_by=st.just("U1"),
    taught_at=st.just(NOON),
)
dry_runs = st.builds(
    DryRun,
    would_post=st.integers(0, 99),
    of_items=st.integers(0, 999),
    examples=st.lists(items, max_size=3).map(tuple),
    reasons=st.just(()),
)
told = st.builds(
    Told,
    subscription=subscriptions,
    reason=st.sampled_from(Reason),
    detail=texts,
    at=st.none() | st.just(NOON),
)
accounts = st.builds(Account, item=items, told=st.lists(told, max_size=12).map(tuple))

MESSAGES = {
    "report": st.builds(render_report, reports, is_private=st.booleans()),
    "comparison": st.builds(
        lambda each, ranked: render_comparison(Comparison(WEEK, tuple(each)), is_private=True, ranked=ranked),
        st.lists(reports, min_size=2, max_size=10),
        st.none() | st.sampled_from(Polarity),
    ),
    "movers": st.builds(
        lambda changed, loudest: render_movers(Movers(WEEK, tuple(changed), tuple(loudest)), is_private=True),
        st.lists(movers, max_size=5),
        st.lists(movers, max_size=5),
    ),
    "ranked movers": st.builds(
        lambda ranked, wanted: render_movers(Movers(WEEK, ranked=tuple(ranked), wanted=wanted)),
        st.lists(movers, max_size=5),
        st.sampled_from(Polarity),
    ),
    "news": st.lists(news, min_size=1, max_size=4).map(render_news),
    "reasons": st.builds(
        lambda each, premise: render_reasons(each, premise=premise),
        st.lists(reports, min_size=1, max_size=4),
        st.none() | st.sampled_from(Polarity),
    ),
    "choice": st.builds(
        lambda words, found: render_choice(words, found, question=words),
        texts,
        st.lists(companies, min_size=1, max_size=8),
    ),
    "unheard": st.builds(
        lambda words, near: render_unheard(words, near, questions=[words or "x"] * len(near)),
        texts,
        st.lists(companies, max_size=5),
    ),
    "analysis": st.builds(lambda item, text: render_analysis(item.analysis, text=text), items, texts),
    "why score": st.builds(
        WhyScore,
        item=items,
        by_words=analyses,
        story=st.lists(items, max_size=3).map(tuple),
        votes=st.lists(lessons, max_size=2).map(tuple),
        taught=st.lists(lessons, max_size=9).map(tuple),
    ).map(render_why_score),
    "accounts": st.builds(
        lambda found, words: render_accounts(found, words=words), st.lists(accounts, max_size=3), texts
    ),
    "dry run": st.builds(
        lambda run, *wish: render_dry_run(run, Trial(*wish)), dry_runs, watches, rules, st.integers(-3, 3)
    ),
    "subscribed": st.builds(render_subscribed, subscriptions, st.none() | dry_runs),
    "subscriptions": st.builds(
        lambda each, held: render_subscriptions(each, waiting=held, now=NOON),
        st.lists(subscriptions, max_size=30),
        waiting,
    ),
    "changed": subscriptions.map(lambda each: render_changed(each, now=NOON)),
    "ended": st.builds(lambda each, undo: render_ended(each, undo=undo), subscriptions, texts),
    "restored": subscriptions.map(lambda each: render_restored(each, now=NOON)),
    "sample": st.builds(render_sample, subscriptions, dry_runs),
    "feeds": st.lists(feeds, max_size=30).map(lambda each: render_feeds(each, pauses={})),
    "feed choice": st.builds(
        lambda page, links: render_feed_choice(page, links, commands=["/alerts subscribe x"] * len(links)),
        texts,
        st.lists(st.builds(FeedLink, url=urls.map(str), title=texts), min_size=1, max_size=9),
    ),
    "polled": st.builds(
        PollReport, url=texts, final_url=st.none(), result=st.sampled_from(PollResult), why=texts
    ).map(render_polled),
    "muted": st.builds(lambda mute, name: render_muted(mute, name=name), mutes, texts),
    "learnt": st.lists(lessons, min_size=1, max_size=4).map(
        lambda each: render_learnt(tuple(each), now_reads="The item now reads ■ neutral 0.00, on $A.")
    ),
    "problem": st.builds(UsageProblem, what=texts, nearest=st.none() | texts).map(render_problem),
    "refusal": texts.map(render_refusal),
    "failure": texts.map(lambda what: render_failure(what, reference="1a2b3c4d")),
    "help": st.sampled_from([render_ticker_help(), render_alerts_help(), render_capabilities("Hm.")]),
}

VIEWS = {
    "alert modal": st.sampled_from([alert_modal(), alert_modal(channel="C1")]),
    "edit modal": subscriptions.map(edit_modal),
    "mute modal": items.map(lambda item: mute_modal(item, metadata="{}")),
    "wrong modal": items.map(lambda item: wrong_modal(item, metadata="{}")),
    "home": st.builds(
        HomeContent,
        user=st.sampled_from(["U1", "U2"]),
        subscriptions=st.lists(subscriptions, max_size=30),
        waiting=waiting,
        followed=st.builds(
            lambda reports, others: Followed(Comparison(WEEK, tuple(reports)), others),
            st.lists(reports, max_size=8, unique_by=lambda each: each.company.symbol),
            st.integers(0, 500),
        ),
        feeds=st.lists(feeds, max_size=15),
        pauses=st.dictionaries(st.sampled_from(["", "news.example"]), st.just(NOON)),
        mutes=st.lists(mutes, max_size=12),
        lessons=st.lists(lessons, max_size=12),
        preferences=st.builds(Preferences, knows_the_way=st.booleans()),
        zone=st.just("Europe/Berlin"),
        now=st.just(NOON),
    ).map(lambda content: render_home(content, notice=render_alerts_help(), channel="C1")),
    "page": reports.map(render_report).map(render_page),
    "all lessons": st.lists(lessons, max_size=60).map(render_lessons).map(render_page),
    "settings modal": st.builds(
        settings_modal, st.builds(Preferences), profile_zone=st.sampled_from(["UTC", "Europe/Berlin"])
    ),
}


@pytest.mark.parametrize("kind", MESSAGES)
@settings(max_examples=40)
@given(data=st.data())
def test_no_message_breaks_a_limit(kind, data):
    message = data.draw(MESSAGES[kind])
    simpler = simplify(message)
    for form in (message, simpler, simplify(simpler)):
        assert refusals(form) == []
        assert check_message(list(form.blocks), takes_new_blocks=True) == []
    assert check_message(list(simpler.blocks), takes_new_blocks=False) == []


@pytest.mark.parametrize("kind", VIEWS)
@settings(max_examples=40)
@given(data=st.data())
def test_no_view_breaks_a_limit(kind, data):
    view = data.draw(VIEWS[kind])
    assert check_view(view, view["type"]) == []


def report(**changes):
    tone = sum(map(Tone.of_story, ([41], [41], [41])), Tone())
    before = sum(map(Tone.of_story, ([29], [29], [29])), Tone())
    given_ = {
        "company": Company("NVDA", "Nvidia"),
        "window": WEEK,
        "tone": tone,
        "before": before,
        "change": 0.12,
        "count": StoryCount(3, 1.0, 2.5),
    }
    return TickerReport(**{**given_, **changes})


def test_a_report_says_its_numbers_with_what_they_rest_on():
    message = render_report(report())
    text = shown(message)
    assert "*▲▲ moderately positive +0.41*" in text
    assert "Change: +0.12 against the 7 days before (+0.29, 3 stories)" in text
    assert "3 stories, far more than the usual 1 · 3 positive · 0 neutral · 0 negative" in text
    assert message.text.startswith("Nvidia (NVDA), last 7 days: ▲▲ moderately positive +0.41 · +0.12 against")


MONDAY = Window(NOON - timedelta(hours=9), NOON, "this week")


def test_a_week_that_has_just_begun_says_since_when_and_how_to_look_further_back():
    text = shown(render_report(report(window=MONDAY)))
    assert "Since <!date" in text
    assert "Little so far: ask for “last 7 days” to look further back" in text


def test_a_week_without_stories_says_how_to_look_further_back_and_how_far_there_is_news():
    nothing = report(window=MONDAY, tone=Tone(), kept=(date(2025, 9, 1), date(2026, 3, 9)))
    text = shown(render_report(nothing))
    assert "No stories about Nvidia (NVDA) this week." in text
    assert "There are some from 01 Sep 2025 to 09 Mar 2026." in text
    assert "ask for “last 7 days”" in text


def test_a_named_span_that_is_over_says_from_when_to_when():
    text = shown(render_report(report(window=replace(MONDAY, called="last Monday", is_over=True))))
    assert "From <!date" in text
    assert text.count("<!date") >= 2
    assert "Since <!date" not in text


def test_dates_that_can_mean_two_things_are_asked_about_with_a_button_each():
    readings = ("NVDA from 10 Nov 2026 to 12 Nov 2026", "NVDA from 11 Oct 2026 to 11 Dec 2026")
    message = render_unread_span("10/11 to 12/11", readings)
    assert "“10/11 to 12/11” can mean two things. Which?" in shown(message)
    buttons = message.blocks[-1]["elements"]
    assert tuple(each["value"] for each in buttons) == readings
    assert [each["text"]["text"] for each in buttons] == [
        "from 10 Nov 2026 to 12 Nov 2026",
        "from 11 Oct 2026 to 11 Dec 2026",
    ]


@pytest.mark.parametrize("window", [WEEK, replace(MONDAY, called="last Monday")], ids=["counted", "over"])
def test_no_other_span_is_called_little(window):
    assert "Little so far" not in shown(render_report(report(window=window)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"change": None}, "too few stories to say how it changed", id="too few"),
        pytest.param({"change": 0.0}, "Change: unchanged against", id="unchanged"),
        pytest.param({"count": StoryCount(3)}, "too short a history to say what is usual", id="no history"),
        pytest.param({"count": StoryCount(3, 12.25, -2.1)}, "far fewer than the usual 12.2", id="quiet"),
        pytest.param({"count": StoryCount(3, 3.0, 0.0)}, "3 stories, about as usual (3)", id="as usual"),
        pytest.param({"count": StoryCount(1, 0.4, 0.6)}, "1 story (usually 0.4)", id="hardly ever any"),
        pytest.param({"disagreements": 1}, "Sources disagree on 1 top story.", id="one disagreement"),
        pytest.param({"disagreements": 2}, "Sources disagree on 2 top stories.", id="disagreements"),
    ],
)
def test_a_report_says_what_it_can_not_say(changes, said):
    assert said in shown(render_report(report(**changes)))


def test_one_hour_is_the_last_hour():
    hour = report(window=Window(NOON - HOUR, NOON))
    text = shown(render_report(hour))
    assert "Nvidia (NVDA) · last hour" in text
    assert "against the hour before" in text
    assert "in the last hour." in shown(render_report(replace(hour, tone=Tone())))


@pytest.mark.parametrize(
    ("first", "is_said"),
    [(WEEK.since.date() + DAY, True), (WEEK.since.date(), False)],
    ids=["within", "before"],
)
def test_a_report_over_more_than_there_is_says_since_when_there_is_news(first, is_said):
    text = shown(render_report(report(kept=(first, NOON.date()))))
    assert ("News on NVDA here begins on 04 Mar 2026" in text) is is_said


def test_only_a_private_report_offers_to_be_shared():
    assert "Share" in shown(render_report(report(), is_private=True))
    assert "Share" not in shown(render_report(report()))


def charts_of(trend, *, window, zone="UTC"):
    """The two charts of a report with these scores, each at its moment."""
    points = tuple(
        TrendPoint(since, Tone() if score is None else Tone.of_story([score])) for since, score in trend
    )
    message = render_report(report(trend=points, window=window), zone=ZoneInfo(zone))
    return [block for block in message.blocks if block["type"] == "data_visualization"]


def drawn(chart):
    return {point["label"]: point["value"] for point in chart["chart"]["series"][0]["data"]}


def below(chart):
    return chart["chart"]["axis_config"]["x_label"]


def daily(window, scores):
    starts = [window.since, *(NOON.replace(hour=0) + day * DAY for day in range(1 - len(scores), 0))]
    return list(zip(starts, scores, strict=True))


def test_a_trend_is_drawn_over_the_days_that_have_stories_and_says_so():
    window = Window(NOON - 3.4 * DAY, NOON.replace(hour=0))
    tone, counts = charts_of(daily(window, (-20, None, 41)), window=window)
    assert drawn(tone) == {"7 Mar": -0.2, "9 Mar": 0.41}
    assert drawn(counts) == {"7 Mar": 1, "9 Mar": 1}
    assert {below(tone), below(counts)} == {"Days with stories, UTC"}


def test_steps_of_several_days_are_named_by_their_first_and_last():
    window = Window(NOON.replace(hour=0) - 15 * DAY, NOON.replace(hour=0))
    trend = [(window.since + number * 5 * DAY, 30) for number in range(3)]
    tone, _counts = charts_of(trend, window=window)
    assert list(drawn(tone)) == ["23\u201327 Feb", "28 Feb\u20134 Mar", "5\u20139 Mar"]
    assert below(tone) == "Steps of 5 days, UTC"


def test_where_no_chart_is_drawn_the_trend_is_said_in_words():
    points = tuple(
        TrendPoint(start, Tone.of_story([score]))
        for start, score in zip(day_starts(WEEK), (3, -11, 67, 20, 20, 20, 20), strict=True)
    )
    message = render_report(report(trend=points))
    said = (
        "*Tone of NVDA (-1 to +1)*: first +0.03 (3 Mar), last +0.20 (9\u201310 Mar), "
        "lowest -0.11 (4 Mar), highest +0.67 (5 Mar)"
    )
    assert said not in shown(message)
    assert said in shown(simplify(message))
    assert said in str(render_page(message))
    assert "Stories about" not in shown(simplify(message))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        pytest.param("Nvidia", "Nvidia (NVDA)", id="in full"),
        pytest.param("Advanced Micro Devices", "Advanced Micro Devices\u2026", id="cut to what Slack takes"),
    ],
)
def test_a_report_in_a_modal_is_titled_by_its_company(name, title):
    page = render_page(render_report(report(company=Company("NVDA", name))))
    assert page["title"]["text"] == title


def test_an_answer_without_a_heading_is_titled_by_our_name():
    assert render_page(sentence("There is nothing."))["title"]["text"] == "Tickertone"


WEEK_OF = {
    "UTC": "2026-03-02",
    "America/New_York": "2026-03-02",  # with the change of the clocks
    "Asia/Tokyo": "2026-03-02",
    "Asia/Kathmandu": "2026-03-02",
    "Pacific/Auckland": "2026-03-30",  # likewise
    "Pacific/Kiritimati": "2026-03-02",
    "Pacific/Pago_Pago": "2026-03-02",
}


@pytest.mark.parametrize(("zone", "monday"), WEEK_OF.items(), ids=WEEK_OF)
def test_a_week_by_the_askers_clock_shows_its_own_seven_days(zone, monday):
    begin = date.fromisoformat(monday)
    ends = (datetime.combine(day, time(), ZoneInfo(zone)) for day in (begin, begin + 7 * DAY))
    window = Window(*(end.astimezone(UTC) for end in ends), called="last week")
    tone, counts = charts_of([(start, 30) for start in day_starts(window)], window=window, zone=zone)
    days = [begin + number * DAY for number in range(7)]
    assert list(drawn(tone)) == list(drawn(counts)) == [f"{day.day} {day:%b}" for day in days]


def test_hours_that_the_last_day_shares_with_the_next_are_named_by_both():
    window = Window(NOON - 3 * DAY - 11 * HOUR, NOON - 11 * HOUR)
    tone, _counts = charts_of([(start, 30) for start in day_starts(window)], window=window)
    assert list(drawn(tone)) == ["7 Mar", "8 Mar", "9\u201310 Mar"]


def test_the_hours_of_a_trend_are_the_readers_and_their_zone_is_named():
    window = Window(NOON - DAY, NOON)
    starts = time_starts(window, ZoneInfo("Asia/Kolkata"))
    trend = [(start, 20 if number in {0, 3, 4} else None) for number, start in enumerate(starts)]
    tone, counts = charts_of(trend, window=window, zone="Asia/Kolkata")
    assert list(drawn(tone)) == list(drawn(counts)) == ["Mon 17:30", "Tue 00:00", "03:00"]
    assert below(tone) == "Steps of 3 hours with stories, IST"


@pytest.mark.parametrize(
    ("hours", "zone", "until"),
    [
        pytest.param(48, "UTC", NOON, id="two days"),
        pytest.param(24, "America/New_York", datetime(2026, 11, 2, 0, 0, tzinfo=UTC), id="25 hours"),
        pytest.param(3, "America/New_York", datetime(2026, 11, 1, 7, 30, tzinfo=UTC), id="an hour twice"),
    ],
)
def test_no_two_steps_have_the_same_name(hours, zone, until):
    window = Window(until - hours * HOUR, until)
    starts = time_starts(window, ZoneInfo(zone))
    tone, _counts = charts_of([(start, 20) for start in starts], window=window, zone=zone)
    assert len(drawn(tone)) == len(starts)


def test_one_step_is_no_trend():
    window = Window(NOON - 3.4 * DAY, NOON.replace(hour=0))
    assert charts_of(daily(window, (-20, None, None)), window=window) == []


@pytest.mark.parametrize(
    ("counts", "split"),
    [
        ((3, 2, 0), "60% positive · 40% neutral · 0% negative"),
        ((2, 2, 2), "33% positive · 34% neutral · 33% negative"),
        ((3, 2, 3), "37% positive · 26% neutral · 37% negative"),
        ((1, 4, 3), "12% positive · 50% neutral · 38% negative"),
        ((1, 0, 2), "1 positive · 0 neutral · 2 negative"),
        ((1, 1, 1), "1 positive · 1 neutral · 1 negative"),
    ],
)
def test_the_split_of_a_tone_is_said_of_the_stories(counts, split):
    positive, neutral, negative = counts
    assert (
        say_split(Tone(stories=sum(counts), positive=positive, neutral=neutral, negative=negative)) == split
    )


@given(st.tuples(*[st.integers(0, 500)] * 3).filter(any))
def test_the_parts_of_a_tone_are_a_hundred(counts):
    positive, neutral, negative = counts
    parts = shares(Tone(stories=sum(counts), positive=positive, neutral=neutral, negative=negative))
    assert sum(parts) == 100
    exact = [100 * count / sum(counts) for count in counts]
    assert all(abs(part - share) <= 1 for part, share in zip(parts, exact, strict=True))
    assert positive != negative or parts[0] == parts[2]


def test_a_refused_chart_or_table_is_left_out_or_told_as_text():
    compared = render_comparison(Comparison(WEEK, (report(), report(company=Company("AMD", "AMD")))))
    simpler = simplify(compared)
    assert {block["type"] for block in simpler.blocks} <= {"section", "header", "context", "actions"}
    assert "Nvidia (NVDA)  ·  ▲▲ moderately positive +0.41  ·  +0.12  ·  3 (1)" in shown(simpler)


def test_what_is_too_much_is_left_out_but_for_the_buttons():
    long = [section("x" * 2900) for _ in range(5)]
    buttons = render_report(report()).blocks[-1]
    message = compose("text", [*long, buttons])
    assert [block["type"] for block in message.blocks] == ["section"] * 3 + ["actions"]


def test_a_table_has_at_most_a_hundred_rows_of_twenty_columns():
    block = table([["x"] * 30] * 200)
    assert (len(block["rows"]), len(block["rows"][0])) == (100, 20)


def test_a_choice_survives_its_button():
    choice = Choice('a "word"', "NVDA", "/ticker a 7d")
    assert Choice.unpack(choice.pack()) == choice


def test_a_huge_wish_is_shortened_and_confirmed_by_word():
    watch = WatchTickers(tuple(f"AB{number}" for number in range(500)))
    message = render_dry_run(DryRun(1, 2, (), ()), Trial(watch, Rules()))
    assert "and 490 others" in shown(message)
    assert "`confirm`" in message.text
    assert [block["type"] for block in message.blocks].count("actions") == 0


def test_drivers_are_shown_by_ticker():
    item = make_item(rows=[make_row("F"), make_row("TSLA", score=-0.5)])
    assert "*TSLA* ▼▼ moderately negative -0.50" in shown(render_why_score(WhyScore(item, item.analysis)))


def vote(value="strongly negative", *, words="1", kind=LessonKind.LABEL):
    return Lesson(1, "T1", kind, words, value, "U1", NOON)


BY_WORDS = make_item(score=0.4, drivers=[Driver("beats", 0.4)])
VOTED = make_item(score=-0.8)
DULL = make_item(score=0.0)


@pytest.mark.parametrize(
    ("why", "said", "unsaid"),
    [
        pytest.param(
            WhyScore(BY_WORDS, BY_WORDS.analysis),
            ["Why ▲▲ moderately positive +0.40?", "“beats” +0.40"],
            ["Somebody", "The alert shows", "Taught"],
            id="words",
        ),
        pytest.param(
            WhyScore(DULL, DULL.analysis),
            ["Why ■ neutral 0.00?", "No word in it weighs either way, so it is neutral."],
            ["Somebody"],
            id="no words",
        ),
        pytest.param(
            WhyScore(VOTED, BY_WORDS.analysis, votes=(vote(),)),
            [
                "Why ▼▼▼ strongly negative -0.80?",
                "Somebody in this workspace said so: strongly negative. Home lists the vote.",
                "*By its words it would read ▲▲ moderately positive +0.40*",
                "“beats” +0.40",
            ],
            ["No word", "above"],
            id="a vote",
        ),
        pytest.param(
            WhyScore(VOTED, DULL.analysis, votes=(vote(words="1:NVDA"),)),
            [
                "strongly negative for $NVDA",
                "*By its words it would read ■ neutral 0.00*",
                "No word in it weighs either way: the vote alone decides.",
            ],
            ["so it is neutral", "above"],
            id="a vote on what no words decide",
        ),
        pytest.param(
            WhyScore(DULL, DULL.analysis, taught=(vote("-0.40@1", words="beats", kind=LessonKind.WORD),)),
            [
                "Beside what was taught no word in it weighs either way.",
                "*Taught in this workspace, and counted already*\n• “beats” -0.40",
            ],
            ["so it is neutral", "@"],
            id="taught words",
        ),
        pytest.param(
            WhyScore(
                BY_WORDS, BY_WORDS.analysis, story=(BY_WORDS, make_item(2, score=0.6, feed_id=2, story_id=1))
            ),
            [
                "Why ▲▲ moderately positive +0.50 (+0.40 to +0.60)?",
                "The alert shows +0.50, the mean of 2 sources; this item: +0.40.",
                "this item: +0.40 · relevance",
            ],
            [],
            id="several sources",
        ),
        pytest.param(
            WhyScore(
                BY_WORDS, BY_WORDS.analysis, story=(BY_WORDS, make_item(2, score=-0.6, feed_id=2, story_id=1))
            ),
            ["Why ◆ sources disagree", "The alert shows that 2 sources disagree; this item: +0.40."],
            [],
            id="sources that disagree",
        ),
    ],
)
def test_why_this_score_says_what_the_alert_shows_and_what_decided(why, said, unsaid):
    told = shown(render_why_score(why))
    assert [words for words in said if words not in told] == []
    assert [words for words in unsaid if words in told] == []


def test_one_sentence_is_one_section():
    assert sentence("Fine.").blocks == (section("Fine."),)
