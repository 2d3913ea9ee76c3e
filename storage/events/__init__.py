"""Events outside the process: who may see one, who is named on it, what is to be done."""

from storage.events.drafts import Draft, answer, begin, draft, drop
from storage.events.reading import NOUN, find, hands, may_see, profiled, values, visible
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
from storage.events.writing import add, change, keep, name_hand, remove_hand

__all__ = [
    "NOUN",
    "Draft",
    "add",
    "answer",
    "assign",
    "begin",
    "change",
    "draft",
    "drop",
    "find",
    "hands",
    "keep",
    "may_see",
    "mine",
    "name_hand",
    "not_applicable",
    "profiled",
    "rebuild",
    "remove_hand",
    "reopen",
    "sign",
    "task",
    "tasks",
    "tick",
    "values",
    "visible",
]
