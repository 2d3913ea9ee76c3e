"""All agreements on paper: a table of them, then each with its clauses."""

from handlers.agreements import wording
from handlers.agreements.service import Shown
from handlers.paper.document import (
    Box,
    Checklist,
    Document,
    Fact,
    Heading,
    Item,
    Paragraph,
    Part,
    Table,
)
from knowledge.agreements import tiers
from knowledge.agreements.agreement import Agreement
from knowledge.agreements.standing import Standing
from knowledge.windows import spell
from knowledge.words import _


def page(shown: Shown) -> Document:
    """Return the agreements as a document, by how they stand."""
    ordered = [one for stands in Standing for one in shown.of(stands)]
    parts: list[Part] = [_table(ordered, shown)] if ordered else [_none()]
    for one in ordered:
        parts += _agreement(one, shown)
    return Document(
        title=_("Agreements"),
        subtitle=f"{shown.coalition} · {spell(shown.today)}",
        parts=tuple(parts),
        footer=_("From the coalition's own list. No legal advice; the signed text counts."),
    )


def _none() -> Paragraph:
    return Paragraph(_("No agreement is on the list yet."))


def _table(ordered: list[Agreement], shown: Shown) -> Table:
    return Table(
        columns=(_("Agreement"), _("Kind"), _("How it stands"), _("Clauses settled")),
        rows=tuple(
            (
                one.title,
                tiers.kind(one.tier).short,
                wording.stands(one, shown.today),
                wording.settled(one),
            )
            for one in ordered
        ),
        widths=(3, 1, 3, 3),
    )


def _agreement(one: Agreement, shown: Shown) -> list[Part]:
    said = wording.facts(one, shown.names)
    return [
        Heading(one.title),
        Paragraph(f"{tiers.kind(one.tier).name} · {wording.stands(one, shown.today)}"),
        Box(tuple(Fact(name, value) for name, value in said)),
        Checklist(
            tuple(
                Item(clause.what, done=clause.key in one.covered)
                for clause in tiers.kind(one.tier).clauses
            )
        ),
    ]
