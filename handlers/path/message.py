"""The path as a message: six phases with their progress, and the step to take next."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    escape,
    header,
    mention,
    section,
)
from handlers.path.request import Spot
from handlers.path.service import Path
from knowledge.formation.items import Item, PhaseOfWork, items, phases
from knowledge.formation.steps import Count, Standing, count, following, title
from knowledge.sources import said as cited
from knowledge.windows import spell
from knowledge.words import _

OPEN, STAND, UNDO = "path.open", "path.stand", "path.undo"
EDIT, HAVE = "path.edit", "path.have"


def overview(path: Path) -> Message:
    """Return the six phases with their progress, and the step to take next."""
    lead = _("The path")
    every = told(count(items(), path.steps, path.proven))
    listed = [phase_line(path, one) for one in phases()]
    step = following(phases(), path.steps, path.proven)
    blocks = [
        header(lead),
        section("\n".join([every, *listed])),
        *([section(f"*{_('Next')}*\n{about(path, step)}"), sources(step)] if step else []),
        *([] if step else [section(_("Every step is behind you. Look again once a year."))]),
        actions(*_buttons(path, step)),
    ]
    plain = [lead, every, *listed, _(step.what) if step else ""]
    return Message("\n".join(one for one in plain if one).replace("*", ""), blocks)


def at_step(path: Path, one: Item) -> Message:
    """Return one step as a message."""
    open_ = button(_("Open this step"), action=OPEN, value=Spot(one.id).packed(), primary=True)
    return Message(
        f"{one.id}: {_(one.what)}", [section(about(path, one)), sources(one), actions(open_)]
    )


def at_phase(path: Path, phase: PhaseOfWork) -> Message:
    """Return the steps of a phase as a message."""
    lines = [f"*{_(phase.name)}*", _(phase.aim), *(line(path, one) for one in phase.items)]
    value = Spot(phase.phase.value).packed()
    open_ = button(_("Open this phase"), action=OPEN, value=value, primary=True)
    said = "\n".join(lines)
    return Message(said.replace("*", ""), [section(said), actions(open_)])


def offer_have() -> Message:
    """Return the button that begins the pass through what a coalition has already."""
    said = _("Six screens, one for each phase: tick what your coalition has already.")
    value = Spot().packed()
    begin = button(_("We have this"), action=HAVE, value=value, primary=True)
    return Message(said, [section(said), actions(begin)])


def about(path: Path, one: Item) -> str:
    """Say what a step is, why, how to begin, what comes out and how it stands."""
    lines = [
        f"*{one.id} · {_(one.what)}*",
        _("Why: {why}").format(why=_(one.why)),
        _("How to begin: {how}").format(how=_(one.how)),
        _("What comes out: {output}. Usually done by: {owner}.").format(
            output=_(one.output), owner=_(one.owner)
        ),
        _("How it stands: {standing}").format(standing=f"*{standing(path, one)}*"),
    ]
    return "\n".join(lines)


def sources(one: Item) -> Block:
    """Return where a step comes from, in small."""
    titles = escape("; ".join(map(cited, one.sources)))
    return context(_("Source: {titles}").format(titles=titles))


def standing(path: Path, one: Item) -> str:
    """Say how a step stands: what data shows, what people said, who has it and by when."""
    step = path.step(one.id)
    proof = path.proven.get(one.id, "")
    shown = _("Your data shows it: {proof}").format(proof=proof) if proof else ""
    silent = proof and step.standing is Standing.OPEN
    parts = [
        shown,
        "" if silent else title(step.standing),
        escape(step.reason),
        mention(path.users, step.owner) if step.owner else "",
        _("by {day}").format(day=spell(step.due)) if step.due else "",
        _("late") if is_late(path, one) else "",
    ]
    return " · ".join(part for part in parts if part)


def is_late(path: Path, one: Item) -> bool:
    """Return whether a step is past its day and not settled."""
    due = path.step(one.id).due
    return due is not None and due < path.today and not path.settled(one)


def line(path: Path, one: Item) -> str:
    """Say a step in one line."""
    sign = "✓" if path.settled(one) else "○"
    words = f"{sign} {one.id} {_(one.what)}"
    said = standing(path, one)
    return words if said == title(Standing.OPEN) else f"{words} — {said}"


def phase_line(path: Path, phase: PhaseOfWork) -> str:
    """Say a phase with its progress."""
    found = count(phase.items, path.steps, path.proven)
    sign = "✓" if found.settled == found.whole else "○"
    done = _("{settled} of {whole}").format(settled=found.settled, whole=found.whole)
    return f"{sign} *{_(phase.name)}* — {done}"


def told(found: Count) -> str:
    """Say how many steps are settled."""
    return _("{settled} of {whole} steps behind you").format(
        settled=found.settled, whole=found.whole
    )


def _buttons(path: Path, step: Item | None) -> list[Block]:
    row = []
    if step:
        value = Spot(step.id).packed()
        row.append(button(_("Open this step"), action=OPEN, value=value, primary=True))
    whole = Spot().packed()
    row.append(button(_("All six phases"), action=f"{OPEN}:all", value=whole))
    if path.manages:
        row.append(button(_("We have this"), action=HAVE, value=whole))
    return row
