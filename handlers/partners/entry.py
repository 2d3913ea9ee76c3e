"""One entry of the directory as members see it: everything, its contact included."""

from collections.abc import Iterator

from handlers.blocks import (
    Block,
    actions,
    button,
    confirm,
    context,
    dialog,
    header,
    section,
)
from handlers.literal import isolated, literal
from handlers.partners.directory import confirmed
from handlers.partners.message import TEXT
from handlers.partners.request import Opened
from handlers.partners.service import Card
from knowledge.partners import languages, sectors, services
from knowledge.partners.partner import Capacity, Partner, capacity_title, is_stale
from knowledge.words import _, ngettext

CONFIRM = "partners.confirm"
EDIT = "partners.edit"
ARCHIVE = "partners.archive"
UNDO = "partners.undo"


def view(card: Card) -> Block:
    """Return the dialog in which an entry lies open."""
    partner = card.partner
    blocks = [
        header(isolated(partner.name)),
        *_note(card),
        section("\n".join(_lines(card))),
        context(_confirmed(card)),
        *([] if partner.archived else [_doing(partner)]),
    ]
    return dialog(_("Partner"), blocks, close=_("Close"), data=str(partner.id))


def _note(card: Card) -> list[Block]:
    if not card.note:
        return []
    taken_back = Opened(id=card.partner.id, version=card.undo).packed()
    beside = button(_("Undo"), action=UNDO, value=taken_back) if card.undo else None
    return [section(card.note, beside=beside)]


def _lines(card: Card) -> Iterator[str]:
    """Yield what is known, a line each, and where something usual is missing, that."""
    partner = card.partner
    said = {
        _("Sector"): sectors.title(partner.sector),
        _("Offers"): ", ".join(services.title(one) for one in partner.services),
        _("Open"): partner.hours.told() if partner.hours else "",
        _("Languages"): languages.told(partner.languages),
        _("Serves"): ", ".join(partner.places) or _("everywhere"),
        _("Capacity"): _room(partner),
        _("How to refer"): partner.refer,
        _("Phone"): partner.phone,
        _("Address"): partner.address,
        _("Contact, for members only"): partner.contact,
        _("Street outreach"): _("yes") if partner.outreach else "",
        _("At the table"): _seats(card.seats),
    }
    for title, text in said.items():
        if text:
            yield f"*{title}:* {literal(text)}"
    missing = [title for title in (_("Offers"), _("Open"), _("Phone")) if not said[title]]
    if missing:
        yield _("Not known yet: {what}.").format(what=", ".join(missing).lower())


def _room(partner: Partner) -> str:
    known = "" if partner.capacity is Capacity.UNKNOWN else capacity_title(partner.capacity)
    walk_in = _("walk-in") if partner.walk_in else ""
    return ", ".join(part for part in (known, walk_in) if part)


def _seats(seats: int) -> str:
    if not seats:
        return ""
    return ngettext("{n} person sits for it", "{n} people sit for it", seats).format(n=seats)


def _confirmed(card: Card) -> str:
    partner = card.partner
    if partner.archived:
        return _("Archived: in no search and no list.")
    said = confirmed(partner.confirmed_on)
    said = said[:1].upper() + said[1:]
    if is_stale(partner, card.today):
        return f":warning: {said}. " + _("Is it still right? A call is enough.")
    return f"{said}."


def _doing(partner: Partner) -> Block:
    value = Opened(id=partner.id, version=partner.version).packed()
    sure = confirm(
        _("Archive it?"),
        _("It leaves every search and list. Nothing is lost: you can undo it right after."),
        yes=_("Archive"),
        no=_("Keep"),
    )
    return actions(
        button(_("Still right"), action=CONFIRM, value=value, primary=True),
        button(_("Edit"), action=EDIT, value=value),
        button(_("Send as text"), action=TEXT, value=str(partner.id)),
        button(_("Archive"), action=ARCHIVE, value=value, danger=True, confirm=sure),
    )
