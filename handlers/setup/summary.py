"""The end of the setup: what is open, each with a button to fill it, and what stands."""

from collections.abc import Callable
from typing import Any

from handlers.blocks import (
    Block,
    button,
    context,
    dialog,
    divider,
    escape,
    mention,
    section,
)
from handlers.setup.asking import ASK
from handlers.setup.service import Form
from knowledge.partners import languages
from knowledge.setup import owners
from knowledge.setup.defaults import crowd_rule
from knowledge.setup.gaps import Answer
from knowledge.setup.owners import Owner
from knowledge.setup.questions import CHECKED, ORDER, Question, title
from knowledge.windows import spell
from knowledge.words import _, ngettext


def summary_view(known: Form) -> Block:
    """Return the summary."""
    count = len(known.gaps)
    open_ones = ngettext("*{n} thing is still open*", "*{n} things are still open*", count)
    lead = open_ones.format(n=count) if count else _("*Everything is set up*")
    fixed = {gap.question for gap in known.gaps}
    stands = [one for one in ORDER if one in known.answers and one not in fixed]
    blocks = [
        section(lead),
        *(_gap(gap.question, gap.why) for gap in known.gaps),
        *([divider()] if known.gaps and stands else []),
        *(_stands(one, known.answers[one], known) for one in stands),
        context(
            _(
                "Next: people take their seats with `/coalition join`, and `/coalition path` "
                "walks through the first steps. `/coalition setup` brings you back here."
            )
        ),
    ]
    return dialog(_("Setup"), blocks, close=_("Done"))


def _gap(question: Question, why: str) -> Block:
    beside = button(_("Fill in"), action=ASK, value=question.value, primary=True)
    return section(f"*{title(question)}*\n{why}", beside=beside)


def _stands(question: Question, answer: Answer, known: Form) -> Block:
    told = _TOLD[question](answer.value, known)
    if question in CHECKED and answer.checked_on:
        told += "\n" + _("Last checked on {day}").format(day=spell(answer.checked_on))
    text = f"*{title(question)}*\n{told}"
    if question is Question.COORDINATOR:
        return section(text)
    return section(text, beside=button(_("Change"), action=ASK, value=question.value))


def _channels(value: Any, _known: Form) -> str:
    used = [channel for chosen in value.values() for channel in chosen]
    return ", ".join(f"<#{channel}>" for channel in dict.fromkeys(used))


def _lines(value: Any, _known: Form) -> str:
    first = escape(value[0])
    more = len(value) - 1
    told = ngettext("{first}, and {n} more", "{first}, and {n} more", more)
    return told.format(first=first, n=more) if more else first


def _text(value: Any, _known: Form) -> str:
    return escape(str(value))


def _person(value: Any, known: Form) -> str:
    return mention(known.users, value)


_TOLD: dict[Question, Callable[[Any, Form], str]] = {
    Question.COORDINATOR: _person,
    Question.NAME: _text,
    Question.ZONE: lambda value, _known: value.replace("_", " "),
    Question.AREA: lambda value, known: escape(f"{value}: {known.data}" if known.data else value),
    Question.LANGUAGES: lambda value, _known: languages.told(value),
    Question.CHANNELS: _channels,
    Question.CRISIS: _lines,
    Question.PERMITS: _lines,
    Question.POLICE: _text,
    Question.CROWD: lambda value, _known: crowd_rule(value),
    Question.OWNER: lambda value, _known: (
        f"{owners.title(Owner(value))}. {owners.consequence(Owner(value))}"
    ),
    Question.DEPUTY: _person,
}
