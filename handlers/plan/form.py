"""The form of a line: only what its level needs, filled in as it stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from handlers.blocks import (
    Block,
    actions,
    button,
    choice,
    context,
    day,
    dialog,
    entry,
    escape,
    mention,
    menu,
    option,
    section,
    someone,
)
from handlers.plan import lines, message
from handlers.plan.request import ASKED, BLOCKS, Opened, Spot
from handlers.plan.service import Plan
from knowledge.indicators.catalog import indicators
from knowledge.partners.services import Service, title
from knowledge.plan.entry import Entry, Level
from knowledge.windows import spell
from knowledge.words import _

SAVE = "plan.save"
#: Slack's room for a line, and for a place or a value.
_LINE, _SHORT = 300, 200


def form(
    plan: Plan, opened: Opened, *, meanwhile: str = "", own: Mapping[str, Any] | None = None
) -> Block:
    """Return the form of a new line, or of one as it stands.

    Parameters
    ----------
    meanwhile
        What others changed since the form was opened, with markup.
    own
        What somebody had filled in, where that is to stand there.
    """
    kept = plan.branch(opened.entry).entry if opened.entry else None
    level = kept.level if kept else opened.level
    filled = _read(own) if own is not None else _filled(plan, opened, kept)
    blocks = [
        *([section(meanwhile)] if meanwhile else []),
        *_above(plan, opened),
        *(_FIELDS[field](filled.get(field), level) for field in ASKED[level]),
    ]
    return dialog(
        lines.name(level) if kept else lines.adding(level),
        blocks,
        name=SAVE,
        submit=_("Save"),
        close=_("Not now"),
        data=opened.packed(),
    )


def changed(plan: Plan, theirs: Mapping[str, Any], by: str) -> str:
    """Say what somebody else changed while the form was open, a line each."""
    said = [
        _("{who} changed this while you had it open. Yours is not saved yet.").format(who=by),
        *(
            _("{field}, now: {value}").format(field=_label(field), value=_value(plan, field, now))
            for field, now in theirs.items()
        ),
        _("What you wrote still stands below. Save again to put yours in its place."),
    ]
    return "\n".join(said)


def _filled(plan: Plan, opened: Opened, kept: Entry | None) -> dict[str, Any]:
    if kept is None:
        return {"text": opened.text}
    fields = {field: getattr(kept, field) for field in BLOCKS}
    return fields | {"owner": plan.users.get(kept.owner or "", "")}


def _read(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in as the form shows it."""
    days = {field: date.fromisoformat(own[field]) for field in ("start", "due") if own.get(field)}
    return dict(own) | days


def _above(plan: Plan, opened: Opened) -> list[Block]:
    """Return what a line stands below, and the way back without saving."""
    above = plan.branch(opened.parent).entry if opened.parent else None
    said = (
        [context(f"{lines.name(above.level)}: {escape(above.text)}")] if above is not None else []
    )
    if not opened.inside:
        return said
    back = Spot(opened.entry or opened.parent or 0, inside=True).packed()
    return [actions(button(_("Back"), action=message.OPEN, value=back)), *said]


def _text(value: Any, level: Level) -> Block:
    hints = {
        Level.GOAL: _("What is true when it is reached? Name a place or people, and a year."),
        Level.CAUSE: _("Why does it happen here? One cause to a line."),
        Level.STRATEGY: _("The way you will go, such as jobs, mediation, or safe evenings."),
        Level.ACTION: _("One thing that one person can finish."),
        Level.INDICATOR: _("What you will count, in one sentence."),
    }
    labels = {
        Level.GOAL: _("The goal, in one sentence"),
        Level.CAUSE: _("The root cause"),
        Level.STRATEGY: _("The strategy"),
        Level.ACTION: _("What is to be done"),
        Level.INDICATOR: _("How you will know"),
    }
    element = entry(value or "", lines=True, most=_LINE)
    return choice(labels[level], element, block=BLOCKS["text"], hint=hints[level])


def _owner(value: Any, _level: Level) -> Block:
    return choice(
        _("Who answers for it"), someone(value or ""), block=BLOCKS["owner"], optional=True
    )


def _due(value: Any, _level: Level) -> Block:
    return choice(_("By when"), day(value), block=BLOCKS["due"], optional=True)


def _start(value: Any, _level: Level) -> Block:
    return choice(_("From when"), day(value), block=BLOCKS["start"], optional=True)


def _place(value: Any, _level: Level) -> Block:
    return choice(
        _("Where"),
        entry(value or "", most=_SHORT),
        block=BLOCKS["place"],
        optional=True,
        hint=_("A neighborhood as people call it. Leave it empty for everywhere."),
    )


def _service(value: Any, _level: Level) -> Block:
    offered = [option(title(one), one.value) for one in Service]
    return choice(
        _("What it brings there"),
        _menu(offered, value),
        block=BLOCKS["service"],
        optional=True,
        hint=_("Then the plan can say what is not covered where."),
    )


def _indicator(value: Any, _level: Level) -> Block:
    offered = [option(_(one.name), one.key) for one in indicators()]
    return choice(
        _("One of the 16 that partners share"),
        _menu(offered, value),
        block=BLOCKS["indicator"],
        optional=True,
    )


def _baseline(value: Any, _level: Level) -> Block:
    element = entry(value or "", most=_SHORT)
    return choice(_("Where it stands now"), element, block=BLOCKS["baseline"], optional=True)


def _target(value: Any, _level: Level) -> Block:
    element = entry(value or "", most=_SHORT)
    return choice(_("Where it should be"), element, block=BLOCKS["target"], optional=True)


def _menu(offered: Sequence[Block], value: Any) -> Block:
    chosen = next((one for one in offered if one["value"] == value), None)
    return menu(list(offered), chosen=chosen)


_FIELDS: dict[str, Callable[[Any, Level], Block]] = {
    "text": _text,
    "owner": _owner,
    "start": _start,
    "due": _due,
    "place": _place,
    "service": _service,
    "indicator": _indicator,
    "baseline": _baseline,
    "target": _target,
}


def _label(field: str) -> str:
    return {
        "text": _("The words"),
        "owner": _("Who answers for it"),
        "start": _("From when"),
        "due": _("By when"),
        "state": _("How it stands"),
        "place": _("Where"),
        "service": _("What it brings there"),
        "indicator": _("The indicator"),
        "baseline": _("Where it stands now"),
        "target": _("Where it should be"),
    }[field]


def _value(plan: Plan, field: str, value: Any) -> str:
    """Say a changed value, as a person reads it."""
    if not value:
        return _("nothing")
    if field == "owner":
        return mention(plan.users, value)
    if field == "service":
        return title(Service(value))
    if field in ("start", "due"):
        return spell(date.fromisoformat(value))
    if field == "state":
        return _("done") if value == "done" else _("open")
    return escape(str(value))
