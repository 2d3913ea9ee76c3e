"""Events outside the process: who may see one, who is named on it, what is to be done."""

from storage.events.drafts import Draft, answer, begin, draft, drop
from storage.events.reading import (
    NOUN,
    find,
    hands,
    held,
    may_see,
    profiled,
    values,
    visible,
)
from storage.events.sites import Site, cell_at, site
from storage.events.tasks import (
    assign,
    mine,
    not_applicable,
    rebuild,
    reopen,
    sign,
    task,
    tasks,
    tick,
)
from storage.events.templates import items, known
from storage.events.writing import add, change, edit, keep, lock, name_hand, remove_hand

__all__ = [
    "NOUN",
    "Draft",
    "Site",
    "add",
    "answer",
    "assign",
    "begin",
    "cell_at",
    "change",
    "draft",
    "drop",
    "edit",
    "find",
    "hands",
    "held",
    "items",
    "keep",
    "known",
    "lock",
    "may_see",
    "mine",
    "name_hand",
    "not_applicable",
    "profiled",
    "rebuild",
    "remove_hand",
    "reopen",
    "sign",
    "site",
    "task",
    "tasks",
    "tick",
    "values",
    "visible",
]
