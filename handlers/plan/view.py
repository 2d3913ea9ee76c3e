"""The plan's own dialog: one line at a time, what is below it folded, a tap to open each."""

from handlers.blocks import (
    Block,
    actions,
    button,
    confirm,
    context,
    dialog,
    divider,
    escape,
    section,
)
from handlers.plan import lines, message
from handlers.plan.request import Opened, Spot
from handlers.plan.service import Plan
from knowledge.actions.item import State
from knowledge.plan.coverage import Coverage
from knowledge.plan.entry import BELOW, Entry, Level
from knowledge.plan.progress import gaps
from knowledge.plan.tree import Branch, problems
from knowledge.words import _, ngettext

#: How many lines stand in the dialog at once.
PAGE = 12


def whole(plan: Plan, spot: Spot, *, note: str = "") -> Block:
    """Return the dialog with every goal, each folded."""
    blocks = [
        *_note(note),
        section(message.summary(plan)),
        *_folded(plan, plan.goals, spot),
        *([context("\n".join(gaps(plan.entries)))] if gaps(plan.entries) else []),
        actions(*_of_whole(plan)),
    ]
    return _dialog(blocks)


def line(plan: Plan, spot: Spot, *, note: str = "", undo: int = 0) -> Block:
    """Return the dialog with one line, and what is below it folded.

    Parameters
    ----------
    undo
        The version that a press has just made, so that it can be taken back.
    """
    branch = plan.branch(spot.entry)
    entry = branch.entry
    wrong = [one.what for one in problems(plan.entries) if one.entry == entry.id]
    blocks = [
        *_note(note),
        actions(_up(plan, entry)),
        section("\n".join(_told(plan, branch))),
        *([context("\n".join(wrong))] if wrong else []),
        *_row(_buttons(plan, entry, undo)),
        *([divider()] if branch.branches else []),
        *_folded(plan, branch.branches, spot),
        *_row(_adding(plan, entry)),
    ]
    return _dialog(blocks)


def gone(entry: Entry, lines_: int) -> Block:
    """Return the dialog after a line was archived, with the way back."""
    said = ngettext(
        "Archived with {n} line: {text}", "Archived, {n} lines with it: {text}", lines_
    ).format(n=lines_, text=escape(entry.text))
    spot = Spot(entry.id, inside=True).packed()
    blocks = [
        section(said),
        actions(
            button(_("Undo"), action=message.RESTORE, value=spot, primary=True),
            button(_("The whole plan"), action=message.OPEN, value=Spot(inside=True).packed()),
        ),
    ]
    return _dialog(blocks)


def places(found: tuple[Coverage, ...]) -> Block:
    """Return the dialog with the places of high need."""
    blocks = [
        actions(button(_("The whole plan"), action=message.OPEN, value=Spot(inside=True).packed())),
        *(section(message.covered(one)) for one in found),
        context(message.about_places()) if found else section(message.no_places()),
    ]
    return dialog(_("The highest need"), blocks, close=_("Close"))


def _dialog(blocks: list[Block]) -> Block:
    return dialog(_("The plan"), blocks, close=_("Close"))


def _note(note: str) -> list[Block]:
    return [section(note)] if note else []


def _row(buttons: list[Block]) -> list[Block]:
    return [actions(*buttons)] if buttons else []


def _up(plan: Plan, entry: Entry) -> Block:
    """Return the way to the line above, or to the whole plan."""
    above = entry.parent or 0
    said = (
        _("Back to its {level}").format(level=lines.name(plan.branch(above).entry.level).lower())
        if above
        else _("The whole plan")
    )
    return button(said, action=message.OPEN, value=Spot(above, inside=True).packed())


def _told(plan: Plan, branch: Branch) -> list[str]:
    entry = branch.entry
    said = [
        f"{lines.name(entry.level)}",
        f"*{escape(entry.text)}*",
        lines.facts(plan, entry),
        *(escape(one) for one in lines.more(entry)),
        lines.counted(plan, branch) if branch.branches else "",
        f"_{lines.lacks(branch)}_" if lines.lacks(branch) else "",
    ]
    return [one for one in said if one]


def _folded(plan: Plan, branches: tuple[Branch, ...], spot: Spot) -> list[Block]:
    begin = spot.page * PAGE
    shown = [_fold(plan, one) for one in branches[begin : begin + PAGE]]
    left = len(branches) - begin - PAGE
    turns = [
        (begin > 0, _("Before"), spot.page - 1),
        (left > 0, ngettext("{n} more", "{n} more", left).format(n=left), spot.page + 1),
    ]
    row = [
        button(
            said,
            action=f"{message.OPEN}:page{page}",
            value=Spot(spot.entry, page, inside=True).packed(),
        )
        for wanted, said, page in turns
        if wanted
    ]
    return [*shown, *_row(row)]


def _fold(plan: Plan, branch: Branch) -> Block:
    entry = branch.entry
    said = [f"{lines.name(entry.level)}: {lines.line(plan, entry)}"]
    below = lines.counted(plan, branch) if entry.level is not Level.ACTION else ""
    said += [
        one for one in (below, f"_{lines.lacks(branch)}_" if lines.lacks(branch) else "") if one
    ]
    if entry.level is Level.CAUSE and not plan.manages:
        return section("\n".join(said))  # there is nothing more to it
    spot = Spot(entry.id, inside=True).packed()
    beside = button(_("Open"), action=f"{message.OPEN}:{entry.id}", value=spot)
    return section("\n".join(said), beside=beside)


def _buttons(plan: Plan, entry: Entry, undo: int) -> list[Block]:
    spot = Spot(entry.id, inside=True).packed()
    row: list[Block] = []
    if plan.may_tick(entry) and entry.level is not Level.CAUSE:
        done = entry.state is State.DONE
        said = _("Open it again") if done else _("Done")
        row.append(button(said, action=message.TICK, value=spot, primary=not done))
    if undo and plan.may_tick(entry):
        value = Spot(entry.id, inside=True, version=undo).packed()
        row.append(button(_("Undo"), action=message.UNDO, value=value))
    if plan.manages:
        row.append(button(_("Edit"), action=message.EDIT, value=spot))
        row.append(button(_("Archive"), action=message.ARCHIVE, value=spot, confirm=_sure()))
    return row


def _sure() -> Block:
    return confirm(
        _("Archive it?"),
        _("It leaves the plan with everything below it. You can bring it back."),
        yes=_("Archive"),
        no=_("Keep it"),
    )


def _adding(plan: Plan, entry: Entry) -> list[Block]:
    """Return a button for each level that may stand below a line."""
    if not plan.manages:
        return []
    fitting = [level for level in Level if entry.level in BELOW[level]]
    return [
        message.add(lines.adding(level), Opened(level, entry.id, inside=True), at=at)
        for at, level in enumerate(fitting)
    ]


def _of_whole(plan: Plan) -> list[Block]:
    value = Spot(inside=True).packed()
    first = Opened(Level.GOAL, inside=True)
    return [
        *([message.add(lines.adding(Level.GOAL), first, at=0)] if plan.manages else []),
        button(_("Where the need is highest"), action=message.PLACES, value=value),
        button(_("Print"), action=message.PRINT, value=value),
        button(_("Send as text"), action=message.TEXT, value=value),
    ]
