"""What people are told besides news: a lost channel, a feed that fails or is well again, a surprise."""

from feeds.policy.urls import redacted
from feeds.types.news import HealthChange
from feeds.types.notices import ChannelLost, FeedTurned, Notice, Surprising
from feeds.types.surprises import StorySpike, Surprise, ToneTurn
from handlers.blocks.alert import MORE, STOP
from handlers.blocks.badge import badge
from handlers.blocks.errors import code
from handlers.blocks.feeds import RETRY
from handlers.blocks.message import SlackMessage, compose, sentence
from handlers.blocks.mrkdwn import bold, channel_link, escape, flatten, link
from handlers.blocks.parts import Option, actions, button, context, overflow, section
from handlers.blocks.phrases import plural, say_count

_TITLE_LENGTH = 120
_NAME_LENGTH = 80
_WHY_LENGTH = 300
_MOST_NAMED = 10


def render_notice(notice: Notice) -> SlackMessage:
    """Render a notice."""
    match notice:
        case ChannelLost():
            return _render_lost(notice)
        case FeedTurned():
            return _render_turned(notice)
        case Surprising():
            return _render_surprise(notice)


def _render_lost(lost: ChannelLost) -> SlackMessage:
    named = ", ".join(map(str, lost.subscriptions[:_MOST_NAMED]))
    why = escape(flatten(lost.why), limit=_WHY_LENGTH)
    missed = f"{plural(lost.given_up, 'message')} for it could not be posted. " if lost.given_up else ""
    return sentence(
        f"I can't post in {channel_link(lost.channel)} any more: {why}. I have paused "
        f"{plural(len(lost.subscriptions), 'alert')} of it ({named}). {missed}When the channel takes "
        f"messages again, resume each with {code(f'/alerts resume {lost.subscriptions[0]}')}: "
        "what it missed of the last 7 days then comes in one digest."
    )


def _render_turned(turned: FeedTurned) -> SlackMessage:
    url = redacted(turned.url)
    shown = bold(link(url, turned.title or url, limit=_TITLE_LENGTH))
    text = f"{shown} {_TURNS[turned.change]}"
    if turned.change is HealthChange.RECOVERED:
        return sentence(text)
    why = escape(flatten(turned.why), limit=_WHY_LENGTH)
    retry = button("Retry", RETRY, value=str(turned.feed_id))
    return compose(f"{text} {why}", [section(text, why), actions(retry)])


_TURNS = {
    HealthChange.ASLEEP: (
        "has failed for days, so I ask for it only now and then. I will say so when it is well again."
    ),
    HealthChange.GONE: "was ended by its publisher. I still ask for it now and then.",
    HealthChange.RECOVERED: "is well again; its news comes as before.",
}


def _render_surprise(surprising: Surprising) -> SlackMessage:
    surprise = surprising.surprise
    name = escape(flatten(surprising.name), limit=_NAME_LENGTH)
    symbol = escape(surprise.symbol, limit=20)
    day = f"on {surprising.day:%a %d %b}" if surprising.day else "today"
    text = f"{bold(f'{name} ({symbol})')} is out of the ordinary {day}: {_say(surprise)}."
    return compose(
        text,
        [
            section(text),
            context(f"Against the ticker's own last 30 days. See {code(f'/ticker {surprise.symbol} 24h')}"),
            actions(overflow(MORE, [Option("Stop these alerts…", f"{STOP}:surprise")])),
        ],
    )


def _say(surprise: Surprise) -> str:
    match surprise:
        case StorySpike(count=count):
            return say_count(count)
        case ToneTurn(now=now, usual=usual, stories=stories):
            return f"{badge(now)} over {plural(stories, 'story')}, where {usual.signed} is usual"
