"""The dialogs: whom of outreach to ask, the name, the channel, a change of date, place or size."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers.blocks import (
    Block,
    actions,
    button,
    choice,
    context,
    day,
    dialog,
    entry,
    option,
    plain,
    section,
    someone,
)
from handlers.blocks import menu as menu_of
from handlers.events.answering import counted
from handlers.events.asking import LINK, PLACE
from handlers.readiness.message import line
from handlers.readiness.service import Standing
from knowledge.errors import UsageError
from knowledge.events.event import Event
from knowledge.words import _

ASKED, NAMED, BOUND, CHANGED = (
    f"readiness.{one}" for one in ("asked", "named", "bound", "changed")
)
ANSWERS = "readiness.answers"
WHOM, NAME, ROOM = "readiness_whom", "readiness_name", "readiness_room"
DAY, CLOCK, LENGTH = "readiness_day", "readiness_clock", "readiness_length"
SIZE = "readiness_size"
#: What somebody fills in; beside the place's number stands its name.
_TYPED = (DAY, CLOCK, LENGTH, PLACE, LINK, SIZE)
CHOSEN = "readiness_chosen"
#: How long an event may last, in hours.
_LENGTHS = (1, 2, 3, 4, 6, 8, 12)
_SAME = "same"


class Press(BaseModel):
    """What a dialog carries: which event, as it was when the dialog was opened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int
    version: int = 0
    #: The newest version whose changes by others were shown in it.
    seen: int = 0

    def packed(self) -> str:
        """Return it as a dialog carries it."""
        return self.model_dump_json(exclude_defaults=True)


def whom(found: Standing) -> Block:
    """Ask who of outreach shall be asked and named on the plan."""
    told = _(
        "Nobody of outreach is on this plan yet. Whoever you choose is named on it as outreach "
        "lead, sees it, and is asked for the level."
    )
    field = choice(_("Outreach worker or supervisor"), someone(), block=WHOM)
    return _form(_("Ask outreach"), [section(told), field], ASKED, found.event, _("Ask"))


def name(found: Standing) -> Block:
    """Ask for the name of who died."""
    told = _("The family said yes. The name is kept sealed, for the people on this plan.")
    field = choice(
        _("Name, as the family says it"),
        entry(found.event.remembered, most=120),
        block=NAME,
        optional=True,
    )
    return _form(_("In memory of"), [section(told), field], NAMED, found.event, _("Keep"))


def room(found: Standing) -> Block:
    """Ask in which channel the plan shall stand."""
    told = _(
        "One pinned message there shows progress, what is next and who is late, as far as "
        "everybody in the channel may see it. Empty: it is shown nowhere."
    )
    element: Block = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if found.event.channel:
        element["initial_conversation"] = found.event.channel
    field = choice(_("Channel"), element, block=ROOM, optional=True)
    return _form(_("The plan’s channel"), [section(told), field], BOUND, found.event, _("Show"))


def change(
    found: Standing,
    *,
    press: Press | None = None,
    told: str = "",
    typed: Mapping[str, str] | None = None,
) -> Block:
    """Ask for another date, place or size; what somebody typed stays in its field.

    Parameters
    ----------
    press
        What the dialog carried that this one takes the place of.
    """
    event, kept = found.event, {**_kept(found), **(typed or {})}
    clock: Block = {"type": "timepicker", "initial_time": kept[CLOCK]}
    lengths = [option(_("As it is"), _SAME)]
    lengths += [option(_("{n} h").format(n=hours), str(hours)) for hours in _LENGTHS]
    chosen = next((one for one in lengths if one["value"] == kept[LENGTH]), lengths[0])
    answers = button(_("Who comes, who gets in, alcohol …"), action=ANSWERS, value=str(event.id))
    blocks = [
        *([section(told)] if told else []),
        section(line(event, found.zone)),
        *([] if told else [actions(answers)]),
        choice(_("Day"), day() | {"initial_date": kept[DAY]}, block=DAY),
        choice(_("Start"), clock, block=CLOCK),
        choice(_("How long"), menu_of(lengths, chosen=chosen), block=LENGTH),
        *_where(event, kept),
        choice(_("People expected"), entry(kept[SIZE], most=9), block=SIZE, optional=True),
        context(
            _(
                "Open items get new dates, the level is counted anew, and everybody who has a "
                "part in it is told."
            )
        ),
    ]
    return _form(_("Change the event"), blocks, CHANGED, event, _("Save"), press)


def _where(event: Event, kept: Mapping[str, str]) -> list[Block]:
    """Ask for another place, and say what is lost with one that has no place on the map."""
    search: Block = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": plain(_("Park, school, neighborhood …")),
    }
    if kept[CHOSEN]:
        search["initial_option"] = option(kept[CHOSEN], kept[PLACE])
    typed = entry(kept[LINK], most=1_500, hint=_("39.9897, -75.1241"))
    return [
        choice(_("New place"), search, block=PLACE, optional=True),
        choice(_("Or a map link, coordinates or a name"), typed, block=LINK, optional=True),
        context(
            _(
                "{now} Leave both empty and it stays so. I keep only a cell on the map, about "
                "350 m across. For a neighborhood, or a name that is not in the list, I have "
                "none: shootings and hotspots near it are then not counted."
            ).format(now=_now(event))
        ),
    ]


def _now(event: Event) -> str:
    if event.profile.cell is not None:
        return _("The place has its cell on the map.")
    if not event.profile.place:
        return _("The place is not known yet.")
    return _("The place has no cell on the map yet.")


def wanted(found: Standing, state: Mapping[str, Any], place: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a filled form asks for, as ``storage.events.values`` has it.

    Parameters
    ----------
    place
        Where it is to be, as ``handlers.events.sites`` read it; empty where it stays.

    Raises
    ------
    UsageError
        When the number of people is none.
    """
    local = datetime.fromisoformat(f"{state[DAY]}T{state[CLOCK]}").replace(tzinfo=found.zone)
    start = local.astimezone(UTC)
    fields: dict[str, Any] = {
        "start": start.isoformat(),
        "attendance": _people(str(state.get(SIZE) or "")),
        **place,
    }
    if state.get(LENGTH) not in (None, _SAME):
        fields["end"] = (start + timedelta(hours=int(state[LENGTH]))).isoformat()
    return fields


def typed(state: Mapping[str, Any]) -> dict[str, str]:
    """Return what somebody typed, to stand in its fields again."""
    return {field: str(state.get(field) or "") for field in _TYPED}


def field_of(state: Mapping[str, Any]) -> str:
    """Return the field at which to say what is wrong: the number where it is none, else the day."""
    try:
        _people(str(state.get(SIZE) or ""))
    except UsageError:
        return SIZE
    return DAY


def _people(typed: str) -> int | None:
    return counted(typed) if typed.strip() else None


def _kept(found: Standing) -> dict[str, str]:
    local, profile = found.event.start.astimezone(found.zone), found.event.profile
    return {
        DAY: local.date().isoformat(),
        CLOCK: f"{local:%H:%M}",
        LENGTH: _SAME,
        PLACE: "",
        CHOSEN: "",
        LINK: "",
        SIZE: "" if profile.attendance is None else str(profile.attendance),
    }


def _form(
    title: str,
    blocks: list[Block],
    name: str,
    event: Event,
    submit: str,
    press: Press | None = None,
) -> Block:
    data = (press or Press(event=event.id, version=event.version)).packed()
    return dialog(title, blocks, name=name, submit=submit, close=_("Not now"), data=data)
