"""An event and what is due before and after it, as a file for calendars."""

from collections.abc import Iterator
from datetime import datetime

from handlers.paper.calendar import Entry, ics
from knowledge.events.sheet import EventSheet
from knowledge.words import _


def calendar(
    sheet: EventSheet, *, workspace: int, event: int, now: datetime, version: int = 1
) -> bytes:
    """Return the event and its open tasks; of a closed one only that something is then.

    Tasks about a conflict are left out: a calendar is looked over by others.
    """
    entries = _entries(sheet, f"event-{event}", f"coalition-{workspace}", now, version)
    return ics(entries, name=sheet.title)


def _entries(
    sheet: EventSheet, uid: str, home: str, now: datetime, version: int
) -> Iterator[Entry]:
    shown = sheet.facts.open
    yield Entry(
        uid=f"{uid}@{home}",
        title=sheet.title,
        start=sheet.start,
        end=sheet.end,
        updated=now,
        where=sheet.place if shown else "",
        sequence=version,
    )
    for task in sheet.tasks:
        if not (task.done or task.folded or task.guarded):
            yield Entry(
                uid=f"{uid}-{task.id}@{home}",
                title=task.text if shown else _("Event: something is due"),
                start=task.due,
                updated=now,
                sequence=version,
            )
