"""Text set into lines of a width, whatever it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.paper.letters import clusters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Measure = Callable[[str], float]

_BREAKS = "-/&?"  # after which a name or an address may go on in the next line
_ENDLESS = 200  # letters that fit on no line, so that nobody measures them together


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines of a text; words too wide for one are cut, none is lost.

    Parameters
    ----------
    width
        Of a line. [pt]
    measure
        Tells how wide a text is. [pt]
    """
    return [line for part in text.split("\n") for line in _lines(part, width, measure)]


def shorten(text: str, width: float, measure: Measure, *, most: int = 1) -> list[str]:
    """Return at most so many lines; the last ends in "…" where something is left out."""
    lines = wrap(text, width, measure)
    if len(lines) <= most:
        return lines
    last = list(clusters(lines[most - 1]))
    while last and measure("".join(last) + "…") > width:
        last.pop()
    return [*lines[: most - 1], "".join(last).rstrip() + "…"]


def _lines(part: str, width: float, measure: Measure) -> list[str]:
    lines, line, used = list[str](), "", 0.0
    space = measure(" ")
    for word in part.split():
        for piece in _pieces(word, width, measure):
            wide = measure(piece)
            if line and used + space + wide > width:
                lines.append(line)
                line, used = piece, wide
            else:
                line, used = (f"{line} {piece}", used + space + wide) if line else (piece, wide)
    return [*lines, line]


def _pieces(word: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield a word, or what fits of it on a line, and so on; a letter at least."""
    if len(word) < _ENDLESS and measure(word) <= width:
        yield word
        return
    piece, used = "", 0.0
    for letter in clusters(word):
        wide = measure(letter)
        if piece and used + wide > width:
            cut = max(map(piece.rfind, _BREAKS)) + 1 or len(piece)
            yield piece[:cut]
            piece = piece[cut:]
            used = measure(piece)
        piece, used = piece + letter, used + wide
    yield piece
