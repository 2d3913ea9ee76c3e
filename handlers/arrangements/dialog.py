"""The buttons of an event's site, and the dialogs that they open."""

from handlers import direct
from handlers.arrangements import form, message, service
from handlers.arrangements.request import Press, typed, wanted
from handlers.direct import Posted
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.words import _


def on_show(call: Call) -> None:
    """Show an event's site."""
    press = Press.unpacked(call.text)
    direct.send(call, message.screen(service.look(call.tools, call.member, press.event)))


def on_fill(call: Call) -> None:
    """Ask what belongs to a theme."""
    press = Press.unpacked(call.text)
    event = service.look(call.tools, call.member, press.event).seen.event
    here = press.at(version=event.version, channel=call.channel, ts=call.origin)
    call.client.views_open(
        trigger_id=call.trigger, view=fit_dialog(form.form(here, event.arrangements))
    )


def on_filled(call: Call) -> None:
    """Keep what a dialog holds, or say at its fields what to mend."""
    press = Press.unpacked(call.text)
    said = typed(press.theme, call.state)
    fields, problems = wanted(said)
    if problems:
        call.ack(response_action="errors", errors=problems)
        return
    try:
        version = service.keep(call.tools, call.member, press, fields)
    except ChangedMeanwhileError as error:
        _ask_again(call, press, said, error)
        return
    call.ack()
    _turn(call, press, _("Saved.") if version else _("Nothing was changed."), undo=version)


def on_undo(call: Call) -> None:
    """Take back what was just saved."""
    press = Press.unpacked(call.text)
    service.undo(call.tools, call.member, press)
    _turn(call, press.at(channel=call.channel, ts=call.origin), _("Undone."))


def _turn(call: Call, press: Press, note: str, *, undo: int = 0) -> None:
    """Bring the screen up to date that the dialog was opened from, else send it."""
    site = service.look(call.tools, call.member, press.event)
    shown = message.screen(site, note=note, undo=undo)
    here = Posted(press.channel, press.ts)
    if not (here.channel.startswith("D") and direct.update(call.client, here, shown)):
        direct.send(call, shown)


def _ask_again(
    call: Call, press: Press, said: dict[str, str], error: ChangedMeanwhileError
) -> None:
    """Show what others wrote; what this person typed stays in its fields."""
    event = service.look(call.tools, call.member, press.event).seen.event
    theirs = {name: pair[1] for name, pair in merged(error.edits).items() if name in said}
    again = press.at(seen=max(edit.version for edit in error.edits))
    view = form.form(again, event.arrangements, typed=said, theirs=theirs)
    call.ack(response_action="update", view=fit_dialog(view))
