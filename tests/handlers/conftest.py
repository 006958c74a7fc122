"""What tests of the Telegram door may ask for: a Telegram on loopback, phones, an echo."""

from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.handlers.door import Echo
from tests.phone import Phone


@pytest.fixture
def milan(api: BotApi) -> Phone:
    return Phone(api, user_id=12, first_name="Milan")


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"
