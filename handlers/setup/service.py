"""Answering the setup's questions: what is known, what is kept, and where it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.people import service as changing
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import UsageError
from knowledge.people.change import Kind
from knowledge.places.kinds import Kind as PlaceKind
from knowledge.setup import guarded
from knowledge.setup.gaps import Answer, Gap, following
from knowledge.setup.questions import Question
from knowledge.windows import spell
from knowledge.words import _
from storage import audit, hotspots, people, places, settings
from storage.incidents import coverage


@dataclass(frozen=True, slots=True)
class Form:
    """What the questions are shown with.

    Attributes
    ----------
    later
        Questions that were put off.
    users
        The Slack user of each random id.
    city
        The name of the outlined area in the data, "" where there is none.
    data
        What incidents there are, in words; "" where there are none.
    """

    today: date
    answers: Mapping[Question, Answer]
    gaps: tuple[Gap, ...]
    later: tuple[Question, ...]
    users: Mapping[str, str]
    city: str
    data: str


def form(tools: Toolbox, *, workspace: int) -> Form:
    """Return what is known of the coalition so far."""
    with tools.read() as session:
        day = _today(tools, settings.timezone(session, workspace=workspace))
        answered = settings.answers(session, workspace=workspace)
        known = places.names(session, workspace=workspace)
        return Form(
            today=day,
            answers=answered,
            gaps=tuple(settings.gaps(session, workspace=workspace, today=day)),
            later=tuple(settings.later(session, workspace=workspace)),
            users=people.slack_users(session, workspace=workspace),
            city=next((one.name for one in known if one.kind is PlaceKind.CITY), ""),
            data="; ".join(
                _held(category, reach)
                for category in hotspots.categories(session, workspace=workspace)
                if (reach := coverage.reached(session, workspace=workspace, category=category))
            ),
        )


def next_question(known: Form, *, after: Question = Question.COORDINATOR) -> Question | None:
    """Return what is asked next; None when it is time for the summary."""
    return following(known.answers, known.later, after=after)


def keep(tools: Toolbox, member: Member, question: Question, answer: Answer) -> bool:
    """Keep an answer at once, so that nothing tapped is lost.

    One that opens outreach to others waits for the word of outreach; then False is returned.

    Raises
    ------
    UsageError
        When the deputy is the coordinator themself.
    """
    workspace, now = member.workspace, tools.now()
    with tools.begin() as session:
        by = people.ensure(session, workspace=workspace, slack_user=member.slack_user, now=now).id
        value = answer.value
        if question is Question.DEPUTY:
            value = people.ensure(session, workspace=workspace, slack_user=value, now=now).id
            _other(value, by)
        kept = settings.answers(session, workspace=workspace).get(question)
        before = kept.value if kept else None
        if guarded.opens_outreach(question, before, value):
            return _propose(session, workspace, question, before, value, by, now)
        settings.answer(
            session,
            workspace=workspace,
            question=question,
            value=value,
            by=by,
            now=now,
            checked_on=answer.checked_on,
        )
        audit.write(
            session,
            workspace=workspace,
            at=now,
            actor=by,
            act="setting.changed",
            about=f"setting:{question}",
        )
    return True


def put_off(tools: Toolbox, member: Member, question: Question) -> None:
    """Ask a question later; it stays a gap that is seen."""
    now = tools.now()
    with tools.begin() as session:
        by = people.ensure(
            session, workspace=member.workspace, slack_user=member.slack_user, now=now
        ).id
        settings.put_off(session, workspace=member.workspace, question=question, by=by, now=now)


def _propose(
    session: Session,
    workspace: int,
    question: Question,
    before: Any,
    value: Any,
    by: str,
    now: datetime,
) -> bool:
    """Propose an answer; say whether it needed nobody and counts already."""
    change = changing.propose(
        session,
        workspace=workspace,
        subject=by,
        kind=Kind.SETTING,
        before={"question": question.value, "value": before},
        after={"question": question.value, "value": value},
        by=by,
        now=now,
    )
    return not change.open_needs


def _other(deputy: str, coordinator: str) -> None:
    if deputy == coordinator:
        raise UsageError(_("That is you. Name somebody who steps in when you are away."))


def _today(tools: Toolbox, zone: str | None) -> date:
    return tools.now().astimezone(ZoneInfo(zone or "UTC")).date()


def _held(category: str, reach: list[coverage.Coverage]) -> str:
    told = _("{what} through {day}")
    name = category.replace("_", " ").capitalize()
    return told.format(what=name, day=spell(max(one.last for one in reach)))
