"""What an event's papers are made of: plain values, already chosen for who will hold the paper."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from knowledge.events.arrangements import Arrangements
from knowledge.events.facts import Facts
from knowledge.events.kinds import EventRole, Phase
from knowledge.events.sharing import VEILED
from knowledge.words import _

#: From this many people the one-page event action plan is offered. [people]
ACTION_PLAN = 250
#: Whom a call list names also where nobody holds the role or gave a number.
LEADING = (EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD)


@dataclass(frozen=True, slots=True)
class Task:
    """One item of a plan.

    Attributes
    ----------
    due
        Aware.
    who
        Who has it, as they are called; "" while it is nobody's.
    folded
        Whether it waits under "if there is more time".
    """

    id: str
    text: str
    phase: Phase
    due: datetime
    role: EventRole
    who: str = ""
    why: str = ""
    critical: bool = False
    done: bool = False
    folded: bool = False

    @property
    def guarded(self) -> bool:
        """Whether it is about a conflict: paper shows it done or not, without time and person."""
        return self.id in VEILED


@dataclass(frozen=True, slots=True)
class Post:
    """Who stands where, or who has a role, and until when; "" is what nobody said yet.

    Attributes
    ----------
    phone, deputy_phone
        The numbers that they gave themselves, or an organisation's public one.
    """

    what: str
    who: str = ""
    deputy: str = ""
    phone: str = ""
    starts: datetime | None = None
    until: datetime | None = None
    role: EventRole | None = None
    deputy_phone: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A number to call, and whose it is."""

    what: str
    phone: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """How posts talk with one another, and how they do when that fails (ICS 205)."""

    use: str
    main: str
    backup: str = ""

    @classmethod
    def of(cls, known: Arrangements) -> tuple[Self, ...]:
        """Return how everybody there talks, as it is arranged; empty while nobody said."""
        if not (known.main or known.backup):
            return ()
        return (cls(_("Everybody who works here"), known.main, known.backup),)


@dataclass(frozen=True, slots=True)
class Medical:
    """Help for people who are hurt (ICS 206)."""

    hospital: str = ""
    cover: str = ""
    kits: str = ""
    ambulance: str = ""

    @classmethod
    def of(cls, known: Arrangements) -> Self:
        """Return the help that is arranged."""
        return cls(known.hospital, known.first_aid, known.kits, known.ambulance)


@dataclass(frozen=True, slots=True)
class EventSheet:
    """Everything that is printed of an event; no level and no score among it.

    Attributes
    ----------
    start, end
        Aware.
    facts
        What is read out. The name is printed only where ``facts.open``.
    place
        What people call it.
    capacity
        How many the place safely holds. [people]
    tasks
        What is still needed, in the order to do it.
    conflict_checked
        The day on which outreach answered; None while it has not.
    """

    start: datetime
    zone: ZoneInfo
    facts: Facts = field(default_factory=Facts)
    end: datetime | None = None
    place: str = ""
    attendance: int | None = None
    capacity: int | None = None
    objectives: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    posts: tuple[Post, ...] = ()
    contacts: tuple[Contact, ...] = ()
    channels: tuple[Channel, ...] = ()
    medical: Medical = field(default_factory=Medical)
    conflict_checked: date | None = None

    @property
    def title(self) -> str:
        """What it is called outside Slack: a closed event is one without a name."""
        return (self.facts.open and self.facts.get("event")) or _("Event")

    @property
    def wants_action_plan(self) -> bool:
        """Whether so many people come that one page for all who work there is worth it."""
        return (self.attendance or 0) >= ACTION_PLAN
