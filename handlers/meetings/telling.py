"""Telling a meeting's channels: that it moved, that it is off, and that it is near."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.deliveries.service import enqueue
from handlers.meetings import message
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.deliveries import Kind, promise
from knowledge.meetings.meeting import Meeting
from storage import deliveries, meetings, revisions, workspaces

#: What everybody in a channel must be allowed for word of a meeting to go there.
NEEDS = Permission.MEETINGS_READ
#: Under what the channels are kept in which a meeting's agenda stands.
_POSTED = "meeting post"
#: How long before a meeting its channel is reminded.
AHEAD = (timedelta(days=1), timedelta(hours=1))
#: The job that looks comes once an hour, and not always on the minute.
_ROUND = timedelta(minutes=70)


def posted_in(
    session: Session, workspace: int, meeting: Meeting, *, by: str, channel: str, now: datetime
) -> None:
    """Remember a channel in which the agenda was posted, so that changes are told there."""
    if channel in announced(session, workspace, meeting):
        return
    before = revisions.since(session, workspace=workspace, noun=_POSTED, item=meeting.id, version=0)
    revisions.record(
        session,
        workspace=workspace,
        noun=_POSTED,
        item=meeting.id,
        version=len(before) + 1,
        by=by,
        at=now,
        changed={"channel": ("", channel)},
    )


def announced(session: Session, workspace: int, meeting: Meeting) -> list[str]:
    """Return the channels that know of a meeting: its own, and where its agenda was posted."""
    posts = revisions.since(session, workspace=workspace, noun=_POSTED, item=meeting.id, version=0)
    channels = [meeting.channel, *(str(one.changed["channel"][1]) for one in posts)]
    return [one for one in dict.fromkeys(channels) if one]


def tell(
    session: Session, workspace: int, before: Meeting, after: Meeting, *, now: datetime
) -> None:
    """Promise word of a change that matters to who comes, and take old reminders back."""
    if _told(before) == _told(after):
        return
    for ahead in AHEAD:
        deliveries.withdraw(
            session, workspace=workspace, key=promise(workspace, *_parts(before, ahead)), now=now
        )
    if before.end <= now and after.end <= now:
        return
    zone = workspaces.zone(session, workspace=workspace)
    for channel in announced(session, workspace, after):
        enqueue(
            session,
            workspace=workspace,
            parts=("meeting", after.id, "changed", after.version, channel),
            kind=Kind.POST,
            needs=NEEDS,
            message=message.changed(before, after, zone),
            now=now,
            channel=channel,
        )


def remind(tools: Toolbox, workspace: int) -> None:
    """Promise the reminders that fall due before this comes round again."""
    now = tools.now()
    with tools.begin() as session:
        zone = workspaces.zone(session, workspace=workspace)
        near = meetings.between(
            session, workspace=workspace, since=now, until=now + max(AHEAD) + _ROUND
        )
        for meeting in near:
            for ahead in AHEAD:
                if meeting.channel and _due(meeting, ahead, now):
                    enqueue(
                        session,
                        workspace=workspace,
                        parts=_parts(meeting, ahead),
                        kind=Kind.NUDGE,
                        needs=NEEDS,
                        message=message.reminder(meeting, zone),
                        now=now,
                        due=max(now, meeting.start - ahead),
                        channel=meeting.channel,
                    )


def _due(meeting: Meeting, ahead: timedelta, now: datetime) -> bool:
    """Say whether a reminder falls into the next round; one missed by half its lead is left out."""
    due = meeting.start - ahead
    return due - _ROUND <= now < due + ahead / 2


def _parts(meeting: Meeting, ahead: timedelta) -> tuple[object, ...]:
    start = meeting.start.isoformat()
    return ("meeting", meeting.id, "reminder", int(ahead.total_seconds()), start, meeting.channel)


def _told(meeting: Meeting) -> tuple[object, ...]:
    return (meeting.start, meeting.where, meeting.cancelled)
