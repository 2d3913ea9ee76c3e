"""Reading and keeping the indicators; who owns one enters its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from handlers.hotspots.service import today
from handlers.indicators.computing import Computed, compute
from handlers.indicators.request import OWNER, FieldError, Spot
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Member, Permission, may
from knowledge.errors import RefusedError, UsageError
from knowledge.indicators.catalog import Indicator, indicator, indicators
from knowledge.indicators.keeping import Kept, Value, of_outreach
from knowledge.words import _
from storage import indicators as keeping
from storage import people
from storage.tables import Workspace

NEEDS = Permission.PLAN_READ


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as somebody reads it.

    Attributes
    ----------
    values
        The last entered ones, the newest first.
    withheld
        Whether its numbers are outreach's and stay there: then none of them are here.
    """

    indicator: Indicator
    kept: Kept
    values: tuple[Value, ...]
    computed: tuple[Computed, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sixteen indicators as somebody reads them."""

    rows: tuple[Row, ...]
    users: Mapping[str, str]
    today: date
    person: str
    manages: bool

    def row(self, key: str) -> Row:
        """Return one indicator."""
        return next(one for one in self.rows if one.indicator.key == key)

    def may_enter(self, row: Row) -> bool:
        """Whether who reads it may enter a value."""
        mine = bool(self.person) and row.kept.owner == self.person
        return (mine or self.manages) and not row.withheld


def read(tools: Toolbox, *, member: Member) -> Sheet:
    """Return the indicators as a member reads them, with what can be computed now.

    Numbers that come from outreach are left out for whoever the one-way rule holds.
    """
    workspace = member.workspace
    day = today(tools, workspace=workspace)
    with tools.read() as session:
        kept = keeping.kept(session, workspace=workspace)
        values = keeping.values(session, workspace=workspace)
        users = people.slack_users(session, workspace=workspace)
        zone = session.get_one(Workspace, workspace).timezone or "UTC"
        computed = compute(session, workspace=workspace, now=tools.now(), today=day, zone=zone)
    rows = tuple(
        _row(one, kept.get(one.key), values.get(one.key, []), computed.get(one.key, ()), member)
        for one in indicators()
    )
    return Sheet(rows, users, day, member.person, Permission.PLAN_MANAGE in may(member))


def _row(
    one: Indicator,
    kept: Kept | None,
    values: list[Value],
    computed: tuple[Computed, ...],
    member: Member,
) -> Row:
    kept = kept or Kept(one.key)
    if of_outreach(one) and member.limited:
        bare = Kept(one.key, kept.source, "", kept.owner, kept.version)
        return Row(one, bare, (), (), withheld=True)
    return Row(one, kept, tuple(values), computed, withheld=False)


def enter(tools: Toolbox, *, member: Member, key: str, value: Value) -> Value | None:
    """Keep a value, and return the one of that day whose place it takes.

    Raises
    ------
    RefusedError
        When the indicator is neither theirs nor are they a coordinator.
    """
    with tools.begin() as session:
        by = _entering(session, tools, member, key)
        mine = Value(value.on, value.value, value.whole, by)
        return keeping.enter(session, workspace=member.workspace, key=key, value=mine)


def take_back(tools: Toolbox, *, member: Member, spot: Spot) -> None:
    """Take back a value, putting back the one whose place it took; or an edit of the baseline.

    Raises
    ------
    ChangedMeanwhileError
        When somebody built on that edit since.
    UsageError
        When another value stands there since.
    RefusedError
        When the indicator is neither theirs nor are they a coordinator.
    """
    workspace = member.workspace
    with tools.begin() as session:
        if not spot.day:
            access.check(member, Permission.PLAN_MANAGE)
            keeping.undo(
                session,
                workspace=workspace,
                key=spot.key,
                version=spot.version,
                by=_by(session, tools, member),
                now=tools.now(),
            )
            return
        before = spot.earlier(_entering(session, tools, member, spot.key))
        day = date.fromisoformat(spot.day)
        if not spot.stands(keeping.of_day(session, workspace=workspace, key=spot.key, on=day)):
            raise UsageError(_("That was changed again since, so I left it as it is now."))
        if before:
            keeping.enter(session, workspace=workspace, key=spot.key, value=before)
        else:
            keeping.withdraw(session, workspace=workspace, key=spot.key, on=day)


def settle(tools: Toolbox, *, member: Member, spot: Spot, filled: Mapping[str, Any]) -> Kept:
    """Keep source, baseline and owner as filled in.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed the same fields since the form was opened.
    FieldError
        When its owner could not see it.
    """
    with tools.begin() as session:
        owner = _owner(session, tools, member, indicator(spot.key), filled["owner"])
        return keeping.settle(
            session,
            workspace=member.workspace,
            key=spot.key,
            version=spot.version,
            wanted={**filled, "owner": owner},
            by=_by(session, tools, member),
            now=tools.now(),
        )


def _entering(session: Session, tools: Toolbox, member: Member, key: str) -> str:
    """Return who enters a value, by random id, once it is sure that they may."""
    one = indicator(key)
    kept = keeping.one(session, workspace=member.workspace, key=key)
    mine = bool(member.person) and kept.owner == member.person
    if of_outreach(one) and member.limited:
        raise RefusedError(
            _("Outreach information stays with outreach, so its numbers are entered there.")
        )
    if not mine and Permission.PLAN_MANAGE not in may(member):
        raise RefusedError(
            _(
                "Only who keeps this indicator, or a coordinator, can do that. "
                "`/coalition people` shows who they are."
            )
        )
    return _by(session, tools, member)


def _by(session: Session, tools: Toolbox, member: Member) -> str:
    found = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    return found.id


def _owner(
    session: Session, tools: Toolbox, member: Member, one: Indicator, user: str | None
) -> str | None:
    if not user:
        return None
    owner = people.member(session, workspace=member.workspace, slack_user=user)
    if NEEDS not in may(owner):
        raise FieldError(
            OWNER, _("This person has no seat in the coalition yet, so they could not see it.")
        )
    if of_outreach(one) and owner.limited:
        raise FieldError(OWNER, _("These numbers are outreach's: choose somebody from there."))
    found = people.ensure(session, workspace=member.workspace, slack_user=user, now=tools.now())
    return found.id
