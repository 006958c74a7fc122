"""The catalogs as the school reads them, read once a run; knows no sentence."""

from functools import cache
from zoneinfo import ZoneInfo

from bot.i18n import I18n, locales_folder


@cache
def dutch_first() -> I18n:
    """Every catalog of the house, Dutch for who chose nothing; reading one takes a while."""
    return I18n(locales_folder(), default="nl", timezone=ZoneInfo("Europe/Amsterdam"))
