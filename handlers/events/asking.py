"""Each question of a new event as one small dialog: a tap answers it and brings the next."""

from collections.abc import Callable
from datetime import date, timedelta
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
    option,
    plain,
    radio,
    section,
)
from handlers.events.answering import START, TYPE, Asking
from knowledge.events import titles
from knowledge.events.factors import SCALES, Factor
from knowledge.events.kinds import EventType, Venue
from knowledge.events.small import Question
from knowledge.moments import time_of
from knowledge.words import _

SAID = "events.said"
TAP, ASK, RESTART = "events.tap", "events.ask", "events.restart"
#: Fields; each is the only one of its name in its dialog.
DAY, CLOCK, TITLE = "event_day", "event_clock", "event_title"
PEOPLE, PLACE, LINK = "event_people", "event_place", "event_link"
#: What stands between a question and an answer in what a tap carries.
SPLIT = "|"

#: Minutes from start to end that are offered.
_LENGTHS = (30, 60, 90, 120, 180, 240, 300, 360, 480, 720)
#: People that are offered; between them a number can be typed.
_CROWDS = (25, 50, 80, 120, 200, 300, 500, 1_000, 2_500)


def view(asking: Asking, step: str, *, resumed: bool = False) -> Block:
    """Return the dialog of one question.

    Parameters
    ----------
    resumed
        Whether somebody comes back to what they began another day.
    """
    title, fields, typed = _FIELDS[step](asking)
    blocks = [
        context(_counted(asking, step)),
        *_first(step),
        section(f"*{title}*"),
        *fields,
        *_ways(asking, step, resumed=resumed),
    ]
    return dialog(
        _("Plan a safe event"),
        blocks,
        name=SAID,
        submit=_("Next") if typed else "",
        close=_("Later"),
        data=step,
    )


def places(found: list[tuple[int, str]]) -> list[Block]:
    """Return places as options to choose from."""
    return [option(name, str(number)) for number, name in found]


def _counted(asking: Asking, step: str) -> str:
    steps = asking.steps
    if asking.profile is None:
        return _("A few questions; every answer is kept, so you can stop and come back.")
    number = steps.index(step) + 1 if step in steps else 1
    return _("{n} of {all} · every answer is kept").format(n=number, all=len(steps))


def _first(step: str) -> list[Block]:
    if step != TYPE:
        return []
    told = _(
        "*Others can ask for this record*, as a public record or in court. Write what the plan"
        " needs: no names of people in conflict, none of anybody who was hurt."
    )
    return [section(told)]


def _ways(asking: Asking, step: str, *, resumed: bool) -> list[Block]:
    before, row = asking.before(step), []
    if step not in (TYPE, START):
        row.append(button(_("Don’t know yet"), action=f"{TAP}:none", value=f"{step}{SPLIT}"))
    if before:
        row.append(button(_("Back"), action=f"{ASK}:back", value=before))
    following = asking.following(step)
    if asking.answers.get(step) is not None and step not in (START,) and following != step:
        row.append(button(_("Keep this"), action=f"{ASK}:on", value=f"{step}>"))
    if resumed and asking.answers:
        row.append(button(_("Start over"), action=RESTART, value="new"))
    return [actions(*row)] if row else []


def _taps(step: str, offered: dict[str, str], chosen: Any) -> Block:
    """Return choices, all in sight, of which a tap on one is the answer."""
    options = [option(said, f"{step}{SPLIT}{value}") for value, said in offered.items()]
    begun = f"{step}{SPLIT}{chosen}"
    kept = next((one for one in options if one["value"] == begun), None)
    picked = radio(options, chosen=kept) | {"action_id": f"{TAP}:{step}"}
    return actions(picked, block=f"event_{step}")


_Asked = tuple[str, list[Block], bool]


def _type(asking: Asking) -> _Asked:
    offered = {one.value: titles.kind(one) for one in EventType}
    offered[EventType.OTHER.value] = _("Something else")
    return _("What is it?"), [_taps(TYPE, offered, asking.answers.get(TYPE))], False


def _start(asking: Asking) -> _Asked:
    profile = asking.profile
    local = profile.start.astimezone(asking.zone) if profile else None
    begun = local.date() if local else _tomorrow(asking)
    clock: Block = {
        "type": "timepicker",
        "initial_time": f"{local:%H:%M}" if local else "18:00",
    }
    title = entry(str(asking.answers.get("title") or ""), most=80, hint=_("Summer block party"))
    fields = [
        choice(_("Day"), day(begun), block=DAY),
        choice(_("Start"), clock, block=CLOCK),
        choice(_("What people call it"), title, block=TITLE, optional=True),
    ]
    return _("When does it start?"), fields, True


def _attendance(asking: Asking) -> _Asked:
    known = asking.answers.get("attendance")
    offered = {str(one): _("About {n}").format(n=f"{one:,}") for one in _CROWDS}
    typed = "" if known is None or known in _CROWDS else str(known)
    fields = [
        _taps(Question.ATTENDANCE, offered, known),
        choice(_("Or a number"), entry(typed, most=9), block=PEOPLE, optional=True),
    ]
    return _("How many people, when it is fullest?"), fields, True


def _end(asking: Asking) -> _Asked:
    profile, offered = asking.profile, {}
    for minutes in _LENGTHS:
        ends = profile.start + timedelta(minutes=minutes) if profile else None
        until = time_of(ends.astimezone(asking.zone)) if ends else ""
        offered[str(minutes)] = _("{time} ({length})").format(time=until, length=_length(minutes))
    taps = _taps(Question.END, offered, asking.answers.get("end"))
    return _("When does it end?"), [taps], False


def _length(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    if not hours:
        return _("{n} minutes").format(n=left)
    return _("{n} h").format(n=f"{hours}½" if left else str(hours))


def _place(asking: Asking) -> _Asked:
    search: Block = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": plain(_("Park, school, neighborhood …")),
    }
    link = entry(most=1_500, hint=_("39.9897, -75.1241"))
    known = str(asking.answers.get("place") or "")
    told = _("So far: {place}").format(place=escape(known))
    fields = [
        *([section(told)] if known else []),
        choice(_("A named public place, or its neighborhood"), search, block=PLACE, optional=True),
        choice(_("Or a map link or coordinates"), link, block=LINK, optional=True),
        context(
            _("Of a place I keep only its cell on the map, about 350 m across: never the point.")
        ),
    ]
    return _("Where?"), fields, True


def answers(question: Question) -> tuple[str, dict[str, str]]:
    """Return a question that has a few answers, and these by their values."""
    factor, title = _BANDED[question]
    bands = map(_capital, SCALES[factor].bands)
    values = (one.value for one in Venue) if question is Question.VENUE else map(str, range(99))
    return _(title), dict(zip(values, bands, strict=False))


def _banded(question: Question) -> Callable[[Asking], _Asked]:
    def asked(asking: Asking) -> _Asked:
        title, offered = answers(question)
        return title, [_taps(question, offered, asking.answers.get(question.value))], False

    return asked


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _tomorrow(asking: Asking) -> date:
    return asking.now.date() + timedelta(days=1)


#: The questions with a few answers: the factor whose bands these are.
_BANDED: dict[Question, tuple[Factor, str]] = {
    Question.VENUE: (Factor.VENUE, "What is the place like?"),
    Question.AUDIENCE: (Factor.AUDIENCE, "Who mostly comes?"),
    Question.ENTRY: (Factor.ENTRY_CONTROL, "Who can get in?"),
    Question.ALCOHOL: (Factor.ALCOHOL, "Alcohol or drugs?"),
    Question.HISTORY: (Factor.HISTORY, "How did it go before?"),
    Question.ENVIRONMENT: (
        Factor.ENVIRONMENT,
        "Weather, light, ways out, distance to a trauma center?",
    ),
}
BANDED = tuple(_BANDED)
_FIELDS: dict[str, Callable[[Asking], _Asked]] = {
    TYPE: _type,
    START: _start,
    Question.ATTENDANCE: _attendance,
    Question.END: _end,
    Question.PLACE: _place,
    **{one: _banded(one) for one in BANDED},
}
