"""Settings: read once from the environment (and a .env file), checked, frozen.

A wrong value raises SettingsProblem with one sentence that names the variable. Nothing else in the
project reads the environment.
"""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API_URL = "https://slack.com/api/"

_ENV_FILE = ".env"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SettingsProblem(ValueError):
    """A setting is wrong or missing; the message names the variable and says what to do."""


class Settings(BaseSettings):
    """What the environment says. Field names are the variables of docs/settings.md in lower case."""

    model_config = SettingsConfigDict(
        env_file=_ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: str = "sqlite:///tickertone.db"

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    port: int = Field(default=3000, ge=0, le=65535)
    slack_api_url: str = SLACK_API_URL
    public_url: str | None = None

    tickertone_user_agent_contact: str | None = None
    tickertone_allow_private_feeds: bool = False
    tickertone_poll_min_s: int = Field(default=300, ge=1)
    tickertone_poll_max_s: int = Field(default=86400, ge=1)
    tickertone_fetch_timeout_s: float = Field(default=20, gt=0, le=600)
    tickertone_max_body_mb: float = Field(default=10, gt=0, le=1024)
    tickertone_retention_days: int = Field(default=180, ge=1)

    log_level: Literal["debug", "info", "warning", "error", "critical"] | None = None
    log_format: Literal["text", "json"] = "text"

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _expect_prefix(value, "xoxb-", "a bot token starts with xoxb-; see OAuth & Permissions")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _expect_prefix(value, "xapp-", "an app-level token starts with xapp-; see Basic Information")

    @field_validator("slack_api_url")
    @classmethod
    def _is_api_url(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("it must be an http or https URL that ends in /api/")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise ValueError("plain http is allowed on loopback only: tokens would travel unprotected")
        if not parts.path.endswith("/api/"):
            raise ValueError("it must end in /api/")
        return value

    @field_validator("public_url")
    @classmethod
    def _is_public_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ValueError("it must start with https:// (plain http is allowed on loopback only)")
        return value.rstrip("/")

    @field_validator("tickertone_user_agent_contact")
    @classmethod
    def _is_one_line(cls, value: str | None) -> str | None:
        if value is not None and not value.isprintable():
            raise ValueError("it goes into the User-Agent header: one line of printable characters")
        return value

    @model_validator(mode="after")
    def _bounds_in_order(self) -> "Settings":
        if self.tickertone_poll_min_s > self.tickertone_poll_max_s:
            raise ValueError("TICKERTONE_POLL_MIN_S must not be larger than TICKERTONE_POLL_MAX_S")
        return self

    @property
    def max_body_bytes(self) -> int:
        """TICKERTONE_MAX_BODY_MB in bytes (a megabyte is 1024 x 1024)."""
        return int(self.tickertone_max_body_mb * 1024 * 1024)

    @property
    def uses_socket_mode(self) -> bool:
        """Socket Mode when there is an app-level token, else HTTP."""
        return self.slack_app_token is not None


def read_settings(**overrides: Any) -> Settings:
    """Read the environment; `overrides` (field names) win over it.

    Raises SettingsProblem, one sentence naming the variable.
    """
    _check_env_file()
    try:
        return Settings(**overrides)
    except ValidationError as problem:
        raise SettingsProblem(_sentence(problem)) from None


def _check_env_file() -> None:
    """Refuse a .env that would be read only in part."""
    file = Path(_ENV_FILE)
    if not file.is_file():
        return
    try:
        with file.open(encoding="utf-8") as lines:
            broken = next((line.original for line in parse_stream(lines) if line.error), None)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsProblem(f"{_ENV_FILE} can't be read ({error}); save it as UTF-8 text") from None
    if broken is not None:
        raise SettingsProblem(
            f"{_ENV_FILE} line {broken.line} can't be read; a line is NAME=value, with matching quotes"
        )


def _expect_prefix(value: SecretStr | None, prefix: str, hint: str) -> SecretStr | None:
    if value is not None and not value.get_secret_value().startswith(prefix):
        raise ValueError(hint)
    return value


def _sentence(problem: ValidationError) -> str:
    first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
    said = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
    said = said[:1].lower() + said[1:] if not said.startswith("TICKERTONE_") else said
    name = "_".join(str(part) for part in first["loc"]).upper()
    return f"{name} is wrong: {said}; correct it in the environment or in .env" if name else said
