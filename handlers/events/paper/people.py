"""Who stands where, and whom to call, on paper."""

from handlers.events.paper import telling
from handlers.paper.document import Box, Document, Fact, Paragraph, Table
from knowledge.events.emergency.page import alarm
from knowledge.events.facts import Gap, gaps
from knowledge.events.sheet import Contact, EventSheet, Post
from knowledge.words import _

_TICK = "[    ]"


def roster_document(sheet: EventSheet) -> Document:
    """Return every post with its deputy and hours, and a column to tick who is there (ICS 211)."""
    columns = (_("Here"), _("Post"), _("Who"), _("Deputy"), _("Number"), _("Hours"))
    rows = tuple(_row(post, sheet) for post in sheet.posts)
    return Document(
        title=_("Roster"),
        subtitle=f"{sheet.title}, {telling.when(sheet)}",
        parts=(
            Table(
                columns, rows or ((_TICK,) + (telling.BLANK,) * 5,), widths=(1, 3, 3, 2.6, 2.6, 2.6)
            ),
            Paragraph(_("Nobody leaves before the crowd has gone and their relief is there.")),
        ),
        footer=telling.footer(sheet, numbers=True),
    )


def call_list_document(sheet: EventSheet) -> Document:
    """Return whom to call: 911 first, then those who work there and around."""
    columns = (_("Who"), _("Name"), _("Number"))
    rows = tuple(
        (one.what, one.who or telling.BLANK, one.phone or telling.BLANK) for one in calls(sheet)
    )
    return Document(
        title=_("Call list"),
        subtitle=f"{sheet.title}, {telling.when(sheet)}",
        parts=(
            Box(
                (
                    Fact(_("Address to read out"), sheet.facts.address or gaps()[Gap.WHERE]),
                    Fact(_("Ambulance and fire truck come to"), telling.BLANK),
                ),
                _("Danger, shots, fire, somebody hurt: call 911 first"),
            ),
            Table(columns, rows or ((telling.BLANK,) * 3,), widths=(3, 3, 2)),
            Paragraph(alarm(), quiet=True),
        ),
        footer=telling.footer(sheet, numbers=True),
    )


def calls(sheet: EventSheet) -> tuple[Contact, ...]:
    """Return whom to call: those outside first, then each post that somebody or a number has."""
    held = (post for post in sheet.posts if post.phone or post.who)
    posts = (Contact(post.what, post.phone, post.who) for post in held)
    return (*sheet.contacts, *posts)


def hours(post: Post, sheet: EventSheet) -> str:
    """Return from when until when somebody stands at a post."""
    ends = [telling.hour(one, sheet) if one else "" for one in (post.starts, post.until)]
    return " – ".join(ends) if any(ends) else ""


def _row(post: Post, sheet: EventSheet) -> tuple[str, ...]:
    said = (post.what, post.who, post.deputy, post.phone, hours(post, sheet))
    return _TICK, *(one or telling.BLANK for one in said)
