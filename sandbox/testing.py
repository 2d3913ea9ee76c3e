"""A test Slack for any bot: people who type, click and see, over real HTTP.

A bot connects by Socket Mode to ``base_url`` with the two tokens, or is dispatched in line:

>>> with Workspace(manifest) as slack:  # doctest: +SKIP
...     client = WebClient(token=slack.bot_token, base_url=slack.base_url)
...     slack.delivers_to(inline(make_app(client, listener_executor=InlineExecutor())))
...     ana, room = slack.person("Ana"), slack.channel("hotspots")
...     ana.types("/hello", in_=room)
...     ana.clicks("Share")
...     ana.confirms()
...     ana.sees("Hello, Ana", in_=room)
"""

import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sandbox.clock import Clock
from sandbox.delivery import events, installation, joining
from sandbox.delivery.sockets import Sockets
from sandbox.faults import Faults
from sandbox.hub import ApiCall, Deliver, Hub, Tokens
from sandbox.manifest import Manifest
from sandbox.play.actor import Actor
from sandbox.play.inline import InlineExecutor, inline
from sandbox.play.room import Room
from sandbox.seed import SAMPLE
from sandbox.server import Server

__all__ = ["Actor", "InlineExecutor", "Room", "Workspace", "inline"]


class Workspace:
    """A whole workspace for the length of a ``with``; at its end nothing may stand refused."""

    def __init__(
        self,
        manifest: Manifest | dict[str, Any] | Path,
        *,
        deliver: Deliver | None = None,
        seed: Path = SAMPLE,
        patience: float = 5.0,
        ack_seconds: float = 3.0,
        file_delay: float = 0.0,
        home: Path | None = None,
        tokens: Tokens | None = None,
        request_url: str = "",
        signing_secret: str = "",
        rate_limits: bool = False,
    ) -> None:
        if isinstance(manifest, Path):
            manifest = Manifest.read(manifest)
        elif isinstance(manifest, dict):
            manifest = Manifest.parse(manifest)
        self.server = Server(
            manifest,
            seed=seed,
            ack_seconds=ack_seconds,
            file_delay=file_delay,
            home=home,
            tokens=tokens,
            request_url=request_url,
            signing_secret=signing_secret,
        )
        self.faults.rate_limits = rate_limits
        if deliver is not None:
            self.hub.deliver = deliver
        self._patience = patience
        self._expected: list[str] = []
        self._actors: dict[str, Actor] = {}

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(
        self,
        sort: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.settles()
        self.server.stop(wait=self.server.home is not None)
        if error is None:
            self.check()

    @property
    def hub(self) -> Hub:
        """The workspace's insides."""
        return self.server.hub

    @property
    def address(self) -> str:
        """Where its page is."""
        return self.hub.base

    @property
    def base_url(self) -> str:
        """What ``WebClient(base_url=…)`` takes."""
        return f"{self.hub.base}/api/"

    @property
    def bot_token(self) -> str:
        """The token the app posts with."""
        return self.hub.tokens.bot

    @property
    def app_token(self) -> str:
        """The token the app connects with."""
        return self.hub.tokens.app

    @property
    def signing_secret(self) -> str:
        """What requests to the app are signed with in HTTP mode."""
        return self.server.signing_secret

    @property
    def clock(self) -> Clock:
        """The workspace's clock: ``advance(days=3)``, ``moves_to(…)``, ``now()``."""
        return self.hub.clock

    @property
    def faults(self) -> Faults:
        """What goes wrong: ``fail("chat.postMessage", "ratelimited", retry_after=2)``."""
        return self.hub.faults

    @property
    def sockets(self) -> Sockets:
        """The app's connections: ``warn()``, ``refresh()``, ``drop()``, ``disable()``."""
        return self.server.sockets

    @property
    def team_id(self) -> str:
        """The workspace's identifier."""
        return self.hub.state.team

    @property
    def bot_user_id(self) -> str:
        """The identifier of the app's own user."""
        return self.hub.bot.id

    @property
    def refused(self) -> list[ApiCall]:
        """Every call that was refused, oldest first, those left out that a fault refused.

        An event that the app took at none of its attempts is among them.
        """
        return list(self.hub.calls.refused)

    def delivers_to(self, deliver: Deliver) -> None:
        """Hand payloads to a function from now on, rather than to Socket Mode connections."""
        self.hub.deliver = deliver

    def calls_at(self, request_url: str) -> None:
        """Deliver by signed HTTP requests to a URL from now on."""
        self.server.calls_at(request_url)

    def person(self, name: str) -> Actor:
        """Return somebody by first name, handle or identifier."""
        person = self.hub.state.person(name)
        if person is None:
            known = ", ".join(each.real_name for each in self.hub.state.people.values())
            raise AssertionError(f"nobody is called {name!r}; there are: {known}")
        made = Actor(self.hub, person.id, patience=self._patience)
        return self._actors.setdefault(person.id, made)

    def channel(self, name: str) -> Room:
        """Return a channel by name or identifier."""
        channel = self.hub.state.channel(name)
        if channel is None:
            known = ", ".join(each.name for each in self.hub.state.channels.values() if each.name)
            raise AssertionError(f"there is no channel {name!r}; there are: {known}")
        return Room(self.hub, channel)

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Return the arguments of every call of a method that went well, oldest first."""
        made = list(self.hub.calls)
        return [call.args for call in made if call.method == method and not call.error]

    def invite(self, name: str, room: Room, *, by: str = "") -> None:
        """Bring somebody, or the app when named ``bot``, into a channel; the app is told."""
        inviter = self.person(by).id if by else ""
        joining.joins(self.hub, self._identifier(name), room.channel, inviter=inviter)

    def remove(self, name: str, room: Room) -> None:
        """Take somebody, or the app when named ``bot``, out of a channel; the app is told."""
        joining.leaves(self.hub, self._identifier(name), room.channel)

    def revokes_token(self) -> None:
        """Refuse the app's token from now on, and tell the app."""
        installation.revokes(self.hub)

    def uninstalls(self) -> None:
        """Take the app out of the workspace, and tell it."""
        installation.uninstalls(self.hub)

    def settles(self) -> None:
        """Wait until what the app's own calls caused was delivered."""
        self.clock.catch_up()
        if self.hub.held is not None:
            events.release(self.hub)
            self.clock.catch_up()

    def waits_for_bot(self, connections: int = 1) -> None:
        """Wait until the app is connected by Socket Mode, or answers the challenge over HTTP."""
        if self.server.signed is not None:
            if not self.server.signed.verified():
                raise AssertionError("the app did not answer the challenge at its request URL")
            return
        deadline = time.monotonic() + self._patience
        changed = self.hub.state.changed
        with changed:
            while self.server.sockets.count < connections:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError("no app connected by Socket Mode")
                changed.wait(left)

    def expects_refusal(self, error: str) -> None:
        """Say that one call will be refused with this error, and should be."""
        self._expected.append(error)

    def _identifier(self, name: str) -> str:
        return self.hub.bot.id if name == "bot" else self.person(name).id

    def check(self) -> None:
        """Fail if something was refused unexpectedly, or an expected refusal did not come."""
        events.release(self.hub)
        left = list(self._expected)
        surprising = []
        for call in self.refused:
            if call.error in left:
                left.remove(call.error)
            else:
                surprising.append(f"{call.method} {call.args} was refused: {call.answer}")
        if surprising:
            raise AssertionError(
                "\n".join(["Slack would refuse this, or give up on it:", *surprising])
            )
        if left:
            raise AssertionError(f"expected refusals that did not come: {', '.join(left)}")
