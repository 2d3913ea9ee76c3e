"""What the drawer for the curious shows: what was sent, calls, deliveries, faults, the clock."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.api import rules
from sandbox.delivery import screen
from sandbox.hub import Hub
from sandbox.state.people import Person

SHOWN = 60
MONDAY_HOUR = 8
OFFERED: list[dict[str, Any]] = [
    {"label": label, "body": body, "calls": "method" in body}
    for label, body in (
        ("Too many requests (429)", {"do": "fail", "method": "", "error": "ratelimited"}),
        ("Server error (500)", {"do": "fail", "method": "", "status": 500}),
        ("An answer 5 seconds late", {"do": "slow", "method": "", "seconds": 5}),
        ("Connection dropped after it was stored", {"do": "drop", "method": ""}),
        ("Connection dropped before", {"do": "drop", "method": "", "stored": False}),
        ("Events arrive twice", {"do": "duplicate_events"}),
        ("Events arrive out of order", {"do": "swap_events"}),
        ("Triggers are too old", {"do": "expire_triggers"}),
    )
]


def compose(hub: Hub, me: Person, part: str, asked: dict[str, str]) -> dict[str, Any]:
    """Return everything one part of the drawer shows."""
    shared = {"part": part, "me": me}
    writer = PARTS.get(part)
    return shared | (writer(hub, me, asked) if writer else {})


def _message(hub: Hub, me: Person, asked: dict[str, str]) -> dict[str, Any]:
    if asked.get("ts"):
        try:
            message = screen.message(hub.state, me, asked.get("channel", ""), asked["ts"])
        except screen.NotOnScreenError:
            return {"sent": None}
        return {"sent": message.as_slack(team=hub.state.team), "kind": "Message"}
    view = screen.dialog(hub.state, me) or hub.state.homes.get(me.id)
    if view is None or (view.body["type"] == "home" and asked.get("tab") != "home"):
        return {"sent": None}
    return {"sent": view.body, "kind": "Home tab" if view.body["type"] == "home" else "Dialog"}


def _calls(hub: Hub, me: Person, asked: dict[str, str]) -> dict[str, Any]:
    del me, asked
    numbered = list(enumerate(hub.calls))[-SHOWN:]
    return {"calls": [{"number": number, "call": call} for number, call in reversed(numbered)]}


def _deliveries(hub: Hub, me: Person, asked: dict[str, str]) -> dict[str, Any]:
    del me, asked
    numbered = list(enumerate(hub.deliveries))[-SHOWN:]
    listed = [{"number": number, "delivery": each} for number, each in reversed(numbered)]
    return {"deliveries": listed}


def _faults(hub: Hub, me: Person, asked: dict[str, str]) -> dict[str, Any]:
    del asked
    ahead = hub.faults.listed()
    # Only the places that who looks is in: a private channel is no one else's business.
    places = [
        each for each in screen.channels(hub.state, me) if each.sort in {"channel", "private"}
    ]
    return {
        "offered": OFFERED,
        "methods": sorted(rules.table()),
        "ahead": ahead,
        "rooms": [
            {"id": each.id, "name": each.name, "app_here": hub.bot.id in each.members}
            for each in places
        ],
        "quiet": not any(ahead.values()),
    }


def _clock(hub: Hub, me: Person, asked: dict[str, str]) -> dict[str, Any]:
    del asked
    now = hub.clock.now().astimezone(ZoneInfo(me.tz))
    ahead = hub.clock.offset
    return {
        "now": now,
        "moved": _span(ahead) if abs(ahead) >= timedelta(seconds=1) else "",
        "monday": next_monday(now).isoformat(),
    }


def next_monday(now: datetime) -> datetime:
    """Return the next Monday, 08:00 on the same person's clock."""
    day = now.date() + timedelta(days=(7 - now.weekday()) or 7)
    return datetime(day.year, day.month, day.day, MONDAY_HOUR, tzinfo=now.tzinfo)


def _span(ahead: timedelta) -> str:
    hours, minutes = divmod(round(ahead.total_seconds() / 60), 60)
    days, hours = divmod(hours, 24)
    named = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    parts = [f"{many} {word}{'' if many == 1 else 's'}" for many, word in named if many]
    return ", ".join(parts) or "less than a minute"


PARTS = {
    "message": _message,
    "calls": _calls,
    "deliveries": _deliveries,
    "faults": _faults,
    "clock": _clock,
}
