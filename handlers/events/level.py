"""Why a level is what it is: the same on the plan and after `/event level`."""

from collections.abc import Iterable

from handlers.blocks import Block, context, escape, section
from knowledge.events import risk_words
from knowledge.events.factors import SCALES
from knowledge.events.sharing import Shown
from knowledge.words import _


def blocks(shown: Shown) -> list[Block]:
    """Return what a level brings in, why it is what it is, and what it is not."""
    name, after = risk_words.standing(shown.tier, shown.planned)
    parts = [
        f"*{name}.* {after}" if after else "",
        _("It brings in: {what}.").format(what=risk_words.brings(shown.tier)),
        _listed(_("*Why*"), shown.reasons) or _("Nothing adds to it so far."),
        _listed(
            _("*Not known yet; that blocks nothing*"), (SCALES[one].name for one in shown.gaps)
        ),
        conflict(shown),
    ]
    return [*(section(one) for one in parts if one), *_sum(shown), context(_what_it_is(shown))]


def conflict(shown: Shown) -> str:
    """Say how the conflict check stands."""
    return f"{shown.conflict[:1].upper()}{shown.conflict[1:]}."


def _listed(title: str, lines: Iterable[str]) -> str:
    told = [f"• {escape(one)}" for one in lines]
    return "\n".join([title, *told]) if told else ""


def _sum(shown: Shown) -> list[Block]:
    if shown.inside is None:
        return []
    full = shown.inside.full
    blind = sum(one.points for one in full.factors if not one.known)
    told = [_("{score} of 48 points.").format(score=full.score)]
    if blind:
        told.append(_("{n} of them are for what is not known yet.").format(n=blind))
    others = shown.inside.outside.tier.level
    told.append(_("People outside outreach read level {level}.").format(level=others))
    return [context(" ".join(told))]


def _what_it_is(shown: Shown) -> str:
    near = _("Near means within about 500 m, counted by cells.")
    return f"{risk_words.data(shown.data_until)} {near} {risk_words.aid()}"
