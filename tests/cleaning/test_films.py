"""T33: a film keeps its pictures and sound where they were, and nothing else."""

import pytest

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import Reason, Uncleanable
from tests.cleaning import films
from tests.cleaning.canaries import CANARIES, told
from tests.cleaning.films import film, in_pieces, pictures, places, sound

MADE = {
    "a film": ("video/mp4", film(pictures(), sound())),
    "a film with a track of places": ("video/mp4", film(pictures(), places(), sound())),
    "a film of an iPhone": ("video/quicktime", film(pictures(b"hvc1"), sound(), brand=b"qt  ")),
    "a long film": ("video/mp4", film(pictures(), sound(), version=1)),
    "a sound": ("audio/mp4", film(sound(), brand=b"M4A ")),
    "a sound in pieces": ("audio/mp4", in_pieces()),
}


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return MADE[request.param]


def test_t33_a_film_tells_nothing_of_who_made_it(made: tuple[str, bytes]) -> None:
    media_type, original = made
    assert told(original) == list(CANARIES)
    copy = cleaned(original)
    assert copy.media_type == media_type
    assert not told(copy.content)
    assert films.words(4) not in copy.content


def test_every_sample_stands_where_it_stood(made: tuple[str, bytes]) -> None:
    copy = cleaned(made[1]).content
    assert len(copy) == len(made[1])
    samples = films.SOUNDS if made[0] == "audio/mp4" else films.PICTURES + films.SOUNDS
    for sample in samples:
        assert copy.find(sample) == made[1].find(sample) > 0


def test_a_clean_film_stays_as_it_is(made: tuple[str, bytes]) -> None:
    copy = cleaned(made[1])
    assert cleaned(copy.content) == copy


def test_a_film_on_its_side_stays_upright_and_says_no_moment() -> None:
    copy = cleaned(film(pictures(), sound())).content
    tkhd = copy.index(b"tkhd") + 4
    assert copy[tkhd + 4 : tkhd + 12] == bytes(8)
    turned = films.longs(0, 0x10000, 0, 0xFFFF0000, 0)
    assert copy[tkhd + 40 : tkhd + 60] == turned


def test_all_samples_of_one_size_are_found() -> None:
    table = films.full(b"stsz", films.longs(0, 3, 2, 4, 8), films.words())
    same = films.full(b"stsz", films.longs(2, 3, 2, 4, 8), films.words())
    copy = cleaned(film(sound()).replace(table, same)).content
    assert copy.count(b"la") == 3


def test_what_no_track_plays_is_not_shown() -> None:
    for strange in (
        film(pictures(b"drac"), sound()),
        film(pictures(), sound(b"ownd")),
        film(places()),
    ):
        with pytest.raises(Uncleanable) as caught:
            cleaned(strange)
        assert caught.value.reason is Reason.UNKNOWN


def test_samples_outside_the_media_bring_nothing_back() -> None:
    original = film(sound())
    table = original.index(b"stco") + 12
    everywhere = original[:table] + bytes(4) + original[table + 4 :]
    sizes = everywhere.index(b"stsz") + 16
    huge = everywhere[:sizes] + b"\xff" * 4 + everywhere[sizes + 4 :]
    copy = cleaned(huge).content
    media = copy.index(b"mdat")
    assert not told(copy[:media] + copy[copy.index(b"moov") :])


@pytest.mark.parametrize("kind", [b"mdia", b"stsd", b"stsz", b"stco", b"tkhd", b"hdlr", b"stsc"])
def test_a_film_without_a_part_that_plays_it_is_broken(kind: bytes) -> None:
    with pytest.raises(Uncleanable) as caught:
        cleaned(film(sound()).replace(kind, b"skip"))
    assert caught.value.reason is Reason.BROKEN


def test_a_photo_of_the_same_family_is_not_shown() -> None:
    with pytest.raises(Uncleanable) as caught:
        cleaned(films.box(b"ftyp", b"heic", bytes(4)) + films.box(b"meta", films.words()))
    assert caught.value.reason is Reason.UNKNOWN
