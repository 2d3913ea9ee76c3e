"""Which words a change needs, and who may speak them.

- No change of a seat, of duties, of an outreach role or of the coordinator rests on one
  person: a mistake, or somebody who is pressed, is then not enough to open outreach.
- Who proposes for somebody else speaks for one need, and never for a second one. Whom a
  change concerns confirms nothing of it.
- A "no" to law-enforcement duties needs both sides, the coordinator and outreach: each side
  loses most when it is wrong. A "yes" counts at once and needs nobody.
- Outreach gives its own roles; a coordinator by themselves never does.
- Where a side has nobody yet, the next best speaks for it, so that a new coalition can begin:
  who is meant is asked when it is confirmed, not when it was proposed.
- Not answered is yes: a member whose own answer nobody confirmed speaks only where nobody else
  could. A word holds as long as whoever gave it has a seat whose word counts.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knowledge.access import Duties, Role
from knowledge.people.change import Change, Kind, Need
from knowledge.people.circle import OUTREACH_ROLES, Circle, Seat

_BOTH = (Need.COORDINATOR, Need.OUTREACH)
_SECONDED = (Need.COORDINATOR, Need.MEMBER)


def needs_for(
    kind: Kind,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    subject: str,
    proposer: str,
    circle: Circle,
) -> tuple[Need, ...]:
    """Return whose words a change needs, the proposer's among them; none for what is at once.

    Parameters
    ----------
    before, after
        ``{"role": …}`` for roles, ``{"duties": …}`` for duties; a seat's ``after`` says with
        ``"limited"`` that it would raise a guest, the press or somebody in elected office.
        A setting is one that opens outreach: where nobody of it was ever seated, there is
        nothing to open. Whoever is suspended or gone counts: else one person could make it so.
    """
    if kind is Kind.SEAT:
        return _SECONDED if after.get("limited") else (Need.COORDINATOR,)
    if kind is Kind.DUTIES:
        return () if after["duties"] == Duties.LAW_ENFORCEMENT else _BOTH
    if kind is Kind.SECTOR:
        return _SECONDED
    if kind is Kind.SETTING:
        return _BOTH if circle.has_outreach(without=(proposer,)) else ()
    old, new = Role(before["role"]), Role(after["role"])
    if kind is Kind.COORDINATOR:
        return _of_coordinator(new, taken=subject == proposer)
    return _of_role(old, new, given=subject != proposer, led=bool(circle.supervisors()))


def kind_of(old: Role, new: Role) -> Kind:
    """Return the kind of a change of role: the coordinator's, unless it gives outreach."""
    leads = Role.COORDINATOR in (old, new) and new not in OUTREACH_ROLES
    return Kind.COORDINATOR if leads else Kind.ROLE


def _of_coordinator(new: Role, *, taken: bool) -> tuple[Need, ...]:
    """Return the words for a new coordinator, or for one who stops.

    Who takes over an empty chair is confirmed from another organisation, so that no single
    one can seize it; who is named needs one more besides the coordinator who names them.
    """
    if taken:
        return (Need.ELSEWHERE,) if new is Role.COORDINATOR else (Need.MEMBER,)
    return _SECONDED


def _of_role(old: Role, new: Role, *, given: bool, led: bool) -> tuple[Need, ...]:
    if new in OUTREACH_ROLES:
        return (Need.OUTREACH, Need.EITHER) if led else (Need.OUTREACH, Need.COORDINATOR)
    if old in OUTREACH_ROLES:
        return (Need.OUTREACH, Need.EITHER) if given else (Need.MEMBER,)
    return _SECONDED if old is Role.VISITOR else ()


def speaks_for(
    need: Need, who: Seat, *, circle: Circle, subject: str, proposer: str, spoken: frozenset[str]
) -> bool:
    """Say whether somebody's word fills a need.

    Parameters
    ----------
    spoken
        Who has already given their word for another need of the same change.
    """
    others = {subject} | spoken
    about = (circle, others, circle.find(subject), proposer)
    if not _fits(need, who, *about):
        return False
    if who.trusted:
        return True
    better = (one for one in circle.seats if one.trusted and one.person != proposer)
    return not any(_fits(need, one, *about) for one in better)


def _fits(
    need: Need, who: Seat, circle: Circle, others: set[str], subject: Seat, proposer: str
) -> bool:
    if not who.heard or who.person in others:
        return False
    return {
        Need.COORDINATOR: _coordinator,
        Need.OUTREACH: _outreach,
        Need.EITHER: lambda who, *_: who.coordinates or who.supervises,
        Need.MEMBER: lambda *_: True,
        Need.ELSEWHERE: _elsewhere,
    }[need](who, circle, others, subject, proposer)


def _coordinator(
    who: Seat, circle: Circle, others: set[str], subject: Seat, _proposer: str
) -> bool:
    """Take a coordinator; for the only one, somebody of another organisation."""
    if subject.coordinates and not circle.coordinators(without=others):
        return who.partner != subject.partner
    return who.coordinates


def _outreach(who: Seat, circle: Circle, others: set[str], _subject: Seat, _proposer: str) -> bool:
    """Take a supervisor; else who sits for an outreach partner; else a coordinator."""
    side = circle.outreach_side(without=others)
    return who.person in side if side else who.coordinates


def _elsewhere(who: Seat, circle: Circle, others: set[str], subject: Seat, proposer: str) -> bool:
    """Take somebody of another organisation; where all sit for one, somebody else of it."""
    theirs = (subject.partner, circle.find(proposer).partner)
    return who.partner not in theirs or not any(
        one.heard and one.partner not in theirs and one.person not in others for one in circle.seats
    )


def opening(
    kind: Kind, needs: tuple[Need, ...], *, subject: str, proposer: str, circle: Circle
) -> dict[str, str]:
    """Return what proposing says by itself: the first need that the proposer speaks for.

    A sector or a setting concerns nobody in person; it only hangs on who proposed it.
    """
    concerned = subject if kind.personal else ""
    who, nobody = circle.find(proposer), frozenset[str]()
    for need in needs:
        if speaks_for(
            need, who, circle=circle, subject=concerned, proposer=proposer, spoken=nobody
        ):
            return {need.value: proposer}
    return {}


def as_it_stands(change: Change, circle: Circle) -> Change:
    """Return a change without the words of those whose word does not count any more."""
    held = {need: by for need, by in change.confirmed.items() if circle.find(by).heard}
    return replace(change, confirmed=held)


def next_need(change: Change, person: str, circle: Circle) -> Need | None:
    """Return which open need of a change somebody fills: the one that fewest others could.

    So a supervisor speaks for outreach, and leaves to others what they can say as well.
    """
    change = as_it_stands(change, circle)
    mine = [need for need in change.open_needs if _may_fill(need, change, person, circle)]
    if len(mine) <= 1:
        return mine[0] if mine else None
    return min(mine, key=lambda need: len(_fillers(need, change, circle)))


def may_speak(change: Change, person: str, circle: Circle) -> bool:
    """Say whether somebody can fill an open need of a change; the proposer can fill none."""
    change = as_it_stands(change, circle)
    return any(_may_fill(need, change, person, circle) for need in change.open_needs)


def able(change: Change, circle: Circle) -> tuple[str, ...]:
    """Return everybody who can fill an open need, coordinators and supervisors first."""
    change = as_it_stands(change, circle)
    found = [
        seat
        for seat in circle.seats
        if seat.heard
        and any(_may_fill(need, change, seat.person, circle) for need in change.open_needs)
    ]
    found.sort(key=lambda seat: not (seat.coordinates or seat.supervises))
    return tuple(seat.person for seat in found)


def _fillers(need: Need, change: Change, circle: Circle) -> list[str]:
    return [each.person for each in circle.seats if _may_fill(need, change, each.person, circle)]


def _may_fill(need: Need, change: Change, person: str, circle: Circle) -> bool:
    return person != change.proposed_by and speaks_for(
        need,
        circle.find(person),
        circle=circle,
        subject=change.subject,
        proposer=change.proposed_by,
        spoken=frozenset(change.confirmed.values()),
    )
