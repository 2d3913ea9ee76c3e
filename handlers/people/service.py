"""Changes of access: proposed by one, confirmed by others, done once, told to both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.people import message, welcoming
from handlers.people.applying import apply, gone
from handlers.people.sending import send
from handlers.people.told import Told
from handlers.toolbox import Toolbox
from knowledge.access import Duties, Member, Permission
from knowledge.errors import RefusedError
from knowledge.people import confirming
from knowledge.people.change import Change, Kind, State
from knowledge.people.circle import Circle
from storage import audit, changes, partners, people

#: To how many people a change is brought at once; the roster shows it to everybody who can.
_ASKED = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What pressing a button did to a change; ``why`` says what stood against it."""

    told: Told | None
    state: State
    why: str = ""


def propose(
    session: Session,
    *,
    workspace: int,
    subject: str,
    kind: Kind,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: str,
    now: datetime,
    asks: bool = True,
) -> Change:
    """Propose a change within the caller's transaction; one that needs nobody is done at once.

    Whoever can confirm it is asked in their direct message.

    Parameters
    ----------
    subject, by
        Random ids of whom it concerns, and of who proposes it.
    before, after
        ``{"partner": id or None, …}`` for a seat, whose ``after`` holds ``name``, ``sector``,
        ``limited`` and ``outreach`` as well; ``{"duties": …}``; ``{"role": …}``; for a sector
        ``{"partner": id, "sector": …}``; for a setting ``{"question": …, "value": …}``.
    asks
        Whether to ask at once; who proposes several calls :func:`ask` after the last.

    Raises
    ------
    RefusedError
        When it cannot be done, where it would have been done at once.
    """
    people.take(session, workspace=workspace, person=subject)
    circle = people.circle(session, workspace=workspace)
    needs = confirming.needs_for(kind, before, after, subject=subject, proposer=by, circle=circle)
    said = confirming.opening(kind, needs, subject=subject, proposer=by, circle=circle)
    change = changes.propose(
        session,
        workspace=workspace,
        subject=subject,
        kind=kind,
        before=before,
        after=after,
        needs=needs,
        confirmed=said,
        by=by,
        now=now,
    )
    _audit(session, workspace, change, "proposed", by, now)
    if not change.open_needs:
        why = _finish(session, workspace, change, by, now)
        if why:
            raise RefusedError(why)
    elif asks:
        ask(session, workspace=workspace, subject=subject, now=now)
    return change


def propose_sector(
    tools: Toolbox, member: Member, *, partner: int, before: str, after: str
) -> Change:
    """Propose another sector for a partner; the seats of its people move with it."""
    with tools.begin() as session:
        now = tools.now()
        by = people.ensure(
            session, workspace=member.workspace, slack_user=member.slack_user, now=now
        ).id
        return propose(
            session,
            workspace=member.workspace,
            subject=by,
            kind=Kind.SECTOR,
            before={"partner": partner, "sector": before},
            after={"partner": partner, "sector": after},
            by=by,
            now=now,
        )


def confirm(tools: Toolbox, member: Member, ids: Sequence[int]) -> list[Outcome]:
    """Give one's word for some changes of one person; each takes effect once.

    Raises
    ------
    RefusedError
        When all of them are gone, or wait for somebody else.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        outcomes = [_confirm(session, workspace, one, member.person, now) for one in ids]
    if all(outcome.told is None for outcome in outcomes):
        raise RefusedError(outcomes[0].why if outcomes else gone())
    return [outcome for outcome in outcomes if outcome.told]


def decline(tools: Toolbox, member: Member, ids: Sequence[int]) -> list[Outcome]:
    """Say no to some changes, which ends them; the proposer can take theirs back.

    Raises
    ------
    RefusedError
        When all of them are gone, or are not theirs to decide.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        outcomes = [_decline(session, workspace, one, member.person, now) for one in ids]
    if all(outcome.told is None for outcome in outcomes):
        raise RefusedError(outcomes[0].why if outcomes else gone())
    return [outcome for outcome in outcomes if outcome.told]


def ask(session: Session, *, workspace: int, now: datetime, subject: str | None = None) -> None:
    """Bring what waits to whoever can confirm it, once each; one message a person concerned."""
    circle = people.circle(session, workspace=workspace)
    users = people.slack_users(session, workspace=workspace)
    asked: dict[tuple[str, str], list[Change]] = {}
    for change in changes.waiting(session, workspace=workspace, subject=subject):
        for person in confirming.able(change, circle)[:_ASKED]:
            asked.setdefault((person, change.subject), []).append(change)
    for (person, about), found in asked.items():
        found.sort(key=lambda one: one.kind is not Kind.SEAT)  # the seat is read first
        told = [tell(session, workspace, change, users) for change in found]
        ids = [change.id for change in found]
        parts = ("people.ask", about, person, *ids)
        send(session, workspace, parts, users.get(person), message.ask(told), now,
             needs=Permission.PEOPLE_CONFIRM)  # fmt: skip


def tell(session: Session, workspace: int, change: Change, users: Mapping[str, str]) -> Told:
    """Return a change with what its words need, as things are called now."""
    partner = change.after.get("partner")
    found = partners.by_id(session, workspace=workspace, partner=partner) if partner else None
    name = found.name if found else change.after.get("name", "")
    sector = found.sector.value if found else change.after.get("sector", "")
    return Told(change, users, organisation=name, sector=sector)


def _confirm(session: Session, workspace: int, id_: int, by: str, now: datetime) -> Outcome:
    change = _take(session, workspace, id_)
    if change is None:
        return Outcome(None, State.LAPSED, gone())
    if change.state is not State.WAITING:
        return Outcome(None, change.state, message.ended(change.state))
    circle = people.circle(session, workspace=workspace)
    change = _as_it_stands(session, workspace, change, circle)
    need = confirming.next_need(change, by, circle)
    if need is None:
        return Outcome(None, State.WAITING, _not_yours(change, by, circle))
    change = changes.confirm(session, workspace=workspace, change=id_, need=need, by=by)
    _audit(session, workspace, change, "confirmed", by, now)
    users = people.slack_users(session, workspace=workspace)
    if change.open_needs:
        ask(session, workspace=workspace, subject=change.subject, now=now)
        return Outcome(tell(session, workspace, change, users), State.WAITING)
    told = tell(session, workspace, change, users)
    why = _finish(session, workspace, change, by, now)
    return Outcome(told, State.DECLINED if why else State.DONE, why or "")


def _as_it_stands(session: Session, workspace: int, change: Change, circle: Circle) -> Change:
    """Drop the words of whoever lost the seat that made them count."""
    stands = confirming.as_it_stands(change, circle)
    if stands.confirmed != change.confirmed:
        changes.withdraw_words(session, workspace=workspace, change=stands)
    return stands


def _not_yours(change: Change, by: str, circle: Circle) -> str:
    unsure = circle.find(by).duties is Duties.UNANSWERED
    return message.not_yours(change, by, unsure=unsure)


def _decline(session: Session, workspace: int, id_: int, by: str, now: datetime) -> Outcome:
    change = _take(session, workspace, id_)
    if change is None:
        return Outcome(None, State.LAPSED, gone())
    if change.state is not State.WAITING:
        return Outcome(None, change.state, message.ended(change.state))
    circle = people.circle(session, workspace=workspace)
    own = by in (change.proposed_by, change.subject)
    if not own and not confirming.may_speak(change, by, circle):
        return Outcome(None, State.WAITING, _not_yours(change, by, circle))
    _end(session, workspace, change, State.DECLINED, by, now)
    users = people.slack_users(session, workspace=workspace)
    return Outcome(tell(session, workspace, change, users), State.DECLINED)


def _take(session: Session, workspace: int, id_: int) -> Change | None:
    """Return a change once it is this writer's turn: its person's row first, always."""
    seen = changes.find(session, workspace=workspace, change=id_)
    if seen is None:
        return None
    people.take(session, workspace=workspace, person=seen.subject)
    return changes.take(session, workspace=workspace, change=id_)


def _finish(session: Session, workspace: int, change: Change, by: str, now: datetime) -> str | None:
    """Do a change that everybody has confirmed, and tell both; return what stood against it."""
    why = apply(session, workspace=workspace, change=change, now=now)
    if why is not None:
        _end(session, workspace, change, State.DECLINED, by, now, why=why)
        return why
    session.flush()
    welcomed = change.kind is Kind.SEAT and welcoming.welcome(
        session, workspace=workspace, person=change.subject, now=now
    )
    told_already = (change.subject,) if welcomed else ()
    _end(session, workspace, change, State.DONE, by, now, told_already=told_already)
    return None


def _end(
    session: Session,
    workspace: int,
    change: Change,
    state: State,
    by: str,
    now: datetime,
    *,
    why: str = "",
    told_already: tuple[str, ...] = (),
) -> None:
    changes.close(session, workspace=workspace, change=change.id, state=state, now=now)
    _audit(session, workspace, change, state.value, by, now)
    users = people.slack_users(session, workspace=workspace)
    told = tell(session, workspace, change, users)
    for person in dict.fromkeys((change.subject, change.proposed_by)):
        if person not in (by, *told_already):
            parts = ("people.ended", change.id, person)
            said = message.ended_for(told, state, person=person, why=why)
            send(session, workspace, parts, users.get(person), said, now)


def _audit(
    session: Session, workspace: int, change: Change, what: str, by: str, now: datetime
) -> None:
    audit.write(
        session,
        workspace=workspace,
        at=now,
        actor=by,
        act=f"{change.kind}.{what}",
        about=f"change:{change.id}",
        subject=change.subject,
    )
