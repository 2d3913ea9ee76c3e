"""The indicators' own dialog: its buttons, the form of a value, baseline and owner."""

from handlers import views
from handlers.blocks import mention
from handlers.indicators import service, view
from handlers.indicators.request import FieldError, Spot, entered, settled
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.indicators.keeping import said
from knowledge.words import _


def on_open(call: Call) -> None:
    """Show one indicator."""
    _show(call, Spot.unpacked(call.text))


def on_enter(call: Call) -> None:
    """Offer the form of a value."""
    spot = Spot.unpacked(call.text)
    sheet = service.read(call.tools, member=call.member)
    views.show(call, view.entering(sheet, spot), inside=spot.inside)


def on_entered(call: Call) -> None:
    """Keep a value, or show which field to mend."""
    spot = Spot.unpacked(call.text)
    sheet = service.read(call.tools, member=call.member)
    try:
        value = entered(spot.key, call.state, today=sheet.today)
    except FieldError as wrong:
        call.ack(response_action="errors", errors={wrong.field: str(wrong)})
        return
    before = service.enter(call.tools, member=call.member, key=spot.key, value=value)
    sheet = service.read(call.tools, member=call.member)
    undo = spot.undoing(value, before)
    note = _("Saved.")
    if before and (before.value, before.whole) != (value.value, value.whole):
        who = mention(sheet.users, before.by)
        note = _("Saved in place of {value}, entered by {who}.").format(value=said(before), who=who)
    views.replace(call, view.shown(sheet, spot.key, note=note, undo=undo))


def on_undo(call: Call) -> None:
    """Take back the value or the edit that was just made."""
    spot = Spot.unpacked(call.text)
    service.take_back(call.tools, member=call.member, spot=spot)
    _show(call, spot, note=_("Taken back."))


def on_edit(call: Call) -> None:
    """Offer the form of baseline and owner."""
    spot = Spot.unpacked(call.text)
    sheet = service.read(call.tools, member=call.member)
    views.show(call, view.settling(sheet, spot), inside=spot.inside)


def on_settled(call: Call) -> None:
    """Keep baseline and owner; a clash is shown first."""
    spot = Spot.unpacked(call.text)
    filled = settled(call.state)
    try:
        kept = service.settle(call.tools, member=call.member, spot=spot, filled=filled)
    except FieldError as wrong:
        call.ack(response_action="errors", errors={wrong.field: str(wrong)})
        return
    except ChangedMeanwhileError as meanwhile:
        _show_clash(call, spot, meanwhile)
        return
    sheet = service.read(call.tools, member=call.member)
    made = kept.version > spot.version
    undo = Spot(spot.key, inside=True, version=kept.version) if made else None
    views.replace(call, view.shown(sheet, spot.key, note=_("Saved."), undo=undo))


def _show(call: Call, spot: Spot, *, note: str = "") -> None:
    sheet = service.read(call.tools, member=call.member)
    views.show(call, view.shown(sheet, spot.key, note=note), inside=spot.inside)


def _show_clash(call: Call, spot: Spot, meanwhile: ChangedMeanwhileError) -> None:
    """Show what others changed, above the form with one's own words, on the version as it is."""
    sheet = service.read(call.tools, member=call.member)
    theirs = {field: after for field, (_before, after) in merged(meanwhile.edits).items()}
    told = view.changed(sheet, theirs, mention(sheet.users, meanwhile.edits[-1].by))
    views.replace(call, view.settling(sheet, spot, meanwhile=told, own=settled(call.state)))
