"""The error tree. Raise for a caller's mistake or a broken door; expected outcomes are values.

    TickertoneError
    ├── UsageError           what was asked can't be done as asked; changes nothing
    │   └── NotFound         names something that is not there (or belongs to somebody else)
    ├── SettingsError        a wrong or missing setting; names the variable
    └── DoorError            something outside failed
        ├── DatabaseDown     the database can't be opened or does not answer
        └── SlackDown        Slack can't be reached or refuses our tokens
            └── SlackRefused Slack answered with an error of its own (`code`)

Every message is one sentence that says what happened and what to do. The class docstring is the
default message.
"""


class TickertoneError(Exception):
    """Something went wrong. Try again, and see the log if it stays."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class UsageError(TickertoneError):
    """That can't be done as asked. See help."""


class NotFound(UsageError):
    """There is no such thing. List what there is and try again."""


class SettingsError(TickertoneError):
    """A setting is wrong or missing. See .env.example."""


class DoorError(TickertoneError):
    """Something outside Tickertone failed. Try again in a minute."""


class DatabaseDown(DoorError):
    """The database does not answer. Check DATABASE_URL and that the server runs."""


class SlackDown(DoorError):
    """Slack can't be reached or refuses the token. Check the tokens and the network."""


class SlackRefused(SlackDown):
    """Slack refused what was asked of it."""

    def __init__(self, code: str, message: str | None = None) -> None:
        super().__init__(message or f"Slack refused it ({code or 'no reason given'}).")
        self.code = code
