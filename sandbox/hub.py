"""What one running workspace consists of, handed to whoever needs it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sandbox import names
from sandbox.manifest import Manifest
from sandbox.state.people import Person
from sandbox.state.workspace import State

Json = dict[str, Any]
Deliver = Callable[[str, Json], Json | None]
"""Hand one Socket Mode payload (its kind, then the payload) to the app; return its answer."""


class NotConnectedError(Exception):
    """No app is connected to the workspace."""


class NotAckedError(Exception):
    """The app took the payload and did not acknowledge it in time."""


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

    @property
    def error(self) -> str:
        """The name of Slack's error, empty when it went well."""
        return str(self.answer.get("error", ""))


@dataclass
class Trigger:
    """What lets an app open one dialog for somebody."""

    person: str
    used: bool = False


@dataclass(frozen=True)
class ReplyAddress:
    """Where a ``response_url`` leads."""

    person: str
    channel: str
    thread_ts: str = ""
    message: str = ""


class Hub:
    """The state, the app's manifest and tokens, and the way to reach the app."""

    def __init__(self, state: State, manifest: Manifest, tokens: Tokens) -> None:
        self.state = state
        self.manifest = manifest
        self.tokens = tokens
        self.clock = state.clock
        self.base = ""
        self.file_delay = timedelta(0)
        self.app_id = names.steady("A", manifest.name)
        self.bot = app_user(manifest)
        self.calls: deque[ApiCall] = deque(maxlen=10_000)
        self.triggers: dict[str, Trigger] = {}
        self.replies: dict[str, ReplyAddress] = {}
        self.tickets: set[str] = set()
        self.deliver: Deliver = nobody

    def refuse(self, what: str, sent: Json, error: str) -> None:
        """Remember that something other than a Web API call was refused."""
        self.calls.append(ApiCall(what, sent, {"ok": False, "error": error}))
        self.state.bump("call")

    def trigger(self, person: str) -> str:
        """Issue a trigger for what somebody just did."""
        identifier = names.fresh("").lower()
        self.triggers[identifier] = Trigger(person)
        return identifier

    def reply_address(self, address: ReplyAddress) -> str:
        """Issue a ``response_url``."""
        identifier = names.fresh("")
        self.replies[identifier] = address
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


def nobody(kind: str, payload: Json) -> Json | None:
    """Deliver to no app at all."""
    raise NotConnectedError(f"no app took this {kind} of {len(payload)} fields")
