"""The control API: the clock, faults, connections, members and calls, as JSON on loopback.

==========================  ===================================================================
``GET  /_control/clock``    ``{"now", "offset", "scale"}``; times are ISO 8601, offset seconds
``POST /_control/clock``    ``{"now": …}``, ``{"advance": {"days": 3}}`` (or seconds),
                            ``{"offset": 0}``, ``{"scale": 60}``
``GET  /_control/faults``   everything that is ahead
``POST /_control/faults``   ``{"do": "fail", "method": …, "error": …, "status": …,
                            "retry_after": …, "times": …}``, ``{"do": "slow", "method": …,
                            "seconds": …}``, ``{"do": "drop", "method": …, "stored": true}``,
                            ``{"do": "duplicate_events" | "swap_events" | "expire_triggers",
                            "times": …}``, ``{"do": "rate_limits", "on": true}``,
                            ``{"do": "clear"}``
``GET  /_control/app``      ``{"connections", "enabled", "token_error"}``
``POST /_control/app``      ``{"do": "warn" | "refresh" | "drop" | "disable" | "enable" |
                            "revoke" | "uninstall" | "install"}``
``POST /_control/members``  ``{"do": "join" | "leave", "who": "ana" | "bot", "channel": …}``
``GET  /_control/calls``    the last ``?last=50`` calls, oldest first
==========================  ===================================================================

Every POST answers what the GET would, or 400 with ``{"error": …}``.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.delivery import installation, joining
from sandbox.delivery.sockets import Sockets
from sandbox.hub import Hub, Json
from sandbox.origin import from_here, is_json

FAULTS = frozenset(
    {"fail", "slow", "drop", "duplicate_events", "swap_events", "expire_triggers", "clear"}
)
Read = Callable[[], Json]
Change = Callable[[Json], None]


class Control:
    """What can be asked of a running workspace from outside the screen."""

    def __init__(self, hub: Hub, sockets: Sockets) -> None:
        self._hub = hub
        self._sockets = sockets
        self._acts: dict[str, Callable[[], None]] = {
            "warn": sockets.warn,
            "refresh": sockets.refresh,
            "drop": sockets.drop,
            "disable": sockets.disable,
            "enable": sockets.enable,
            "revoke": lambda: installation.revokes(hub),
            "uninstall": lambda: installation.uninstalls(hub),
            "install": lambda: installation.installs(hub),
        }

    def clock(self) -> Json:
        """Return what time it is in the workspace."""
        clock = self._hub.clock
        return {
            "now": clock.now().isoformat(),
            "offset": clock.offset.total_seconds(),
            "scale": clock.scale,
        }

    def move(self, asked: Json) -> None:
        """Move the clock, or change its pace."""
        clock = self._hub.clock
        if "scale" in asked:
            clock.runs_at(float(asked["scale"]))
        if "now" in asked:
            clock.moves_to(_moment(asked["now"]))
        if "offset" in asked:
            clock.moves_to(clock.real() + timedelta(seconds=float(asked["offset"])))
        by = asked.get("advance", {})
        parts = by if isinstance(by, dict) else {"seconds": by}
        if parts:
            clock.advance(timedelta(**parts))

    def faults(self) -> Json:
        """Return every fault that is ahead."""
        return self._hub.faults.listed()

    def fault(self, asked: Json) -> None:
        """Let something go wrong, or take that back."""
        wanted = dict(asked)
        do = wanted.pop("do", "")
        if do == "rate_limits":
            self._hub.faults.rate_limits = bool(wanted["on"])
        elif do in FAULTS:
            getattr(self._hub.faults, do)(**wanted)
        else:
            raise ValueError(f"no fault is called {do!r}")
        self._hub.state.bump("fault")

    def app(self) -> Json:
        """Return how the app is connected."""
        return {
            "connections": self._sockets.count,
            "enabled": self._sockets.enabled,
            "token_error": self._hub.faults.token_error,
        }

    def act(self, asked: Json) -> None:
        """Do something to the app's connections or installation."""
        do = asked.get("do")
        if do not in self._acts:
            raise ValueError(f"nothing here is called {do!r}; there are: {', '.join(self._acts)}")
        self._acts[do]()
        self._hub.state.bump("app")

    def members(self) -> Json:
        """Return who is in each channel."""
        listed = self._hub.state.channels.values()
        return {each.id: {"name": each.name, "members": each.members} for each in listed}

    def member(self, asked: Json) -> None:
        """Bring somebody into a channel, or take them out."""
        hub = self._hub
        person = hub.bot if asked["who"] == "bot" else hub.state.person(asked["who"])
        channel = hub.state.channel(asked["channel"])
        if person is None or channel is None:
            raise ValueError("there is no such person or channel")
        if asked.get("do") not in {"join", "leave"}:
            raise ValueError("somebody can join or leave")
        change = joining.joins if asked["do"] == "join" else joining.leaves
        change(hub, person.id, channel)

    async def calls(self, request: Request) -> Response:
        """Return the last calls of the Web API."""
        last = int(request.query_params.get("last", 50))
        listed = list(self._hub.calls)[-last:] if last > 0 else []
        return JSONResponse([vars(each) for each in listed])


def routes(hub: Hub, sockets: Sockets) -> list[BaseRoute]:
    """Return the routes of the control API."""
    control = Control(hub, sockets)
    return [
        _door("clock", control.clock, control.move),
        _door("faults", control.faults, control.fault),
        _door("app", control.app, control.act),
        _door("members", control.members, control.member),
        Route("/_control/calls", control.calls),
    ]


def _door(name: str, read: Read, change: Change) -> Route:
    async def answer(request: Request) -> Response:
        if request.method == "POST":
            if not from_here(request):
                return JSONResponse({"error": "another page cannot ask for this"}, 403)
            if not is_json(request):
                return JSONResponse({"error": "send application/json"}, 415)
            try:
                asked: Any = await request.json()
                await run_in_threadpool(change, asked)
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
                return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(read())

    return Route(f"/_control/{name}", answer, methods=["GET", "POST"])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
