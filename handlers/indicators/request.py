"""What can be asked of the indicators, and what is filled into their forms."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.errors import UsageError
from knowledge.indicators.catalog import indicators
from knowledge.indicators.keeping import LEAST, Value
from knowledge.words import _

NUMBER, WHOLE, DAY = "indicators_number", "indicators_whole", "indicators_day"
SOURCE, BASELINE, OWNER = "indicators_source", "indicators_baseline", "indicators_owner"
#: More than anybody counts here.
_MOST = 1_000_000_000
_THOUSANDS = re.compile(r"\d{1,3}([,.  ]\d{3})+")
_DECIMAL = re.compile(r"\d+([.,]\d{1,4})?")


class FieldError(UsageError):
    """A field of a form has to be mended; carries which."""

    def __init__(self, field: str, said: str) -> None:
        self.field = field
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class Spot:
    """Which indicator, from where, and what a press takes back.

    Attributes
    ----------
    inside
        Whether the button stands in the indicators' own dialog, which then changes in place.
    version
        The version of baseline and owner that a form was opened on, or that is taken back.
    day
        The day whose value is taken back, as ISO; "" for none.
    before
        The value that stood there before, as ``number`` or ``number:whole``; "" for none.
    made
        The value that is taken back, so that no later one of that day goes instead.
    """

    key: str
    inside: bool = False
    version: int = 0
    day: str = ""
    before: str = ""
    made: str = ""

    def packed(self) -> str:
        """Return it as a button or form holds it."""
        held = (self.key, int(self.inside), self.version, self.day, self.before, self.made)
        return "/".join(map(str, held))

    @classmethod
    def unpacked(cls, text: str) -> "Spot":
        """Return what a button or form holds."""
        key, inside, version, day, before, made = text.split("/")
        return cls(key, inside == "1", int(version), day, before, made)

    def undoing(self, value: Value, before: Value | None) -> "Spot":
        """Return what takes back a value that took the place of another."""
        taken = _packed(before) if before else ""
        day = value.on.isoformat()
        return Spot(self.key, inside=True, day=day, before=taken, made=_packed(value))

    def stands(self, now: Value | None) -> bool:
        """Say whether the value that is to be taken back still stands."""
        return now is not None and _packed(now) == self.made

    def earlier(self, by: str) -> Value | None:
        """Return the value that stood there before, entered by ``by`` now."""
        if not self.before:
            return None
        number, _colon, whole = self.before.partition(":")
        day = date.fromisoformat(self.day)
        return Value(day, float(number), float(whole) if whole else None, by)


def parse(text: str) -> int:
    """Return the page that is asked for: 0 where nothing is typed.

    Raises
    ------
    UsageError
        When anything is typed.
    """
    if text.strip():
        raise UsageError(_("It is `/coalition indicators`, with nothing after it."))
    return 0


def entered(key: str, state: Mapping[str, Any], *, today: date) -> Value:
    """Return the value that was filled in, without who entered it.

    Raises
    ------
    FieldError
        When a number cannot be read, is more than its whole, or too small to be told; or when
        its day is still to come.
    """
    number = _number(state.get(NUMBER), NUMBER)
    whole = _number(state[WHOLE], WHOLE) if (state.get(WHOLE) or "").strip() else None
    if whole is not None and number > whole:
        raise FieldError(WHOLE, _("It is fewer than the number above: it cannot be the whole."))
    if number < LEAST.get(key, 0):
        raise FieldError(
            NUMBER,
            _(
                "Fewer than {least} could be recognized, so this total is not kept. Leave it out."
            ).format(least=LEAST[key]),
        )
    day = date.fromisoformat(state.get(DAY) or today.isoformat())
    if day > today:
        raise FieldError(DAY, _("This day is still to come. Choose today or a day before."))
    return Value(day, number, whole)


def settled(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return source, baseline and owner as filled in; ``owner`` is a Slack user."""
    return {
        "source": " ".join(str(state.get(SOURCE) or "").split()),
        "baseline": " ".join(str(state.get(BASELINE) or "").split()),
        "owner": state.get(OWNER) or None,
    }


def known(key: str) -> int:
    """Return where an indicator stands among the sixteen, from 0."""
    return [one.key for one in indicators()].index(key)


def _number(said: Any, field: str) -> float:
    """Read a number as people write it: 1200, 1,200, 12.5 or 12,5."""
    text = str(said or "").strip()
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"\D", "", text)
    if not _DECIMAL.fullmatch(text):
        raise FieldError(field, _("Write a number such as 12 or 12.5, without words."))
    found = float(text.replace(",", "."))
    if not math.isfinite(found) or found > _MOST:
        raise FieldError(field, _("This number is too large to be right. Look at it again."))
    return found


def _packed(value: Value) -> str:
    number = float(value.value)
    return f"{number!r}" if value.whole is None else f"{number!r}:{float(value.whole)!r}"
