"""The lists of items as a coalition has them: its own added, words of its own, some retired.

A list is the core, which every event has, or what a type of event adds to it. What a coalition
changes of the product's item is kept as the fields that differ, so that the rest goes on with
the product; an item of its own is kept whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from knowledge.errors import RefusedError
from knowledge.events import aftermath, titles
from knowledge.events.items import FAMILY, Item, Need, items, items_for
from knowledge.events.kinds import Category, EventRole, EventType
from knowledge.events.sharing import VEILED
from knowledge.words import _

#: The list that every event begins with.
CORE = "core"
#: Never retired, and no other in role, time or weight: the family decides, outreach checks.
PROTECTED = VEILED | frozenset(FAMILY.values())
#: After so long somebody looks at an item again; our own rule.
REVIEWED_FOR = timedelta(days=365)
#: What can be changed of an item, and of a protected one.
CONTENT = ("text", "small", "why", "phase", "role", "critical", "serves")
WORDS = ("text", "small", "why")
#: What no list may lose: medical help and communication, beside
#: the family's or community's voice, an ending and aftercare.
_CATEGORIES = (Category.MEDICAL, Category.COMMUNICATION)
_SOURCES = 4


@dataclass(frozen=True, slots=True)
class Own:
    """What a coalition made of an item of a list.

    Attributes
    ----------
    wording
        The fields in which it differs from the product's, or all of an item of its own.
    """

    list: str
    item: str
    retired: bool
    reason: str
    wording: Mapping[str, Any] | None
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list as a coalition has it.

    Attributes
    ----------
    home
        The list that it stands in, ``core`` or a type.
    product
        The product's own item; None where the coalition wrote it.
    reason
        Why it was retired.
    version
        Of what the coalition made of it, 0 where that is nothing.
    by, at
        Who changed it last, by random id, and when; "" and None where nobody did.
    """

    item: Item
    home: str
    product: Item | None = None
    retired: bool = False
    reason: str = ""
    version: int = 0
    by: str = ""
    at: datetime | None = None

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def own(self) -> bool:
        """Whether the coalition wrote it."""
        return self.product is None

    @property
    def adapted(self) -> bool:
        """Whether it is the product's, with something that the coalition changed."""
        return self.product is not None and any(
            getattr(self.item, field) != getattr(self.product, field) for field in CONTENT
        )

    @property
    def protected(self) -> bool:
        """Whether only its words can be changed."""
        return self.id in PROTECTED

    @property
    def veiled(self) -> bool:
        """Whether it is outreach's, whose words people with law-enforcement duties do not see."""
        return self.id in VEILED

    def due(self, today: date) -> bool:
        """Return whether somebody should look at it again."""
        return not self.retired and self.item.reviewed + REVIEWED_FOR <= today

    def fields(self) -> dict[str, Any]:
        """Return all that an edit can change, as JSON by field."""
        dumped = self.item.model_dump(mode="json", include={*CONTENT, "reviewed"})
        return dumped | {"retired": self.retired, "reason": self.reason}


def name(of: str) -> str:
    """Return what a list is called."""
    if of == EventType.OTHER:
        return _("Other events")
    return _("Every event") if of == CORE else titles.kind(EventType(of))


def names() -> tuple[str, ...]:
    """Return every list: the core, then the types."""
    return (CORE, *(one.value for one in EventType))


def kinds(of: str) -> tuple[EventType, ...]:
    """Return the types of event that a list is for."""
    return tuple(EventType) if of == CORE else (EventType(of),)


def listed(of: str, rows: Iterable[Own]) -> tuple[Listed, ...]:
    """Return a list in its order: the core's items, then a type's, then the coalition's own.

    What a type's list says of an item goes before what the core's says.
    """
    base = items_for(EventType.OTHER if of == CORE else EventType(of))
    core = {one.id for one in items_for(EventType.OTHER)}
    found = {one.id: Listed(one, CORE if one.id in core else of, one) for one in base}
    for row in sorted(rows, key=lambda one: (one.list != CORE, one.item)):
        if row.list not in (CORE, of):
            continue
        made = _made(row, found.get(row.item))
        if made is not None:
            found[row.item] = made
    return tuple(found.values())


def active(found: Iterable[Listed]) -> tuple[Item, ...]:
    """Return the items that a new plan takes from a list."""
    return tuple(one.item for one in found if not one.retired)


def by_id(found: Iterable[Listed]) -> dict[str, Item]:
    """Return every item of a list by its id, the retired ones too."""
    return {one.id: one.item for one in found}


def worded(product: Item | None, item: str, after: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what is kept of an item that was changed; None where it is the product's again.

    Parameters
    ----------
    after
        All its fields, as :meth:`Listed.fields` gives them.
    """
    content = {field: after[field] for field in CONTENT}
    if product is None:
        category = aftermath.category(EventRole(after["role"])).value
        whole = {"id": item, "category": category, "sources": ["own"], **content}
        return whole | {"reviewed": after["reviewed"]}
    theirs = product.model_dump(mode="json")
    kept = {field: value for field, value in content.items() if value != theirs[field]}
    if kept:
        kept["sources"] = [*theirs["sources"], "own"][-_SOURCES:]
    if after["reviewed"] != theirs["reviewed"]:
        kept["reviewed"] = after["reviewed"]
    return kept or None


def sane(listed: Listed, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be changed of an item: of a protected one its words alone.

    What an item stands for is the product's to say, but of the coalition's own.
    """
    fixed: set[str] = set() if listed.own else {"serves"}
    if listed.protected:
        fixed = set(CONTENT) - set(WORDS)
    return {field: value for field, value in wanted.items() if field not in fixed}


def check(before: Listed, after: Listed, lists: Mapping[EventType, Sequence[Listed]]) -> None:
    """Let a change of an item pass that leaves every type what none may be without.

    Parameters
    ----------
    lists
        Of every type of event that the item is for, as they are after the change.

    Raises
    ------
    RefusedError
        With what to do instead.
    """
    if after.retired and not before.retired and after.protected:
        raise RefusedError(
            _(
                "{item} stays on the list: with it the family decides, or outreach checks for a "
                "conflict. You can change its words."
            ).format(item=after.id)
        )
    for kind, found in lists.items():
        lost = missing(active(found))
        if lost:
            raise RefusedError(
                _(
                    "“{kind}” would then have no item for: {what}. Change the words of {item} "
                    "instead, or first add an item for that."
                ).format(kind=titles.kind(kind), what=", ".join(lost), item=after.id)
            )


def missing(found: Iterable[Item]) -> tuple[str, ...]:
    """Return in words what a list of items lacks that none may be without."""
    there = tuple(found)
    categories = {one.category for one in there}
    served = {need for one in there for need in one.serves}
    said = {Category.MEDICAL: _("medical help"), Category.COMMUNICATION: _("communication")}
    lost = [said[one] for one in _CATEGORIES if one not in categories]
    return (*lost, *(need_name(one) for one in Need if one not in served))


def need_name(need: Need) -> str:
    """Return what an item stands for that none may be without."""
    return {
        Need.VOICE: _("the family’s or community’s voice"),
        Need.ENDING: _("how it ends"),
        Need.AFTERCARE: _("care afterwards"),
    }[need]


def product(item: str) -> Item | None:
    """Return the product's own item of an id, if there is one."""
    return items().get(item)


def _made(row: Own, before: Listed | None) -> Listed | None:
    theirs = product(row.item)
    if row.wording is not None:
        whole = theirs.model_dump(mode="json") if theirs else {}
        item = Item.model_validate({**whole, **row.wording})
    elif theirs is not None:
        item = before.item if before else theirs
    else:
        return None
    return Listed(item, row.list, theirs, row.retired, row.reason, row.version, row.by, row.at)
