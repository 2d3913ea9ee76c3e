"""The doors of a plan: moving about in it, each act on an item, and whom to call."""

from handlers import direct, views
from handlers.blocks import section
from handlers.board import form as board
from handlers.direct import Posted
from handlers.events import (
    call_list,
    form,
    message,
    naming,
    phones,
    reading,
    recruiting,
    view,
    walking,
)
from handlers.events.request import Show, Spot
from handlers.events.seen import Entry, Seen
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.phones import tidy
from knowledge.words import _


def on_open(call: Call) -> None:
    """Show a place of a plan."""
    spot = Spot.unpacked(call.text)
    _show(call, reading.read(call.tools, call.member, spot.event), spot)


def on_done(call: Call) -> None:
    """Mark an item as done; in the dialog, the next one comes."""
    spot = Spot.unpacked(call.text)
    first = walking.done(call.tools, call.member, spot.event, spot.item)
    _after(call, spot, first=first, onward=True)


def on_undo(call: Call) -> None:
    """Take an answer back, unless somebody changed it since."""
    spot = Spot.unpacked(call.text)
    first = walking.reopen(call.tools, call.member, spot.event, spot.item, spot.version)
    _after(call, spot, _("Taken back."), first=first)


def on_sign(call: Call) -> None:
    """Sign as the second person."""
    spot = Spot.unpacked(call.text)
    first = walking.sign(call.tools, call.member, spot.event, spot.item)
    _after(call, spot, _("Signed."), first=first)


def on_help(call: Call) -> None:
    """Tell whoever can help that somebody asks."""
    spot = Spot.unpacked(call.text)
    told = walking.ask_help(call.tools, call.member, spot.event, spot.item)
    said = _("The event lead, and whoever has this role, are told that you ask for help.")
    if not told:
        said = _("Nobody else has this role yet. *The plan*, then *Roles*, finds somebody.")
    _after(call, spot, said, first=True)


def on_note(call: Call) -> None:
    """Ask for the note of what is done."""
    spot = Spot.unpacked(call.text)
    _seen, entry = _found(call, spot)
    views.show(call, form.note(entry, spot), inside=spot.inside)


def on_skip(call: Call) -> None:
    """Ask why an item does not apply."""
    spot = Spot.unpacked(call.text)
    _seen, entry = _found(call, spot)
    views.show(call, form.skip(entry, spot), inside=spot.inside)


def on_give(call: Call) -> None:
    """Ask who has an item."""
    spot = Spot.unpacked(call.text)
    seen, entry = _found(call, spot)
    views.show(call, form.give(entry, seen, spot), inside=spot.inside)


def on_role(call: Call) -> None:
    """Ask who holds a role."""
    spot = Spot.unpacked(call.text)
    seen = reading.read(call.tools, call.member, spot.event)
    views.show(call, form.name(seen, spot), inside=spot.inside)


def on_recruit(call: Call) -> None:
    """Offer the board's form with a line of what is missing; nothing of a closed event."""
    spot = Spot.unpacked(call.text)
    seen = reading.common(call.tools, call.member, spot.event)
    views.show(call, board.asking(recruiting.line(seen)), inside=spot.inside)


def on_unname(call: Call) -> None:
    """Take somebody off a role."""
    spot = Spot.unpacked(call.text)
    naming.remove(call.tools, call.member, spot.event, role=spot.role, person=spot.person)
    seen = reading.still(call.tools, call.member, spot.event)
    if seen is None:
        views.show(call, view.left(), inside=spot.inside)
        return
    _show(call, seen, spot, note=_("Taken off."))


def on_noted(call: Call) -> None:
    """Mark an item as done with its note, and bring the next."""
    spot, words = Spot.unpacked(call.text), str(call.state.get(form.WORDS) or "")
    first = walking.done(call.tools, call.member, spot.event, spot.item, words)
    _replace(call, spot, _("Noted."), first=first)


def on_skipped(call: Call) -> None:
    """Keep why an item does not apply."""
    spot, words = Spot.unpacked(call.text), str(call.state.get(form.WORDS) or "")
    try:
        first = walking.skip(call.tools, call.member, spot.event, spot.item, words)
    except UsageError as error:
        call.ack(response_action="errors", errors={form.WORDS: str(error)})
        return
    _replace(call, spot, _("It does not apply."), first=first)


def on_given(call: Call) -> None:
    """Give an item to a person or an organisation."""
    spot = Spot.unpacked(call.text)
    user, partner = _chosen(call)
    try:
        first = walking.give(
            call.tools,
            call.member,
            spot.event,
            spot.item,
            version=spot.version,
            user=user,
            partner=partner,
        )
    except UsageError as error:
        call.ack(response_action="errors", errors={form.PERSON: str(error)})
        return
    _replace(call, spot, _("Given."), first=first)


def on_named(call: Call) -> None:
    """Name somebody for a role."""
    spot = Spot.unpacked(call.text)
    user, partner = _chosen(call)
    try:
        naming.name(call.tools, call.member, spot.event, role=spot.role, user=user, partner=partner)
    except UsageError as error:
        call.ack(response_action="errors", errors={form.PERSON: str(error)})
        return
    _replace(call, spot.at(show=Show.ROLES), _("Named."))


def on_calls(call: Call) -> None:
    """Show whom to call, 911 first."""
    spot = Spot.unpacked(call.text)
    seen, numbers = phones.read(call.tools, call.member, spot.event)
    views.show(call, call_list.shown(seen, numbers, spot), inside=spot.inside)


def on_number(call: Call) -> None:
    """Ask somebody for their own number."""
    spot = Spot.unpacked(call.text)
    seen, numbers = phones.read(call.tools, call.member, spot.event)
    views.show(call, call_list.form(seen, numbers, spot), inside=spot.inside)


def on_numbered(call: Call) -> None:
    """Keep the number that somebody gave, or take it out where the field is empty."""
    spot, words = Spot.unpacked(call.text), str(call.state.get(call_list.FIELD) or "").strip()
    try:
        phone = tidy(words) if words else ""
    except UsageError as error:
        call.ack(response_action="errors", errors={call_list.FIELD: str(error)})
        return
    phones.give(call.tools, call.member, spot.event, phone)
    seen, numbers = phones.read(call.tools, call.member, spot.event)
    note = _("Kept: {phone}.").format(phone=phone) if phone else _("Your number is taken out.")
    views.replace(call, call_list.shown(seen, numbers, spot, note=note))


def _found(call: Call, spot: Spot) -> tuple[Seen, Entry]:
    return walking.look(call.tools, call.member, spot.event, spot.item)


def _chosen(call: Call) -> tuple[str, int | None]:
    partner = call.state.get(form.PARTNER)
    return str(call.state.get(form.PERSON) or ""), int(partner) if partner else None


def _told(seen: Seen, spot: Spot, said: str, *, first: bool) -> str:
    return (
        (said or message.settled(seen, spot.item)) if first else message.overtaken(seen, spot.item)
    )


def _after(call: Call, spot: Spot, said: str = "", *, first: bool, onward: bool = False) -> None:
    """Show what came of an act where it was done: in the dialog, or in the message itself."""
    seen = reading.read(call.tools, call.member, spot.event)
    note = _told(seen, spot, said, first=first)
    if spot.inside:
        walks = onward and spot.show is Show.ITEM
        there = spot.at(item=view.following(seen, spot)) if walks else spot
        views.show(call, view.shown(seen, there, note=note), inside=True)
        return
    undo = message.undo_beside(seen, spot) if first else None
    told = message.plan(seen, notice=[section(note, beside=undo)])
    if call.direct and direct.update(call.client, Posted(call.channel, call.origin), told):
        return
    call.tell(message.short(seen, note))


def _show(call: Call, seen: Seen, spot: Spot, note: str = "") -> None:
    views.show(call, view.shown(seen, spot, note=note), inside=spot.inside)


def _replace(call: Call, spot: Spot, said: str, *, first: bool = True) -> None:
    """Put the plan where a submitted form was; after an act on an item, the next one."""
    seen = reading.read(call.tools, call.member, spot.event)
    note = _told(seen, spot, said, first=first)
    walks = spot.show is Show.ITEM
    there = spot.at(item=view.following(seen, spot), inside=True) if walks else spot
    views.replace(call, view.shown(seen, there, note=note))
