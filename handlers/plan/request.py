"""What can be asked of the plan: typed, pressed, or filled into its form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.errors import UsageError
from knowledge.plan.entry import Level
from knowledge.words import _

#: The fields of the form, by what they fill.
BLOCKS = {
    "text": "plan_text",
    "owner": "plan_owner",
    "start": "plan_start",
    "due": "plan_due",
    "place": "plan_place",
    "service": "plan_service",
    "indicator": "plan_indicator",
    "baseline": "plan_baseline",
    "target": "plan_target",
}
#: What the form asks at each level.
ASKED: dict[Level, tuple[str, ...]] = {
    Level.GOAL: ("text", "due", "owner"),
    Level.CAUSE: ("text",),
    Level.STRATEGY: ("text", "due", "owner"),
    Level.ACTION: ("text", "owner", "due", "place", "service", "start"),
    Level.INDICATOR: ("text", "indicator", "baseline", "target", "owner", "due"),
}
#: Fields that hold a text where nothing was said; the others hold nothing.
_TEXTS = frozenset({"text", "place", "service", "indicator", "baseline", "target"})
#: Signs that make what follows run the other way; letters of such scripts need none of them.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Wish(StrEnum):
    """What somebody types after the command."""

    SHOW = ""
    PRINT = "print"
    TEXT = "text"
    PLACES = "places"
    ADD = "add"


class FieldError(UsageError):
    """A field of the form has to be mended; carries which."""

    def __init__(self, field: str, said: str) -> None:
        self.field = BLOCKS[field]
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the plan somebody is.

    Attributes
    ----------
    entry
        The line; 0 for the whole plan.
    inside
        Whether the button stands in the plan's own dialog, which then changes in place.
    """

    entry: int = 0
    page: int = 0
    inside: bool = False
    version: int = 0

    def packed(self) -> str:
        """Return it as a button holds it."""
        return f"{self.entry}/{self.page}/{int(self.inside)}/{self.version}"

    @classmethod
    def unpacked(cls, text: str) -> "Spot":
        """Return what a button holds."""
        entry, page, inside, version = (int(part) for part in text.split("/"))
        return cls(entry, page, bool(inside), version)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is for: a new line at a level, or a line as it was at a version.

    Attributes
    ----------
    entry
        The line; 0 for a new one.
    text
        What stands in a new line's form from the start.
    """

    level: Level
    parent: int | None = None
    entry: int = 0
    version: int = 0
    inside: bool = False
    text: str = ""

    def packed(self) -> str:
        """Return it as a button or the form holds it."""
        kept = [self.level, self.parent, self.entry, self.version, int(self.inside), self.text]
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def unpacked(cls, text: str) -> "Opened":
        """Return what a button or the form holds."""
        level, parent, entry, version, inside, said = json.loads(text)
        return cls(Level(level), parent, entry, version, bool(inside), said)


def parse(text: str) -> tuple[Wish, str]:
    """Return what is asked, and the goal that is to be added.

    Raises
    ------
    UsageError
        When it is none of what can be asked.
    """
    first, _space, rest = text.strip().partition(" ")
    try:
        wish = Wish(first.lower())
    except ValueError:
        wish = None
    if wish is None or (rest.strip() and wish is not Wish.ADD):
        raise UsageError(
            _(
                "I know `/coalition plan`, and after it `add` with a goal, `places`, `print` or "
                "`text`."
            )
        )
    if wish is Wish.ADD and not rest.strip():
        raise UsageError(
            _("Say the goal after it: `/coalition plan add By 2028 nobody is shot at our parks`.")
        )
    return wish, rest.strip()


def filled(state: Mapping[str, Any], level: Level) -> dict[str, Any]:
    """Return what was filled into a level's form, by field; ``owner`` is a Slack user.

    Raises
    ------
    FieldError
        When a line says nothing, or is due before it starts.
    """
    found: dict[str, Any] = {}
    for field in ASKED[level]:
        value = state.get(BLOCKS[field]) or None
        found[field] = _said(value) if field in _TEXTS else value
    if not found["text"]:
        raise FieldError("text", _("Say in one sentence what this is."))
    start, due = found.get("start"), found.get("due")
    if start and due and due < start:
        raise FieldError("due", _("It is due before it starts: change one of the two days."))
    return found


def _said(value: Any) -> str:
    """Return what somebody wrote, on one line and without signs that turn text around."""
    return " ".join(str(value or "").translate(_TURNING).split())
