"""The indicators as a message: a line each, and a button that opens it."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    escape,
    header,
    mention,
    section,
)
from handlers.indicators.request import Spot
from handlers.indicators.service import Row, Sheet
from knowledge.indicators.catalog import Type
from knowledge.indicators.keeping import caution, history, said
from knowledge.sources import said as cited
from knowledge.words import _, ngettext

OPEN, PAGE, UNDO = "indicators.open", "indicators.page", "indicators.undo"
ENTER, EDIT = "indicators.enter", "indicators.edit"
#: How many stand in one message.
MOST = 8


def listing(sheet: Sheet, page: int = 0) -> Message:
    """Return some of the sixteen, a line or two each."""
    title = _("How we will know")
    shown = sheet.rows[page * MOST : (page + 1) * MOST]
    blocks = [
        header(title),
        *([section(lead(sheet))] if page == 0 else []),
        *(section(short(sheet, one), beside=_open(one)) for one in shown),
        *_more(sheet, page),
    ]
    plain = [title, lead(sheet), *(_(one.indicator.name) for one in shown)]
    return Message("\n".join(plain), blocks)


def lead(sheet: Sheet) -> str:
    """Say how many of the sixteen have what they need."""
    ready = sum(bool(one.kept.baseline and one.kept.owner) for one in sheet.rows)
    return _(
        "{ready} of {whole} have a baseline and somebody who keeps them. Each is a count with its "
        "period; shootings lag and are noisy, so look at both kinds."
    ).format(ready=ready, whole=len(sheet.rows))


def short(sheet: Sheet, row: Row) -> str:
    """Say an indicator in two or three lines."""
    latest = row.computed[0].said if row.computed else ""
    if not latest and row.values:
        latest = said(row.values[0])
    lines = [
        f"*{_(row.indicator.name)}*",
        latest or (withheld() if row.withheld else _("No value yet.")),
        _kept_by(sheet, row),
    ]
    return "\n".join(line for line in lines if line)


def about(sheet: Sheet, row: Row) -> list[Block]:
    """Return everything that is known of an indicator."""
    one = row.indicator
    what = [
        f"*{_(one.name)}*",
        f"{kind(one.type)} · {_(one.rhythm)}",
        _(one.how),
        _("Numbers from: {source}").format(source=escape(row.kept.source) or _(one.data)),
        _("Source: {titles}").format(titles=escape("; ".join(map(cited, one.sources)))),
    ]
    kept = [
        _("Baseline: {value}").format(value=escape(row.kept.baseline) or _("not set yet"))
        if not row.withheld
        else "",
        _kept_by(sheet, row),
    ]
    return [
        section("\n".join(what)),
        section("\n".join(line for line in kept if line)),
        *_computed(row),
        *_entered(sheet, row),
        *([section(withheld())] if row.withheld else []),
    ]


def kind(of: Type) -> str:
    """Say what an indicator tells."""
    return {
        Type.LAGGING: _("Lagging: tells late"),
        Type.LEADING: _("Leading: tells early"),
        Type.PROCESS: _("Process: what we do"),
        Type.CLIMATE: _("Climate: how people feel"),
        Type.WORKFORCE: _("Workforce: those who do it"),
        Type.EQUITY: _("Equity: who is reached"),
    }[of]


def withheld() -> str:
    """Say why numbers of outreach are not shown."""
    return _("Outreach information stays with outreach, so its numbers are not shown here.")


def _computed(row: Row) -> list[Block]:
    if not row.computed:
        return []
    lines = [f"• {one.said}" for one in row.computed]
    sources = "; ".join(dict.fromkeys(one.source for one in row.computed))
    cautions = dict.fromkeys(one.caution for one in row.computed if one.caution)
    below = [_("Computed from {sources}.").format(sources=sources), *cautions]
    return [section("\n".join(lines)), context("\n".join(below))]


def _entered(sheet: Sheet, row: Row) -> list[Block]:
    if not row.values:
        return []
    latest = row.values[0]
    by = _("entered by {who}").format(who=mention(sheet.users, latest.by))
    lines = [f"*{said(latest)}* ({by})", history(row.values)]
    told = section("\n".join(line for line in lines if line))
    return [told, *([context(caution(latest))] if caution(latest) else [])]


def _kept_by(sheet: Sheet, row: Row) -> str:
    if not row.kept.owner:
        return _("Nobody keeps it yet.")
    return _("Kept by {who}").format(who=mention(sheet.users, row.kept.owner))


def _open(row: Row) -> Block:
    key = row.indicator.key
    return button(_("Open"), action=f"{OPEN}:{key}", value=Spot(key).packed())


def _more(sheet: Sheet, page: int) -> list[Block]:
    left = len(sheet.rows) - (page + 1) * MOST
    if left <= 0:
        return []
    words = ngettext("Show {n} more", "Show {n} more", left).format(n=left)
    return [actions(button(words, action=PAGE, value=str(page + 1)))]
