"""Who stands where, and whom to call, on paper."""

from collections.abc import Iterator

from handlers.events.paper import telling
from handlers.paper.document import Box, Document, Fact, Paragraph, Part, Table
from knowledge.events import titles
from knowledge.events.emergency.page import alarm
from knowledge.events.facts import Gap, gaps
from knowledge.events.sheet import LEADING, Contact, EventSheet, Post
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
                    Fact(
                        _("Ambulance and fire truck come to"),
                        telling.cut(sheet.medical.ambulance, 100) or telling.BLANK,
                    ),
                ),
                _("Danger, shots, fire, somebody hurt: call 911 first"),
            ),
            Table(columns, rows or ((telling.BLANK,) * 3,), widths=(3, 3, 2)),
            *_blanks(sheet),
            Paragraph(alarm(), quiet=True),
        ),
        footer=telling.footer(sheet, numbers=True),
    )


def calls(sheet: EventSheet) -> tuple[Contact, ...]:
    """Return whom to call: those outside first, then each post that somebody or a number has.

    The event lead and the safety lead are among them whether or not anybody is there.
    """
    return (*sheet.contacts, *(one for post in sheet.posts for one in _contacts(post)))


def unreached(sheet: EventSheet) -> tuple[str, ...]:
    """Return who of the event lead and the safety lead has no number on the call list."""
    reached = {post.role for post in sheet.posts if post.phone or post.deputy_phone}
    return tuple(titles.role(one) for one in LEADING if one not in reached)


def _contacts(post: Post) -> Iterator[Contact]:
    if post.phone or post.who or post.role in LEADING:
        yield Contact(post.what, post.phone, post.who)
    if post.deputy_phone:
        deputy = _("{post}, deputy").format(post=post.what)
        yield Contact(deputy, post.deputy_phone, post.deputy)


def _blanks(sheet: EventSheet) -> Iterator[Part]:
    missing = unreached(sheet)
    if missing:
        told = _("No number yet: {roles}. Ask for it, or write it in with a pen.")
        yield Paragraph(told.format(roles=", ".join(missing)))


def hours(post: Post, sheet: EventSheet) -> str:
    """Return from when until when somebody stands at a post."""
    ends = [telling.hour(one, sheet) if one else "" for one in (post.starts, post.until)]
    return " – ".join(ends) if any(ends) else ""


def _row(post: Post, sheet: EventSheet) -> tuple[str, ...]:
    phones = post.phone
    if post.deputy_phone:  # below a blank where the first has none, so that it is nobody else's
        phones = f"{post.phone or telling.BLANK}\n{post.deputy_phone}"
    said = (post.what, post.who, post.deputy, phones, hours(post, sheet))
    return _TICK, *(one or telling.BLANK for one in said)
