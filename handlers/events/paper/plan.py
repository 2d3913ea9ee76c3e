"""The plan on paper: what is to be done, by whom and by when, with boxes to tick."""

from collections.abc import Iterator, Sequence

from handlers.events.paper import telling
from handlers.paper.document import Box, Checklist, Document, Fact, Heading, Item, Paragraph, Part
from knowledge.events import titles
from knowledge.events.facts import Gap, gaps
from knowledge.events.kinds import Phase
from knowledge.events.sheet import EventSheet, Task
from knowledge.words import _, ngettext


def plan_document(
    sheet: EventSheet, *, why: bool = False, more: bool = False, level: int | None = None
) -> Document:
    """Return the plan as a document.

    Parameters
    ----------
    why
        Whether each item says what it is for.
    more
        Whether what waits until there is more time is printed too.
    level
        The planning level, 1 to 4, only where the event lead adds it to this paper.
    """
    open_now = [task for task in sheet.tasks if not task.folded]
    later = [task for task in sheet.tasks if task.folded]
    parts: list[Part] = [Box(_facts(sheet)), Paragraph(_standing(sheet, level))]
    for phase in Phase:
        parts += _list(
            titles.phase(phase), [t for t in open_now if t.phase is phase], sheet, why=why
        )
    if more:
        parts += _list(_("If there is more time"), later, sheet, why=why)
    elif later:
        parts.append(Paragraph(_later(len(later)), quiet=True))
    if not sheet.tasks:
        parts.append(Paragraph(_("Nothing is on the plan yet.")))
    return Document(
        title=_("Safety plan"),
        subtitle=sheet.title,
        parts=(*parts, Paragraph(_("Ticked here? Tick it in Slack too."), quiet=True)),
        footer=telling.footer(sheet),
    )


def leveled(level: int) -> str:
    """Say a planning level, and what it is not."""
    return _("Planning level {level} of 4. A planning aid, not a prediction.").format(level=level)


def _later(n: int) -> str:
    return ngettext(
        "{n} more thing is in Slack, for when there is more time.",
        "{n} more things are in Slack, for when there is more time.",
        n,
    ).format(n=n)


def _facts(sheet: EventSheet) -> tuple[Fact, ...]:
    people = str(sheet.attendance) if sheet.attendance is not None else telling.BLANK
    return (
        Fact(_("When"), telling.when(sheet)),
        Fact(_("Where"), sheet.place or telling.BLANK),
        Fact(_("Address to read out to 911"), sheet.facts.address or gaps()[Gap.WHERE]),
        Fact(_("People expected"), people),
    )


def _standing(sheet: EventSheet, level: int | None) -> str:
    said = [telling.conflict(sheet.conflict_checked)]
    if level is not None:
        said.append(leveled(level))
    return "\n".join(said)


def _list(name: str, tasks: Sequence[Task], sheet: EventSheet, *, why: bool) -> Iterator[Part]:
    if tasks:
        yield Heading(name)
        yield Checklist(tuple(_item(task, sheet, why=why) for task in tasks))


def _item(task: Task, sheet: EventSheet, *, why: bool) -> Item:
    text = "\n".join((task.text, task.why)) if why and task.why else task.text
    if task.guarded:
        return Item(text, done=task.done)
    due = _("by {day}").format(day=telling.day(task.due, sheet))
    return Item(
        text,
        done=task.done,
        owner=task.who or titles.role(task.role),
        due=_("{due} · critical").format(due=due) if task.critical else due,
    )
