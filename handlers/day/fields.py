"""The dialogs of the day; each keeps its words and its id until they are saved."""

from handlers.blocks import Block, boxes, choice, context, dialog, entry, escape, option, section
from handlers.day.lines import places
from handlers.day.request import MOST, Press
from handlers.day.screen import Screen
from handlers.limits import clip
from knowledge.events import titles
from knowledge.events.emergency import page as emergencies
from knowledge.events.emergency.page import CALL, Shown
from knowledge.events.scripts import script as scripts
from knowledge.events.scripts.script import Language
from knowledge.words import _

NOTED, COUNTED, ROLLED = "day.noted", "day.counted", "day.rolled"
WORDS, PEOPLE, HOLDS, HERE = "words", "people", "holds", "here"
#: How many boxes Slack takes in one field, and how many people a roll call asks for.
_BOXES, MOST_HANDS = 10, 60


def note(press: Press, *, text: str = "", told: tuple[Block, ...] = ()) -> Block:
    """Ask for a line of the log."""
    field = choice(
        _("What happened"),
        entry(text, lines=True, most=MOST),
        block=WORDS,
        hint=_("No names, and nothing by which somebody could be known."),
    )
    return _asked(_("Write a line"), [*told, field], NOTED, press, again=bool(told))


def count(
    press: Press, *, people: str = "", holds: str = "", told: tuple[Block, ...] = ()
) -> Block:
    """Ask how many people are there, and how many may be."""
    fields = [
        choice(_("How many people are there now"), entry(people, most=12), block=PEOPLE),
        choice(
            _("How many may be here at most"),
            entry(holds, most=12),
            block=HOLDS,
            optional=True,
            hint=_("What the place holds. Leave it empty where it has not changed."),
        ),
    ]
    return _asked(_("Count the crowd"), [*told, *fields], COUNTED, press, again=bool(told))


def roll(
    found: Screen,
    press: Press,
    *,
    here: tuple[str, ...] | None = None,
    told: tuple[Block, ...] = (),
) -> Block:
    """Ask who is here, ten in a field; ``here`` is what somebody ticked before."""
    asked = list(places(found).items())[:MOST_HANDS]
    now = tuple(key for key, _who in asked if key in found.standing.here)
    ticked = now if here is None else here
    fields = []
    for at in range(0, len(asked), _BOXES):
        options = [_box(key, who) for key, who in asked[at : at + _BOXES]]
        chosen = [one for one in options if one["value"] in ticked]
        label = _("Tick who is here") if at == 0 else _("And these")
        fields.append(
            choice(label, boxes(options, chosen=chosen), block=f"{HERE}-{at}", optional=True)
        )
    kept = press.model_copy(update={"here": press.here or now})
    return _asked(_("Roll call"), [*told, *fields], ROLLED, kept, again=bool(told))


def ticked(state: dict[str, list[str] | None]) -> tuple[str, ...]:
    """Return who was ticked."""
    return tuple(
        one for block, some in state.items() if block.startswith(HERE) for one in some or []
    )


def emergency(shown: Shown, found: Screen | None) -> Block:
    """Return the page of an emergency: 911 first, then what to do, then what never."""
    facts = found.facts() if found else None
    spoken = scripts.script(shown.script, Language.ENGLISH, facts) if facts else ""
    spanish = scripts.script(shown.script, Language.SPANISH, facts) if facts else ""
    call = f"*{escape(shown.call)}*\n" + _("<{call}|Call 911>").format(call=CALL)
    say = _("Say: “{say}”\nThen they ask: {tell}").format(
        say=escape(shown.say), tell=escape(shown.tell)
    )
    steps = "\n".join(f"{at}. {escape(one)}" for at, one in enumerate(shown.steps, 1))
    never = "\n".join(f"✗ {escape(one)}" for one in shown.never)
    blocks = [
        section(f"{call}\n{say}"),
        section(f"*{escape(shown.answer)}*\n{steps}"),
        section(never),
        *([section(_announced(shown, spoken, spanish))] if spoken else []),
        section(emergencies.alarm()),
        *([context(_said_nowhere())] if shown.missing else []),
    ]
    return dialog(clip(shown.title, 24), blocks, close=_("Close"))


def _said_nowhere() -> str:
    return _("Nobody said yet what is in [brackets]: `/event site`.")


def _announced(shown: Shown, spoken: str, spanish: str) -> str:
    who = _("*{who}* reads out:").format(who=titles.role(shown.announces))
    return f"{who}\n>{_quoted(spoken)}\n\n>{_quoted(spanish)}"


def _quoted(text: str) -> str:
    return escape(text).replace("\n", "\n>")


def _box(key: str, who: str) -> Block:
    made = option(clip(who, 75), key)
    return made | {"text": {"type": "mrkdwn", "text": clip(who, 75)}}


def _asked(title: str, blocks: list[Block], name: str, press: Press, *, again: bool) -> Block:
    return dialog(
        title,
        blocks,
        name=name,
        submit=_("Try again") if again else _("Save"),
        close=_("Close"),
        data=press.packed(),
    )
