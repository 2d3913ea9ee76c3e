"""After an event: what is asked of whom and when, and which notes are deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.events.day import EntryKind
from knowledge.events.kinds import Category, EventRole
from knowledge.words import _

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: For so long after an event its place and its people are looked after (H03).
WINDOW = timedelta(days=14)
#: When working notes that may say who somebody is are deleted (C36).
NOTES_GONE = WINDOW
#: How long a question may still be asked that nobody was there to ask in time.
_LATE = timedelta(days=2)

#: What is deleted then; counts, the review and decisions stay.
NOTES = frozenset(
    {
        EntryKind.HERE, EntryKind.NOT_HERE, EntryKind.NOTE, EntryKind.DEBRIEF, EntryKind.CHECK_IN,
        EntryKind.PROPOSAL, EntryKind.PROPOSAL_INSIDE, EntryKind.STAND,
    }
)  # fmt: skip


class Prompt(StrEnum):
    """What somebody is asked after an event."""

    DEBRIEF = "debrief"
    CHECK_IN = "check_in"
    WATCH = "watch"
    REVIEW = "review"
    REVIEW_SOON = "review_soon"
    SHARE = "share"
    CHECK_IN_AGAIN = "check_in_again"
    NOTES_SOON = "notes_soon"
    WINDOW_ENDS = "window_ends"

    @property
    def of_care(self) -> bool:
        """Whether it asks somebody how they are."""
        return self in (Prompt.CHECK_IN, Prompt.CHECK_IN_AGAIN)


@dataclass(frozen=True, slots=True)
class Asked:
    """When a prompt comes, and to whom.

    Attributes
    ----------
    after
        Since the event ended.
    roles
        Who is asked; everybody named on the plan where there is none.
    settled
        The line that makes asking needless.
    """

    prompt: Prompt
    after: timedelta
    roles: tuple[EventRole, ...] = ()
    settled: EntryKind | None = None


_LEADS = (EventRole.SAFETY_LEAD, EventRole.EVENT_LEAD)
_CARE = (EventRole.DATA_LEAD, EventRole.OUTREACH_LEAD, EventRole.TRAUMA_LEAD)

#: C32 to C36: debrief in 30 minutes, review in 72 hours, sharing in 7 days, 14 days of support.
PLAN = (
    Asked(Prompt.DEBRIEF, timedelta(0), _LEADS, EntryKind.DEBRIEF),
    Asked(Prompt.CHECK_IN, 20 * _HOUR),
    Asked(Prompt.WATCH, 20 * _HOUR, _CARE),
    Asked(Prompt.REVIEW, 24 * _HOUR, _LEADS, EntryKind.REVIEW),
    Asked(Prompt.REVIEW_SOON, 60 * _HOUR, _LEADS, EntryKind.REVIEW),
    Asked(
        Prompt.SHARE, 5 * _DAY, (EventRole.EVENT_LEAD, EventRole.COMMS_LEAD), EntryKind.SHARED
    ),
    Asked(Prompt.CHECK_IN_AGAIN, 7 * _DAY),
    Asked(Prompt.NOTES_SOON, NOTES_GONE - 2 * _DAY, _LEADS),
    Asked(Prompt.WINDOW_ENDS, WINDOW, _CARE),
)  # fmt: skip


def due(ended: datetime, now: datetime) -> tuple[Asked, ...]:
    """Return what is to be asked now; asked twice, a promise is one."""
    return tuple(one for one in PLAN if ended + one.after <= now < ended + one.after + _LATE)


def notes_gone(ended: datetime) -> datetime:
    """Return when the working notes of an event are deleted."""
    return ended + NOTES_GONE


def category(role: EventRole) -> Category:
    """Return the category of an item that a coalition adds for a role."""
    return {
        EventRole.LAW_LIAISON: Category.POLICE_FIRE_EMS,
        EventRole.MEDICAL_LEAD: Category.MEDICAL,
        EventRole.CROWD_LEAD: Category.CROWD_TRAFFIC,
        EventRole.COMMS_LEAD: Category.COMMUNICATION,
        EventRole.OUTREACH_LEAD: Category.OUTREACH_PEACE,
        EventRole.TRAUMA_LEAD: Category.TRAUMA_SUPPORT,
        EventRole.ACCESS_LEAD: Category.ACCESSIBILITY,
        EventRole.LOGISTICS_LEAD: Category.PERMITS_INSURANCE,
        EventRole.FAMILY_LIAISON: Category.FAMILY_VOICE,
        EventRole.SAFETY_LEAD: Category.EMERGENCY_RESPONSE,
    }.get(role, Category.STAFFING_TRAINING)


def said(prompt: Prompt) -> str:
    """Say what is asked."""
    return {
        Prompt.DEBRIEF: _("Within 30 minutes, while all remember: what went well, what did not?"),
        Prompt.CHECK_IN: _("How are you after the event? Your answer is private."),
        Prompt.WATCH: _(
            "For 14 days, watch the place and look after its people. After a shooting within a "
            "block or two, tell outreach at once."
        ),
        Prompt.REVIEW: _("The after-action review is due within 72 hours of the end."),
        Prompt.REVIEW_SOON: _("The after-action review is due within half a day."),
        Prompt.SHARE: _("Within 7 days of the end, share what was learned with those it helps."),
        Prompt.CHECK_IN_AGAIN: _("A week has passed. How are you? Your answer is private."),
        Prompt.NOTES_SOON: _(
            "In two days the working notes of the event are deleted: the lines of the log, the "
            "roll call, the debrief and the check-ins. Counts, the review and decisions stay."
        ),
        Prompt.WINDOW_ENDS: _("The 14 days of support end today. Does anybody need more?"),
    }[prompt]
