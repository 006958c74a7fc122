"""The chart of the digest is a picture that a phone shows, and one that fails holds nobody up."""

import pytest

from bot.reports.drawing import Panel, draw, picture, picture_by

PNG = b"\x89PNG\r\n\x1a\n"


def weeks(*new: int) -> Panel:
    labels = [f"{day}-11" for day in range(1, len(new) + 1)]
    series = [["New", list(new)], ["Closed", [one // 2 for one in new]]]
    return {"title": "Week by week", "labels": labels, "series": series, "sideways": False}


def bars(**values: int) -> Panel:
    series = [["New", list(values.values())]]
    return {"title": "By kind", "labels": list(values), "series": series, "sideways": True}


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_picture_is_as_wide_as_a_phone_and_grows_with_what_it_shows() -> None:
    nothing = draw([weeks(*[0] * 8)])
    much = draw([weeks(*range(0, 200, 25)), bars(insult=90, threat=80, image=1), bars(A=171)])
    assert nothing.startswith(PNG)
    assert much.startswith(PNG)
    assert size(nothing)[0] == size(much)[0] == 900
    assert size(nothing)[1] < size(much)[1]
    assert len(much) < 200_000


@pytest.mark.asyncio
async def test_it_is_drawn_by_a_process_of_its_own_and_a_failure_leaves_the_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    panels = [bars(threat=1)]
    assert (await picture(panels)).startswith(PNG)
    assert caplog.text == ""
    assert await picture_by(("false",), panels, seconds=9) == b""
    assert await picture_by(("sleep", "60"), panels, seconds=0.01) == b""
    assert caplog.text.count("ALARM: a chart was not drawn") == 2
