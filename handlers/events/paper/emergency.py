"""Emergency pages and scripts on paper: one page each, to be read at arm's length."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from handlers.events.paper import telling
from handlers.events.paper.fitting import fitting
from handlers.paper.document import (
    Box,
    Bullets,
    Document,
    Fact,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Table,
)
from knowledge.events import titles
from knowledge.events.emergency.page import Emergency, Shown, alarm, page, pages, shown
from knowledge.events.facts import NAMES, Facts, Gap, gaps
from knowledge.events.scripts.script import Kind, Language, script, title
from knowledge.events.sheet import EventSheet
from knowledge.windows import spell
from knowledge.words import _

_FACT = 100  # letters of what a plan says


class Way(NamedTuple):
    """How a page is set: in large letters, with the announcement or only its name."""

    large: bool
    read_out: bool


_WAYS = (
    Way(large=True, read_out=True),
    Way(large=False, read_out=True),
    Way(large=False, read_out=False),
)


def emergency_document(sheet: EventSheet) -> Document:
    """Return a first page that leads to the nine, and each of them on a page of its own."""
    brief = _brief(sheet)
    return fitting((_all(brief, way) for way in _WAYS), pages=1 + len(pages()))


def emergency_page(sheet: EventSheet, emergency: Emergency) -> Document:
    """Return the page of one emergency."""
    brief = _brief(sheet)
    one = shown(page(emergency), brief.facts)
    made = (
        Document(one.title, one.answer, _page(one, brief, way), footer=alarm()) for way in _WAYS
    )
    return fitting(made, pages=1)


def scripts_document(sheet: EventSheet, language: Language) -> Document:
    """Return the words to read out, in one language."""
    parts: list[Part] = []
    for kind in Kind:
        if not kind.sent:
            parts += [
                Heading(title(kind)),
                Paragraph(script(kind, language, sheet.facts)),
            ]
    return Document(
        title=_("Words to read out"),
        subtitle=sheet.title,
        parts=tuple(parts),
        footer=telling.footer(sheet),
        language=language.value,
    )


def _all(sheet: EventSheet, way: Way) -> Document:
    found = [shown(one, sheet.facts) for one in pages()]
    parts: list[Part] = [
        Box(
            (Fact(_("Address to read out"), sheet.facts.address or gaps()[Gap.WHERE]),),
            _("Call 911 first"),
        ),
        _overview(found),
        Paragraph(alarm()),
        Paragraph(_("Reviewed {day}.").format(day=spell(found[0].reviewed)), quiet=True),
    ]
    for one in found:
        parts += [PageBreak(one.title, one.answer), *_page(one, sheet, way)]
    return Document(
        title=_("Emergency pages"),
        subtitle=f"{sheet.title}, {telling.when(sheet)}",
        parts=tuple(parts),
        footer=alarm(),
    )


def _overview(found: Iterable[Shown]) -> Table:
    rows = tuple((one.title, one.answer, titles.role(one.announces)) for one in found)
    return Table((_("What happened"), _("What everybody does"), _("Who announces it")), rows)


def _page(one: Shown, sheet: EventSheet, way: Way) -> tuple[Part, ...]:
    role = titles.role(one.announces)
    read = script(one.script, Language.ENGLISH, sheet.facts)
    announced: tuple[Part, ...] = (
        (Heading(_("{role} says").format(role=role)), Paragraph(read))
        if way.read_out
        else (Paragraph(_announced(role, one.script)),)
    )
    return (
        Box((Fact(_("Say"), one.say), Fact(_("Then they ask"), one.tell)), one.call),
        Bullets(one.steps, numbered=True, large=way.large),
        Bullets(one.never),
        *announced,
    )


def _announced(role: str, kind: Kind) -> str:
    return _("{role} reads out: {script}").format(role=role, script=title(kind))


def _brief(sheet: EventSheet) -> EventSheet:
    """Return an event whose facts are no longer than a page has room for."""
    kept = {name: telling.cut(sheet.facts.get(name), _FACT) for name in NAMES}
    return replace(sheet, facts=Facts(open=sheet.facts.open, **kept))
