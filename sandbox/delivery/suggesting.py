"""External selects: the app is asked for options, and only what it offered can be chosen."""

from typing import Any

from sandbox.delivery import payloads
from sandbox.delivery.reach import reach
from sandbox.delivery.screen import NotOnScreenError
from sandbox.hub import Hub, Json
from sandbox.limits import objects
from sandbox.limits.grammar import several
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.words import blocks as block_kit

EXTERNAL = frozenset({"external_select", "multi_external_select"})
QUERY = 3
"""How many letters Slack waits for unless ``min_query_length`` says otherwise."""
OPTIONS = several(objects.OPTION, 0, 100)
GROUPS = several(objects.GROUP, 0, 100)
REMEMBERED = 500


def suggests(
    hub: Hub, person: Person, where: Message | View, key: tuple[str, str], query: str
) -> list[Json]:
    """Ask the app what it offers for what somebody wrote; return the options or groups."""
    found = block_kit.find(where.shown, *key)
    if found is None or found[1]["type"] not in EXTERNAL:
        raise NotOnScreenError("That is no longer on the screen.")
    if len(query) < found[1].get("min_query_length", QUERY):
        return []
    payload = payloads.suggestion(hub, person, where, key, query)
    _, answer = reach(hub, person.id, payload)
    offered = _sound(hub, answer or {})
    kept = hub.offers.setdefault(_place(person, where, key), [])
    for each in options(offered):
        if each not in kept:
            kept.append(each)
    while len(hub.offers) > REMEMBERED:
        hub.offers.pop(next(iter(hub.offers)))
    return offered


def options(offered: list[Json]) -> list[Json]:
    """Return the options among what was offered, groups opened."""
    grouped = bool(offered) and "options" in offered[0]
    return block_kit.options({"option_groups" if grouped else "options": offered})


def shown(hub: Hub, person: Person, where: Message | View) -> list[dict[str, Any]]:
    """Return the blocks somebody sees, with what external selects have offered them."""
    blocks = where.shown
    for block, element in block_kit.elements(blocks):
        if element["type"] in EXTERNAL:
            place = _place(person, where, (block["block_id"], element["action_id"]))
            element["options"] = hub.offers.get(place, [])
    return blocks


def _sound(hub: Hub, answer: Json) -> list[Json]:
    grouped = answer.get("option_groups")
    offered = grouped or answer.get("options") or []
    if any((GROUPS if grouped else OPTIONS)(offered, "/options")):
        hub.refuse("block_suggestion", answer, "invalid_options")
        return []
    return list(offered)


def _place(person: Person, where: Message | View, key: tuple[str, str]) -> tuple[str, ...]:
    return (person.id, where.key, *key)
