"""Keeping agreements: listing, showing, writing, signing, archiving, reminding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.agreements.request import Opened
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.agreements import tiers
from knowledge.agreements.agreement import Agreement
from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.standing import Standing, nearest, standing
from knowledge.editing import ChangedMeanwhileError, merged
from storage import agreements, audit, partners, people, settings, workspaces
from storage.agreements import GoneError

#: How many partners a menu offers at once.
OFFERED = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """Agreements as a member sees them.

    Attributes
    ----------
    names
        The partners that are named in them, by id.
    manages
        Whether that member may change them.
    archived
        How many more are archived.
    coalition
        What the coalition calls itself.
    """

    agreements: tuple[Agreement, ...]
    names: Mapping[int, str]
    today: date
    manages: bool
    coalition: str = ""
    archived: int = 0

    @property
    def one(self) -> Agreement:
        """The agreement of a card."""
        return self.agreements[0]

    def of(self, wanted: Standing) -> tuple[Agreement, ...]:
        """Return those that stand so, in the order of the list."""
        return tuple(one for one in self.agreements if standing(one, self.today) is wanted)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What others changed while somebody had a dialog open.

    Attributes
    ----------
    version
        The newest version among them.
    by
        The Slack users who did, as far as they are still here.
    """

    changed: Mapping[str, object]
    version: int
    by: tuple[str, ...]


def every(tools: Toolbox, member: Member) -> Shown:
    """Return all agreements that are not archived."""
    with tools.read() as session:
        found = agreements.all_(session, workspace=member.workspace)
        shown = _shown(session, member, found, tools.now())
        archived = agreements.archived(session, workspace=member.workspace)
        coalition = settings.coalition_name(session, workspace=member.workspace)
    return replace(shown, archived=archived, coalition=coalition)


def card(tools: Toolbox, member: Member, agreement: int) -> Shown:
    """Return one agreement.

    Raises
    ------
    GoneError
        When there is no such agreement.
    """
    with tools.read() as session:
        found = agreements.by_id(session, workspace=member.workspace, agreement=agreement)
        if found is None:
            raise GoneError
        return _shown(session, member, (found,), tools.now())


def offered(tools: Toolbox, member: Member, typed: str) -> list[tuple[int, str]]:
    """Return the partners whose name holds what somebody typed, as (id, name)."""
    with tools.read() as session:
        return partners.names(session, workspace=member.workspace, typed=typed, most=OFFERED)


def names(tools: Toolbox, member: Member, parties: Sequence[int]) -> dict[int, str]:
    """Return the names of partners by id."""
    with tools.read() as session:
        return _names(session, member.workspace, parties)


def today(tools: Toolbox, member: Member) -> date:
    """Return the local day of the coalition."""
    with tools.read() as session:
        zone = workspaces.zone(session, workspace=member.workspace)
    return tools.now().astimezone(zone).date()


def keep(tools: Toolbox, member: Member, opened: Opened, draft: AgreementDraft) -> Agreement:
    """Add an agreement, or change the one that a dialog was opened on.

    Its clauses stay as they are, as far as its tier has them.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields meanwhile; nothing is changed then.
    GoneError
        When there is no such agreement.
    UsageError
        With everything that must be mended first.
    """
    now = tools.now()
    with tools.begin() as session:
        if opened.agreement is None:
            return agreements.add(
                session, workspace=member.workspace, draft=draft, by=member.person, now=now
            )
        before = agreements.by_id(session, workspace=member.workspace, agreement=opened.agreement)
        if before is None:
            raise GoneError
        wanted = agreements.packed(draft)
        wanted.pop("covered")
        wanted.pop(agreements.ARCHIVED)
        if before.tier is not draft.tier:
            wanted["covered"] = [
                one.key for one in tiers.kind(draft.tier).clauses if one.key in before.covered
            ]
        return agreements.change(
            session,
            workspace=member.workspace,
            agreement=opened.agreement,
            wanted=wanted,
            by=member.person,
            now=now,
            version=opened.version,
            seen=opened.seen,
        )


def cover(tools: Toolbox, member: Member, opened: Opened, ticked: Sequence[str]) -> Agreement:
    """Remember which clauses an agreement settles.

    Raises
    ------
    ChangedMeanwhileError
        When others ticked others meanwhile.
    GoneError
        When there is no such agreement.
    """
    shown = card(tools, member, opened.agreement or 0).one
    known = [one.key for one in tiers.kind(shown.tier).clauses if one.key in ticked]
    return _change(tools, member, shown.id, {"covered": known}, opened=opened)


def sign(tools: Toolbox, member: Member, agreement: int) -> Agreement:
    """Mark an agreement as signed today, unless it has a day."""
    shown = card(tools, member, agreement).one
    if shown.signed_on is not None:
        return shown
    day = today(tools, member).isoformat()
    return _change(tools, member, agreement, {"signed_on": day}, act="agreement.signed")


def archive(tools: Toolbox, member: Member, agreement: int) -> Agreement:
    """Take an agreement off the list; nothing of it is lost."""
    wanted = {agreements.ARCHIVED: True}
    return _change(tools, member, agreement, wanted, act="agreement.archived")


def undo(tools: Toolbox, member: Member, opened: Opened) -> Agreement:
    """Take back the edit that made a version.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    """
    now, agreement = tools.now(), opened.agreement or 0
    with tools.begin() as session:
        before = agreements.undo(
            session,
            workspace=member.workspace,
            agreement=agreement,
            version=opened.version,
            by=member.person,
            now=now,
        )
        _write(session, member, "agreement.undone", agreement, now)
    return before


def theirs(tools: Toolbox, member: Member, error: ChangedMeanwhileError) -> Theirs:
    """Return what others changed, as a dialog shows it."""
    with tools.read() as session:
        users = people.slack_users(session, workspace=member.workspace)
    by = dict.fromkeys(users[edit.by] for edit in error.edits if edit.by in users)
    return Theirs(
        changed={field: pair[1] for field, pair in merged(error.edits).items()},
        version=max(edit.version for edit in error.edits),
        by=tuple(by),
    )


def ending(session: Session, *, workspace: int, today: date) -> list[tuple[Agreement, int]]:
    """Return the agreements that a reminder is due for, each with its nearest one."""
    found = agreements.all_(session, workspace=workspace)
    return [(one, before) for one in found if (before := nearest(one, today)) is not None]


def read_only(
    session: Session, workspace: int, found: tuple[Agreement, ...], now: datetime
) -> Shown:
    """Return agreements as somebody sees them who may not change them."""
    zone = workspaces.zone(session, workspace=workspace)
    parties = {party for one in found for party in one.parties}
    return Shown(
        agreements=found,
        names=_names(session, workspace, sorted(parties)),
        today=now.astimezone(zone).date(),
        manages=False,
    )


def _change(
    tools: Toolbox,
    member: Member,
    agreement: int,
    wanted: Mapping[str, object],
    *,
    opened: Opened | None = None,
    act: str = "",
) -> Agreement:
    now = tools.now()
    with tools.begin() as session:
        changed = agreements.change(
            session,
            workspace=member.workspace,
            agreement=agreement,
            wanted=wanted,
            by=member.person,
            now=now,
            version=opened.version if opened else None,
            seen=opened.seen if opened else 0,
        )
        if act:
            _write(session, member, act, agreement, now)
    return changed


def _write(session: Session, member: Member, act: str, agreement: int, now: datetime) -> None:
    audit.write(
        session,
        workspace=member.workspace,
        at=now,
        actor=member.person,
        act=act,
        about=f"agreement:{agreement}",
    )


def _shown(session: Session, member: Member, found: tuple[Agreement, ...], now: datetime) -> Shown:
    shown = read_only(session, member.workspace, found, now)
    return replace(shown, manages=Permission.AGREEMENTS_MANAGE in may(member))


def _names(session: Session, workspace: int, parties: Sequence[int]) -> dict[int, str]:
    found = partners.several(session, workspace=workspace, ids=parties)
    return {one.id: one.name for one in found}
