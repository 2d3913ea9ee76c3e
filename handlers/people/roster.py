"""Everybody at the table, and what waits for whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.people import days, service
from handlers.people.told import Told
from handlers.toolbox import Toolbox
from knowledge.access import Member, Role
from knowledge.people import confirming, proposing, suspending
from knowledge.people.change import Change, Kind
from knowledge.people.circle import Seat
from knowledge.people.roster import Listed
from storage import changes, people


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on the roster, and what the reader may do about them."""

    listed: Listed
    may_change: bool
    may_suspend: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody, as one reader sees them.

    Attributes
    ----------
    mine, others
        What waits for the reader's word, and what waits for somebody else's.
    vacant
        Whether nobody coordinates any more.
    """

    rows: tuple[Row, ...]
    mine: tuple[Told, ...]
    others: tuple[Told, ...]
    vacant: bool
    today: date
    users: Mapping[str, str]


def read(tools: Toolbox, member: Member) -> Roster:
    """Return the roster as ``member`` sees it."""
    workspace, now = member.workspace, tools.now()
    with tools.read() as session:
        circle = people.circle(session, workspace=workspace)
        users = people.slack_users(session, workspace=workspace)
        waiting = [
            confirming.as_it_stands(one, circle)
            for one in changes.waiting(session, workspace=workspace)
        ]
        waiting.sort(key=lambda one: (one.subject, one.kind is not Kind.SEAT))
        told = [(one, service.tell(session, workspace, one, users)) for one in waiting]
        listed = people.roster(session, workspace=workspace)
        today = days.today(session, workspace, now)
    who = circle.find(member.person)
    rows = []
    for one in listed:
        subject = circle.find(one.person)
        changes_it = bool(proposing.may_give(who, subject, circle=circle))
        own = one.person == member.person
        right = proposing.refused_duties(who) is None
        rows.append(
            Row(
                one,
                may_change=changes_it or own or right,
                may_suspend=not one.left and suspending.refused(who, subject) is None,
            )
        )
    mine = tuple(said for one, said in told if confirming.may_speak(one, member.person, circle))
    return Roster(
        rows=tuple(rows),
        mine=mine,
        others=tuple(said for one, said in told if said not in mine and _may_read(one, who)),
        vacant=not any(one.listed.role is Role.COORDINATOR and _here(one) for one in rows),
        today=today,
        users=users,
    )


def _here(row: Row) -> bool:
    return not (row.listed.suspended or row.listed.left)


def _may_read(change: Change, who: Seat) -> bool:
    """Say whether somebody sees a change that is not theirs to confirm.

    What a person answered about duties is for them and for those who lead, and so is what would
    open outreach.
    """
    leads = who.coordinates or who.supervises
    own = who.person in (change.subject, change.proposed_by)
    return change.kind not in (Kind.DUTIES, Kind.SETTING) or leads or own
