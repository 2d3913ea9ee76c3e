"""What one running workspace consists of, handed to whoever needs it."""

import time
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sandbox import names
from sandbox.faults import Faults
from sandbox.manifest import Manifest
from sandbox.state.people import Person
from sandbox.state.workspace import State

Json = dict[str, Any]

TRIGGER_LIFE = timedelta(seconds=3)
ADDRESS_LIFE = timedelta(minutes=30)
ADDRESS_USES = 5
REMEMBERED = 2_000
"""How many triggers are known after they were used or ran out."""


@dataclass(frozen=True)
class Retry:
    """Which attempt this is after the first, and why there is one."""

    number: int
    reason: str


class Deliver(Protocol):
    """Hand one payload to the app and return its answer.

    The kind is Socket Mode's: ``slash_commands``, ``interactive`` or ``events_api``. Only the
    attempts after the first say which they are.
    """

    def __call__(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Json | None:
        """Return what the app answered, once it acknowledged."""


class NotConnectedError(Exception):
    """No app is connected to the workspace."""


class NotAckedError(Exception):
    """The app took the payload and did not acknowledge it in time, or not well."""

    def __init__(self, kind: str, reason: str = "http_timeout", *, final: bool = False) -> None:
        super().__init__(f"{kind}: {reason}")
        self.reason = reason
        self.final = final


@dataclass(frozen=True)
class Tokens:
    """The two tokens an app connects with."""

    bot: str
    app: str

    @classmethod
    def fresh(cls) -> "Tokens":
        """Return tokens that nobody had before."""
        return cls(names.fresh("xoxb-sandbox-"), names.fresh("xapp-sandbox-"))


@dataclass(frozen=True)
class ApiCall:
    """One call of the Web API, as it came and as it was answered."""

    method: str
    args: Json
    answer: Json
    injected: bool = False

    @property
    def error(self) -> str:
        """The name of Slack's error, empty when it went well."""
        return str(self.answer.get("error", ""))


class Calls(deque[ApiCall]):
    """The last calls; one that was refused is remembered for good."""

    def __init__(self) -> None:
        super().__init__(maxlen=10_000)
        self.refused: list[ApiCall] = []

    def append(self, call: ApiCall, /) -> None:
        """Remember a call."""
        super().append(call)
        if call.error and not call.injected:
            self.refused.append(call)


@dataclass(frozen=True)
class Delivery:
    """One payload handed to the app, what became of it, and how long that took."""

    kind: str
    payload: Json
    answer: Json | None
    error: str
    seconds: float

    @property
    def about(self) -> str:
        """What the payload says: the command, the event, or the sort of interaction."""
        body = self.payload
        return str(body.get("command") or body.get("event", body).get("type") or self.kind)


@dataclass
class Trigger:
    """What lets an app open one dialog for somebody."""

    person: str
    expires: datetime
    used: bool = False

    def fault(self, now: datetime) -> str:
        """Return Slack's name for why it cannot be used any more, empty when it can."""
        if self.used:
            return "exchanged_trigger_id"
        return "expired_trigger_id" if now > self.expires else ""


@dataclass
class ReplyAddress:
    """Where a ``response_url`` leads, until when, and how often it was used."""

    person: str
    channel: str
    thread_ts: str = ""
    message: str = ""
    expires: datetime | None = None
    uses: int = 0

    def fault(self, now: datetime) -> str:
        """Return Slack's name for why it cannot be used any more, empty when it can."""
        if self.expires is None or now > self.expires:
            return "expired_url"
        return "used_url" if self.uses >= ADDRESS_USES else ""


class Hub:
    """The state, the app's manifest and tokens, and the way to reach the app."""

    def __init__(self, state: State, manifest: Manifest, tokens: Tokens) -> None:
        self.state = state
        self.manifest = manifest
        self.tokens = tokens
        self.clock = state.clock
        self.faults = Faults()
        self.base = ""
        self.file_delay = timedelta(0)
        self.app_id = names.steady("A", manifest.name)
        self.bot = app_user(manifest)
        self.calls = Calls()
        self.triggers: dict[str, Trigger] = {}
        self.replies: dict[str, ReplyAddress] = {}
        self.tickets: set[str] = set()
        self.held: Json | None = None
        self.offers: dict[tuple[str, ...], list[Json]] = {}
        self.deliveries: deque[Delivery] = deque(maxlen=500)
        self._door: Deliver = nobody

    @property
    def deliver(self) -> Deliver:
        """How payloads reach the app; each is remembered with what became of it."""
        return self._hand_over

    @deliver.setter
    def deliver(self, door: Deliver) -> None:
        self._door = door

    def _hand_over(self, kind: str, payload: Json, **more: Any) -> Json | None:
        began, answer, error = time.monotonic(), None, ""
        try:
            answer = self._door(kind, payload, **more)
        except (NotConnectedError, NotAckedError) as failure:
            error = getattr(failure, "reason", "nobody connected")
            raise
        finally:
            took = time.monotonic() - began
            with self.state.changed:
                self.deliveries.append(Delivery(kind, payload, answer, error, took))
                self.state.bump("delivery")
        return answer

    def refuse(self, what: str, sent: Json, error: str) -> None:
        """Remember that something other than a Web API call was refused."""
        self.take_note(ApiCall(what, sent, {"ok": False, "error": error}))

    def take_note(self, call: ApiCall) -> None:
        """Remember a call."""
        with self.state.changed:
            self.calls.append(call)
            self.state.bump("call")

    def trigger(self, person: str) -> str:
        """Issue a trigger for what somebody just did."""
        identifier, life = names.fresh("").lower(), TRIGGER_LIFE
        if self.faults.spend("expire_triggers"):
            life = timedelta(seconds=-1)
        self.triggers[identifier] = Trigger(person, self.clock.now() + life)
        _forget_first(self.triggers)
        return identifier

    def reply_address(self, address: ReplyAddress) -> str:
        """Issue a ``response_url``."""
        identifier = names.fresh("")
        address.expires = self.clock.now() + ADDRESS_LIFE
        self.replies[identifier] = address
        _forget_first(self.replies)
        return f"{self.base}/respond/{identifier}"

    def usable(self, file: str) -> bool:
        """Return whether a file exists and can be shown."""
        kept = self.state.files.get(file)
        return kept is not None and kept.usable(self.clock.now(), self.file_delay)


def app_user(manifest: Manifest) -> Person:
    """Return the user that an app posts as."""
    slug = "".join(letter for letter in manifest.name.lower() if letter.isalnum() or letter in "-_")
    return Person(
        id=names.steady("U", f"bot {manifest.name}"),
        name=slug or "app",
        real_name=manifest.name,
        title=manifest.description,
        colour="#2b3a4a",
        bot_id=names.steady("B", manifest.name),
    )


def nobody(kind: str, payload: Json, *, retry: Retry | None = None) -> Json | None:
    """Deliver to no app at all."""
    del retry
    raise NotConnectedError(f"no app took this {kind} of {len(payload)} fields")


def _forget_first(kept: dict[str, Any]) -> None:
    while len(kept) > REMEMBERED:
        kept.pop(next(iter(kept)), None)
