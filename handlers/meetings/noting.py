"""Who came, by sector, and the minutes, whose lines become action items."""

from datetime import date

from slack_sdk.errors import SlackApiError

from handlers import direct, directory
from handlers.actions import service as items
from handlers.blocks import Block, dialog, section
from handlers.failures import report
from handlers.limits import fit_dialog
from handlers.meetings import fields, message, service
from handlers.meetings.dialog import shown, update
from handlers.meetings.request import FieldError, Press
from handlers.surface import Call
from knowledge.access import Permission
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import UsageError
from knowledge.meetings.minutes import find
from knowledge.words import _
from storage import actions


def on_attend(call: Call) -> None:
    """Offer a button for each sector; pressed in the dialog, count the other way."""
    press = Press.unpacked(call.text)
    view = fit_dialog(_counted(call, press))
    if call.channel:
        call.client.views_open(trigger_id=call.trigger, view=view)
    else:
        update(call, view)


def on_came(call: Call) -> None:
    """Count one person of a sector in, or out."""
    press = Press.unpacked(call.text)
    if press.sector is not None:
        service.count_in(call.tools, call.member, press.meeting, press.sector, more=press.more)
    update(call, _counted(call, press))


def on_write(call: Call) -> None:
    """Ask for the minutes, with those there are."""
    press = Press.unpacked(call.text)
    meeting, text = service.minutes(call.tools, call.member, press.meeting)
    data = press.model_copy(update={"version": meeting.version}).packed()
    view = fields.notes(text, data=data)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_written(call: Call) -> None:
    """Keep the minutes, then show what was read in them as action items."""
    press, text = Press.unpacked(call.text), call.state[fields.NOTES] or ""
    try:
        _meeting, before = service.write_minutes(
            call.tools, call.member, press.meeting, version=press.version, text=text
        )
    except ChangedMeanwhileError as error:
        call.ack(response_action="update", view=_again(call, press, text, error))
        return
    waits = dialog(_("Minutes"), [section(_("Saved. Reading them…"))], close=_("Close"))
    call.ack(response_action="update", view=fit_dialog(waits))
    call.later(lambda: _drafted(call, press, text, before))


def on_kept(call: Call) -> None:
    """Keep the action items that were looked at, all of them or none."""
    press = Press.unpacked(call.text)
    try:
        owners = _owners(call)
    except FieldError as error:
        call.ack(response_action="errors", errors={error.field: str(error)})
        return
    call.ack()
    made = []
    with call.tools.begin() as session:
        for at, owner in owners.items():
            due = call.state.get(f"{fields.DUE}_{at}")
            made.append(
                items.write(
                    session,
                    call.tools,
                    member=call.member,
                    text=call.state[f"{fields.TEXT}_{at}"],
                    owner=owner,
                    due=date.fromisoformat(due) if due else None,
                    meeting_id=press.meeting,
                )
            )
    told = message.kept(made, items.reader(call.tools, call.member))
    direct.post(call.client, call.member.slack_user, told)


def on_read(call: Call) -> None:
    """Show the minutes of a meeting."""
    press = Press.unpacked(call.text)
    meeting, text = service.minutes(call.tools, call.member, press.meeting)
    blocks = message.minutes(meeting, text, service.zone(call.tools, call.member))
    view = dialog(_("Minutes"), blocks, close=_("Close"))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def _counted(call: Call, press: Press) -> Block:
    meeting, came = service.attendance(call.tools, call.member, press.meeting)
    blocks = message.attendance(meeting, came, more=press.more)
    return dialog(_("Who came"), blocks, close=_("Done"))


def _drafted(call: Call, press: Press, text: str, before: str) -> None:
    """Show the drafts that were not in the minutes before."""
    names = _names(call)
    today = items.reader(call.tools, call.member).today
    known = [name for called in names.values() for name in called]
    old = {one.text for one in find(before, today, known).items}
    found = find(text, today, known)
    drafts = [
        (one, directory.meant(one.owner_words, names)) for one in found.items if one.text not in old
    ]
    shown(call, fields.drafts(drafts, found.left, data=press.packed()))


def _names(call: Call) -> directory.Names:
    """Return what people are called; without it owners are picked by hand."""
    try:
        return directory.seated(
            call.client,
            call.tools,
            workspace=call.member.workspace,
            needs=Permission.ACTIONS_USE,
        )
    except SlackApiError as error:
        report(error, door="meetings.names")
        return {}


def _owners(call: Call) -> dict[int, str | None]:
    """Return the owner of each draft that was not emptied."""
    owners: dict[int, str | None] = {}
    with call.tools.read() as session:
        for at in range(fields.DRAFTS):
            if not (call.state.get(f"{fields.TEXT}_{at}") or "").strip():
                continue
            field = f"{fields.OWNER}_{at}"
            user = call.state.get(field)
            try:
                owners[at] = (
                    items.owner_of(session, workspace=call.member.workspace, slack_user=user)
                    if user
                    else None
                )
            except UsageError as error:
                raise FieldError(field, str(error)) from None
    return owners


def _again(call: Call, press: Press, text: str, error: ChangedMeanwhileError) -> Block:
    """Return the minutes as they were written here, and above them what others wrote."""
    zone = service.zone(call.tools, call.member)
    with call.tools.read() as session:
        people = actions.owners(session, workspace=call.member.workspace)
    data = press.model_copy(update={"version": error.edits[-1].version}).packed()
    above = [fields.theirs(error.edits, people, zone)]
    return fit_dialog(fields.notes(text, data=data, above=above))
