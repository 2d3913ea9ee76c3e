"""The sector map in words, and whom to invite next."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    choice,
    context,
    dialog,
    header,
    image,
    plain,
    section,
)
from handlers.partners.standing import Table
from knowledge.partners import sectors
from knowledge.partners.sectors import ACTIVE_DAYS, Sector, Standing
from knowledge.windows import spell
from knowledge.words import _, ngettext

SHARE = "partners.share_map"
WHERE = "partners.share_where"
ROOM = "partners_room"
#: Standings in the order in which they are told.
ORDER = (Standing.ACTIVE, Standing.SEATED, Standing.MISSING)


def standing_title(standing: Standing) -> str:
    """Return what a standing is called, and what that means."""
    return {
        Standing.ACTIVE: _("Active: came within {days} days"),
        Standing.SEATED: _("Seated, not active"),
        Standing.MISSING: _("Missing"),
    }[standing].format(days=ACTIVE_DAYS)


def headline(table: Table) -> str:
    """Return the counts in one line."""
    total, missing = len(Sector), len(table.of(Standing.MISSING))
    return _("{seated} of {total} sectors at the table, {active} active, {missing} missing").format(
        seated=total - missing,
        total=total,
        active=len(table.of(Standing.ACTIVE)),
        missing=missing,
    )


def alt_text(table: Table) -> str:
    """Return the picture in words, for who cannot see it."""
    parts = [
        f"{standing_title(one)}: {', '.join(map(sectors.label, found))}."
        for one in ORDER
        if (found := table.of(one))
    ]
    return " ".join([f"{headline(table)}.", *parts])


def details(table: Table, sector: Sector) -> tuple[str, ...]:
    """Return what is known of a sector: its seats, and when it last came."""
    seats, last = table.seats.get(sector, 0), table.came.get(sector)
    if not seats:
        listed = table.listed.get(sector, 0)
        said = ngettext("{n} in the directory", "{n} in the directory", listed).format(n=listed)
        return (said,) if listed else ()
    said = ngettext("{n} seat", "{n} seats", seats).format(n=seats)
    return (said, _("last came {day}").format(day=spell(last))) if last else (said,)


def own(table: Table, *, picture: str | None) -> Message:
    """Return the map with the next invitation and its words, for who asked."""
    share = button(_("Share to a channel…"), action=SHARE, value="-")
    blocks = [*_map(table, picture), *_invitation(table), actions(share)]
    return Message(alt_text(table), blocks)


def shared(table: Table, *, picture: str | None, by: str) -> Message:
    """Return the map for a channel, naming who shared it."""
    note = _("Shared by {who}.").format(who=f"<@{by}>")
    return Message(f"{alt_text(table)} {note}", [*_map(table, picture), context(note)])


def where(*, why: str = "") -> Block:
    """Return the dialog that asks for a channel, with why the one before cannot be."""
    channels = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    said = _("Everybody in the channel must be a member of the coalition. It is posted at once.")
    return dialog(
        _("Share to a channel"),
        [section(why or said), choice(_("Channel"), channels, block=ROOM)],
        name=WHERE,
        submit=_("Share"),
        close=_("Not now"),
    )


def _map(table: Table, picture: str | None) -> list[Block]:
    blocks = [header(_("Who is at the table")), section(f"*{headline(table)}*")]
    if picture:
        blocks.append(image(picture, alt=alt_text(table)))
    for one in ORDER:
        found = table.of(one)
        if found:
            lines = [f"• {_said(table, sector)}" for sector in found]
            blocks.append(section("\n".join([f"*{standing_title(one)}*", *lines])))
    return blocks


def _said(table: Table, sector: Sector) -> str:
    more = ", ".join(details(table, sector))
    return f"{sectors.title(sector)} ({more})" if more else sectors.title(sector)


def _invitation(table: Table) -> list[Block]:
    found = table.invitation
    if found is None:
        return [section(_("*Every sector has a seat.* Thank those who keep coming."))]
    lead = _("*Invite next: {sector}.* {why}").format(
        sector=sectors.title(found.sector), why=found.why
    )
    lines = [section(lead), context(_("Words you can send:"))]
    return [*lines, {"type": "section", "text": plain(found.opening)}]
