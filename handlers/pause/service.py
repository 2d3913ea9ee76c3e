"""Pausing what is posted by itself, and resuming it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.deliveries.service import enqueue
from handlers.pause import announcing, rights
from handlers.pause.request import PauseRequest
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.deliveries import Kind
from knowledge.pauses import Ground, Pause, Right, Scope
from storage import audit, pauses, people, places, settings
from storage.events import reading


@dataclass(frozen=True, slots=True)
class Standing:
    """What is paused now.

    Attributes
    ----------
    seated
        Whether whoever asks may know: where it is quiet says where something happened.
    names
        The name of each place by its key.
    zone
        The coalition's zone, None where it has none.
    refuses
        Whether whoever asks said "no shooting posts for me".
    right
        What whoever asks may pause.
    """

    pauses: tuple[Pause, ...]
    seated: bool
    names: dict[str, str]
    zone: str | None
    today: date
    refuses: bool
    right: Right


def standing(tools: Toolbox, member: Member) -> Standing:
    """Return what is paused now, to members, and whether somebody gets shooting posts."""
    workspace, now = member.workspace, tools.now()
    seated = Permission.PLAN_READ in may(member)
    with tools.read() as session:
        zone = settings.timezone(session, workspace=workspace)
        row = people.by_slack_user(session, workspace=workspace, slack_user=member.slack_user)
        return Standing(
            pauses=tuple(_in_force(session, tools, member)) if seated else (),
            seated=seated,
            names=_names(session, workspace),
            zone=zone,
            today=now.astimezone(ZoneInfo(zone or "UTC")).date(),
            refuses=bool(row and row.no_shooting_posts),
            right=rights.right(session, tools, member),
        )


def asking(tools: Toolbox, member: Member) -> Standing:
    """Return the same for somebody who wants to pause.

    Raises
    ------
    RefusedError
        When there is nothing that they may pause.
    """
    found = standing(tools, member)
    if not found.right:
        raise rights.refused()
    return found


def begin(tools: Toolbox, member: Member, request: PauseRequest) -> Pause:
    """Begin a pause, and say so once in the channels that it concerns.

    Raises
    ------
    RefusedError
        When they may not pause that.
    """
    workspace, now = member.workspace, tools.now()
    with tools.begin() as session:
        held = rights.right(session, tools, member)
        if not held.allows(request.scope, request.target):
            raise rights.refused()
        zone = settings.timezone(session, workspace=workspace)
        ground = held.ground(request.scope, request.target)
        pause = pauses.begin(
            session,
            workspace=workspace,
            scope=request.scope,
            target=request.target,
            until=request.ends(zone, last=ground.until if ground else None),
            by=member.person,
            now=now,
            event=ground.event if ground else None,
        )
        message = announcing.paused(pause, _names(session, workspace), zone)
        for channel in _concerned(session, workspace, pause, ground):
            enqueue(
                session,
                workspace=workspace,
                parts=("pause", pause.id, channel),
                kind=Kind.POST,
                needs=Permission.HELP_READ,
                message=message,
                now=now,
                channel=channel,
            )
        audit.write(
            session, workspace=workspace, at=now, actor=member.person, act="pause.begun",
            about=_about(pause, held),
        )  # fmt: skip
    return pause


def end(tools: Toolbox, member: Member, pause: int) -> bool:
    """Resume now; what was held is not sent afterwards. Say whether it was still in force.

    Raises
    ------
    RefusedError
        When they may end no pause, or not this one.
    """
    workspace, now = member.workspace, tools.now()
    with tools.begin() as session:
        held = rights.right(session, tools, member)
        found = _in_force(session, tools, member)
        mine = next((one for one in found if one.id == pause), None)
        if not held or (mine is not None and not held.ends(mine)):
            raise rights.refused()
        if mine is None:
            return False
        ended = pauses.end(session, workspace=workspace, pause=pause, now=now)
        if ended:
            audit.write(
                session, workspace=workspace, at=now, actor=member.person, act="pause.ended",
                about=_about(mine, held),
            )  # fmt: skip
    return ended


def refuse_shooting_posts(tools: Toolbox, member: Member, *, refused: bool) -> None:
    """Keep whether somebody said "no shooting posts for me"."""
    workspace = member.workspace
    with tools.begin() as session:
        row = people.ensure(
            session, workspace=workspace, slack_user=member.slack_user, now=tools.now()
        )
        pauses.refuse_shooting_posts(session, workspace=workspace, person=row.id, refused=refused)


def _in_force(session: Session, tools: Toolbox, member: Member) -> list[Pause]:
    """Return the pauses in force that exist for somebody."""
    of = member.workspace
    known = reading.known(session, workspace=of, member=member)
    found = pauses.in_force(session, workspace=of, now=tools.now())
    return [one for one in found if one.exists(member.person, known)]


def _about(pause: Pause, right: Right) -> str:
    """Name a pause on the audit; one by an event is shown there to whom that event exists.

    Whoever may pause anything does so by no event, and ends others' without hearing of one. Its
    number is not said: those left out between two would be counted.
    """
    if pause.event is None or right.anything:
        return f"pause:{pause.scope.value}"
    return f"{audit.EVENT}{pause.event}"


def _names(session: Session, workspace: int) -> dict[str, str]:
    return {str(one.id): one.name for one in places.names(session, workspace=workspace)}


def _concerned(
    session: Session, workspace: int, pause: Pause, ground: Ground | None
) -> Iterable[str]:
    """Return where a pause is said: its channel, else where everybody is, else the digest's.

    Of a closed event's place nothing is said: where it is quiet would tell where the event is.
    """
    if pause.scope is Scope.PLACE and ground is not None and ground.closed:
        return []
    if pause.scope is Scope.CHANNEL:
        return [pause.target]
    used = settings.channels(session, workspace=workspace)
    return [one.channel for one in used if one.purpose in ("general", "digest")]
