"""The access review: everybody above visitor, one at a time, and what becomes of each."""

from dataclasses import dataclass
from datetime import date

from handlers.people import changing, days
from handlers.people.told import Told
from handlers.toolbox import Toolbox
from knowledge.access import Member, Role
from knowledge.people.roster import Listed
from storage import audit, people, reviews


@dataclass(frozen=True, slots=True)
class Step:
    """Where a review is: who comes next, None at its end, and how many were looked at."""

    listed: Listed | None
    seen: int
    total: int
    today: date


def step(tools: Toolbox, member: Member) -> Step:
    """Return who comes next; the end of the round is kept, so that the next one is in a year."""
    workspace, now = member.workspace, tools.now()
    with tools.begin() as session:
        listed = [
            one
            for one in people.roster(session, workspace=workspace)
            if one.above_visitor and not one.left and one.person != member.person
        ]
        seen = reviews.read(session, workspace=workspace).seen
        left = [one for one in listed if one.person not in seen]
        today = days.today(session, workspace, now)
        if not left:
            reviews.end(session, workspace=workspace, by=member.person, now=now, today=today)
    return Step(left[0] if left else None, len(listed) - len(left), len(listed), today)


def look_at(tools: Toolbox, member: Member, person: str, *, kept: bool) -> None:
    """Remember that somebody was looked at; ``kept`` says that all stays as it is."""
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        reviews.look_at(session, workspace=workspace, person=person, by=member.person, now=now)
        act = "review.kept" if kept else "review.changed"
        audit.write(
            session, workspace=workspace, at=now, actor=member.person, act=act, subject=person
        )


def remove(tools: Toolbox, member: Member, person: str) -> list[Told]:
    """Take somebody's seat away, or propose that, and count them as looked at.

    Raises
    ------
    RefusedError
        When somebody else takes that role back first.
    """
    told = changing.put_right(tools, member, person, role=Role.VISITOR, duties=None)
    look_at(tools, member, person, kept=False)
    return told
