"""The few words the rules are written in: each makes a rule that yields what is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One thing Slack refuses, and where; ``error`` where it has a name of its own."""

    message: str
    pointer: str = ""
    error: str = ""

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]" if self.pointer else self.message


Faults = Iterator[Fault]
Rule = Callable[[Any, str], Faults]
Rules = Mapping[str, Rule]


def string(most: int = 0, *, least: int = 0, like: str = "") -> Rule:
    """Expect a string of at most so many characters (0: any number), of a form if one is given."""

    def check(given: Any, at: str) -> Faults:
        if not isinstance(given, str):
            yield Fault("must provide a string", at)
        elif len(given) < least:
            yield Fault(f"must be more than {least - 1} characters", at)
        elif most and len(given) > most:
            yield Fault(f"must be less than {most + 1} characters", at)
        elif like and not re.fullmatch(like, given):
            yield Fault(f"failed to match pattern {like}", at)

    return check


def day(given: Any, at: str) -> Faults:
    """Expect a day of the calendar, as in 2026-11-22."""
    form = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    wrong = list(string(like=form)(given, at))
    yield from wrong
    try:
        date.fromisoformat("0001-01-01" if wrong else given)
    except ValueError:
        yield Fault("must be a valid date", at)


def integer(least: int, most: int) -> Rule:
    """Expect a whole number between two others, both included."""

    def check(given: Any, at: str) -> Faults:
        if isinstance(given, bool) or not isinstance(given, int):
            yield Fault("must provide an integer", at)
        elif given < least:
            yield Fault(f"must be greater than or equal to {least}", at)
        elif given > most:
            yield Fault(f"must be less than or equal to {most}", at)

    return check


def number(given: Any, at: str) -> Faults:
    """Expect any number."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        yield Fault("must provide a number", at)


def positive(given: Any, at: str) -> Faults:
    """Expect a number above zero."""
    yield from number(given, at)
    if isinstance(given, int | float) and given <= 0:
        yield Fault("must be greater than 0", at)


def flag(given: Any, at: str) -> Faults:
    """Expect true or false."""
    if not isinstance(given, bool):
        yield Fault("must provide a boolean", at)


def one_of(*allowed: Any) -> Rule:
    """Expect one of a few values."""

    def check(given: Any, at: str) -> Faults:
        if given not in allowed:
            yield Fault("must be a valid enum value", at)

    return check


def several(rule: Rule, least: int = 1, most: int = 0) -> Rule:
    """Expect a list of so many things that each keep a rule."""

    def check(given: Any, at: str) -> Faults:
        if not isinstance(given, list):
            yield Fault("must provide an array", at)
            return
        if len(given) < least:
            yield Fault(f"no fewer than {least} items allowed", at)
        if most and len(given) > most:
            yield Fault(f"no more than {most} items allowed", at)
        for index, each in enumerate(given):
            yield from rule(each, f"{at}/{index}")

    return check


def shape(needs: Rules, may: Rules | None = None, *also: Rule) -> Rule:
    """Expect an object with all of some fields, perhaps some more, and nothing else.

    What ``also`` expects of the fields together is asked once each alone is sound.
    """
    alone = _fields(needs, {**needs, **(may or {})})

    def check(given: Any, at: str) -> Faults:
        if not isinstance(given, dict):
            yield Fault("must provide an object", at)
            return
        wrong = list(alone(given, at))
        yield from wrong
        for rule in () if wrong else also:
            yield from rule(given, at)

    return check


def _fields(needs: Rules, known: Rules) -> Rule:
    def check(given: Any, at: str) -> Faults:
        for name in needs:
            if name not in given:
                yield Fault(f"missing required field: {name}", at)
        for name, held in given.items():
            if name not in known:
                yield Fault(f"invalid additional property: {name}", at)
            else:
                yield from known[name](held, f"{at}/{name}")

    return check


def by_type(kinds: Rules) -> Rule:
    """Expect an object of one of the listed types, keeping that type's rule."""

    def check(given: Any, at: str) -> Faults:
        if not isinstance(given, dict):
            yield Fault("must provide an object", at)
        elif "type" not in given:
            yield Fault("missing required field: type", at)
        elif not isinstance(given["type"], str):
            yield Fault("must provide a string", f"{at}/type")
        elif given["type"] not in kinds:
            yield Fault(f"unsupported type: {given['type']}", f"{at}/type")
        else:
            yield from kinds[given["type"]](given, at)

    return check


def either(*names: str) -> Rule:
    """Expect at least one of some fields."""
    told = " or ".join(f"`{name}`" for name in names)

    def check(given: Any, at: str) -> Faults:
        if not any(name in given for name in names):
            yield Fault(f"must define either {told}", at)

    return check


def exactly_one(*names: str) -> Rule:
    """Expect one of some fields, and not two."""
    told = " or ".join(f"`{name}`" for name in names)

    def check(given: Any, at: str) -> Faults:
        if sum(name in given for name in names) != 1:
            yield Fault(f"must define exactly one of {told}", at)

    return check


def ordered(lower: str, upper: str) -> Rule:
    """Expect one field's number to be no more than another's."""

    def check(given: Any, at: str) -> Faults:
        if lower in given and upper in given and float(given[lower]) > float(given[upper]):
            yield Fault(f"`{lower}` must be less than or equal to `{upper}`", f"{at}/{lower}")

    return check


def among(names: tuple[str, ...], pool: Callable[[Any], list[Any]]) -> Rule:
    """Expect what a field begins with to be among what is offered."""

    def check(given: Any, at: str) -> Faults:
        for name in names:
            begun = given.get(name, [])
            for each in begun if isinstance(begun, list) else [begun]:
                if each not in pool(given):
                    yield Fault(f"`{name}` must exactly match one of the options", f"{at}/{name}")

    return check
