"""Pages of the directory, for members."""

from datetime import date

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    header,
    menu,
    option,
    section,
)
from handlers.commands import RUN
from handlers.literal import isolated, literal
from handlers.partners.message import ADD
from handlers.partners.service import PAGE, STALE, Directory
from knowledge.partners import sectors, services
from knowledge.partners.partner import Partner, is_stale
from knowledge.partners.sectors import Sector
from knowledge.windows import spell
from knowledge.words import _, ngettext

OPEN = "partners.open"
TURN = "partners.turn"
SECTOR = "partners.sector"
EXPORT = "partners.export"
IMPORT = "partners.import"
CONFIRM_LISTED = "partners.confirm_listed"

#: How many services of an entry a list names.
_NAMED = 4
#: What the menu of sectors holds for all of them.
EVERY = "every"


def pointer(found: Directory) -> Message:
    """Say privately that the directory is in the direct message."""
    said = _("{title}: {count}. The list is in your messages with me.")
    return Message(said.format(title=literal(_title(found)), count=_count(found.total)))


def listing(found: Directory) -> Message:
    """Return a page of the directory by sector, with what can be done there."""
    lead = f"{_title(found)} · {_count(found.total)}"
    blocks = [header(isolated(lead)), *_notes(found), _doing(found)]
    before: Sector | None = found.sector
    for partner in found.listed:
        if not found.about and partner.sector is not before:
            blocks.append(section(f"*{sectors.title(partner.sector)}*"))
            before = partner.sector
        blocks.append(_line(partner, found.today, with_sector=bool(found.about)))
    blocks += _turning(found)
    names = ", ".join(literal(one.name) for one in found.listed)
    return Message(f"{literal(lead)}. {names}", blocks)


def nudge(listed: list[Partner], total: int, today: date) -> Message:
    """Ask who keeps the directory to confirm what nobody confirmed for 90 days."""
    lead = ngettext(
        "{n} partner was not confirmed for 90 days. A call or a look at their page is enough.",
        "{n} partners were not confirmed for 90 days. A call or a look at their page is enough.",
        total,
    ).format(n=total)
    if not total:
        done = _("Every partner is confirmed. Thank you.")
        return Message(done, [section(done)])
    blocks = [section(lead)]
    for partner in listed:
        beside = button(_("Still right"), action=CONFIRM_LISTED, value=str(partner.id))
        blocks.append(section(_described(partner, today, with_sector=True), beside=beside))
    listing_all = button(_("See them all"), action=f"{RUN}:0", value=f"partners {STALE}")
    names = ", ".join(literal(one.name) for one in listed)
    return Message(f"{lead} {names}", [*blocks, actions(listing_all)])


def confirmed(day: date | None) -> str:
    """Say when an entry was last confirmed."""
    if day is None:
        return _("never confirmed")
    return _("confirmed {day}").format(day=spell(day))


def _title(found: Directory) -> str:
    return found.about or _("Partners")


def _count(total: int) -> str:
    return ngettext("{n} partner", "{n} partners", total).format(n=total)


def _notes(found: Directory) -> list[Block]:
    if not found.total and not found.asked.words.strip():
        return [section(_("Nobody is in the directory yet. Add the first, or send a CSV file."))]
    if not found.total:
        return [section(_("Nothing fits. Try fewer words, or add them."))]
    if not found.stale:
        return []
    old = ngettext(
        "{n} partner was not confirmed for 90 days.",
        "{n} partners were not confirmed for 90 days.",
        found.stale,
    ).format(n=found.stale)
    return [context(old)]


def _doing(found: Directory) -> Block:
    every = option(_("Every sector"), EVERY)
    options = [every, *(option(sectors.title(one), one.value) for one in Sector)]
    chosen = next((one for one in options if found.sector and one["value"] == found.sector), every)
    return actions(
        button(_("Add"), action=ADD, value="-", primary=True),
        menu(options, chosen=chosen, hint=_("Sector")) | {"action_id": SECTOR},
        button(_("Who is missing"), action=f"{RUN}:0", value="coalition sectors"),
        button(_("CSV out"), action=EXPORT, value="-"),
        button(_("CSV in"), action=IMPORT, value="-"),
    )


def _line(partner: Partner, today: date, *, with_sector: bool) -> Block:
    beside = button(_("Open"), action=OPEN, value=str(partner.id))
    return section(_described(partner, today, with_sector=with_sector), beside=beside)


def _described(partner: Partner, today: date, *, with_sector: bool) -> str:
    offers = [services.title(one) for one in partner.services[:_NAMED]]
    more = len(partner.services) - len(offers)
    parts = [
        sectors.label(partner.sector) if with_sector else "",
        ", ".join([*offers, *([f"+{more}"] if more > 0 else [])]),
        _("walk-in") if partner.walk_in else "",
        _old(partner, today),
    ]
    return f"*{literal(partner.name)}*\n{' · '.join(part for part in parts if part)}"


def _old(partner: Partner, today: date) -> str:
    said = confirmed(partner.confirmed_on)
    return f":warning: {said}" if is_stale(partner, today) else said


def _turning(found: Directory) -> list[Block]:
    start, asked = found.asked.start, found.asked
    buttons = []
    if start:
        back = asked.at(start - PAGE).packed()
        buttons.append(button(_("Back"), action=f"{TURN}:back", value=back))
    left = found.total - start - len(found.listed)
    if left > 0:
        on = asked.at(start + PAGE).packed()
        label = ngettext("{n} more", "{n} more", left).format(n=left)
        buttons.append(button(label, action=f"{TURN}:on", value=on))
    return [actions(*buttons)] if buttons else []
