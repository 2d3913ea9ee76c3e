"""Each question of the setup as one small dialog, with what is known filled in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from handlers.blocks import (
    Block,
    actions,
    boxes,
    button,
    choice,
    context,
    day,
    dialog,
    entry,
    escape,
    menu,
    option,
    plain,
    radio,
    section,
    someone,
)
from handlers.setup.request import channel_field, checked_field, said_field
from handlers.setup.service import Form
from knowledge.partners import languages
from knowledge.setup import owners
from knowledge.setup.defaults import CROWD_FROM, LANGUAGES, ZONES, crisis_lines, crowd_rule
from knowledge.setup.gaps import Answer
from knowledge.setup.owners import Owner
from knowledge.setup.questions import CHECKED, ORDER, Question, reason, title
from knowledge.words import _
from storage.settings import PURPOSES

ASKED = "setup.asked"
ASK, LATER, FILE = "setup.ask", "setup.later", "setup.file"
#: What a button that leads to the summary holds.
SUMMARY = "summary"


def question_view(question: Question, known: Form, *, zone: str = "", gap: bool = False) -> Block:
    """Return the dialog of one question.

    Parameters
    ----------
    zone
        The zone to begin with where none is set.
    gap
        Whether it was opened from the summary, to which it then leads back.
    """
    answer = known.answers.get(question)
    fields = _FIELDS[question](answer.value if answer else None, known, zone)
    checked = [_checked(question, answer, known.today)] if question in CHECKED else []
    blocks = [
        context(_step(question)),
        section(f"*{title(question)}*\n{reason(question)}"),
        *fields,
        *checked,
        actions(*_ways(question, gap=gap)),
    ]
    return dialog(
        _("Setup"), blocks, name=ASKED, submit=_("Save"), close=_("Close"), data=question.value
    )


def waiting(view: Block) -> Block:
    """Return a dialog that says first that what was answered waits for outreach."""
    told = _(
        "*That waits for outreach.* It would open more to others, so an outreach supervisor "
        "confirms it first; I ask them now. Until then everything stays as it was."
    )
    return view | {"blocks": [section(told), *view["blocks"]]}


def _step(question: Question) -> str:
    told = _("{n} of {all}")
    if question.before is None:
        told = _("{n} of {all} · each answer is kept, so you can stop and come back")
    return told.format(n=question.number, all=len(ORDER))


def _ways(question: Question, *, gap: bool) -> list[Block]:
    back = SUMMARY if gap else question.before
    ways = [] if back is None else [button(_("Back"), action=ASK, value=str(back))]
    if question is Question.AREA:
        ways.append(button(_("Send a file"), action=FILE, value=question.value))
    return [*ways, button(_("Ask me later"), action=LATER, value=question.value)]


def _checked(question: Question, answer: Answer | None, today: date) -> Block:
    begun = answer.checked_on if answer and answer.checked_on else today
    return choice(_("Last checked on"), day(begun), block=checked_field(question))


def _name(value: Any, _known: Form, _zone: str) -> list[Block]:
    written = entry(str(value or ""), most=80, hint=_("Springfield Together"))
    return [choice(_("What is the coalition called?"), written, block=said_field(Question.NAME))]


def _lines(question: Question, label: str, value: Any, hint: str) -> list[Block]:
    written = entry("\n".join(value or ()), lines=True, most=2_000, hint=hint)
    return [choice(label, written, block=said_field(question))]


def _zone(value: Any, _known: Form, guessed: str) -> list[Block]:
    begun = value or guessed
    offered = dict.fromkeys([*ZONES, *([begun] if begun else [])])
    options = {zone: option(zone.replace("_", " "), zone) for zone in offered}
    return [
        choice(
            _("Time zone"),
            menu(list(options.values()), chosen=options.get(begun)),
            block=said_field(Question.ZONE),
        )
    ]


def _area(value: Any, known: Form, _zone: str) -> list[Block]:
    held = _("Data are here already: {data}").format(data=escape(known.data))
    none = _("No data yet is fine: maps begin once a file is in.")
    written = entry(str(value or known.city), most=80, hint=_("Springfield"))
    return [
        choice(_("Which town, city or county?"), written, block=said_field(Question.AREA)),
        context(held if known.data else none),
    ]


def _languages(value: Any, _known: Form, _zone: str) -> list[Block]:
    chosen = value or ["en"]
    options = [option(languages.name(code), code) for code in LANGUAGES]
    begun = [one for one in options if one["value"] in chosen]
    return [
        choice(
            _("Languages people here speak"),
            boxes(options, chosen=begun),
            block=said_field(Question.LANGUAGES),
        )
    ]


def _channels(value: Any, _known: Form, _zone: str) -> list[Block]:
    labels = {
        "general": _("Everybody at the table"),
        "outreach": _("Outreach staff only"),
        "digest": _("Weekly digest, where it is another"),
    }
    fields = [
        choice(
            labels[purpose],
            _several((value or {}).get(purpose, [])),
            block=channel_field(purpose),
            optional=True,
        )
        for purpose in PURPOSES
    ]
    return [*fields, context(_("I can post only where I am: type `/invite @Coalition` there."))]


def _several(chosen: list[str]) -> Block:
    picker: Block = {
        "type": "multi_conversations_select",
        "placeholder": plain(_("Choose channels")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return picker | ({"initial_conversations": chosen} if chosen else {})


def _crisis(value: Any, _known: Form, _zone: str) -> list[Block]:
    hint = _("National lines are filled in. Add your own: mobile crisis, victim advocate.")
    return [
        *_lines(Question.CRISIS, _("One line each"), value or crisis_lines(), ""),
        context(hint),
    ]


def _permits(value: Any, _known: Form, _zone: str) -> list[Block]:
    hint = _("Block party: 60 days before\nPark permit: 10 business days before")
    return [
        *_lines(Question.PERMITS, _("One permit each, and how long before"), value, hint),
        context(
            _("They run from 10 business days to 90 days: ask the permit office.")
        ),  # E20–E22, E37
    ]


def _police(value: Any, _known: Form, _zone: str) -> list[Block]:
    written = entry(str(value or ""), most=200, hint=_("Community affairs, 215-555-0100"))
    sealed = _("An office and its number. It is encrypted, and shown to event planners only.")
    return [
        choice(_("Whom event planners call"), written, block=said_field(Question.POLICE)),
        context(sealed),
    ]


def _crowd(value: Any, _known: Form, _zone: str) -> list[Block]:
    options = [option(crowd_rule(people), str(people)) for people in CROWD_FROM]
    begun = next((one for one in options if value is not None and int(one["value"]) == value), None)
    asked = _("The fire marshal knows which edition of the fire code holds here.")
    return [
        choice(
            _("When are crowd managers needed?"),
            radio(options, chosen=begun),
            block=said_field(Question.CROWD),
        ),
        context(asked),
    ]


def _owner(value: Any, _known: Form, _zone: str) -> list[Block]:
    options = [option(owners.title(one), one.value) for one in Owner]
    begun = next((one for one in options if one["value"] == value), None)
    return [
        choice(
            _("Who owns this Slack?"),
            radio(options, chosen=begun),
            block=said_field(Question.OWNER),
        )
    ]


def _deputy(value: Any, known: Form, _zone: str) -> list[Block]:
    begun = known.users.get(value or "", "")
    how = _(
        "They become a second coordinator: once they have a seat (`/coalition join`), I ask one "
        "more person to confirm it."
    )
    return [
        choice(_("Who steps in for you?"), someone(begun), block=said_field(Question.DEPUTY)),
        context(how),
    ]


_FIELDS: dict[Question, Callable[[Any, Form, str], list[Block]]] = {
    Question.NAME: _name,
    Question.ZONE: _zone,
    Question.AREA: _area,
    Question.LANGUAGES: _languages,
    Question.CHANNELS: _channels,
    Question.CRISIS: _crisis,
    Question.PERMITS: _permits,
    Question.POLICE: _police,
    Question.CROWD: _crowd,
    Question.OWNER: _owner,
    Question.DEPUTY: _deputy,
}
