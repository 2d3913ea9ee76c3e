"""The indicators' own dialog: one at a time, and its two forms."""

from collections.abc import Mapping
from typing import Any

from handlers.blocks import (
    Block,
    actions,
    button,
    choice,
    context,
    day,
    dialog,
    entry,
    escape,
    mention,
    section,
    someone,
)
from handlers.indicators import message
from handlers.indicators.request import (
    BASELINE,
    DAY,
    NUMBER,
    OWNER,
    SOURCE,
    WHOLE,
    Spot,
    known,
)
from handlers.indicators.service import Row, Sheet
from knowledge.words import _

ENTERED, SETTLED = "indicators.entered", "indicators.settled"
_SHORT, _DIGITS = 200, 20


def shown(sheet: Sheet, key: str, *, note: str = "", undo: Spot | None = None) -> Block:
    """Return the dialog with one indicator.

    Parameters
    ----------
    undo
        What takes back the value or the edit that was just made.
    """
    row = sheet.row(key)
    blocks = [
        *([section(note)] if note else []),
        *message.about(sheet, row),
        *_row(_may(sheet, row, undo)),
        actions(*_around(sheet, key)),
    ]
    return dialog(_("How we will know"), blocks, close=_("Close"))


def entering(sheet: Sheet, spot: Spot) -> Block:
    """Return the form of a value."""
    row = sheet.row(spot.key)
    blocks = [
        *_back(spot),
        section(f"*{_(row.indicator.name)}*\n{_(row.indicator.how)}"),
        choice(_("How many"), entry(most=_DIGITS), block=NUMBER),
        choice(
            _("Of how many"),
            entry(most=_DIGITS),
            block=WHOLE,
            optional=True,
            hint=_("Only where it is a part of something, such as 12 of 40."),
        ),
        choice(_("Up to which day"), day(sheet.today), block=DAY),
    ]
    return _form(ENTERED, _("Enter a value"), blocks, spot)


def settling(
    sheet: Sheet, spot: Spot, *, meanwhile: str = "", own: Mapping[str, Any] | None = None
) -> Block:
    """Return the form of baseline, owner and source, as they stand or as somebody filled it in.

    Parameters
    ----------
    meanwhile
        What others changed since the form was opened, with markup.
    """
    row = sheet.row(spot.key)
    kept = own if own is not None else _kept(sheet, row)
    blocks = [
        *([section(meanwhile)] if meanwhile else []),
        *_back(spot),
        section(f"*{_(row.indicator.name)}*"),
        choice(
            _("Baseline"),
            entry(kept["baseline"], most=_SHORT),
            block=BASELINE,
            optional=True,
            hint=_("A count with its period, such as 212 people shot in 2025."),
        ),
        choice(_("Who keeps it"), someone(kept["owner"] or ""), block=OWNER, optional=True),
        choice(
            _("Where its numbers come from here"),
            entry(kept["source"], most=_SHORT, hint=_(row.indicator.data)),
            block=SOURCE,
            optional=True,
        ),
    ]
    again = Spot(spot.key, spot.inside, row.kept.version)
    return _form(SETTLED, _("Baseline and owner"), blocks, again)


def changed(sheet: Sheet, theirs: Mapping[str, Any], by: str) -> str:
    """Say what somebody else changed while the form was open, a line each."""
    said = [
        _("{who} changed this while you had it open. Yours is not saved yet.").format(who=by),
        *(
            _("{field}, now: {value}").format(field=_label(field), value=_value(sheet, field, now))
            for field, now in theirs.items()
        ),
        _("What you wrote still stands below. Save again to put yours in its place."),
    ]
    return "\n".join(said)


def _form(name: str, title: str, blocks: list[Block], spot: Spot) -> Block:
    return dialog(
        title, blocks, name=name, submit=_("Save"), close=_("Not now"), data=spot.packed()
    )


def _back(spot: Spot) -> list[Block]:
    if not spot.inside:
        return []
    value = Spot(spot.key, inside=True).packed()
    return [actions(button(_("Back"), action=message.OPEN, value=value))]


def _row(buttons: list[Block]) -> list[Block]:
    return [actions(*buttons)] if buttons else [context(_("Who keeps it enters its values."))]


def _may(sheet: Sheet, row: Row, undo: Spot | None) -> list[Block]:
    value = Spot(row.indicator.key, inside=True).packed()
    made = []
    if sheet.may_enter(row):
        made.append(button(_("Enter a value"), action=message.ENTER, value=value, primary=True))
    if undo:
        made.append(button(_("Undo"), action=message.UNDO, value=undo.packed()))
    if sheet.manages:
        made.append(button(_("Baseline and owner"), action=message.EDIT, value=value))
    return made


def _around(sheet: Sheet, key: str) -> list[Block]:
    """Return the ways to the indicator before and the one after."""
    at = known(key)
    ways = [(at - 1, _("Before")), (at + 1, _("Next"))]
    return [
        button(
            said,
            action=f"{message.OPEN}:{to}",
            value=Spot(sheet.rows[to].indicator.key, inside=True).packed(),
        )
        for to, said in ways
        if 0 <= to < len(sheet.rows)
    ]


def _kept(sheet: Sheet, row: Row) -> dict[str, Any]:
    kept = row.kept
    owner = sheet.users.get(kept.owner or "", "")
    return {"baseline": kept.baseline, "source": kept.source, "owner": owner}


def _label(field: str) -> str:
    return {
        "baseline": _("Baseline"),
        "owner": _("Who keeps it"),
        "source": _("Where its numbers come from here"),
    }[field]


def _value(sheet: Sheet, field: str, value: Any) -> str:
    if not value:
        return _("nothing")
    return mention(sheet.users, value) if field == "owner" else escape(str(value))
