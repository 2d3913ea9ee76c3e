"""The event action plan: one page for all who work there (ICS 202, 203, 205 and 206; E32)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from handlers.events.paper import telling
from handlers.events.paper.fitting import fitting
from handlers.events.paper.plan import leveled
from handlers.paper.document import Box, Bullets, Document, Fact, Heading, Paragraph, Part, Table
from knowledge.events.sheet import EventSheet
from knowledge.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is printed: aims, rows of a table, and letters of a text at most."""

    aims: int
    rows: int
    letters: int


_ADDRESS = 100  # letters, in every detail: it is read out to 911
_DETAILS = (
    Detail(5, 8, 160),
    Detail(5, 6, 120),
    Detail(4, 4, 90),
    Detail(3, 3, 70),
    Detail(2, 2, 50),
    Detail(2, 2, 24),
)


def action_plan_document(sheet: EventSheet, *, level: int | None = None) -> Document:
    """Return the event action plan, with less detail where it would not fit one page.

    Parameters
    ----------
    level
        The planning level, 1 to 4, only where the event lead adds it to this paper.
    """
    return fitting((_document(sheet, level, detail) for detail in _DETAILS), pages=1)


def place(sheet: EventSheet) -> tuple[tuple[str, str], ...]:
    """Return what is where, each with its name; "" is what nobody said yet."""
    facts = sheet.facts
    return (
        (_("Ways out"), facts.exits),
        (_("Meet outside"), facts.meeting),
        (_("Move inside"), facts.shelter),
        (_("Quiet space"), facts.quiet),
    )


def medical(sheet: EventSheet) -> tuple[tuple[str, str], ...]:
    """Return the help for people who are hurt, each with its name (ICS 206)."""
    known = sheet.medical
    return (
        (_("First aid on site"), known.cover),
        (_("AED and bleeding kits"), known.kits or sheet.facts.first_aid),
        (_("Ambulance"), known.ambulance),
        (_("Hospital"), known.hospital),
    )


def _document(sheet: EventSheet, level: int | None, detail: Detail) -> Document:
    parts: list[Part] = [
        Box(_first(sheet)),
        *_aims(sheet, detail),
        _people(sheet, detail),
        _channels(sheet, detail),
        Table(
            (_("Medical (ICS 206)"), _("The place")),
            ((_lines(detail, *medical(sheet)), _lines(detail, *place(sheet))),),
            widths=(1, 1),
        ),
    ]
    if level is not None:
        parts.insert(1, Paragraph(leveled(level)))
    left = max(len(sheet.posts) - 2 * detail.rows, 0)
    if left:
        said = ngettext(
            "{n} more post is on the roster.", "{n} more posts are on the roster.", left
        )
        parts.append(Paragraph(said.format(n=left), quiet=True))
    return Document(
        title=_("Event action plan"),
        subtitle=f"{_cut(sheet.title, detail)}, {telling.when(sheet)}",
        parts=tuple(parts),
        footer=telling.footer(sheet, numbers=True),
    )


def _first(sheet: EventSheet) -> tuple[Fact, ...]:
    people = telling.BLANK if sheet.attendance is None else f"{sheet.attendance:,}"
    if sheet.capacity is not None:
        holds = _("the place holds about {n:,}").format(n=sheet.capacity)
        people = f"{people}; {holds}"
    return (
        Fact(
            _("Address to read out to 911"),
            telling.cut(sheet.facts.address, _ADDRESS) or telling.BLANK,
        ),
        Fact(_("People expected"), people),
    )


def _aims(sheet: EventSheet, detail: Detail) -> Iterator[Part]:
    if sheet.objectives:
        yield Heading(_("What we want to reach (ICS 202)"))
        yield Bullets(tuple(_cut(one, detail) for one in sheet.objectives[: detail.aims]))


def _people(sheet: EventSheet, detail: Detail) -> Table:
    columns = (_("Post (ICS 203)"), _("Who"), _("Number"), _("Post"), _("Who"), _("Number"))
    held_first = sorted(sheet.posts, key=lambda one: not one.who)
    rows = [(one.what, one.who, one.phone) for one in held_first]
    return Table(columns, _pairs(rows, detail), widths=(3.7, 3.1, 3.2, 3.7, 3.1, 3.2))


def _channels(sheet: EventSheet, detail: Detail) -> Table:
    heads = (_("We use"), _("If that fails"))
    rows = [(one.use, one.main, one.backup) for one in sheet.channels]
    columns, pairs = (_("For (ICS 205)"), *heads), _pairs(rows, detail)
    if len(rows) < 2:  # nothing stands beside the only one
        return Table(columns, pairs, widths=(3, 3, 4))
    return Table((*columns, _("For"), *heads), pairs, widths=(3, 3, 4, 3, 3, 4))


def _pairs(rows: Sequence[tuple[str, str, str]], detail: Detail) -> tuple[tuple[str, ...], ...]:
    """Return rows two beside each other, the second half right of the first."""
    shown = [tuple(_cut(said, detail) for said in row) for row in rows[: 2 * detail.rows]]
    shown = [tuple(said or telling.BLANK for said in row) for row in shown or [("", "", "")]]
    half = (len(shown) + 1) // 2
    return tuple(
        (*left, *right) for left, right in zip_longest(shown[:half], shown[half:], fillvalue=())
    )


def _lines(detail: Detail, *named: tuple[str, str]) -> str:
    return "\n".join(f"{name}: {_cut(value, detail) or telling.BLANK}" for name, value in named)


def _cut(text: str, detail: Detail) -> str:
    return telling.cut(text, detail.letters)
