"""What a coalition answered about itself, when each answer was checked, and its channels."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from knowledge.access import Role
from knowledge.setup import gaps as missing
from knowledge.setup.gaps import Answer, Gap
from knowledge.setup.owners import Owner
from knowledge.setup.questions import Question
from storage import people
from storage.tables import Channel, LocalSetting, Workspace

#: The setting that lists the questions somebody put off.
_LATER = "later"
#: What the setup asks channels for; a channel has one purpose.
PURPOSES = ("general", "outreach", "digest")


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """A channel that the coalition uses, what for, and the random id of who answers for it."""

    channel: str
    purpose: str
    owner: str | None


def read(session: Session, *, workspace: int, name: str) -> Answer | None:
    """Return one setting, if it was made."""
    row = session.get(LocalSetting, (workspace, name))
    return None if row is None else Answer(row.value, row.checked_on)


def write(
    session: Session,
    *,
    workspace: int,
    name: str,
    value: Any,
    by: str,
    now: datetime,
    checked_on: date | None = None,
) -> None:
    """Keep one setting; what stood there goes."""
    row = session.get(LocalSetting, (workspace, name))
    if row is None:
        row = LocalSetting(workspace_id=workspace, name=name)
        session.add(row)
    row.value, row.checked_on, row.set_by, row.set_at = value, checked_on, by, now
    session.flush()


def answer(
    session: Session,
    *,
    workspace: int,
    question: Question,
    value: Any,
    by: str,
    now: datetime,
    checked_on: date | None = None,
) -> None:
    """Keep the answer to a question where it belongs; who coordinates is named elsewhere."""
    if question is Question.ZONE:
        set_timezone(session, workspace=workspace, timezone=value)
    elif question is Question.CHANNELS:
        use_channels(session, workspace=workspace, chosen=value, owner=by)
    else:
        write(
            session, workspace=workspace, name=question, value=value, by=by, now=now,
            checked_on=checked_on,
        )  # fmt: skip


def answers(session: Session, *, workspace: int) -> dict[Question, Answer]:
    """Return what is answered, whether by the setup, by imported data or by the people."""
    kept = select(LocalSetting).where(LocalSetting.workspace_id == workspace)
    names = set(Question)
    found = {
        Question(row.name): Answer(row.value, row.checked_on)
        for row in session.scalars(kept)
        if row.name in names
    }
    found.pop(Question.COORDINATOR, None)  # named is not seated
    found |= _elsewhere(session, workspace)
    return found


def _elsewhere(session: Session, workspace: int) -> dict[Question, Answer]:
    """Return what other tables answer: who coordinates, the zone, the channels."""
    found: dict[Question, Answer] = {}
    seated = people.holding(session, workspace=workspace, role=Role.COORDINATOR)
    if seated:
        found[Question.COORDINATOR] = Answer(seated[0].id)
    if len(seated) > 1:
        found[Question.DEPUTY] = Answer(seated[1].id)
    zone = timezone(session, workspace=workspace)
    if zone:
        found[Question.ZONE] = Answer(zone)
    used = [one for one in channels(session, workspace=workspace) if one.purpose in PURPOSES]
    if used:
        found[Question.CHANNELS] = Answer(
            {
                purpose: [one.channel for one in used if one.purpose == purpose]
                for purpose in PURPOSES
            }
        )
    return found


def gaps(session: Session, *, workspace: int, today: date) -> list[Gap]:
    """Return the settings that are missing, and those nobody has checked for a year."""
    return missing.gaps(answers(session, workspace=workspace), today=today)


def later(session: Session, *, workspace: int) -> list[Question]:
    """Return the questions that were put off."""
    kept = read(session, workspace=workspace, name=_LATER)
    return [Question(one) for one in kept.value] if kept else []


def put_off(
    session: Session, *, workspace: int, question: Question, by: str, now: datetime
) -> None:
    """Remember that a question is to be asked later."""
    named = dict.fromkeys([*later(session, workspace=workspace), question])
    value = [one.value for one in named]
    write(session, workspace=workspace, name=_LATER, value=value, by=by, now=now)


def outreach_allowed(session: Session, *, workspace: int) -> bool:
    """Say whether outreach may be logged in this Slack: not with police or public bodies.

    Until somebody said who owns it, it may not (record policy B4, rule 7; T26).
    """
    kept = read(session, workspace=workspace, name=Question.OWNER)
    return kept is not None and Owner(kept.value).keeps_outreach


def coalition_name(session: Session, *, workspace: int) -> str:
    """Return what the coalition calls itself, else its Slack workspace's name."""
    kept = read(session, workspace=workspace, name=Question.NAME)
    return str(kept.value) if kept else session.get_one(Workspace, workspace).name


def timezone(session: Session, *, workspace: int) -> str | None:
    """Return the coalition's zone, if one is set or came with its data."""
    return session.get_one(Workspace, workspace).timezone


def set_timezone(session: Session, *, workspace: int, timezone: str) -> None:
    """Take a zone as the coalition's."""
    mine = update(Workspace).where(Workspace.id == workspace)
    session.execute(mine.values(timezone=timezone))


def team(session: Session, *, workspace: int) -> str:
    """Return the Slack team that a workspace is bound to, as imports name it."""
    return session.get_one(Workspace, workspace).team or ""


def channels(session: Session, *, workspace: int, purpose: str | None = None) -> list[ChannelUse]:
    """Return the channels that are in use, all of them or those for one purpose."""
    wanted = select(Channel).where(Channel.workspace_id == workspace, Channel.closed_at.is_(None))
    if purpose is not None:
        wanted = wanted.where(Channel.purpose == purpose)
    rows = session.scalars(wanted.order_by(Channel.channel))
    return [ChannelUse(row.channel, row.purpose, row.owner) for row in rows]


def use_channels(
    session: Session, *, workspace: int, chosen: Mapping[str, list[str]], owner: str
) -> None:
    """Use these channels, by purpose, in place of those that the setup chose before.

    One that is named for outreach is outreach's, whatever else it is named for. One that was
    outreach's when the bot left it stays so until the bot is back: else taking the bot out of it
    for a moment would make it anybody's.
    """
    mine = (Channel.workspace_id == workspace, Channel.purpose.in_(PURPOSES))
    left = (*mine, Channel.purpose == "outreach", Channel.closed_at.is_not(None))
    kept = set(session.scalars(select(Channel.channel).where(*left)))
    session.execute(delete(Channel).where(*mine, Channel.channel.not_in(kept)))
    purposes: dict[str, str] = {}
    for purpose in sorted(PURPOSES, key=lambda one: one != "outreach"):
        for channel in chosen.get(purpose, ()):
            if channel not in kept or purpose == "outreach":
                purposes.setdefault(channel, purpose)
    for channel, purpose in purposes.items():
        row = session.get(Channel, (workspace, channel))
        if row is None:
            row = Channel(workspace_id=workspace, channel=channel)
            session.add(row)
        row.purpose, row.owner, row.closed_at = purpose, owner, None
    session.flush()
