"""Settings: what a host may write, what it then means, and everything wrong told at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import NAMES, Settings, SettingsProblems, packaged_school, read_settings
from tests.house import ROOT

TOKEN = "123456:a-token_of-nobody"  # noqa: S105 - made up


def read(*lines: str, at: Path, **environ: str) -> Settings:
    file = at / ".env"
    file.write_text("\n".join(lines), "utf-8")
    return read_settings(environ, env_file=file)


def refused(*lines: str, at: Path, **environ: str) -> list[str]:
    with pytest.raises(SettingsProblems) as caught:
        read(*lines, at=at, **environ)
    return [str(problem) for problem in caught.value.problems]


def test_nothing_set_gives_the_web_chat_of_the_made_up_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings({})
    assert settings.bot_token == settings.public_url == ""
    assert settings.school_dir == packaged_school()
    assert settings.data_dir == tmp_path / "data"
    assert settings.key_file == tmp_path / "maatje.key"
    assert (settings.web_host, settings.web_port) == ("127.0.0.1", 8080)
    assert (settings.send_rate, settings.case_content) == (27.0, "chat")
    assert not settings.uses_webhook


def test_the_file_in_the_working_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=debug\n")
    monkeypatch.chdir(tmp_path)
    assert read_settings({}).log_level == "DEBUG"


def test_the_example_holds_every_setting_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example = ROOT / ".env.example"
    assert tuple(re.findall(r"^(\w+)=", example.read_text(), re.MULTILINE)) == NAMES
    assert read_settings({}, env_file=example) == read_settings({})


def test_the_environment_wins_even_when_it_is_empty(tmp_path: Path) -> None:
    settings = read("SEND_RATE=5", f"BOT_TOKEN={TOKEN}", at=tmp_path, SEND_RATE="9", BOT_TOKEN="")
    assert settings.send_rate == 9.0
    assert settings.bot_token == ""


def test_all_mistakes_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    lines = ("# first", "", "BOT_TOKEN=abc", "", "LOG_FORMAT=xml")
    told = refused(*lines, at=tmp_path, TIMEZONE="Mars/Olympus")
    assert told == [
        ".env:3: BOT_TOKEN is not a bot token. Copy it whole from @BotFather, or leave it empty.",
        "environment: TIMEZONE is not a time zone. Write its name, such as Europe/Amsterdam.",
        ".env:5: LOG_FORMAT is none of the words it may be. Write text or json.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "BOT_TOKEN=123456:",
        "BOT_TOKEN=123456:with space",
        "TELEGRAM_API_URL=api.telegram.org",
        "TELEGRAM_API_URL=https://api.telegram.org/bot",
        "TELEGRAM_API_URL=ftp://api.telegram.org",
        "TELEGRAM_API_URL=https://api..telegram.org",
        "DATA_DIR=.env",
        "SCHOOL_DIR=nowhere",
        "KEY_FILE=data/maatje.key",
        "BACKUP_DIR=data/backups",
        "WEB_LISTEN=8080",
        "WEB_LISTEN=:8080",
        "WEB_LISTEN=127.0.0.1:65536",
        "WEB_LISTEN=127.0.0.1:-1",
        "WEB_LISTEN=127.0.0.256:8080",
        "WEB_LISTEN=::1:8080",
        "WEB_LISTEN=[127.0.0.1]:8080",
        "PUBLIC_URL=http://maatje.school.example",
        "PUBLIC_URL=https://maatje.school.example/chat",
        "PUBLIC_URL=https://maatje.school.example:port",
        "PUBLIC_URL=https://name:password@maatje.school.example",
        f"WEBHOOK_SECRET={'a' * 257}",
        "WEBHOOK_SECRET=with.point",
        "SMTP_URL=https://mail.school.example",
        "SMTP_URL=smtps://",
        "SEND_RATE=fast",
        "SEND_RATE=-1",
        "SEND_RATE=nan",
        "CASE_CONTENT=paper",
        "DEFAULT_LANGUAGE=Dutch",
        "TIMEZONE=Europe",
        "TIMEZONE=../etc/passwd",
        "LOG_LEVEL=loud",
        "SEND_RAET=5",
        "this line says nothing",
        "SMTP_URL='smtps://open quote",
    ],
)
def test_a_value_that_cannot_be_used_is_one_problem(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    [told] = refused(line, at=tmp_path)
    assert told.startswith(".env:1: ")
    assert told.count(". ") == 1, "one sentence of what is wrong, one with the mend"


@pytest.mark.parametrize(
    ("line", "name", "meant"),
    [
        ("WEB_LISTEN=[::1]:0", "web_host", "::1"),
        ("WEB_LISTEN=localhost:8080", "web_host", "localhost"),
        ("TELEGRAM_API_URL=http://botapi:8081/", "telegram_api_url", "http://botapi:8081"),
        ("PUBLIC_URL=https://maatje.example/", "public_url", "https://maatje.example"),
        ("PUBLIC_URL=http://127.0.0.1:8080", "public_url", "http://127.0.0.1:8080"),
        ("PUBLIC_URL=http://[::1]:8080", "case_content", "page"),
        ("SEND_RATE=0", "send_rate", 0.0),
        ("CASE_CONTENT=Page", "case_content", "page"),
        ("export LOG_LEVEL = 'warning' # enough", "log_level", "WARNING"),
        ("COMPOSE_PROJECT_NAME=maatje", "log_level", "INFO"),
        ("BOT_TOKEN=", "bot_token", ""),
    ],
)
def test_what_a_line_means(line: str, name: str, meant: object, tmp_path: Path) -> None:
    assert getattr(read(line, at=tmp_path), name) == meant


def test_a_key_file_reached_through_a_link_is_inside_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    lines = (f"DATA_DIR={tmp_path}/data", f"KEY_FILE={tmp_path}/link/maatje.key")
    [told] = refused(*lines, at=tmp_path)
    assert told.startswith(".env:2: KEY_FILE lies inside DATA_DIR")


def test_a_setting_written_twice_is_told(tmp_path: Path) -> None:
    [told] = refused("SEND_RATE=1", "SEND_RATE=2", at=tmp_path)
    assert told == ".env:2: SEND_RATE is set twice, first at .env:1. Remove one of the two."


def test_a_file_that_is_no_text_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsProblems, match=r"\.env: This file is not written in UTF-8"):
        read_settings({}, env_file=tmp_path / ".env")


def test_a_webhook_needs_token_address_and_secret(tmp_path: Path) -> None:
    lines = [f"BOT_TOKEN={TOKEN}", "PUBLIC_URL=https://maatje.example", "WEBHOOK_SECRET=a-word"]
    assert read(*lines, at=tmp_path).uses_webhook
    for one in lines:
        assert not read(*(line for line in lines if line != one), at=tmp_path).uses_webhook


def test_no_secret_is_seen_in_the_settings_nor_in_a_problem(tmp_path: Path) -> None:
    mail = "smtps://post:hidden@mail.example"
    lines = (f"BOT_TOKEN={TOKEN}", "WEBHOOK_SECRET=hidden", f"SMTP_URL={mail}")
    seen = repr(read(*lines, at=tmp_path))
    assert TOKEN not in seen
    assert "hidden" not in seen
    wrong = ("BOT_TOKEN=hidden", "WEBHOOK_SECRET=hid.den", "SMTP_URL=hidden")
    assert "hid" not in "".join(refused(*wrong, at=tmp_path))


def test_a_secret_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "BOT_TOKEN").write_text(f"{TOKEN}\n")
    (handed / "DATA_DIR").write_text("nothing that is a secret\n")
    where = {"CREDENTIALS_DIRECTORY": str(handed)}
    found = read("BOT_TOKEN=1:from-the-file", at=tmp_path, **where)
    assert found.bot_token == TOKEN
    assert found.data_dir.name == "data"
    assert found.key_file == found.data_dir.parent / "maatje.key"
    (handed / "maatje.key").touch()
    assert read(at=tmp_path, **where).key_file == handed / "maatje.key"
    assert read(at=tmp_path, **where, BOT_TOKEN="").bot_token == TOKEN
    assert read(at=tmp_path, **where, BOT_TOKEN=f"7{TOKEN}").bot_token == f"7{TOKEN}"
    (handed / "BOT_TOKEN").write_bytes(b"\xff")
    assert refused(at=tmp_path, **where) == [
        "BOT_TOKEN: This secret cannot be read. Let this user read it."
    ]


def test_the_word_that_opens_the_health_page_cannot_be_guessed(tmp_path: Path) -> None:
    assert read(f"HEALTH_TOKEN={'a1' * 16}", at=tmp_path).health_token == "a1" * 16
    [told] = refused("HEALTH_TOKEN=guessable", at=tmp_path)
    assert "at least 32" in told
    assert "guessable" not in told
