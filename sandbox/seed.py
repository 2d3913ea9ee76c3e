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
    for each in plan["channels"]:
        _channel(state, each, [person.id for person in people], bot)
    for person in people:
        state.direct(person.id, bot.id)
    opening = state.channel(plan.get("opens_on") or plan["channels"][0]["name"])
    state.opens_on = opening.id if opening else ""
    if new:
        for each in plan.get("messages", []):
            _message(state, each)


def _person(raw: dict[str, Any]) -> Person:
    person = Person(steady("U", raw["name"]), raw["name"], raw["real_name"])
    for name in ("title", "tz", "locale", "colour"):
        setattr(person, name, raw.get(name, getattr(person, name)))
    person.is_owner = raw.get("owner", False)
    person.is_admin = raw.get("admin", person.is_owner)
    return person


def _channel(state: State, raw: dict[str, Any], everyone: list[str], bot: Person) -> None:
    identifier = steady("C", raw["name"])
    listed = raw.get("members", "everyone")
    members = everyone if listed == "everyone" else [steady("U", name) for name in listed]
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
    state.keep(Message(channel, state.clock.timestamp(), steady("U", raw["from"]), raw["text"]))
