"""A document as PDF: black on white, to be printed, pinned up and photographed."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, assert_never

from handlers.paper import parts, tables
from handlers.paper.document import (
    Box,
    Bullets,
    Checklist,
    Code,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Table,
)
from handlers.paper.letters import clean
from handlers.paper.sheet import BODY, HEADING, SUBTITLE, TITLE, Known, Sheet, Size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AFTER = 14.0  # the white after a part
_PAGE = re.compile(rb"/Type /Page\b")
_CLOSE = 6.0  # ... after small points, which follow each other


def pdf(document: Document, *, made: date, size: Size = "letter") -> bytes:
    """Return a document as PDF; the same document made at the same time gives the same bytes.

    Parameters
    ----------
    made
        When it was made: a day, or an aware time.
    size
        The paper: "letter" (8½ × 11 in) or "a4".

    Raises
    ------
    UsageError
        When a code holds more than a phone can read.
    """
    moment = _moment(made)
    known = _learnt(document, size, Known())
    if known.gaps:  # the line that says so takes room on each page
        known = _learnt(document, size, known)
    with _written(document, size, known) as sheet:
        sheet.pdf.set_title(clean(document.title))
        sheet.pdf.set_lang(document.language)
        sheet.pdf.set_creator("coalition-bot")
        sheet.pdf.set_creation_date(moment)
        return bytes(sheet.pdf.output())


def count(made: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    return len(_PAGE.findall(made))


def _moment(made: date) -> datetime:
    if not isinstance(made, datetime):
        return datetime.combine(made, time(), UTC)
    if made.utcoffset() is None:
        raise ValueError("The time at which a document was made needs a zone.")
    return made.astimezone(UTC)


def _learnt(document: Document, size: Size, known: Known) -> Known:
    with _written(document, size, known) as draft:
        return draft.known()


@contextmanager
def _written(document: Document, size: Size, known: Known) -> Iterator[Sheet]:
    with closing(
        Sheet(title=document.title, footer=document.footer, size=size, known=known)
    ) as sheet:
        _fill(sheet, document)
        yield sheet


def _fill(sheet: Sheet, document: Document) -> None:
    _head(sheet, document.title, document.subtitle)
    for number, part in enumerate(document.parts):
        _write(sheet, part, document.parts[number + 1 : number + 4])


def _head(sheet: Sheet, title: str, subtitle: str) -> None:
    sheet.flow(title, TITLE)
    if subtitle:
        sheet.flow(subtitle, SUBTITLE)
    sheet.y += 8
    sheet.rule(sheet.y, weight=2.4)
    sheet.y += 16


def _write(sheet: Sheet, part: Part, rest: Sequence[Part]) -> None:
    if isinstance(part, Heading):
        parts.heading(sheet, part, after=_least(sheet, rest))
    elif isinstance(part, PageBreak):
        if not sheet.fresh:
            sheet.turn()
        if part.title:
            _head(sheet, part.title, part.subtitle)
    else:
        _put(sheet, part)
        sheet.skip(_CLOSE if isinstance(part, Bullets) else _AFTER)


def _put(
    sheet: Sheet, part: Paragraph | Bullets | Checklist | Table | Box | Picture | Code
) -> None:
    match part:
        case Paragraph():
            parts.paragraph(sheet, part)
        case Bullets():
            parts.bullets(sheet, part)
        case Checklist():
            parts.checklist(sheet, part)
        case Table():
            tables.table(sheet, part)
        case Box():
            parts.box(sheet, part)
        case Picture():
            parts.picture(sheet, part)
        case Code():
            parts.code(sheet, part)
        case _:
            assert_never(part)


def _least(sheet: Sheet, rest: Sequence[Part]) -> float:
    """Return how much of what follows a heading stands on its page [pt]."""
    match rest[:1]:
        case [Heading()]:
            return HEADING.line + 13 + _least(sheet, rest[1:3])
        case [Table() as following]:
            return tables.least(sheet, following)
        case [Picture() as following]:
            return parts.measure(sheet, following)[1]
        case [Code() | Box()]:
            return parts.CODE
        case [PageBreak()] | []:
            return 0
        case [Checklist()]:
            return 5 * BODY.line
    return 3 * BODY.line
