"""The forms of an item: a new one, one as it stands, and why one is retired."""

from collections.abc import Mapping
from typing import Any

from handlers.blocks import (
    Block,
    actions,
    boxes,
    choice,
    context,
    dialog,
    entry,
    escape,
    menu,
    option,
    radio,
    section,
)
from handlers.checklists import message
from handlers.checklists.request import (
    CRITICAL,
    NOTHING,
    PHASE,
    REASON,
    ROLE,
    SERVES,
    SMALL,
    TEXT,
    WHY,
    YES,
    Spot,
)
from knowledge.events import checklists, titles
from knowledge.events.checklists import CORE, Listed
from knowledge.events.items import Need
from knowledge.events.kinds import EventRole, Phase
from knowledge.words import _

SAVED, RETIRED = "checklists.saved", "checklists.retired"
#: As long as an item's sentence may be.
_LINE = 200
_NEW: Mapping[str, Any] = {
    "text": "", "small": None, "why": "", "phase": Phase.T7.value,
    "role": EventRole.EVENT_LEAD.value, "critical": False, "serves": [],
}  # fmt: skip


def item(
    spot: Spot,
    one: Listed | None,
    *,
    own: Mapping[str, Any] | None = None,
    meanwhile: str = "",
) -> Block:
    """Return the form of an item, or of a new one.

    Parameters
    ----------
    own
        What somebody had filled in, where that is to stand there.
    meanwhile
        What others changed since the form was opened, with markup.
    """
    values = {**(one.fields() if one else _NEW), **(own or {})}
    blocks = [
        *([section(meanwhile)] if meanwhile else []),
        actions(message.to(_("Back"), spot.at(version=0, seen=0, inside=True), at="back")),
        context(_lead(spot, one)),
        *_words(values),
        *(() if one and one.protected else _rest(values)),
        *(() if one and not one.own else _serves(values)),
    ]
    return dialog(
        _("Change an item") if one else _("Add an item"),
        blocks,
        name=SAVED,
        submit=_("Save"),
        close=_("Close"),
        data=spot.packed(),
    )


def retire(spot: Spot, one: Listed) -> Block:
    """Ask why an item is retired; of a critical one that has to be said."""
    told = _(
        "New plans leave it out. Where it is listed already it stays: what is done is done, and "
        "what is open is marked “no longer needed” within the hour."
    )
    blocks = [
        actions(message.to(_("Back"), spot.at(version=0, inside=True), at="back")),
        section(f"*{escape(one.item.text)}*\n{told}"),
        choice(
            _("Why?"),
            entry(most=_LINE),
            block=REASON,
            optional=not one.item.critical,
            hint=_("It is critical, so this is asked and kept.") if one.item.critical else "",
        ),
    ]
    return dialog(
        _("Retire an item"),
        blocks,
        name=RETIRED,
        submit=_("Retire it"),
        close=_("Close"),
        data=spot.packed(),
    )


def changed(theirs: Mapping[str, Any], by: str) -> str:
    """Say what somebody else changed while the form was open, a line each."""
    told = [(_label(field), _value(field, now)) for field, now in theirs.items()]
    return "\n".join(
        [
            _("{who} changed this while you had it open. Yours is not saved yet.").format(who=by),
            *(
                _("{field}, now: {value}").format(field=field, value=value)
                for field, value in told
                if field
            ),
            _("What you wrote still stands below. Save again to put yours in its place."),
        ]
    )


def _lead(spot: Spot, one: Listed | None) -> str:
    names = _("Everybody reads the lists: write no name, number or group.")
    home = one.home if one else spot.of
    where = _("It is for: {kind}.").format(kind=checklists.name(home))
    if home == CORE:
        where = _("It is for every kind of event.")
    return f"{where} {names}"


def _words(values: Mapping[str, Any]) -> list[Block]:
    return [
        choice(_("What is to be done?"), _entry(values["text"]), block=TEXT),
        choice(
            _("On a small plan, in fewer words"),
            _entry(values["small"]),
            block=SMALL,
            optional=True,
            hint=_("What three people can do of it. Left empty, the same words stand there."),
        ),
        choice(_("Why?"), _entry(values["why"]), block=WHY),
    ]


def _rest(values: Mapping[str, Any]) -> list[Block]:
    phases = [option(titles.phase(one), one.value) for one in Phase]
    roles = [option(titles.role(one), one.value) for one in EventRole]
    ticked = [option(_("No event should go ahead without it"), YES)]
    return [
        choice(_("When?"), menu(phases, chosen=_chosen(phases, values["phase"])), block=PHASE),
        choice(_("Who?"), menu(roles, chosen=_chosen(roles, values["role"])), block=ROLE),
        choice(
            _("Is it critical?"),
            boxes(ticked, chosen=ticked if values["critical"] else None),
            block=CRITICAL,
            optional=True,
        ),
    ]


def _serves(values: Mapping[str, Any]) -> list[Block]:
    offered = [
        option(_("nothing of these"), NOTHING),
        *(option(checklists.need_name(one), one.value) for one in Need),
    ]
    chosen = _chosen(offered, (values["serves"] or [NOTHING])[0])
    return [
        choice(
            _("Does it stand for one of these?"),
            radio(offered, chosen=chosen),
            block=SERVES,
            hint=_("Every list needs one of each."),
        )
    ]


def _entry(text: str | None) -> Block:
    return entry(text or "", lines=True, most=_LINE)


def _chosen(offered: list[Block], value: str) -> Block | None:
    return next((one for one in offered if one["value"] == value), None)


def _label(field: str) -> str:
    return {
        "text": _("What is to be done"),
        "small": _("On a small plan"),
        "why": _("Why"),
        "phase": _("When"),
        "role": _("Who"),
        "critical": _("Critical"),
        "serves": _("What it stands for"),
        "retired": _("Retired"),
    }.get(field, "")


def _value(field: str, value: Any) -> str:
    """Say a changed value, as a person reads it."""
    if field == "phase":
        return titles.phase(Phase(value))
    if field == "role":
        return titles.role(EventRole(value))
    if field in ("critical", "retired"):
        return _("yes") if value else _("no")
    if field == "serves":
        return ", ".join(checklists.need_name(Need(one)) for one in value) or _("nothing")
    return escape(str(value)) if value else _("nothing")
