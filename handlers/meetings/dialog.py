"""The dialogs of meetings: call one, change it, post its agenda."""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block, dialog, escape, section
from handlers.failures import report, slack_error, without_scope
from handlers.limits import fit_dialog
from handlers.meetings import agenda, fields, message, service, showing, telling
from handlers.meetings.request import DAY, Called, FieldError, Press, choice_of, read
from handlers.rooms.posting import post_to_channel
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import RefusedError, UsageError
from knowledge.meetings.kinds import Kind
from knowledge.words import _
from storage import actions


def on_new(call: Call) -> None:
    """Ask for a new meeting."""
    data = Press.unpacked(call.text).at(call.channel, call.origin).packed()
    view = fields.new(Kind.WEEKLY_CALL, data=data)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_kind(call: Call) -> None:
    """Show what is usual for the kind that was chosen; a meeting that is there keeps its own."""
    kind, press = choice_of(call.text)
    if not press.meeting:
        update(call, fields.new(kind, data=press.packed()))


def on_called(call: Call) -> None:
    """Call the meeting, or say at its field what to mend."""
    press, zone = Press.unpacked(call.text), service.zone(call.tools, call.member)
    try:
        meeting = service.call_one(call.tools, call.member, read(call.state, zone=zone))
    except UsageError as error:
        field = error.field if isinstance(error, FieldError) else DAY
        call.ack(response_action="errors", errors={field: str(error)})
        return
    call.ack()
    said = _("Called:")
    if not meeting.channel:
        said = _("Called. It has no channel yet, so nobody is reminded:")
    showing.after(call, press, message.notice(meeting, said, zone, press))


def on_edit(call: Call) -> None:
    """Offer a meeting as it stands."""
    press = Press.unpacked(call.text).at(call.channel, call.origin)
    meeting = service.find(call.tools, call.member, press.meeting)
    data = press.model_copy(update={"version": meeting.version}).packed()
    view = fields.edit(meeting, service.zone(call.tools, call.member), data=data)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_edited(call: Call) -> None:
    """Keep the changes; where somebody else was first, show theirs beside one's own."""
    press, zone = Press.unpacked(call.text), service.zone(call.tools, call.member)
    try:
        called = read(call.state, zone=zone)
        meeting = service.edit(
            call.tools, call.member, press.meeting, version=press.version, called=called
        )
    except FieldError as error:
        call.ack(response_action="errors", errors={error.field: str(error)})
        return
    except ChangedMeanwhileError as error:
        call.ack(response_action="update", view=_again(call, press, called, error))
        return
    call.ack()
    showing.after(call, press, message.notice(meeting, _("Saved:"), zone, press))


def on_agenda(call: Call) -> None:
    """Show an agenda as of now."""
    press = Press.unpacked(call.text)
    meeting, lines = agenda.made(call.tools, call.member, press.meeting, channel=call.channel)
    blocks = message.agenda(meeting, lines, service.zone(call.tools, call.member))
    view = fields.agenda(
        blocks,
        data=press.packed(),
        channel=meeting.channel,
        manages=service.manages(call.member),
    )
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_posted(call: Call) -> None:
    """Answer at once; then post the agenda, and say in the dialog that or why not."""
    waits = dialog(_("Agenda"), [section(_("Looking who is in the room…"))], close=_("Close"))
    call.ack(response_action="update", view=fit_dialog(waits))
    call.later(lambda: _post(call, Press.unpacked(call.text), call.state[fields.ROOM]))


def shown(call: Call, view: Block) -> None:
    """Show a dialog in place of the one that was submitted, whichever comes first."""
    # Looking can be faster than the answer leaves: then this is the answer.
    call.ack(response_action="update", view=fit_dialog(view))
    update(call, view)


def update(call: Call, view: Block) -> None:
    """Change a dialog that lies open, unless it was closed."""
    try:
        call.client.views_update(view_id=call.origin, view=fit_dialog(view))
    except SlackApiError as error:
        if slack_error(error) != "not_found":
            raise


def _post(call: Call, press: Press, channel: str) -> None:
    try:
        said = _posted(call, press, channel)
    except RefusedError as error:
        said = escape(str(error))
    except SlackApiError as error:
        reference = report(error, door="meetings.posted")
        sorry = _("Slack did not take it, and it is logged as {reference}. Try again.")
        said = without_scope(error) or sorry.format(reference=f"`{reference}`")
    shown(call, dialog(_("Agenda"), [section(said)], close=_("Close")))


def _posted(call: Call, press: Press, channel: str) -> str:
    meeting, lines = agenda.made(call.tools, call.member, press.meeting)
    zone = service.zone(call.tools, call.member)
    post_to_channel(
        call.client,
        call.tools,
        workspace=call.member.workspace,
        channel=channel,
        needs=telling.NEEDS,
        message=message.posted(meeting, lines, zone, by=call.member.slack_user),
    )
    service.announce(call.tools, call.member, meeting.id, channel=channel)
    return _("The agenda is in <#{channel}>.").format(channel=channel)


def _again(call: Call, press: Press, mine: Called, error: ChangedMeanwhileError) -> Block:
    """Return the dialog with one's own words, and what others changed above them."""
    zone = service.zone(call.tools, call.member)
    meeting = replace(service.find(call.tools, call.member, press.meeting), **mine._asdict())
    with call.tools.read() as session:
        people = actions.owners(session, workspace=call.member.workspace)
    data = press.model_copy(update={"version": error.edits[-1].version}).packed()
    notes = [fields.theirs(error.edits, people, zone)]
    return fit_dialog(fields.edit(meeting, zone, data=data, notes=notes))
