"""The dialogs in which an agreement and its clauses are written down."""

from collections.abc import Mapping, Sequence

from handlers.agreements import request, wording
from handlers.agreements.request import Opened
from handlers.agreements.service import Theirs
from handlers.blocks import (
    Block,
    boxes,
    choice,
    day,
    dialog,
    entry,
    lookup,
    mention,
    option,
    plain,
    radio,
    section,
)
from handlers.limits import BOXES, OPTION, clip
from handlers.literal import isolated, literal
from knowledge.agreements import tiers
from knowledge.agreements.agreement import Agreement
from knowledge.agreements.draft import (
    LONGEST_RETENTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    AgreementDraft,
)
from knowledge.agreements.tiers import Clause, Tier
from knowledge.words import _

SAVED = "agreements.saved"
TICKED = "agreements.ticked"

_EMPTY = AgreementDraft(tier=Tier.MEMORANDUM, title="", parties=(), purpose="", start=None)


def agreement(
    opened: Opened,
    made: AgreementDraft = _EMPTY,
    *,
    names: Mapping[int, str] | None = None,
    theirs: Theirs | None = None,
) -> Block:
    """Return the dialog of an agreement, with what stands in it.

    Parameters
    ----------
    names
        The partners among its parties, by id.
    theirs
        What others changed while it was open, if they did.
    """
    known = names or {}
    chosen = [party(one, known[one]) for one in made.parties if one in known]
    kinds = [option(f"{one.name} ({one.short})", one.tier.value) for one in tiers.kinds()]
    kind = next(one for one in kinds if one["value"] == made.tier.value)
    blocks = [
        *(_changed(theirs, known) if theirs else []),
        choice(wording.field("tier"), radio(kinds, chosen=kind), block=request.TIER),
        choice(
            wording.field("title"),
            entry(made.title, most=LONGEST_TITLE),
            block=request.TITLE,
            hint=_("By which partners know it, such as “Hospital feed”."),
        ),
        choice(
            wording.field("parties"),
            lookup(chosen=chosen, hint=_("Type a partner's name")),
            block=request.PARTIES,
            hint=_("At least two, from the directory: /partners add brings in another."),
        ),
        choice(
            wording.field("purpose"),
            entry(made.purpose, lines=True, most=LONGEST_TEXT),
            block=request.PURPOSE,
        ),
        choice(
            wording.field("fields"),
            entry(", ".join(made.fields), lines=True, most=LONGEST_TEXT),
            block=request.FIELDS,
            optional=True,
            hint=_("For data: place, time, mechanism. Nothing that says who somebody is."),
        ),
        choice(
            wording.field("retention"),
            entry(made.retention, most=LONGEST_RETENTION),
            block=request.RETENTION,
            optional=True,
            hint=_("For data, such as “90 days”."),
        ),
        choice(wording.field("start"), day(made.start), block=request.START),
        choice(
            wording.field("end"),
            day(made.end),
            block=request.END,
            optional=True,
            hint=_("Coordinators are reminded 60, 30 and 7 days before."),
        ),
        choice(
            wording.field("signed_on"), day(made.signed_on), block=request.SIGNED, optional=True
        ),
    ]
    title = _("Add an agreement") if opened.agreement is None else _("Edit the agreement")
    return dialog(
        title, blocks, name=SAVED, submit=_("Save"), close=_("Not now"), data=opened.packed()
    )


def clauses(
    opened: Opened, shown: Agreement, ticked: Sequence[str], *, theirs: Theirs | None = None
) -> Block:
    """Return the dialog in which the clauses that an agreement settles are ticked."""
    kind = tiers.kind(shown.tier)
    lead = _("What does “{title}” settle? What is left open stays on its card.")
    blocks = [
        section(lead.format(title=literal(shown.title))),
        *(_changed(theirs, {}) if theirs else []),
    ]
    for at in range(0, len(kind.clauses), BOXES):
        some = [_clause(one) for one in kind.clauses[at : at + BOXES]]
        chosen = [one for one in some if one["value"] in ticked]
        label = kind.name if not at else _("And")
        blocks.append(
            choice(label, boxes(some, chosen=chosen), block=f"{request.CLAUSES}{at}", optional=True)
        )
    return dialog(
        _("Clauses"),
        blocks,
        name=TICKED,
        submit=_("Save"),
        close=_("Not now"),
        data=opened.packed(),
    )


def party(partner: int, name: str) -> Block:
    """Return a partner as a choice of the menu."""
    return option(clip(isolated(name), OPTION), str(partner))


def _clause(clause: Clause) -> Block:
    """Return a clause to tick; what is too long for a line goes on beneath it."""
    words, line = clause.what.split(), ""
    while words and len(line) + len(words[0]) < OPTION:
        line = f"{line} {words.pop(0)}".strip()
    made = option(line, clause.key)
    return made | ({"description": plain(clip(" ".join(words), OPTION))} if words else {})


def _changed(theirs: Theirs, names: Mapping[int, str]) -> list[Block]:
    who = ", ".join(mention({"": user}, "") for user in theirs.by) or _("Somebody")
    lead = _(
        "{who} changed this while you had it open, so yours is not saved yet. This is how it "
        "stands now. Save again to put what you wrote in its place; what you left as it was stays "
        "theirs."
    )
    lines = [
        f"• *{wording.field(name)}:* {literal(_told(name, value, names))}"
        for name, value in theirs.changed.items()
    ]
    return [section("\n".join([lead.format(who=who), *lines]))]


def _told(name: str, value: object, names: Mapping[int, str]) -> str:
    if isinstance(value, list):
        said = [names.get(one, f"#{one}") if name == "parties" else str(one) for one in value]
        return ", ".join(said) or _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "tier":
        return tiers.kind(Tier(str(value))).name
    return str(value) if value else _("nothing")
