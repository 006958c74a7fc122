"""T33: recordings lose titles, programs and tags, and sound the same."""

from collections.abc import Callable

import pytest

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import Reason, Uncleanable
from tests.cleaning import sounds
from tests.cleaning.canaries import CANARIES, EVERYTHING, told

MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an mp3": ("audio/mpeg", sounds.mp3),
    "a voice message": ("audio/ogg", sounds.opus),
    "a recording": ("audio/ogg", sounds.vorbis),
    "a film of a browser": ("video/webm", sounds.webm),
    "a film that was never ended": ("video/webm", lambda: sounds.webm(live=True)),
    "a voice message of a browser": ("audio/webm", sounds.voice),
}


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    media_type, make = MADE[request.param]
    return media_type, make()


def reason_of(data: bytes) -> Reason:
    with pytest.raises(Uncleanable) as caught:
        cleaned(data)
    return caught.value.reason


def test_t33_a_recording_tells_nothing_of_who_made_it(made: tuple[str, bytes]) -> None:
    media_type, original = made
    assert told(original) == list(CANARIES)
    copy = cleaned(original)
    assert copy.media_type == media_type
    assert not told(copy.content)
    assert EVERYTHING[:8] not in copy.content


def test_a_clean_recording_stays_as_it_is(made: tuple[str, bytes]) -> None:
    copy = cleaned(made[1])
    assert cleaned(copy.content) == copy


def test_an_mp3_keeps_its_frames_and_how_long_it_is() -> None:
    copy = cleaned(sounds.mp3()).content
    assert copy[417:] == b"".join(sounds.frame(filler=letter) for letter in (b"a", b"b", b"c"))
    assert bytes(range(100)) in copy[:417]


def test_a_lone_frame_without_a_name_stays() -> None:
    for head in (b"\xff\xf3\x90\xc0", b"\xff\xe3\x90\x40", b"\xff\xfa\x90\xc0\0\0"):
        data = head.ljust(2000, b"\0")
        length = {b"\xff\xf3": 261, b"\xff\xe3": 522, b"\xff\xfa": 417}[head[:2]]
        assert cleaned(data[:length]).content == data[:length]


@pytest.mark.parametrize("make", [sounds.opus, sounds.vorbis])
def test_a_voice_message_keeps_its_sound_and_its_sums(make: Callable[[], bytes]) -> None:
    original = make()
    copy = cleaned(original).content
    assert len(copy) == len(original)
    assert all(copy.find(said) == original.find(said) > 0 for said in sounds.TALK)
    for page in copy.split(b"OggS")[1:]:
        plain = b"OggS" + page[:18] + bytes(4) + page[22:]
        assert int.from_bytes(page[18:22], "little") == sounds.checked(plain)


def test_what_is_said_in_a_webm_stands_where_it_stood() -> None:
    for original in (sounds.webm(), sounds.webm(live=True), sounds.voice()):
        copy = cleaned(original).content
        assert len(copy) == len(original)
        assert copy.count(sounds.TALK[0]) == original.count(sounds.TALK[0])
        assert copy.find(sounds.TALK[0]) == original.find(sounds.TALK[0])


def test_a_webm_still_says_where_its_tracks_are_but_not_its_tags() -> None:
    copy = cleaned(sounds.webm()).content
    assert copy.count(b"\x53\xab") == 1
    assert b"\x05vorbis settings" in copy


@pytest.mark.parametrize(
    "unknown",
    [
        sounds.page([b"\x80theora" + bytes(20)], flags=2),
        sounds.HEAD + sounds.element(0x18538067, sounds.element(0x1654AE6B)),
        sounds.voice().replace(b"A_OPUS", b"A_MINE"),
        sounds.voice().replace(b"A_OPUS", b"A_OPUS" + sounds.element(0x6D80)),
        sounds.webm().replace(b"V_VP8", b"V_OWN"),
    ],
)
def test_what_is_coded_in_another_way_is_not_shown(unknown: bytes) -> None:
    assert reason_of(unknown) in {Reason.UNKNOWN, Reason.BROKEN}


@pytest.mark.parametrize(
    "broken",
    [
        b"ID3",
        b"ID3\4\0\0\0\0\0\0" + EVERYTHING,
        sounds.frame()[:400],
        sounds.opus()[:-3],
        sounds.opus()[:600],
        sounds.opus() + b"PK\3\4",
        sounds.opus().replace(b"OpusTags", b"OtherTag"),
        sounds.page([sounds.TALK[0]]),
        sounds.webm()[:-9],
        sounds.webm() + b"PK\3\4",
        sounds.voice().replace(b"\xd7\x01", b"\xd8\x01"),
        sounds.HEAD + sounds.opened(0x18538067, sounds.opened(0x1654AE6B)),
        b"\x1a\x45\xdf\xa3\0",
    ],
)
def test_a_recording_that_is_not_whole_is_not_shown(broken: bytes) -> None:
    assert reason_of(broken) is Reason.BROKEN
