"""How an agreement is put into words, for a message, a dialog and paper alike."""

from collections.abc import Mapping
from datetime import date

from knowledge.agreements import tiers
from knowledge.agreements.agreement import Agreement, days_left
from knowledge.agreements.standing import Standing, standing
from knowledge.windows import spell
from knowledge.words import _, ngettext


def group(stands: Standing) -> str:
    """Return what a list says over the agreements that stand so."""
    return {
        Standing.ENDING: _("Ending within 60 days"),
        Standing.HOLDS: _("In date"),
        Standing.WAITING: _("Not in force yet"),
        Standing.ENDED: _("Ended"),
    }[stands]


def stands(agreement: Agreement, today: date) -> str:
    """Return how an agreement stands, such as "ends in 20 days"."""
    match standing(agreement, today):
        case Standing.ENDED:
            return _("ended {day}").format(day=spell(agreement.end or today))
        case Standing.WAITING if agreement.signed_on is None:
            return _("not signed yet")
        case Standing.WAITING:
            begins = max(agreement.start, agreement.signed_on or agreement.start)
            return _("signed, holds from {day}").format(day=spell(begins))
    return ends(agreement, today)


def ends(agreement: Agreement, today: date) -> str:
    """Return when an agreement that holds ends."""
    left = days_left(agreement, today)
    if left is None or agreement.end is None:
        return _("in date, without an end")
    if left == 0:
        return _("ends today")
    if standing(agreement, today) is Standing.HOLDS:
        return _("in date until {day}").format(day=spell(agreement.end))
    words = ngettext("ends in {n} day, on {day}", "ends in {n} days, on {day}", left)
    return words.format(n=left, day=spell(agreement.end))


def parties(agreement: Agreement, names: Mapping[int, str]) -> list[str]:
    """Return the names of an agreement's parties, and that some are not known any more."""
    known = [names[one] for one in agreement.parties if one in names]
    gone = len(agreement.parties) - len(known)
    words = ngettext(
        "{n} that is not in the directory any more",
        "{n} that are not in the directory any more",
        gone,
    )
    return known + ([words.format(n=gone)] if gone else [])


def facts(agreement: Agreement, names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return what an agreement says, as names and values; only what is filled in."""
    listed = [
        (_("Parties"), " · ".join(parties(agreement, names))),
        (_("Purpose"), agreement.purpose),
        (_("Fields shared"), ", ".join(agreement.fields)),
        (_("Data is kept"), agreement.retention),
        (_("Starts"), spell(agreement.start)),
        (_("Ends"), spell(agreement.end) if agreement.end else _("no end")),
        (_("Signed"), spell(agreement.signed_on) if agreement.signed_on else _("not yet")),
    ]
    return [(name, value) for name, value in listed if value]


def settled(agreement: Agreement) -> str:
    """Return how many clauses of its tier an agreement settles."""
    clauses = tiers.kind(agreement.tier).clauses
    done = sum(one.key in agreement.covered for one in clauses)
    return _("{done} of {n} clauses settled").format(done=done, n=len(clauses))


def field(name: str) -> str:
    """Return what a dialog calls a field."""
    return {
        "tier": _("Kind"),
        "title": _("Title"),
        "parties": _("Parties"),
        "purpose": _("Purpose"),
        "fields": _("Fields that are shared"),
        "retention": _("How long data is kept"),
        "start": _("First day"),
        "end": _("Last day"),
        "signed_on": _("Signed on"),
        "covered": _("Clauses settled"),
        "archived": _("Archived"),
    }[name]
