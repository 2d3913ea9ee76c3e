"""Which papers of an event there are, and each of them made."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    discreet,
    divider,
    escape,
    header,
    section,
)
from handlers.events.call_list import calls_button, number_button
from handlers.events.paper import text
from handlers.events.paper.action_plan import action_plan_document
from handlers.events.paper.calendar import calendar
from handlers.events.paper.emergency import emergency_document, scripts_document
from handlers.events.paper.people import call_list_document, roster_document
from handlers.events.paper.plan import plan_document
from handlers.events.request import Spot
from handlers.events.sheets import Filled
from handlers.paper.document import Document
from handlers.paper.pdf import pdf
from knowledge.events.emergency.page import Emergency
from knowledge.events.scripts.script import Language
from knowledge.words import _

PAPER = "events.paper"


class Paper(StrEnum):
    """What can be asked for."""

    PLAN = "plan"
    ACTION = "action-plan"
    ROSTER = "roster"
    CALLS = "call-list"
    EMERGENCY = "emergency-pages"
    ENGLISH = "announcements"
    SPANISH = "announcements-es"
    TEXT = "text"
    CALENDAR = "calendar"


#: The papers on which the event lead may have the level printed.
LEVELED = (Paper.PLAN, Paper.ACTION)


class Wanted(BaseModel):
    """What a button for a paper carries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int
    paper: Paper
    level: bool = False

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value)


def offer(filled: Filled) -> Message:
    """Return the papers to choose from."""
    event = filled.seen.event.id
    named = _named()
    if not filled.sheet.wants_action_plan:
        named.pop(Paper.ACTION)
    buttons = [_button(said, Wanted(event=event, paper=one)) for one, said in named.items()]
    spot = Spot(event=event)
    return discreet(
        [
            header(filled.sheet.title),
            section(_("What do you need on paper? It comes here, to your direct messages.")),
            actions(*buttons),
            *_with_level(filled, named),
            section(f"{filled.numbers.told()} {_('Each gives their own.')}"),
            actions(number_button(spot), calls_button(spot)),
            context(_("Paper is handed on, so it holds what everybody named on the plan may see.")),
        ]
    )


def made(filled: Filled, wanted: Wanted, *, now: datetime) -> bytes:
    """Return a paper as a page to print, with the level where its lead wants it there."""
    document = _documents()[wanted.paper]
    level = filled.level if wanted.level and filled.lead else None
    return pdf(document(filled, level), made=now)


def pasted(filled: Filled) -> Message:
    """Return the plan, the roster, the call list and any action plan as texts to copy whole."""
    sheet = filled.sheet
    whole = [text.plan_text(sheet), text.roster_text(sheet), text.call_list_text(sheet)]
    if sheet.wants_action_plan:
        whole.append(text.action_plan_text(sheet))
    return _texts(whole)


def emergencies(filled: Filled) -> tuple[Message, ...]:
    """Return the emergency pages as texts to copy whole, in as many messages as Slack takes."""
    whole = [text.emergency_text(filled.sheet, one) for one in Emergency]
    half = (len(whole) + 1) // 2  # all nine are more than one message holds
    return _texts(whole[:half]), _texts(whole[half:])


def dated(filled: Filled, *, workspace: int, now: datetime) -> bytes:
    """Return an event and its open tasks as a file for calendars."""
    event = filled.seen.event
    return calendar(
        filled.sheet, workspace=workspace, event=event.id, now=now, version=event.version
    )


def _texts(whole: Sequence[str]) -> Message:
    parts = [block for one in whole if one for block in (divider(), section(escape(one)))]
    return discreet(parts[1:])


def _with_level(filled: Filled, named: Mapping[Paper, str]) -> list[Block]:
    if not filled.lead:
        return []
    told = _("No paper shows the planning level unless you, the event lead, add it:")
    event = filled.seen.event.id
    row = [
        _button(
            _("{paper}, with level").format(paper=named[one]),
            Wanted(event=event, paper=one, level=True),
        )
        for one in LEVELED
        if one in named
    ]
    return [section(told), actions(*row)]


def _button(said: str, wanted: Wanted) -> Block:
    level = "-level" if wanted.level else ""
    return button(said, action=f"{PAPER}:{wanted.paper}{level}", value=wanted.packed())


def _named() -> dict[Paper, str]:
    return {
        Paper.PLAN: _("Plan (PDF)"),
        Paper.ACTION: _("Action plan"),
        Paper.ROSTER: _("Roster"),
        Paper.CALLS: _("Call list"),
        Paper.EMERGENCY: _("Emergency pages"),
        Paper.ENGLISH: _("Announcements (English)"),
        Paper.SPANISH: _("Announcements (Spanish)"),
        Paper.TEXT: _("Send as text"),
        Paper.CALENDAR: _("Calendar file"),
    }


def _documents() -> dict[Paper, Callable[[Filled, int | None], Document]]:
    return {
        Paper.PLAN: lambda of, level: plan_document(of.sheet, level=level),
        Paper.ACTION: lambda of, level: action_plan_document(of.sheet, level=level),
        Paper.ROSTER: lambda of, _level: roster_document(of.sheet),
        Paper.CALLS: lambda of, _level: call_list_document(of.sheet),
        Paper.EMERGENCY: lambda of, _level: emergency_document(of.sheet),
        Paper.ENGLISH: lambda of, _level: scripts_document(of.sheet, Language.ENGLISH),
        Paper.SPANISH: lambda of, _level: scripts_document(of.sheet, Language.SPANISH),
    }
