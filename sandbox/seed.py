"""Who and what a workspace begins with, from a YAML file."""

from pathlib import Path
from typing import Any

import yaml

from sandbox.names import steady
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.workspace import State

SAMPLE = Path(__file__).with_name("sample.yaml")


def sow(state: State, path: Path, bot: Person) -> None:
    """Bring people, channels and first messages in; what an earlier run kept stays."""
    plan: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    state.team_name = plan["team"]
    new = not state.channels
    people = [_person(each) for each in plan["people"]]
    for each in [*people, bot]:
        kept = state.people.get(each.id)
        each.read = kept.read if kept else {}
        state.keep(each)
    everyone = [person.id for person in people if not (person.is_restricted or person.is_stranger)]
    for each in plan["channels"]:
        _channel(state, each, everyone, bot)
    for person in people:
        state.direct(person.id, bot.id)
    opening = state.channel(plan.get("opens_on") or plan["channels"][0]["name"])
    state.opens_on = opening.id if opening else ""
    if new:
        for each in plan.get("messages", []):
            _message(state, each)


def _person(raw: dict[str, Any]) -> Person:
    person = Person(_identifier(raw["name"]), raw["name"], raw["real_name"])
    for name in ("title", "tz", "locale", "colour"):
        setattr(person, name, raw.get(name, getattr(person, name)))
    person.is_owner = raw.get("owner", False)
    person.is_admin = raw.get("admin", person.is_owner)
    person.is_restricted = "guest" in raw
    person.is_ultra_restricted = raw.get("guest") == "single"
    person.is_stranger = raw.get("stranger", False)
    return person


def _identifier(name: str) -> str:
    """Return the identifier of somebody with that handle, which a reader can tell: U0ANA."""
    return f"U0{name.upper()}"


def _channel(state: State, raw: dict[str, Any], everyone: list[str], bot: Person) -> None:
    identifier = steady("C", raw["name"])
    listed = raw.get("members", "everyone")
    members = everyone if listed == "everyone" else [_identifier(name) for name in listed]
    kept = state.channels.get(identifier)
    joined = kept.members if kept else members + ([bot.id] if raw.get("bot") else [])
    channel = Channel(
        identifier,
        raw["name"],
        "private" if raw.get("private") else "channel",
        members=list(joined),
        topic=raw.get("topic", ""),
        welcome=raw.get("welcome", ""),
        suggestions=raw.get("suggestions", []),
    )
    state.keep(channel)


def _message(state: State, raw: dict[str, Any]) -> None:
    channel = steady("C", raw["in"])
    state.keep(Message(channel, state.clock.timestamp(), _identifier(raw["from"]), raw["text"]))
