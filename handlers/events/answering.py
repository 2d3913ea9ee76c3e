"""The questions of a new event: which comes when, what answers to it, and what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import UsageError
from knowledge.events import small
from knowledge.events.kinds import EventType, Venue
from knowledge.events.profile import Profile
from knowledge.words import _
from storage import events, people, workspaces

#: What is asked first, before what depends on it.
TYPE, START = "type", "start"
#: How long an event may have begun before it is planned, and how far away it may be.
BEGUN, AHEAD = timedelta(hours=12), timedelta(days=3 * 366)
#: More people than any gathering has. [people]
MOST = 5_000_000


@dataclass(frozen=True, slots=True)
class Asking:
    """A draft as its questions need it.

    Attributes
    ----------
    answers
        By question, as JSON values; None there is "don't know yet".
    """

    answers: Mapping[str, Any]
    zone: ZoneInfo
    now: datetime

    @property
    def steps(self) -> tuple[str, ...]:
        """The questions of this event, in order; a small or soon one has few."""
        profile = self.profile
        if profile is None:
            return (TYPE, START)
        return (TYPE, START, *(one.value for one in small.questions(profile, now=self.now)))

    @property
    def profile(self) -> Profile | None:
        """What is known so far; None before there is a type and a start."""
        if TYPE not in self.answers or START not in self.answers:
            return None
        start = datetime.fromisoformat(self.answers[START])
        minutes = self.answers.get("end")
        end = start + timedelta(minutes=minutes) if minutes else None
        return events.profiled(EventType(self.answers[TYPE]), start, end, self.answers)

    def following(self, step: str = "") -> str | None:
        """Return the question after one, or the first without an answer; None at the end."""
        steps = self.steps
        if step not in steps:
            return next((one for one in steps if one not in self.answers), None)
        later = steps[steps.index(step) + 1 :]
        return next((one for one in later if one not in self.answers), None) or self.following()

    def before(self, step: str) -> str | None:
        """Return the question before one, if it is not the first."""
        steps = self.steps
        at = steps.index(step) if step in steps else 0
        return steps[at - 1] if at else None


def begin(tools: Toolbox, member: Member, *, afresh: bool = False) -> Asking:
    """Return somebody's draft, made if they have none, or anew."""
    with tools.begin() as session:
        by = people.ensure(
            session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
        ).id
        if afresh:
            events.drop(session, workspace=member.workspace, by=by)
        draft = events.begin(session, workspace=member.workspace, by=by, now=tools.now())
        return _asking(session, tools, member, draft.answers)


def answer(tools: Toolbox, member: Member, answers: Mapping[str, Any]) -> Asking:
    """Keep answers to the draft.

    Raises
    ------
    UsageError
        When it was planned or thrown away meanwhile.
    """
    with tools.begin() as session:
        draft = events.answer(
            session, workspace=member.workspace, by=member.person, answers=answers
        )
        if draft is None:
            raise UsageError(_("These questions are answered already. `/event` shows your events."))
        return _asking(session, tools, member, draft.answers)


def started(asking: Asking, day: str | None, clock: str | None) -> datetime:
    """Return the local start that a day and a time mean.

    Raises
    ------
    UsageError
        When one is missing, or it is long past or too far away.
    """
    if not day or not clock:
        raise UsageError(_("Pick a day and a time. A guess is fine; you can change it later."))
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=asking.zone)
    if not -BEGUN <= local - asking.now <= AHEAD:
        raise UsageError(_("Pick a day from today on, within three years."))
    return local


def counted(typed: str) -> int:
    """Return the number that somebody typed.

    Raises
    ------
    UsageError
        When it is none.
    """
    digits = typed.strip().replace(",", "").replace(" ", "")
    if not digits.isdecimal() or not 0 < int(digits[:12]) <= MOST or len(digits) > 12:
        raise UsageError(_("Type how many people as a number, such as 120."))
    return int(digits)


def _asking(session: Session, tools: Toolbox, member: Member, answers: Mapping[str, Any]) -> Asking:
    zone = workspaces.zone(session, workspace=member.workspace)
    return Asking(answers, zone, tools.now().astimezone(zone))


def tapped(step: str, said: str) -> Any:
    """Return the answer that a tap carries; None for "don't know yet".

    Raises
    ------
    UsageError
        When it answers no question.
    """
    if step not in {TYPE, *(one.value for one in small.Question)}:
        raise UsageError(_("I do not know this question. Begin again with `/event new`."))
    if step == TYPE:
        return EventType(said).value
    if not said:
        return None
    return Venue(said).value if step == small.Question.VENUE else int(said)
