"""Who sees how much of an event: closed by default for vigils and funerals, opened step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from knowledge.access import Member, Permission, Role, may
from knowledge.errors import RefusedError, UsageError
from knowledge.events.kinds import EventRole, EventType
from knowledge.words import _

#: Who may know the conflict answer besides outreach, unless they have law-enforcement duties.
_LEADS = frozenset({EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD})
_NOBODY: frozenset[EventRole] = frozenset()


class Stage(StrEnum):
    """For whom an event exists."""

    CLOSED = "closed"
    MEMBERS = "members"
    PUBLIC = "public"


class View(IntEnum):
    """How much of an event somebody sees; each has all of the one before.

    ``NOTICE`` is title, place and time; ``COALITION`` adds the level and what help is needed;
    ``PLAN`` the items; ``OUTREACH`` the conflict answer and all that follows from it.
    """

    NOTHING = 0
    NOTICE = 1
    COALITION = 2
    PLAN = 3
    OUTREACH = 4


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What decides who sees an event.

    Attributes
    ----------
    named
        The roles of each person named on the plan, by their random id; without any role, too.
    """

    type: EventType
    stage: Stage
    named: Mapping[str, frozenset[EventRole]] = field(default_factory=dict)


def first_stage(kind: EventType) -> Stage:
    """Return the stage in which an event of a type begins."""
    return Stage.CLOSED if kind.mourning else Stage.MEMBERS


def sees(event: EventFacts, viewer: Member) -> View:
    """Return how much of an event somebody sees.

    A closed one does not exist for anybody who is not named on its plan: coordinators and
    outreach too.
    """
    if viewer.suspended or not viewer.opened:
        return View.NOTHING
    if viewer.person and viewer.person in event.named:
        return View.OUTREACH if inside(event, viewer) else View.PLAN
    if event.stage is Stage.CLOSED:
        return View.NOTHING
    if viewer.seat is Role.VISITOR:
        return View.NOTICE if event.stage is Stage.PUBLIC else View.NOTHING
    return View.OUTREACH if _of_outreach(viewer) else View.COALITION


def inside(event: EventFacts, viewer: Member) -> bool:
    """Return whether somebody may know the conflict answer of an event they see.

    Outreach may, and the event lead and the safety lead; nobody who has law-enforcement duties,
    or whose answer about them is not confirmed yet.
    """
    if viewer.limited:
        return False
    roles = event.named.get(viewer.person, _NOBODY) if viewer.person else _NOBODY
    return _of_outreach(viewer) or bool(roles & _LEADS)


def opened(event: EventFacts, wanted: Stage, by: Member) -> Stage:
    """Return the stage after the event lead chose one: a step wider, or closer at any time.

    Raises
    ------
    RefusedError
        If somebody else asks.
    UsageError
        If it would skip a step.
    """
    if EventRole.EVENT_LEAD not in event.named.get(by.person, _NOBODY) or by.suspended:
        raise RefusedError(_("Only the event lead opens or closes this event."))
    stages = tuple(Stage)
    if stages.index(wanted) > stages.index(event.stage) + 1:
        raise UsageError(_("Open it to the coalition’s members first, then to everybody."))
    return wanted


def who_sees(stage: Stage) -> str:
    """Say who sees an event in a stage, for the screen before it is opened."""
    return {
        Stage.CLOSED: _(
            "Only the people named on the plan see that this event exists. It is in no list,"
            " search, digest, calendar or count of others."
        ),
        Stage.MEMBERS: _(
            "Every member of the coalition sees its title, place, time and planning level, police"
            " liaisons included. People named on the plan also see the items."
        ),
        Stage.PUBLIC: _(
            "Everybody in this Slack workspace, visitors and guests included, sees its title,"
            " place and time, and it may stand in the calendar and the digest."
        ),
    }[stage]


def _of_outreach(viewer: Member) -> bool:
    return Permission.OUTREACH_READ in may(viewer)
