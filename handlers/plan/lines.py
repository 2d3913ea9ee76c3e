"""Lines of the plan in words."""

from datetime import date

from handlers.blocks import escape, mention
from handlers.limits import clip
from handlers.plan.service import Plan
from knowledge.actions.item import State
from knowledge.indicators.catalog import indicator
from knowledge.partners.services import Service
from knowledge.partners.services import title as service_title
from knowledge.plan.entry import Entry, Level
from knowledge.plan.progress import late, progress
from knowledge.plan.tree import Branch
from knowledge.windows import spell
from knowledge.words import _, ngettext


def name(level: Level) -> str:
    """Return what a line of a level is called."""
    return {
        Level.GOAL: _("Goal"),
        Level.CAUSE: _("Root cause"),
        Level.STRATEGY: _("Strategy"),
        Level.ACTION: _("Action"),
        Level.INDICATOR: _("Indicator"),
    }[level]


def adding(level: Level) -> str:
    """Return what the button says that adds a line of a level."""
    return {
        Level.GOAL: _("Add a goal"),
        Level.CAUSE: _("Name a root cause"),
        Level.STRATEGY: _("Add a strategy"),
        Level.ACTION: _("Add an action"),
        Level.INDICATOR: _("Add an indicator"),
    }[level]


def examples(today: date) -> tuple[str, ...]:
    """Return three first goals, each with a place or people, and a year."""
    return (
        _("By the end of {year}, half as many people are shot here as in {before}.").format(
            year=today.year + 2, before=today.year
        ),
        _(
            "By summer {year}, every neighborhood with shootings has an outreach team that "
            "people there trust."
        ).format(year=today.year + 1),
        _("By summer {year}, every young person who wants paid summer work has it.").format(
            year=today.year + 1
        ),
    )


def is_late(plan: Plan, entry: Entry) -> bool:
    """Return whether a line is open after its day."""
    return bool(late([entry], plan.today))


def standing(plan: Plan, entry: Entry) -> str:
    """Return what has become of a line; "" while it is open and on time."""
    if entry.state is State.DONE:
        return _("done")
    return _("late") if is_late(plan, entry) else ""


def facts(plan: Plan, entry: Entry, *, owner: str = "") -> str:
    """Say who owns a line, by when and how it stands, after one another.

    Parameters
    ----------
    owner
        How its owner is named; as Slack shows them where nothing is given.
    """
    named = owner or (mention(plan.users, entry.owner) if entry.owner else "")
    due = _("by {day}").format(day=spell(entry.due)) if entry.due else ""
    parts = [named, due, standing(plan, entry)]
    return " · ".join(part for part in parts if part)


def line(plan: Plan, entry: Entry, *, strong: bool = False, most: int = 300) -> str:
    """Say a line in one: its words, owner, day and how it stands; with markup.

    Parameters
    ----------
    most
        How much of its words is said; the rest is one press away.
    """
    words = escape(clip(entry.text, most))
    words = f"*{words}*" if strong else words
    words = f"~{words}~" if entry.state is State.DONE else words
    said = facts(plan, entry)
    return f"{words} — {said}" if said else words


def more(entry: Entry) -> list[str]:
    """Say what else an action or indicator holds, a line each, without markup."""
    where = (
        _("Where: {place}").format(place=entry.place) if entry.place else "",
        _("Service: {service}").format(service=service_title(Service(entry.service)))
        if entry.service
        else "",
        _("Starts: {day}").format(day=spell(entry.start)) if entry.start else "",
        _("One of the 16: {name}").format(name=_(indicator(entry.indicator).name))
        if entry.indicator
        else "",
        _("At the start: {value}").format(value=entry.baseline) if entry.baseline else "",
        _("Aimed at: {value}").format(value=entry.target) if entry.target else "",
    )
    return [one for one in where if one]


def lacks(branch: Branch) -> str:
    """Say what a line needs next; "" where nothing is missing."""
    entry = branch.entry
    if entry.state is not State.OPEN:
        return ""
    if entry.level is Level.STRATEGY and not branch.of(Level.ACTION):
        return _("This strategy has no action yet.")
    if entry.level is Level.GOAL and not branch.of(Level.STRATEGY):
        return _("This goal has no strategy yet.")
    if entry.level is Level.ACTION:
        return _action_lacks(entry)
    return ""


def _action_lacks(entry: Entry) -> str:
    if entry.owner is None and entry.due is None:
        return _("This action has neither an owner nor a day yet.")
    if entry.owner is None:
        return _("This action has no owner yet.")
    return _("This action has no day yet.") if entry.due is None else ""


def counted(plan: Plan, branch: Branch) -> str:
    """Say how far the actions below a line are; "" where there are none."""
    found = progress(branch.walk(), plan.today)
    if not found.total:
        return ""
    said = ngettext(
        "{done} of {total} action done", "{done} of {total} actions done", found.total
    ).format(done=found.done, total=found.total)
    lates = ngettext("{n} late", "{n} late", found.late).format(n=found.late)
    return f"{said}, {lates}" if found.late else said
