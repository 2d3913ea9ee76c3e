"""Meetings: called, changed, called off, and what those who may see them see.

A closed meeting (a review, the steering group, a huddle, a debrief) is listed for coordinators
and whoever called it; who is invited learns of it in its channel.
"""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.meetings import telling
from handlers.meetings.lists import Listed
from handlers.meetings.request import Called
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.editing import Edit, kept
from knowledge.errors import NothingKnownError, RefusedError, UsageError
from knowledge.meetings.kinds import of
from knowledge.meetings.meeting import Meeting
from knowledge.partners.sectors import Sector
from knowledge.words import _
from storage import audit, meetings, people, revisions, workspaces

#: How many meetings a page of the list shows, and how many are looked through for it.
PAGE, MOST = 5, 500


def coming(tools: Toolbox, workspace: int, limit: int) -> list[Meeting]:
    """Return the next meetings that every member may know of."""
    with tools.read() as session:
        return meetings.coming(session, workspace=workspace, now=tools.now(), limit=limit)


def listed(tools: Toolbox, member: Member, *, past: bool = False, page: int = 0) -> Listed:
    """Return one page of the meetings that somebody may know of, the last where there are fewer."""
    now = tools.now()
    with tools.read() as session:
        query = meetings.past if past else meetings.coming
        every = query(session, workspace=member.workspace, now=now, limit=MOST, closed=True)
        zone = workspaces.zone(session, workspace=member.workspace)
    seen = [one for one in every if sees(member, one)]
    pages = max(1, -(-len(seen) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = tuple(seen[page * PAGE : (page + 1) * PAGE])
    return Listed(shown, past, page, pages, zone, now, manages(member))


def manages(member: Member) -> bool:
    """Say whether somebody may call and change meetings."""
    return Permission.MEETINGS_MANAGE in may(member)


def sees(member: Member, meeting: Meeting, *, channel: str = "") -> bool:
    """Say whether somebody may know of a meeting; ``channel`` is one in which they are."""
    if not of(meeting.kind).closed or manages(member):
        return True
    # Who has law-enforcement duties since sees none of them, not even what they called before.
    called = bool(member.person) and meeting.created_by == member.person and not member.limited
    return called or bool(channel and meeting.channel == channel)


def find(tools: Toolbox, member: Member, meeting: int, *, channel: str = "") -> Meeting:
    """Return one meeting that somebody may know of.

    Raises
    ------
    NothingKnownError
        When there is none of that number for them.
    """
    with tools.read() as session:
        return _found(session, member, meeting, channel=channel)


def zone(tools: Toolbox, member: Member) -> ZoneInfo:
    """Return the local zone of the coalition."""
    with tools.read() as session:
        return workspaces.zone(session, workspace=member.workspace)


def call_one(tools: Toolbox, member: Member, called: Called) -> Meeting:
    """Call a meeting.

    Raises
    ------
    UsageError
        When it would be over already.
    """
    now = tools.now()
    if called.start < now:
        raise UsageError(_("That is in the past. Pick a day and time to come."))
    with tools.begin() as session:
        by = people.ensure(
            session, workspace=member.workspace, slack_user=member.slack_user, now=now
        )
        return meetings.add(
            session,
            workspace=member.workspace,
            kind=called.kind,
            title=called.title,
            start=called.start,
            minutes=called.minutes,
            by=by.id,
            now=now,
            where=called.where,
            channel=called.channel,
        )


def edit(tools: Toolbox, member: Member, meeting: int, *, version: int, called: Called) -> Meeting:
    """Change a meeting as it was at ``version``; a new time or place is told in its channels.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same since; it carries what.
    RefusedError
        When it would open the minutes of a closed meeting to every member.
    """
    _keep_closed(tools, member, meeting, called)
    wanted = {
        "kind": called.kind.value,
        "title": called.title,
        "start": called.start.isoformat(),
        "minutes": called.minutes,
        "location": called.where,
        "channel": called.channel,
    }
    return _write(tools, member, meeting, wanted, version)


def _keep_closed(tools: Toolbox, member: Member, meeting: int, called: Called) -> None:
    with tools.read() as session:
        found = _found(session, member, meeting)
        opens = of(found.kind).closed and not of(called.kind).closed
        if opens and meetings.notes(session, workspace=member.workspace, meeting=meeting):
            raise RefusedError(
                _(
                    "Its minutes were written for a closed meeting, and every member reads those "
                    "of this kind. Leave the kind as it is, or empty the minutes first."
                )
            )


def cancel(tools: Toolbox, member: Member, meeting: int) -> Meeting:
    """Call a meeting off; it is told wherever it was announced."""
    return _write(tools, member, meeting, {"cancelled": True})


def undo(tools: Toolbox, member: Member, meeting: int, version: int) -> Meeting:
    """Take back what made ``version`` of a meeting; its first version is called off.

    Raises
    ------
    UsageError
        When somebody changed it since.
    """
    with tools.begin() as session:
        found = _found(session, member, meeting, locked=True)
        if found.version != version:
            raise UsageError(
                _("That was changed again since, so I left it. `/coalition meetings` shows it.")
            )
        edits = _edits(session, member, meeting, version - 1)
        before = {field: pair[0] for field, pair in edits[0].changed.items()} if edits else None
        wanted = before or {"cancelled": True}
        return _changed(session, tools, member, found, wanted)


def write_minutes(
    tools: Toolbox, member: Member, meeting: int, *, version: int, text: str
) -> tuple[Meeting, str]:
    """Keep the minutes of a meeting; return what they were before.

    Raises
    ------
    ChangedMeanwhileError
        When others changed them since; it carries what.
    """
    with tools.read() as session:
        before = meetings.notes(session, workspace=member.workspace, meeting=meeting)
    return _write(tools, member, meeting, {"notes": text.strip()}, version), before


def minutes(tools: Toolbox, member: Member, meeting: int) -> tuple[Meeting, str]:
    """Return a meeting with its minutes; reading those of a closed one is on the audit.

    Raises
    ------
    NothingKnownError
        When there is no such meeting for this person.
    """
    with tools.begin() as session:
        found = _found(session, member, meeting)
        if of(found.kind).closed:
            audit.write(
                session,
                workspace=member.workspace,
                at=tools.now(),
                actor=member.person,
                act="minutes.read",
                about=f"meeting:{meeting}",
            )
        return found, meetings.notes(session, workspace=member.workspace, meeting=meeting)


def announce(tools: Toolbox, member: Member, meeting: int, *, channel: str) -> None:
    """Remember a channel in which the agenda was posted; the first one becomes the meeting's."""
    with tools.begin() as session:
        found = _found(session, member, meeting, locked=True)
        by = people.ensure(
            session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
        )
        telling.posted_in(
            session, member.workspace, found, by=by.id, channel=channel, now=tools.now()
        )
        if not found.channel:
            _changed(session, tools, member, found, {"channel": channel})


def attendance(tools: Toolbox, member: Member, meeting: int) -> tuple[Meeting, dict[Sector, int]]:
    """Return a meeting and how many people of each sector were there."""
    with tools.read() as session:
        found = _found(session, member, meeting)
        came = meetings.attendance(session, workspace=member.workspace, meeting=meeting)
        return found, came


def count_in(tools: Toolbox, member: Member, meeting: int, sector: Sector, *, more: int) -> None:
    """Count somebody of a sector in, or one of them out; nobody's name is kept."""
    with tools.begin() as session:
        _found(session, member, meeting)
        meetings.count_in(
            session, workspace=member.workspace, meeting=meeting, sector=sector, more=more
        )


def _write(
    tools: Toolbox,
    member: Member,
    meeting: int,
    wanted: dict[str, Any],
    version: int | None = None,
) -> Meeting:
    with tools.begin() as session:
        found = _found(session, member, meeting, locked=True)
        edits = _edits(session, member, meeting, version) if version is not None else []
        now = meetings.values(session, workspace=member.workspace, meeting=meeting)
        changed = {field: pair[1] for field, pair in kept(now, wanted, edits).items()}
        return _changed(session, tools, member, found, changed)


def _changed(
    session: Session, tools: Toolbox, member: Member, before: Meeting, changed: dict[str, Any]
) -> Meeting:
    by = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    after = meetings.change(
        session,
        workspace=member.workspace,
        meeting=before.id,
        changed=changed,
        by=by.id,
        now=tools.now(),
    )
    telling.tell(session, member.workspace, before, after, now=tools.now())
    return after


def _edits(session: Session, member: Member, meeting: int, version: int) -> Sequence[Edit]:
    return revisions.since(
        session, workspace=member.workspace, noun=meetings.NOUN, item=meeting, version=version
    )


def _found(
    session: Session, member: Member, meeting: int, *, channel: str = "", locked: bool = False
) -> Meeting:
    found = meetings.find(session, workspace=member.workspace, meeting=meeting, locked=locked)
    if found is None or not sees(member, found, channel=channel):
        raise NothingKnownError(
            _("I cannot find that meeting. `/coalition meetings` shows those there are.")
        )
    return found
