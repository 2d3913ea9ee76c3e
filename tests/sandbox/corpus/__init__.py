"""Payloads with one defect each, and payloads with none."""

import copy
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SURFACES = ("messages", "dialogs", "homes", "streams")


class Loader(yaml.SafeLoader):
    """YAML with short words for what payloads repeat."""


def _plain(loader, node):
    return {"type": "plain_text", "text": loader.construct_scalar(node)}


def _mrkdwn(loader, node):
    return {"type": "mrkdwn", "text": loader.construct_scalar(node)}


def _option(loader, node):
    value = loader.construct_scalar(node)
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def _characters(loader, node):
    return "x" * int(loader.construct_scalar(node))


def _times(loader, node):
    count, thing = loader.construct_sequence(node, deep=True)
    return [_numbered(thing, n) for n in range(int(count))]


def _numbered(thing, n):
    if isinstance(thing, dict):
        return {name: _numbered(held, n) for name, held in thing.items()}
    if isinstance(thing, list):
        return [_numbered(held, n) for held in thing]
    return thing.replace("#", str(n)) if isinstance(thing, str) else thing


for tag, maker in {
    "!p": _plain,
    "!m": _mrkdwn,
    "!o": _option,
    "!x": _characters,
    "!times": _times,
}.items():
    Loader.add_constructor(tag, maker)


def load(name):
    """Return one file of the corpus."""
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader)


def patched(base, change):
    """Return a copy of a payload with some places set and others dropped."""
    payload = copy.deepcopy(base)
    for pointer, value in change.get("set", {}).items():
        holder, last = _place(payload, pointer)
        if isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    for pointer in change.get("drop", []):
        holder, last = _place(payload, pointer)
        del holder[last]
    return payload


def _place(payload, pointer):
    *above, last = [int(part) if part.isdigit() else part for part in pointer[1:].split("/")]
    for part in above:
        payload = payload[part]
    return payload, last
