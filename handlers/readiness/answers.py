"""The dialog with the answers of an event that are one of a few, to be corrected."""

from collections.abc import Mapping
from typing import Any

from handlers.blocks import Block, choice, context, dialog, entry, menu, option, section
from handlers.events import asking
from handlers.readiness.form import Press
from handlers.readiness.message import line
from handlers.readiness.service import Standing
from knowledge.events.kinds import Venue
from knowledge.events.small import Question
from knowledge.words import _

ANSWERED = "readiness.answered"
TITLE = "readiness_title"
#: "Don't know yet" as a menu carries it.
_UNKNOWN = "unknown"


def view(
    found: Standing,
    *,
    press: Press | None = None,
    told: str = "",
    typed: Mapping[str, Any] | None = None,
) -> Block:
    """Ask again what was asked of an event, with its answers chosen.

    Parameters
    ----------
    press, typed
        What the dialog carried that this one takes the place of, and what was chosen in it.
    """
    event, kept = found.event, {**_kept(found), **(typed or {})}
    title = choice(
        _("What people call it"), entry(kept[TITLE], most=80), block=TITLE, optional=True
    )
    blocks = [
        *([section(told)] if told else []),
        section(line(event, found.zone)),
        title,
        *(_asked(one, kept[_field(one)]) for one in asking.BANDED),
        context(
            _(
                "The level is counted anew, and what it adds comes onto the list; nothing that "
                "is listed is lost. The leads are told what moved."
            )
        ),
    ]
    carried = press or Press(event=event.id, version=event.version)
    return dialog(
        _("Answers"),
        blocks,
        name=ANSWERED,
        submit=_("Save"),
        close=_("Not now"),
        data=carried.packed(),
    )


def wanted(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a filled dialog says, as ``storage.events.values`` has it."""
    said = {one.value: _value(one, state.get(_field(one))) for one in asking.BANDED}
    return {"title": " ".join(str(state.get(TITLE) or "").split()), **said}


def typed(state: Mapping[str, Any]) -> dict[str, str]:
    """Return what somebody chose, to stand in its fields again."""
    fields = (TITLE, *map(_field, asking.BANDED))
    return {field: str(state.get(field) or "") for field in fields}


def names() -> dict[str, str]:
    """Return what each answer is called, by its name in ``storage.events.values``."""
    said = {one.value: asking.answers(one)[0] for one in asking.BANDED}
    return {"title": _("What people call it"), **said}


def spelled(field: str, value: Any) -> str:
    """Return a kept answer in words, or a title as it is."""
    if field == "title":
        return str(value or "–")
    return asking.answers(Question(field))[1].get(str(value), _("Don’t know yet"))


def _asked(question: Question, value: str) -> Block:
    said, offered = asking.answers(question)
    options = [option(words, one) for one, words in offered.items()]
    options.append(option(_("Don’t know yet"), _UNKNOWN))
    chosen = next((one for one in options if one["value"] == value), options[-1])
    return choice(said, menu(options, chosen=chosen), block=_field(question))


def _kept(found: Standing) -> dict[str, str]:
    profile = found.event.profile
    answers = {one: getattr(profile, one.value) for one in asking.BANDED}
    said = {
        _field(one): _UNKNOWN if value is None else str(value) for one, value in answers.items()
    }
    return {TITLE: found.event.title, **said}


def _value(question: Question, said: Any) -> str | int | None:
    if said in (None, "", _UNKNOWN):
        return None
    return Venue(said).value if question is Question.VENUE else int(said)


def _field(question: Question) -> str:
    return f"readiness_{question.value}"
