"""Settings come from the environment, are checked, and a wrong one is named in one sentence."""

import pytest

from config.settings import SettingsProblem, read_settings


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "PORT", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_defaults_need_no_environment_at_all():
    settings = read_settings()
    assert settings.database_url == "sqlite:///tickertone.db"
    assert settings.port == 3000
    assert not settings.uses_socket_mode


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eighty", "PORT is wrong"),
        ("PORT", "70000", "PORT is wrong"),
        ("SLACK_BOT_TOKEN", "abc", "xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-1", "xapp-"),
        ("SLACK_API_URL", "http://slack.example/api/", "loopback"),
        ("SLACK_API_URL", "https://slack.example/", "/api/"),
        ("PUBLIC_URL", "http://bot.example", "https://"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is wrong"),
        ("TICKERTONE_POLL_MIN_S", "0", "TICKERTONE_POLL_MIN_S is wrong"),
        ("TICKERTONE_POLL_MIN_S", "100000", "TICKERTONE_POLL_MAX_S"),
        ("TICKERTONE_ALLOW_PRIVATE_FEEDS", "maybe", "TICKERTONE_ALLOW_PRIVATE_FEEDS is wrong"),
        ("TICKERTONE_USER_AGENT_CONTACT", "a\nb", "TICKERTONE_USER_AGENT_CONTACT is wrong"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("secret", ["xoxp-1234-very-secret", "sekrit"])
def test_a_wrong_token_is_never_repeated(monkeypatch, secret):
    monkeypatch.setenv("SLACK_BOT_TOKEN", secret)
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    assert secret not in str(caught.value)


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("PORT=4000\nLOG_LEVEL=DEBUG\n")
    monkeypatch.setenv("PORT", "5000")
    settings = read_settings()
    assert (settings.port, settings.log_level) == (5000, "debug")


def test_an_empty_value_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SLACK_APP_TOKEN", "")
    assert read_settings().slack_app_token is None


def test_an_app_level_token_turns_socket_mode_on(monkeypatch):
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-A-1-x")
    assert read_settings().uses_socket_mode


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PORT=4000\nno equals sign here\n", ".env line 2"),
        (b"PORT='4000\n", ".env line 1"),
        (b"CONTACT=\xff\xfe\n", "UTF-8"),
    ],
    ids=["no value", "open quote", "no text"],
)
def test_a_dotenv_file_that_would_be_read_in_part_is_refused(tmp_path, content, said):
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    assert said in str(caught.value)
