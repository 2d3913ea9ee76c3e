"""What can be asked of the checklists: typed, pressed, or filled into a form."""

import re
from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from knowledge.errors import UsageError
from knowledge.events import checklists
from knowledge.events.items import Need
from knowledge.events.kinds import EventRole, Phase
from knowledge.sheets import Line
from knowledge.words import _

TEXT, SMALL, WHY, PHASE, ROLE = "item_text", "item_small", "item_why", "item_phase", "item_role"
CRITICAL, SERVES, REASON = "item_critical", "item_serves", "item_reason"
#: The box that is ticked, and the choice of an item that stands for nothing of its own.
YES, NOTHING = "yes", "nothing"
#: The items of a list that somebody should look at again, and those of a type's list alone.
DUE, HERE = "due", "here"
_LINE: TypeAdapter[str] = TypeAdapter(Line)


class FieldError(UsageError):
    """Fields of a form have to be mended; carries what is to be mended, by field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(" ".join(fields.values()))


class Spot(BaseModel):
    """Where in the lists somebody is; what buttons and dialogs carry.

    Attributes
    ----------
    of
        The list, ``core`` or a type of event; "" for all of them.
    only
        ``due`` for what somebody should look at again, ``here`` for a list without every
        event's items, "" for all of it.
    version
        The version of the item that was on the screen, or that a button takes back.
    seen
        The newest version whose changes were shown to somebody who saves again.
    inside
        Whether the button stands in the lists' own dialog, which then changes in place.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = ""
    item: str = ""
    page: int = 0
    only: str = ""
    version: int = 0
    seen: int = 0
    inside: bool = False

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")

    def at(self, **changed: object) -> Self:
        """Return the same with some of it changed."""
        return self.model_copy(update=changed)


def parse(text: str) -> str:
    """Return the list that somebody typed, "" for all of them.

    Raises
    ------
    UsageError
        When there is no such list.
    """
    said = _bare(text)
    if not said:
        return ""
    for one in checklists.names():
        if said in (_bare(one), _bare(checklists.name(one)), f"{_bare(one)}s"):
            return one
    known = ", ".join(f"`{_spaced(one)}`" for one in checklists.names())
    raise UsageError(
        _("There is no such list. After `/event lists` comes one of: {lists}.").format(lists=known)
    )


def filled(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled into the form of an item, as JSON by field.

    What the form did not ask is not in it.

    Raises
    ------
    FieldError
        With what to mend.
    """
    said = {field: " ".join(str(state.get(field) or "").split()) for field in (TEXT, WHY, SMALL)}
    wrong = {field: _mend() for field in (TEXT, WHY) if not _fits(said[field])}
    if said[SMALL] and not _fits(said[SMALL]):
        wrong[SMALL] = _mend()
    if wrong:
        raise FieldError(wrong)
    return typed(state)


def typed(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same as it stands in the form, to be mended or not."""
    said = {field: " ".join(str(state.get(field) or "").split()) for field in (TEXT, WHY, SMALL)}
    wanted: dict[str, Any] = {"text": said[TEXT], "why": said[WHY], "small": said[SMALL] or None}
    if PHASE in state:
        wanted["phase"] = Phase(state[PHASE] or Phase.T7).value
    if ROLE in state:
        wanted["role"] = EventRole(state[ROLE] or EventRole.EVENT_LEAD).value
    if CRITICAL in state:
        wanted["critical"] = YES in (state[CRITICAL] or [])
    if SERVES in state:
        chosen = state[SERVES] or NOTHING
        wanted["serves"] = [] if chosen == NOTHING else [Need(chosen).value]
    return wanted


def reason(state: Mapping[str, Any], *, needed: bool) -> str:
    """Return why an item is retired.

    Raises
    ------
    FieldError
        Where a critical one is, without a reason.
    """
    said = " ".join(str(state.get(REASON) or "").split())
    if needed and not said:
        raise FieldError(
            {REASON: _("It is critical: say in a few words why, so that others can follow.")}
        )
    return said[:200]


def _fits(text: str) -> bool:
    try:
        _LINE.validate_python(text)
    except ValidationError:
        return False
    return True


def _mend() -> str:
    return _("Write one sentence of at most 200 characters.")


def _bare(text: str) -> str:
    return re.sub(r"[^a-z]+", "", text.lower())


def _spaced(of: str) -> str:
    return _("every event") if of == checklists.CORE else of.replace("_", " ")
