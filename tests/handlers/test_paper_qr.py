from io import BytesIO

import pytest
import segno
from PIL import Image

from handlers.paper.qr import QUIET, coded, qr
from knowledge.errors import UsageError

LINK = "https://example.org/form?lang=es&for=añadir"


@pytest.mark.parametrize("error", ["l", "m", "q", "h"])
def test_the_picture_is_the_code_of_the_text_with_white_around_it(error):
    picture = Image.open(BytesIO(qr(LINK, error=error))).convert("1")

    rows = segno.make_qr(LINK, error=error, boost_error=False).matrix
    cell = picture.width // (len(rows) + 2 * QUIET)
    assert picture.size == ((len(rows) + 2 * QUIET) * cell,) * 2
    for down, row in enumerate(rows):
        for across, black in enumerate(row):
            at = ((across + QUIET) * cell + cell // 2, (down + QUIET) * cell + cell // 2)
            assert (picture.getpixel(at) == 0) is bool(black)
    assert picture.crop((0, 0, picture.width, QUIET * cell)).getextrema() == (255, 255)


def test_the_same_text_gives_the_same_bytes():
    assert qr(LINK) == qr(LINK)


@pytest.mark.parametrize("length", [700, 2_000, 3_000])
def test_more_than_a_phone_reads_is_refused_with_what_to_do(length):
    with pytest.raises(UsageError, match="shorter text or link"):
        qr("x" * length)


def test_a_long_link_still_has_a_code():
    assert qr("https://example.org/" + "x" * 600)


def test_an_empty_code_is_refused():
    with pytest.raises(UsageError, match="text or a link"):
        qr("  ")


def test_half_a_character_is_refused():
    with pytest.raises(UsageError):
        qr("\ud800")


@pytest.mark.parametrize("letter", ["a", "é", "ع", "中", "😀"])
def test_as_much_of_a_text_as_fits_goes_into_a_code_whatever_its_letters(letter):
    text = coded([letter * 90 for _line in range(20)])

    assert qr(text)
    assert letter in text
