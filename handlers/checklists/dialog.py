"""The buttons of the checklists, and the forms that they open."""

from handlers import views
from handlers.blocks import mention
from handlers.checklists import form, lines, request, service, view
from handlers.checklists.request import FieldError, Spot
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import RefusedError
from knowledge.events.checklists import Listed
from knowledge.words import _


def on_open(call: Call) -> None:
    """Show all lists, one of them or one item."""
    spot = Spot.unpacked(call.text)
    if not spot.of:
        shown = view.whole(service.every(call.tools, call.member))
    else:
        found = service.read(call.tools, call.member, spot.of)
        shown = view.item(found, spot) if spot.item else view.listing(found, spot)
    views.show(call, shown, inside=spot.inside)


def on_add(call: Call) -> None:
    """Offer the form of a new item."""
    spot = Spot.unpacked(call.text)
    views.show(call, form.item(spot, None), inside=spot.inside)


def on_edit(call: Call) -> None:
    """Offer the form of an item as it stands."""
    spot = Spot.unpacked(call.text)
    one = service.read(call.tools, call.member, spot.of).find(spot.item)
    views.show(call, form.item(spot.at(version=one.version), one), inside=spot.inside)


def on_saved(call: Call) -> None:
    """Keep what was filled in, and show the item; a clash is shown first."""
    spot = Spot.unpacked(call.text)
    try:
        wanted = request.filled(call.state)
        if not spot.item:
            _added(call, spot, service.add(call.tools, call.member, spot.of, wanted))
            return
        one = service.save(call.tools, call.member, spot, wanted)
    except FieldError as wrong:
        call.ack(response_action="errors", errors=wrong.fields)
        return
    except ChangedMeanwhileError as meanwhile:
        _show_clash(call, spot, meanwhile)
        return
    _replace(call, spot, one, _("Saved. The words show on every plan at once."))


def on_retire(call: Call) -> None:
    """Ask why an item is retired."""
    spot = Spot.unpacked(call.text)
    one = service.read(call.tools, call.member, spot.of).find(spot.item)
    views.show(call, form.retire(spot.at(version=one.version), one), inside=spot.inside)


def on_retired(call: Call) -> None:
    """Retire an item, or say why that is not possible."""
    spot = Spot.unpacked(call.text)
    one = service.read(call.tools, call.member, spot.of).find(spot.item)
    try:
        why = request.reason(call.state, needed=one.item.critical)
        one = service.retire(call.tools, call.member, spot, why)
    except FieldError as wrong:
        call.ack(response_action="errors", errors=wrong.fields)
        return
    except (ChangedMeanwhileError, RefusedError) as refused:
        call.ack(response_action="errors", errors={request.REASON: str(refused)})
        return
    _replace(call, spot, one, _("Retired. New plans leave it out."))


def on_back(call: Call) -> None:
    """Put a retired item on the list again."""
    spot = Spot.unpacked(call.text)
    one = service.bring_back(call.tools, call.member, spot)
    _show(call, spot, _joins(_("It is on the list again.")), undo=one.version)


def on_reset(call: Call) -> None:
    """Let the product's words hold again."""
    spot = Spot.unpacked(call.text)
    one = service.reset(call.tools, call.member, spot)
    _show(call, spot, _("It says what it said before."), undo=one.version)


def on_review(call: Call) -> None:
    """Keep that somebody looked at it today."""
    spot = Spot.unpacked(call.text)
    one = service.review(call.tools, call.member, spot)
    undo = one.version if one.version > spot.version else 0
    _show(call, spot, _("Noted: reviewed today. Thank you."), undo=undo)


def on_undo(call: Call) -> None:
    """Take back the last edit."""
    spot = Spot.unpacked(call.text)
    service.undo(call.tools, call.member, spot)
    _show(call, spot, _("Taken back."))


def _added(call: Call, spot: Spot, one: Listed) -> None:
    told = _joins(_("On the list as {item}.").format(item=one.id))
    _replace(call, spot.at(item=one.id), one, told)


def _joins(told: str) -> str:
    joins = _(
        "It joins the plans of events still to come within the hour; on a small plan it waits "
        "under “if there is more time”."
    )
    return f"{told} {joins}"


def _replace(call: Call, spot: Spot, one: Listed, note: str) -> None:
    """Show the item after a form, with what its words could say better."""
    found = service.read(call.tools, call.member, spot.of)
    told = "\n".join(part for part in (note, lines.hints(one)) if part)
    undo = one.version if one.version > spot.version else 0
    views.replace(call, view.item(found, spot, note=told, undo=undo))


def _show(call: Call, spot: Spot, note: str, *, undo: int = 0) -> None:
    found = service.read(call.tools, call.member, spot.of)
    views.show(call, view.item(found, spot, note=note, undo=undo), inside=spot.inside)


def _show_clash(call: Call, spot: Spot, meanwhile: ChangedMeanwhileError) -> None:
    """Show what others changed, above the form with one's own words still in it."""
    found = service.read(call.tools, call.member, spot.of)
    by, version, theirs = service.theirs(meanwhile)
    said = form.changed(theirs, mention(found.users, by))
    again = spot.at(seen=version)
    one = found.find(spot.item)
    views.replace(call, form.item(again, one, own=request.typed(call.state), meanwhile=said))
