"""What a coalition settled for an indicator, and the values that people entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.indicators.catalog import Indicator
from knowledge.indicators.measures import warning
from knowledge.windows import spell
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an indicator began, where its numbers come from, and who keeps it.

    Attributes
    ----------
    source
        Where its numbers come from here; "" for what the sheet says.
    baseline
        As people wrote it.
    owner
        The random id of the person who keeps it; None while nobody does.
    """

    key: str
    source: str = ""
    baseline: str = ""
    owner: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody entered for one day: a number, and of how many where it is a part."""

    on: date
    value: float
    whole: float | None = None
    by: str = ""


def said(value: Value) -> str:
    """Say a value: "12", "12 of 40", with its day."""
    number = (
        _("{part} of {whole}").format(part=_number(value.value), whole=_number(value.whole))
        if value.whole is not None
        else _number(value.value)
    )
    return _("{number} on {day}").format(number=number, day=spell(value.on))


def caution(value: Value) -> str:
    """Return what to say beside a value that rests on fewer than 10; "" beside another (K17)."""
    return warning(int(value.value if value.whole is None else value.whole))


def history(values: Sequence[Value]) -> str:
    """Say the last values in words, the newest first; "" with fewer than two.

    Of two numbers only which is higher is said: whether that means something is for people.
    """
    if len(values) < 2:
        return ""
    newest, before = values[0], values[1]
    earlier = ", ".join(said(one) for one in values[1:])
    if newest.whole is not None or before.whole is not None:
        return _("Before: {earlier}.").format(earlier=earlier)
    way = (
        _("Higher than before")
        if newest.value > before.value
        else _("Lower than before")
        if newest.value < before.value
        else _("The same as before")
    )
    return _("{way}: {earlier}.").format(way=way, earlier=earlier)


#: Programs tell how many were injured again only from here on: fewer could be recognized (T08).
LEAST = {"reinjury": 11}
_OUTREACH = "outreach counts"


def of_outreach(indicator: Indicator) -> bool:
    """Return whether an indicator's numbers come from outreach, so that the one-way rule holds."""
    return indicator.data == _OUTREACH


def _number(value: float) -> str:
    """Write a number without the zeros after its point: 1,200 and 12.5."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")
