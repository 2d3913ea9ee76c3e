"""What the sample coalition is at work on, so that every screen of the demo shows something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from knowledge.actions.item import State
from knowledge.agreements.draft import AgreementDraft
from knowledge.indicators.keeping import Value
from knowledge.plan.entry import Level
from knowledge.sample_coalition import work as sample
from storage import (
    actions,
    agreements,
    board,
    indicators,
    meetings,
    partners,
    path,
    plan,
    workspaces,
)
from storage.tables import Person


@dataclass(frozen=True, slots=True)
class Filling:
    """One filling: into which workspace, when, with whom seated, and its channels by name."""

    session: Session
    workspace: int
    now: datetime
    seated: Mapping[str, Person]
    channels: Mapping[str, str]

    def person(self, who: str) -> str | None:
        """Return somebody's random id; None for nobody."""
        return self.seated[who].id if who else None

    def day(self, days: int | None) -> date | None:
        """Return the day that many after the filling."""
        return None if days is None else self.today + timedelta(days=days)

    @property
    def today(self) -> date:
        """The local day of the filling."""
        return self.now.astimezone(self.zone).date()

    @property
    def zone(self) -> tzinfo:
        """The zone of the workspace."""
        return workspaces.zone(self.session, workspace=self.workspace)

    @property
    def by(self) -> str:
        """The random id of who wrote it all down."""
        return next(iter(self.seated.values())).id

    @property
    def made(self) -> dict[str, Any]:
        """Where and when it was written down."""
        return {"workspace": self.workspace, "now": self.now}


def fill_work(filling: Filling) -> None:
    """Write down what the coalition is at work on."""
    work = sample.work()
    for who, person in filling.seated.items():
        person.trained_on = filling.day(work.trained.get(who))
    _agree(filling, work)
    for meeting in work.meetings:
        _meet(filling, meeting)
    for goal in work.plan:
        _aim(filling, goal)
    for action in work.actions:
        _act(filling, action)
    for need in work.needs:
        _need(filling, need)
    for step in work.path:
        _step(filling, step)
    for kept in work.indicators:
        _keep(filling, kept)


def _agree(filling: Filling, work: sample.Work) -> None:
    ids = {one.name: one.id for one in partners.every(filling.session, workspace=filling.workspace)}
    for one in work.agreements:
        draft = AgreementDraft(
            tier=one.tier,
            title=one.title,
            parties=tuple(ids[party] for party in one.parties),
            purpose=one.purpose,
            start=filling.day(one.start),
            end=filling.day(one.end),
            signed_on=filling.day(one.signed),
            fields=one.fields,
            retention=one.retention,
            covered=one.covered,
        )
        agreements.add(filling.session, **filling.made, draft=draft, by=filling.by)


def _meet(filling: Filling, one: sample.Meeting) -> None:
    day = filling.today + timedelta(days=one.day)
    held = meetings.add(
        filling.session, **filling.made, kind=one.kind, title=one.title, minutes=one.minutes,
        start=datetime.combine(day, time(one.hour), filling.zone).astimezone(UTC),
        where=one.where, by=filling.by,
    )  # fmt: skip
    if one.notes:
        meetings.change(
            filling.session, **filling.made, meeting=held.id, changed={"notes": one.notes},
            by=filling.by,
        )  # fmt: skip
    for sector, many in one.came.items():
        meetings.count_in(
            filling.session, workspace=filling.workspace, meeting=held.id, sector=sector, more=many
        )
    for action in one.actions:
        _act(filling, action, meeting=held.id)


def _act(filling: Filling, one: sample.Action, *, meeting: int | None = None) -> None:
    owner = filling.seated[one.owner].id
    item = actions.add(
        filling.session, **filling.made, text=one.text, owner=owner, by=owner,
        due=filling.day(one.due), meeting_id=meeting,
    )  # fmt: skip
    snoozed = filling.day(one.snoozed_until)
    changed = {
        "offered_to": filling.person(one.offered_to),
        "snoozed_until": snoozed.isoformat() if snoozed else None,
        "state": (State.OPEN if one.done is None else State.DONE).value,
    }
    actions.change(
        filling.session, workspace=filling.workspace, item=item.id, changed=changed, by=owner,
        now=filling.now + timedelta(days=one.done or 0),
    )  # fmt: skip


def _aim(filling: Filling, one: sample.Goal) -> None:
    goal = _plan(
        filling, Level.GOAL, None,
        sample.Planned(text=one.goal, owner=one.owner, start=one.start, due=one.due),
    )  # fmt: skip
    for cause in one.causes:
        _plan(filling, Level.CAUSE, goal, sample.Planned(text=cause))
    for measure in one.measures:
        _plan(filling, Level.INDICATOR, goal, measure)
    for strategy in one.strategies:
        above = _plan(filling, Level.STRATEGY, goal, strategy)
        for action in strategy.actions:
            _plan(filling, Level.ACTION, above, action)


def _plan(filling: Filling, level: Level, parent: int | None, one: sample.Planned) -> int:
    start, due = filling.day(one.start), filling.day(one.due)
    fields = {
        "text": one.text,
        "owner": filling.person(one.owner),
        "start": start.isoformat() if start else None,
        "due": due.isoformat() if due else None,
        "state": (State.DONE if one.done else State.OPEN).value,
        "place": one.place,
        "service": one.service,
        "indicator": one.indicator,
        "baseline": one.baseline,
        "target": one.target,
    }
    return plan.add(
        filling.session, **filling.made, level=level, parent=parent, fields=fields
    ).id  # fmt: skip


def _need(filling: Filling, one: sample.Need) -> None:
    session, workspace, asker = filling.session, filling.workspace, filling.seated[one.asked_by].id
    need = board.draft(
        session, **filling.made, text=one.text, asked_by=asker,
        channel=filling.channels.get(one.channel, ""),
        until=filling.now + timedelta(hours=one.hours),
    ).id  # fmt: skip
    board.post(session, workspace=workspace, need=need, by=asker)
    if one.taken_by:
        taker = filling.seated[one.taken_by].id
        board.take(session, workspace=workspace, need=need, by=taker, now=filling.now)
        board.say_thanks(session, workspace=workspace, need=need, by=taker, agreed=one.thanked)


def _step(filling: Filling, one: sample.Step) -> None:
    due = filling.day(one.due)
    wanted = {
        "standing": one.standing.value,
        "owner": filling.person(one.owner),
        "due": due.isoformat() if due else None,
    }
    path.change(
        filling.session, **filling.made, item=one.step, version=0, wanted=wanted, by=filling.by
    )


def _keep(filling: Filling, one: sample.Kept) -> None:
    wanted = {"owner": filling.person(one.owner), "source": one.source, "baseline": one.baseline}
    indicators.settle(
        filling.session, **filling.made, key=one.key, version=0, wanted=wanted, by=filling.by
    )
    owner = filling.seated[one.owner].id
    for value in one.values:
        indicators.enter(
            filling.session, workspace=filling.workspace, key=one.key,
            value=Value(filling.today + timedelta(days=value.day), value.value, value.whole, owner),
        )  # fmt: skip
