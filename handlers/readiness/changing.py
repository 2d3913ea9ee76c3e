"""A change of date, place, size or answers, postponing, cancelling: the plan follows, people hear.

An organisation of which nobody is on the plan cannot be told; whoever made the change reads that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.blocks import escape
from handlers.deliveries.service import enqueue
from handlers.readiness import message, service, untold
from handlers.readiness.service import Standing
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import UsageError
from knowledge.events.event import Event, Hand, State
from knowledge.events.visibility import View
from knowledge.moments import moment_of
from knowledge.words import _
from storage import edits, events, people


@dataclass(frozen=True, slots=True)
class Done:
    """An event after a change, and how many people were told.

    Attributes
    ----------
    untold
        The names of organisations with a part in it that nobody could be told for.
    """

    standing: Standing
    told: int
    untold: tuple[str, ...] = ()


def change(
    tools: Toolbox,
    member: Member,
    event: int,
    *,
    version: int,
    wanted: Mapping[str, Any],
    seen: int = 0,
) -> Done:
    """Change an event as it was at ``version``: re-date, re-score, tell who is affected.

    Parameters
    ----------
    wanted
        Fields as ``storage.events.values`` gives them, those that stay as they are among them.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see the plan, or does not lead it.
    ChangedMeanwhileError
        When others changed the same since; it carries what.
    UsageError
        When it would begin in the past, or end before it begins.
    """
    with tools.begin() as session:
        events.lock(session, workspace=member.workspace, event=event)
        before = service.led(session, tools, member, event).event
        mine = edits.settle(
            session,
            workspace=member.workspace,
            noun=events.NOUN,
            item=event,
            current=events.values(before),
            wanted=wanted,
            version=version,
            seen=seen,
        )
        fields = _whole(before, {field: pair[1] for field, pair in mine.items()}, wanted)
        _check(tools, before, fields)
        return _write(session, tools, member, before, fields)


def settle(tools: Toolbox, member: Member, event: int, state: State) -> Done:
    """Cancel or postpone an event, or have it planned again; who has a part in it is told.

    Raises
    ------
    NothingKnownError, RefusedError
        When somebody does not see the plan, or does not lead it.
    """
    with tools.begin() as session:
        before = service.led(session, tools, member, event).event
        return _write(session, tools, member, before, {"state": state.value})


def told_of(before: Event, after: Event, found: Standing) -> list[str]:
    """Say what changed of an event, a line each."""
    lines = [_state(after.state)] if after.state is not before.state else []
    if (before.start, before.end) != (after.start, after.end):
        told = _("New time: {when}. Open items have new dates.")
        lines.append(told.format(when=moment_of(after.start.astimezone(found.zone))))
    if before.profile.place != after.profile.place:
        place = escape(after.profile.place) or _("not known yet")
        lines.append(_("New place: {place}.").format(place=place))
    elif before.profile.cell != after.profile.cell:
        lines.append(_("It is at another point on the map now."))
    if before.profile.attendance != after.profile.attendance:
        people_now = after.profile.attendance
        size = f"{people_now:,}" if people_now is not None else _("not known yet")
        lines.append(_("Expected now: {people} people.").format(people=size))
    return lines


def _write(
    session: Session, tools: Toolbox, member: Member, before: Event, fields: dict[str, Any]
) -> Done:
    of, now = member.workspace, tools.now()
    after = events.change(
        session, workspace=of, event=before.id, changed=fields, by=member.person, now=now
    )
    if after.state is State.PLANNED:
        service.rescore(session, tools, workspace=of, event=after.id, was=before.start)
    found = service.seen(session, tools, member, before.id)
    lines = told_of(before, after, found)
    if not lines:
        return Done(found, 0)
    told = _tell(session, tools, member, found, lines)
    return Done(found, told, untold.organisations(session, found, by=member))


def _whole(before: Event, fields: dict[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return a change with what goes with it: the end moves along, a postponed event is on again.

    A place and its cell go together: one that was only named has none, and what is near it is
    not known.
    """
    more: dict[str, Any] = {}
    if "start" in fields:
        moved = datetime.fromisoformat(fields["start"]) - before.start
        if before.end and "end" not in fields:
            more["end"] = (before.end + moved).isoformat()
        if before.state is State.POSTPONED:
            more["state"] = State.PLANNED.value
    if {"place", "cell"} & set(fields):
        more |= {"place": wanted.get("place", before.profile.place), "cell": wanted.get("cell")}
    return more | fields


def _check(tools: Toolbox, before: Event, fields: Mapping[str, Any]) -> None:
    start = datetime.fromisoformat(fields["start"]) if "start" in fields else before.start
    if "start" in fields and start < tools.now():
        raise UsageError(_("That is in the past. Pick a day and time to come."))
    end = fields.get("end")
    if end and datetime.fromisoformat(end) <= start:
        raise UsageError(_("It ends before it begins. Pick a later end."))


def _tell(
    session: Session, tools: Toolbox, member: Member, found: Standing, lines: list[str]
) -> int:
    """Tell everybody who is named on the plan or has an open item; return how many."""
    event, of = found.event, member.workspace
    roles: dict[str, list[Hand]] = {}
    for hand in events.hands(session, workspace=of, event=event.id):
        roles.setdefault(hand.person, []).append(hand)
    for one in events.tasks(session, workspace=of, event=event.id):
        if one.open and one.owner:
            roles.setdefault(one.owner, [])
    users = people.slack_users(session, workspace=of)
    affected = [one for one in roles if one in users and one != member.person]
    for person in affected:
        enqueue(
            session,
            workspace=of,
            parts=("event changed", event.id, event.version, person),
            kind=Kind.PERSONAL,
            needs=Permission.SELF_MANAGE,
            message=message.changed(event, lines, found.zone, roles[person]),
            now=tools.now(),
            person=users[person],
            about=(event.id, View.COALITION),
        )
    return len(affected)


def _state(state: State) -> str:
    return {
        State.CANCELLED: _("*Cancelled.* Nothing is left for you to do."),
        State.POSTPONED: _("*Postponed.* The plan waits for a new date."),
        State.PLANNED: _("*It takes place.* The plan goes on."),
    }.get(state, "")
