"""The plan outside Slack: two pages to print, and a text to paste."""

import re
from collections.abc import Iterator

from handlers.paper.document import Code, Document, Heading, Paragraph, Part, Table
from handlers.paper.pdf import pdf
from handlers.paper.qr import qr
from handlers.paper.short import short
from handlers.plan import lines
from handlers.plan.message import about_places, summary
from handlers.plan.service import Outside, Plan
from knowledge.actions.item import State
from knowledge.errors import UsageError
from knowledge.plan.coverage import Coverage
from knowledge.plan.entry import Entry, Level
from knowledge.plan.progress import gaps, late
from knowledge.plan.tree import Branch
from knowledge.windows import spell
from knowledge.words import _, ngettext

#: How many pages it may take, and which lines stay on them as it grows: all, without what is
#: done, strategies with counts, goals with counts.
PAGES, DETAIL = 2, 4
#: How long the text behind the code may be; the longest that still makes a code is taken.
_CODED = (400, 250, 120, 60)
_PAGE = re.compile(rb"/Type /Page\b")


def printed(plan: Plan, outside: Outside, places: tuple[Coverage, ...]) -> bytes:
    """Return the plan as PDF on at most two pages, with less detail where it is long."""
    for detail in range(DETAIL):
        made = _pdf(plan, outside, places, detail, len(plan.goals))
        if pages(made) <= PAGES:
            return made
    goals = len(plan.goals)
    while pages(made) > PAGES and goals > 1:
        goals = goals * 3 // 4
        made = _pdf(plan, outside, places, DETAIL - 1, goals)
    return made


def pages(made: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    return len(_PAGE.findall(made))


def text(plan: Plan, outside: Outside, *, most: int = 600, simple: bool = False) -> str:
    """Return the plan as text of less than so many letters: what is late and next goes first."""
    return short(_said(plan, outside), most=most - 1, simple=simple)


def _said(plan: Plan, outside: Outside) -> Iterator[str]:
    yield " · ".join(part for part in (outside.coalition, _("The plan")) if part)
    yield summary(plan)
    for goal in plan.goals:
        due = f" ({_('by {day}').format(day=spell(goal.entry.due))})" if goal.entry.due else ""
        yield _("Goal: {text}").format(text=goal.entry.text) + due
    behind = late(plan.entries, plan.today)
    for entry in behind:
        yield _("Late: {line}").format(line=_line(outside, entry))
    for entry in _next(plan):
        if entry not in behind:
            yield _("Next: {line}").format(line=_line(outside, entry))
    yield from gaps(plan.entries)


def _next(plan: Plan) -> list[Entry]:
    """Return the open actions that have a day, the nearest first."""
    found = [
        (one.due, one.id, one)
        for one in plan.entries
        if one.level is Level.ACTION and one.state is State.OPEN and one.due
    ]
    return [one for _due, _id, one in sorted(found, key=lambda one: one[:2])]


def _line(outside: Outside, entry: Entry) -> str:
    day = spell(entry.due) if entry.due else ""
    said = ", ".join(part for part in (outside.owner(entry), day) if part)
    return f"{entry.text} ({said})" if said else entry.text


def _pdf(
    plan: Plan, outside: Outside, places: tuple[Coverage, ...], detail: int, goals: int
) -> bytes:
    parts: list[Part] = []
    for goal in plan.goals[:goals]:
        parts += _goal(plan, outside, goal, detail)
    left_out = _left_out(plan, detail, goals)
    if left_out:
        parts.append(Paragraph(left_out, quiet=True))
    parts += [*_gaps(plan), *_places(places), _code(plan, outside)]
    document = Document(
        title=_("The plan"),
        subtitle=" · ".join(one for one in (outside.coalition, summary(plan)) if one),
        parts=tuple(parts),
        footer=_("As of {day}. Owners are named by their organization.").format(
            day=spell(plan.today)
        ),
    )
    return pdf(document, made=plan.today)


def _goal(plan: Plan, outside: Outside, goal: Branch, detail: int) -> Iterator[Part]:
    yield Heading(goal.entry.text)
    about = [lines.facts(plan, goal.entry, owner=outside.owner(goal.entry) or " ").strip(" ·")]
    causes = "; ".join(one.entry.text for one in goal.of(Level.CAUSE))
    about.append(_("Root causes: {causes}").format(causes=causes) if causes else "")
    about += [_sign(one.entry) for one in goal.of(Level.INDICATOR)]
    about.append(lines.counted(plan, goal) if detail == DETAIL - 1 else "")
    if any(about):
        yield Paragraph("\n".join(one for one in about if one))
    rows = [row for one in goal.of(Level.STRATEGY) for row in _rows(plan, outside, one, detail)]
    if rows and detail < DETAIL - 1:
        columns = (_("Strategy and actions"), _("Who"), _("By when"))
        yield Table(columns, tuple(rows), widths=(5, 2.2, 1.8))


def _rows(
    plan: Plan, outside: Outside, strategy: Branch, detail: int
) -> Iterator[tuple[str, str, str]]:
    """Yield a strategy and what stands below it, as rows of the table."""
    said = [_("Strategy: {text}").format(text=strategy.entry.text)]
    said.append(lines.counted(plan, strategy) if detail == 2 else lines.lacks(strategy))
    yield _row(plan, outside, strategy.entry, "\n".join(one for one in said if one))
    if detail == 2:
        return
    for one in strategy.of(Level.ACTION):
        if not (detail and one.entry.state is State.DONE):
            where = f" ({one.entry.place})" if one.entry.place else ""
            yield _row(plan, outside, one.entry, f"• {one.entry.text}{where}")
    for one in strategy.of(Level.INDICATOR):
        yield _row(plan, outside, one.entry, _sign(one.entry))


def _row(plan: Plan, outside: Outside, entry: Entry, said: str) -> tuple[str, str, str]:
    when = [spell(entry.due) if entry.due else "", lines.standing(plan, entry)]
    who = outside.owner(entry) or (_("nobody yet") if entry.level is Level.ACTION else "")
    return said, who, ", ".join(one for one in when if one)


def _sign(entry: Entry) -> str:
    said = _("We will know by: {signs}").format(signs=entry.text)
    values = (
        _("{value} at the start").format(value=entry.baseline) if entry.baseline else "",
        _("{value} aimed at").format(value=entry.target) if entry.target else "",
    )
    told = ", ".join(one for one in values if one)
    return f"{said} ({told})" if told else said


def _left_out(plan: Plan, detail: int, goals: int) -> str:
    """Say that the page does not hold everything, and where the rest is."""
    more = len(plan.goals) - goals
    if more > 0:
        said = ngettext("{n} more goal is", "{n} more goals are", more).format(n=more)
        return _("{what} in Slack: /coalition plan").format(what=said)
    if detail == 0:
        return ""
    return _("To fit two pages, less is printed than the plan holds. All of it: /coalition plan")


def _gaps(plan: Plan) -> list[Part]:
    found = gaps(plan.entries)
    return [Heading(_("Still missing")), Paragraph("\n".join(found))] if found else []


def _places(found: tuple[Coverage, ...]) -> list[Part]:
    if not found:
        return []
    rows = tuple(
        (
            one.place,
            "\n".join(f"{service}: {', '.join(who)}" for service, who in one.covered)
            or _("Nobody yet"),
            ", ".join(one.missing) or _("Nothing of what was asked for"),
        )
        for one in found
    )
    columns = (_("Where the need is highest"), _("Who works on this here"), _("Not covered"))
    return [Table(columns, rows, widths=(2, 3.5, 3.5)), Paragraph(about_places(), quiet=True)]


def _code(plan: Plan, outside: Outside) -> Code:
    """Return the code of the text, as long as a phone can still read it."""
    for most in _CODED:
        said = text(plan, outside, most=most, simple=True)
        try:
            qr(said)
        except UsageError:
            continue
        break
    return Code(said, _("The plan in short, for your phone"))
