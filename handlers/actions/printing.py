"""A list outside Slack: as text to paste, as a page to print, as days for a calendar."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from handlers.actions import message
from handlers.actions.lists import Listing, Part
from handlers.actions.request import Which
from handlers.paper.calendar import Entry, ics
from handlers.paper.document import Checklist, Code, Document, Heading, Item, Paragraph
from handlers.paper.document import Part as Printed
from handlers.paper.pdf import pdf
from handlers.paper.qr import coded
from handlers.paper.short import short
from knowledge.actions.item import ActionItem
from knowledge.windows import spell
from knowledge.words import _


def text(found: Listing) -> str:
    """Return a list that is ready to paste into a text message: no owner, no link."""
    return short(_lines(found))


def page(found: Listing, names: Mapping[str, str], *, made: datetime) -> bytes:
    """Return a list as a page to print, with a code that holds the same.

    Parameters
    ----------
    names
        What each Slack user is called; needed only where a list shows several owners.
    """
    parts: list[Printed] = [
        one
        for part, items in found.shown
        for one in (
            Heading(_(message.HEADINGS[part])),
            Checklist(tuple(_item(item, part, found, names) for item in items)),
        )
    ]
    document = Document(
        title=_(message.TITLES[found.which]),
        subtitle=spell(found.reader.today),
        parts=(
            *(parts or [Paragraph(_("Nothing is open."))]),
            Code(coded(_lines(found)), _("The same on a phone: point its camera here.")),
        ),
    )
    return pdf(document, made=made)


def calendar(found: Listing, *, workspace: int, now: datetime) -> bytes:
    """Return the days on which items of a list are due, as a file for calendars."""
    entries = [
        Entry(
            uid=f"action-{item.id}@coalition-{workspace}",
            title=item.text,
            start=item.due,
            updated=now,
            url=item.origin,
            sequence=item.version,
        )
        for _part, items in found.shown
        for item in items
        if item.due is not None
    ]
    return ics(entries, name=_(message.TITLES[found.which]))


def _lines(found: Listing) -> Iterator[str]:
    yield f"{_(message.TITLES[found.which])}, {spell(found.reader.today)}"
    for part, items in found.shown:
        yield f"{_(message.HEADINGS[part])}:"
        for item in items:
            due = message.due_words(item, found.reader.today)
            words = " ".join(item.text.split())
            yield f"- {words} ({due})" if due else f"- {words}"


def _item(item: ActionItem, part: Part, found: Listing, names: Mapping[str, str]) -> Item:
    user = found.reader.people.get(item.owner or "", "")
    shown = found.which is not Which.MINE or part is Part.ADRIFT
    gone = _("somebody who left") if item.owner else _("nobody yet")
    return Item(
        text=item.text,
        owner=names.get(user, gone) if shown else "",
        due=spell(item.due) if item.due else "",
    )
