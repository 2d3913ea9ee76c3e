"""The forms of the path: what is said of one step, and what a coalition has already."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.blocks import (
    Block,
    actions,
    boxes,
    button,
    choice,
    day,
    dialog,
    entry,
    escape,
    mention,
    option,
    plain,
    radio,
    section,
    someone,
)
from handlers.limits import OPTION, clip
from handlers.path import message
from handlers.path.request import DUE, OWNER, REASON, STANDING, TICKED, Pass, Spot
from handlers.path.service import Path
from knowledge.formation.items import Item, phases
from knowledge.formation.steps import Standing, Step, title
from knowledge.windows import spell
from knowledge.words import _

SAVE, HAD = "path.save", "path.had"
_REASON = 200


def form(
    path: Path, one: Item, spot: Spot, *, meanwhile: str = "", own: Mapping[str, Any] | None = None
) -> Block:
    """Return the form of a step as it stands, or as somebody had filled it in.

    Parameters
    ----------
    spot
        Where the button stood, and the standing that it proposes.
    meanwhile
        What others changed since the form was opened, with markup.
    """
    step = path.step(one.id)
    kept = own if own is not None else _kept(path, step, spot)
    back = Spot(one.id, inside=True).packed()
    due = kept["due"]
    blocks = [
        *([section(meanwhile)] if meanwhile else []),
        *([actions(button(_("Back"), action=message.OPEN, value=back))] if spot.inside else []),
        section(f"*{one.id} · {_(one.what)}*"),
        choice(_("How it stands"), _standings(kept["standing"]), block=STANDING),
        choice(
            _("Why it is not for you"),
            entry(kept["reason"], most=_REASON),
            block=REASON,
            optional=True,
            hint=_("Only where you say that it is not for you."),
        ),
        choice(_("Who answers for it"), someone(kept["owner"] or ""), block=OWNER, optional=True),
        choice(
            _("By when"), day(date.fromisoformat(due) if due else None), block=DUE, optional=True
        ),
    ]
    return dialog(
        _("Step {number}").format(number=one.id),
        blocks,
        name=SAVE,
        submit=_("Save"),
        close=_("Not now"),
        data=Spot(one.id, spot.inside, version=step.version).packed(),
    )


def have(path: Path, screen: Pass, *, note: str = "") -> Block:
    """Return one screen of the pass: a phase's steps as boxes, ticked where they are settled."""
    phase = phases()[screen.number]
    offered = [_box(path, one) for one in phase.items]
    ticked = [box for box, one in zip(offered, phase.items, strict=True) if _has(path, one)]
    versions = {one.id: path.step(one.id).version for one in phase.items}
    last = screen.number + 1 == len(phases())
    blocks = [
        *([section(note)] if note else []),
        section(f"*{_(phase.name)}*\n{_(phase.aim)}"),
        choice(
            _("Tick what your coalition has"),
            boxes(offered, chosen=ticked),
            block=f"{TICKED}_{screen.number}",
            optional=True,
        ),
    ]
    return dialog(
        _("{at} of {whole}: have this?").format(at=screen.number + 1, whole=len(phases())),
        blocks,
        name=HAD,
        submit=_("Finish") if last else _("Next"),
        close=_("Stop here"),
        data=Pass(screen.number, versions, screen.kept).packed(),
    )


def changed(path: Path, theirs: Mapping[str, Any], by: str) -> str:
    """Say what somebody else changed while the form was open, a line each."""
    said = [
        _("{who} changed this while you had it open. Yours is not saved yet.").format(who=by),
        *(
            _("{field}, now: {value}").format(field=_label(field), value=_value(path, field, now))
            for field, now in theirs.items()
        ),
        _("What you wrote still stands below. Save again to put yours in its place."),
    ]
    return "\n".join(said)


def _kept(path: Path, step: Step, spot: Spot) -> dict[str, Any]:
    return {
        "standing": spot.standing or step.standing.value,
        "reason": step.reason,
        "owner": path.users.get(step.owner or "", ""),
        "due": step.due.isoformat() if step.due else None,
    }


def _standings(chosen: str) -> Block:
    offered = [option(title(one), one.value) for one in Standing]
    return radio(offered, chosen=next(one for one in offered if one["value"] == chosen))


def _box(path: Path, one: Item) -> Block:
    """Return a step as a box: what comes out of it, and below that what it is."""
    output = _(one.output)
    said = f"{output[:1].upper()}{output[1:]}"
    if one.id in path.proven:
        said = _("{output} (your data shows it)").format(output=said)
    return option(said, one.id) | {"description": plain(clip(f"{one.id} · {_(one.what)}", OPTION))}


def _has(path: Path, one: Item) -> bool:
    said = path.step(one.id).standing
    return one.id in path.proven or said in (Standing.HAVE, Standing.DONE)


def _label(field: str) -> str:
    return {
        "standing": _("How it stands"),
        "owner": _("Who answers for it"),
        "due": _("By when"),
        "reason": _("Why it is not for you"),
    }[field]


def _value(path: Path, field: str, value: Any) -> str:
    if field == "standing":
        return title(Standing(value))
    if not value:
        return _("nothing")
    if field == "owner":
        return mention(path.users, value)
    return spell(date.fromisoformat(value)) if field == "due" else escape(str(value))
