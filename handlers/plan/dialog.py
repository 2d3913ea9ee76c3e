"""The plan's own dialog: its buttons, and the form of a line."""

from handlers import views
from handlers.blocks import Message, mention
from handlers.plan import form, needs, posting, service, view
from handlers.plan.request import FieldError, Opened, Spot, filled
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.words import _
from storage import plan as kept


def on_open(call: Call) -> None:
    """Show the whole plan or one line of it."""
    _show(call, Spot.unpacked(call.text))


def on_places(call: Call) -> None:
    """Show who works where the need is highest."""
    spot = Spot.unpacked(call.text)
    found = needs.read(call.tools, workspace=call.member.workspace)
    views.show(call, view.places(found), inside=spot.inside)


def on_add(call: Call) -> None:
    """Offer the form of a new line."""
    opened = Opened.unpacked(call.text)
    found = service.read(call.tools, member=call.member)
    views.show(call, form.form(found, opened), inside=opened.inside)


def on_edit(call: Call) -> None:
    """Offer the form of a line as it stands."""
    spot = Spot.unpacked(call.text)
    found = service.read(call.tools, member=call.member)
    entry = found.branch(spot.entry).entry
    opened = Opened(entry.level, entry.parent, entry.id, entry.version, spot.inside)
    views.show(call, form.form(found, opened), inside=spot.inside)


def on_save(call: Call) -> None:
    """Keep what was filled in, and show the line; a clash is shown first."""
    opened = Opened.unpacked(call.text)
    try:
        fields = filled(call.state, opened.level)
        entry = service.save(call.tools, member=call.member, opened=opened, filled=fields)
    except FieldError as wrong:
        call.ack(response_action="errors", errors={wrong.field: str(wrong)})
        return
    except ChangedMeanwhileError as meanwhile:
        _show_clash(call, opened, meanwhile)
        return
    found = service.read(call.tools, member=call.member)
    spot = Spot(entry.id, inside=True)
    undo = entry.version if opened.entry and entry.version > opened.version else 0
    views.replace(call, view.line(found, spot, note=_("Saved."), undo=undo))


def on_tick(call: Call) -> None:
    """Say that a line is done, or open again."""
    spot = Spot.unpacked(call.text)
    entry = service.tick(call.tools, member=call.member, entry=spot.entry)
    _show(call, spot, undo=entry.version)


def on_undo(call: Call) -> None:
    """Take back the last edit."""
    spot = Spot.unpacked(call.text)
    service.undo(call.tools, member=call.member, entry=spot.entry, version=spot.version)
    _show(call, spot, note=_("Taken back."))


def on_archive(call: Call) -> None:
    """Take a line out of the plan, with the way back."""
    spot = Spot.unpacked(call.text)
    entry, lines = service.archive(call.tools, member=call.member, entry=spot.entry)
    if spot.inside:
        views.show(call, view.gone(entry, lines), inside=True)
    else:
        call.tell(Message(_("Taken back. It is not in the plan any more.")))


def on_restore(call: Call) -> None:
    """Bring back what was archived."""
    spot = Spot.unpacked(call.text)
    service.restore(call.tools, member=call.member, entry=spot.entry)
    _show(call, spot, note=_("It is in the plan again."))


def on_print(call: Call) -> None:
    """Send two pages to print."""
    posting.send_pages(call, inside=Spot.unpacked(call.text).inside)


def on_text(call: Call) -> None:
    """Send a text to paste elsewhere."""
    posting.send_text(call, inside=Spot.unpacked(call.text).inside)


def _show(call: Call, spot: Spot, *, note: str = "", undo: int = 0) -> None:
    found = service.read(call.tools, member=call.member)
    try:
        shown = (
            view.line(found, spot, note=note, undo=undo)
            if spot.entry
            else view.whole(found, spot, note=note)
        )
    except kept.GoneError as gone:
        shown = view.whole(found, Spot(inside=True), note=str(gone))
    views.show(call, shown, inside=spot.inside)


def _show_clash(call: Call, opened: Opened, meanwhile: ChangedMeanwhileError) -> None:
    """Show what others changed, above the form with one's own words, on the version as it is."""
    found = service.read(call.tools, member=call.member)
    entry = found.branch(opened.entry).entry
    theirs = {field: after for field, (_before, after) in merged(meanwhile.edits).items()}
    said = form.changed(found, theirs, mention(found.users, meanwhile.edits[-1].by))
    again = Opened(entry.level, entry.parent, entry.id, entry.version, opened.inside)
    views.replace(
        call, form.form(found, again, meanwhile=said, own=filled(call.state, entry.level))
    )
