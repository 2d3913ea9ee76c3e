"""The reviewed lists of what an event needs: one that every event has, and one for each type."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator

from knowledge import sheets
from knowledge import sources as publications
from knowledge.events import conditions
from knowledge.events.kinds import Category, EventRole, EventType, Phase
from knowledge.sheets import Declared, Line, Source
from knowledge.words import _

_PACKAGE = "knowledge.events"
_CORE = "core"
#: The item by which the family says yes, where people mourn: its liaison alone ticks it.
FAMILY: Mapping[EventType, str] = {EventType.VIGIL: "V01", EventType.FUNERAL: "F01"}

#: The product's own items have three signs; a coalition numbers its own on.
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}\d{2,4}$")]
#: ``practice``: usual practice, for which no source was found; ``own``: a coalition's own item.
From = Source | Literal["practice", "own"]


class Need(StrEnum):
    """What no plan may be without, beside the categories ``medical`` and ``communication``."""

    VOICE = "voice"
    ENDING = "ending"
    AFTERCARE = "aftercare"


class Item(Declared):
    """One thing to do: when, by whom, why, where that comes from, and for which events.

    Attributes
    ----------
    small
        What three people can do of it, where a small plan asks for less; None for ``text``.
    applies_if
        A condition (see ``conditions``); "" where it always applies.
    """

    id: ItemId
    phase: Phase
    category: Category
    role: EventRole
    text: Line
    small: Line | None = None
    why: Line
    sources: tuple[From, ...] = Field(min_length=1)
    critical: bool = False
    applies_if: str = ""
    serves: tuple[Need, ...] = ()
    reviewed: date

    @field_validator("applies_if")
    @classmethod
    def _readable(cls, condition: str) -> str:
        conditions.parsed(condition)
        return condition

    def told(self, *, small: bool = False) -> str:
        """Return what to do, for a plan that is small or not."""
        return (small and self.small) or self.text

    def cited(self) -> str:
        """Say where it comes from."""
        return "; ".join(_named(one) for one in self.sources)


class Template(Declared):
    """The list of one type: its name, what to know of it, and its items in order.

    Attributes
    ----------
    first
        The ids of the ten things that three people can do, in order.
    gives_way
        The one of them whose place crowd managers take, where a crowd comes soon.
    """

    type: str
    name: Line
    note: Line
    first: tuple[ItemId, ...] = Field(min_length=1, max_length=10)
    gives_way: ItemId
    items: tuple[Item, ...] = Field(min_length=1)


def template(kind: EventType) -> Template:
    """Return the list of a type as it adds to the core; ``other`` has the core's own."""
    return _template(_CORE if kind is EventType.OTHER else kind.value)


@cache
def items_for(kind: EventType) -> tuple[Item, ...]:
    """Return every item of a type: the core, then its own, which replaces the core's by id."""
    core = _template(_CORE).items
    return core if kind is EventType.OTHER else adapted(core, _template(kind.value).items)


@cache
def items() -> dict[str, Item]:
    """Return every item of the product by its id."""
    found = [_template(_CORE).items, *(template(kind).items for kind in EventType)]
    return {item.id: item for some in found for item in some}


def adapted(
    base: Iterable[Item], own: Iterable[Item], retired: Collection[str] = ()
) -> tuple[Item, ...]:
    """Return a list with a coalition's own items added or in place of others, less the retired."""
    merged = {item.id: item for item in base} | {item.id: item for item in own}
    return tuple(item for item in merged.values() if item.id not in retired)


def _named(source: str) -> str:
    if source == "practice":
        return _("usual practice; no publication was found")
    return _("this coalition’s own") if source == "own" else publications.said(source)


@cache
def _template(name: str) -> Template:
    declared: dict[str, Any] = sheets.read(_PACKAGE, "templates", f"{name}.yaml")
    reviewed = declared.pop("reviewed")
    listed = [{"reviewed": reviewed, **one} for one in declared.pop("items")]
    return Template.model_validate({**declared, "items": listed})
