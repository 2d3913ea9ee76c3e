"""An event's plan as a shell shows it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from textwrap import fill, shorten
from typing import Any
from zoneinfo import ZoneInfo

import typer

from handlers.toolbox import Toolbox
from knowledge.events import items as lists
from knowledge.events import moments, planning, titles
from knowledge.events.kinds import EventType, Tier, Venue
from knowledge.events.planning import Planned, Reason
from knowledge.events.profile import Profile
from knowledge.windows import spell
from knowledge.words import _, ngettext
from storage import workspaces

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WIDTH = 96
_INDENT = " " * 7


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after ``coalition event plan``; None is what nobody knows yet."""

    type: EventType
    start: str
    now: str | None
    attendance: int | None
    venue: Venue | None
    tier: Tier | None
    workspace: str | None


def plan(tools: Toolbox, asked: Asked, *, as_json: bool) -> None:
    """Print what an event needs, in the order to do it."""
    zone = _zone(tools, asked.workspace)
    now = moments.read(asked.now, zone=zone) if asked.now else tools.now().astimezone(zone)
    start = moments.read(asked.start, zone=zone)
    profile = Profile(asked.type, start, attendance=asked.attendance, venue=asked.venue)
    listed = planning.plan(profile, asked.tier, now=now, items=lists.items_for(asked.type))
    if as_json:
        values = [as_values(one, small=_small(listed)) for one in listed]
        typer.echo(json.dumps(values, indent=2, ensure_ascii=False))
    else:
        typer.echo(as_text(profile, listed))


def as_values(one: Planned, *, small: bool) -> dict[str, Any]:
    """Return an item of a plan as plain values, with its words and where they come from."""
    item = lists.items()[one.id]
    return {
        "id": one.id,
        "phase": one.phase.value,
        "due": one.due.isoformat(),
        "critical": one.critical,
        "role": one.role.value,
        "folded": one.folded,
        "hurried": one.hurried,
        "reason": one.reason.value,
        "category": item.category.value,
        "text": item.told(small=small and not one.folded),
        "why": item.why,
        "sources": list(item.sources),
    }


def as_text(profile: Profile, listed: Sequence[Planned]) -> str:
    """Return a plan in words: what is due now, then by phase, then what waits."""
    shown = [one for one in listed if not one.folded]
    folded = [one for one in listed if one.folded]
    lines = [f"{titles.kind(profile.type)} · {_when(profile.start)}", _counted(shown)]
    for title, some in groupby(shown, key=_section):
        lines += ["", typer.style(title, bold=True)]
        for one in some:
            lines += _told(one, small=bool(folded))
    if folded:
        lines += ["", typer.style(_("If there is more time"), bold=True)]
        lines += [f"  {one.id}  {_short(lists.items()[one.id].text)}" for one in folded]
    return "\n".join(lines)


def _counted(shown: Sequence[Planned]) -> str:
    critical = sum(one.critical for one in shown)
    return ngettext(
        "{n} thing to do; critical, with a “!”: {critical}.",
        "{n} things to do; critical, with a “!”: {critical}.",
        len(shown),
    ).format(n=len(shown), critical=critical)


def _section(one: Planned) -> str:
    return _("Now") if one.hurried else titles.phase(one.phase)


def _told(one: Planned, *, small: bool) -> list[str]:
    """Return an item in lines that fit a terminal: what, then who and by when."""
    mark = "!" if one.critical else " "
    what = lists.items()[one.id].told(small=small)
    who = f"{titles.role(one.role)} · {_when(one.due)}"
    if one.reason is Reason.NOT_KNOWN:
        who += f" · {planning.said(one.reason)}"
    return [
        fill(what, _WIDTH, initial_indent=f"{mark} {one.id}  ", subsequent_indent=_INDENT),
        fill(who, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT),
    ]


def _short(text: str) -> str:
    return shorten(text, _WIDTH - len(_INDENT), placeholder=" …")


def _when(moment: datetime) -> str:
    return f"{_DAYS[moment.weekday()]} {spell(moment.date())}, {moment:%H:%M}"


def _small(listed: Sequence[Planned]) -> bool:
    return any(one.folded for one in listed)


def _zone(tools: Toolbox, name: str | None) -> ZoneInfo:
    with tools.read() as session:
        return workspaces.zone(session, workspace=workspaces.looked_up(session, name=name).id)
