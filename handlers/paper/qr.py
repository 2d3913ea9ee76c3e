"""Square codes that a phone's camera reads."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal, TypeAlias

import segno
from segno import DataOverflowError

from handlers.paper.short import short
from knowledge.errors import UsageError
from knowledge.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

Error: TypeAlias = Literal["l", "m", "q", "h"]

QUIET = 4
"""The white around a code that cameras need, in its cells (ISO/IEC 18004)."""
_FINEST = 20  # version: 97 cells across, 0.4 mm each in a code as wide as two fingers
_SCALE = 10  # of a cell [px]
#: What a code of that size holds [bytes], and how short a text becomes so that it fits: the
#: last does whatever its letters are, at four bytes each. [characters]
_HELD, _ROOM = 600, (400, 300, 200, 140)


def qr(text: str, *, error: Error = "m") -> bytes:
    """Return a code as PNG.

    Parameters
    ----------
    text
        A text or a link, which the phone shows or opens.
    error
        How much of the code may be dirty: l 7 %, m 15 %, q 25 %, h 30 %.

    Raises
    ------
    UsageError
        When the text is empty or too long for a code.
    """
    picture = BytesIO()
    _made(text, error).save(picture, kind="png", scale=_SCALE, border=QUIET)
    return picture.getvalue()


def coded(lines: Iterable[str]) -> str:
    """Return as much of some lines as a code holds; letters outside ASCII take more of it."""
    every = list(lines)
    found = ""
    for most in _ROOM:
        found = short(every, most=most, simple=True)
        if len(found.encode()) <= _HELD:
            break
    return found


def _made(text: str, error: Error) -> segno.QRCode:
    if not text.strip():
        raise UsageError(_("A code needs a text or a link in it."))
    try:
        made = segno.make_qr(text, error=error, boost_error=False)
    except (DataOverflowError, UnicodeEncodeError):
        raise _too_long() from None
    if int(made.version) > _FINEST:
        raise _too_long()
    return made


def _too_long() -> UsageError:
    return UsageError(
        _("This is too long for a code that a phone can read. Use a shorter text or link.")
    )
