"""`/coalition meetings`, and the buttons beside each meeting."""

from datetime import timedelta

from handlers import direct
from handlers.meetings import message, service, showing
from handlers.meetings.request import Press
from handlers.paper.calendar import Entry, ics
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.meetings.kinds import of
from knowledge.words import _


def on_command(call: Call) -> None:
    """Show the coming meetings, or the past ones."""
    if call.text.lower() not in ("", "past"):
        raise UsageError(
            _("I did not understand that. Try `/coalition meetings` or `/coalition meetings past`.")
        )
    found = service.listed(call.tools, call.member, past=bool(call.text))
    direct.send(call, message.listing(found))


def on_show(call: Call) -> None:
    """Show another list or page."""
    showing.show(call, Press.unpacked(call.text))


def on_cancel(call: Call) -> None:
    """Call a meeting off."""
    press = Press.unpacked(call.text)
    meeting = service.cancel(call.tools, call.member, press.meeting)
    zone = service.zone(call.tools, call.member)
    showing.after(call, press, message.notice(meeting, _("Called off:"), zone, press))


def on_undo(call: Call) -> None:
    """Take back what was done last."""
    press = Press.unpacked(call.text)
    meeting = service.undo(call.tools, call.member, press.meeting, press.version)
    zone = service.zone(call.tools, call.member)
    showing.after(call, press, message.undone(meeting, zone))


def on_calendar(call: Call) -> None:
    """Send a meeting as a file for calendars."""
    press = Press.unpacked(call.text)
    meeting = service.find(call.tools, call.member, press.meeting, channel=call.channel)
    entry = Entry(
        uid=f"meeting-{meeting.id}@coalition-{call.member.workspace}",
        title=_("Meeting") if of(meeting.kind).closed else meeting.title,
        start=meeting.start,
        end=meeting.start + timedelta(minutes=meeting.minutes),
        updated=call.tools.now(),
        where=meeting.where,
        sequence=meeting.version,
    )
    content = ics([entry], name=entry.title)
    title = _("Open this to put the meeting into your calendar")
    user = call.member.slack_user
    call.later(lambda: direct.file(call.client, user, content, name="meeting.ics", title=title))
