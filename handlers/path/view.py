"""The path's own dialog: the phases, one phase, or one step at a time."""

from handlers.blocks import Block, actions, button, context, dialog, section
from handlers.path import message
from handlers.path.request import Spot, of_phase
from handlers.path.service import Path
from knowledge.formation.items import Item, Phase, items, phases
from knowledge.formation.items import item as named
from knowledge.formation.steps import Standing, count, title
from knowledge.words import _


def shown(path: Path, spot: Spot, *, note: str = "", undo: int = 0) -> Block:
    """Return the dialog at a place of the path: the whole, a phase, or a step."""
    if not spot.at:
        return whole(path, note=note)
    if spot.at in set(Phase):
        return phase(path, spot.at)
    return step(path, named(spot.at), note=note, undo=undo)


def whole(path: Path, *, note: str = "") -> Block:
    """Return the dialog with the six phases."""
    blocks = [
        *([section(note)] if note else []),
        section(message.told(count(items(), path.steps, path.proven))),
        *(
            section(
                f"{message.phase_line(path, one)}\n{_(one.aim)}",
                beside=_open(_("Open"), one.phase.value),
            )
            for one in phases()
        ),
    ]
    if path.manages:
        value = Spot(inside=True).packed()
        blocks.append(actions(button(_("We have this"), action=message.HAVE, value=value)))
    return dialog(_("The path"), blocks, close=_("Close"))


def phase(path: Path, at: str) -> Block:
    """Return the dialog with the steps of a phase."""
    one = next(each for each in phases() if each.phase == at)
    blocks = [
        actions(_open(_("All six phases"), "")),
        section(f"{message.phase_line(path, one)}\n{_(one.aim)}"),
        *(
            section(message.line(path, each), beside=_open(_("Open"), each.id))
            for each in of_phase(at)
        ),
    ]
    return dialog(_(one.name), blocks, close=_("Close"))


def step(path: Path, one: Item, *, note: str = "", undo: int = 0) -> Block:
    """Return the dialog with one step.

    Parameters
    ----------
    undo
        The version that a press has just made, so that it can be taken back.
    """
    row = _says(path, one, undo)
    blocks = [
        *([section(note)] if note else []),
        section(message.about(path, one)),
        message.sources(one),
        *([actions(*row)] if row else [context(_asks())]),
        actions(*_around(one)),
    ]
    return dialog(_("The path"), blocks, close=_("Close"))


def _asks() -> str:
    return _("Who owns a step, and coordinators, say how it stands.")


def _says(path: Path, one: Item, undo: int) -> list[Block]:
    """Return what may be said of a step, leaving out what is said already."""
    if not path.may_say(one.id):
        return []
    said = path.step(one.id).standing
    offered = [Standing.DONE, Standing.DOING]
    offered += [Standing.HAVE, Standing.LATER] if path.manages else []
    offered += [Standing.OPEN] if said is not Standing.OPEN else []
    row = [
        button(
            title(each) if each is not Standing.OPEN else _("Open again"),
            action=f"{message.STAND}:{each}",
            value=Spot(one.id, inside=True, standing=each.value).packed(),
            primary=each is Standing.DONE,
        )
        for each in offered
        if each is not said
    ]
    value = Spot(one.id, inside=True).packed()
    if undo:
        back = Spot(one.id, inside=True, version=undo).packed()
        row.append(button(_("Undo"), action=message.UNDO, value=back))
    if path.manages:
        refused = Spot(one.id, inside=True, standing=Standing.NOT_FOR_US.value).packed()
        row.append(button(_("Not for us …"), action=f"{message.EDIT}:no", value=refused))
        row.append(button(_("Owner and day"), action=message.EDIT, value=value))
    return row


def _around(one: Item) -> list[Block]:
    """Return the ways to the step before, the one after, and the phase."""
    every = list(items())
    at = every.index(one)
    row = [_open(_("Back to {phase}").format(phase=_phase(one)), one.phase.value)]
    if at:
        row.append(_open(_("Before"), every[at - 1].id))
    if at + 1 < len(every):
        row.append(_open(_("Next"), every[at + 1].id))
    return row


def _phase(one: Item) -> str:
    return _(next(each.name for each in phases() if each.phase is one.phase))


def _open(said: str, at: str) -> Block:
    value = Spot(at, inside=True).packed()
    return button(said, action=f"{message.OPEN}:{at or 'all'}", value=value)
