"""The dialogs of an event's site: one short one for each theme."""

from collections.abc import Mapping
from typing import Any

from handlers.arrangements.request import Press, block
from handlers.blocks import Block, choice, context, dialog, entry, escape, menu, option, section
from knowledge.events import arrangement_words
from knowledge.events.arrangement_reading import MOST, MOST_AIM
from knowledge.events.arrangements import THEMES, Arrangements
from knowledge.words import _

FILLED = "arrangements.filled"


def form(
    press: Press, known: Arrangements, *, typed: Mapping[str, str] | None = None,
    theirs: Mapping[str, Any] | None = None,
) -> Block:  # fmt: skip
    """Return the dialog of a theme.

    Parameters
    ----------
    typed
        What somebody wrote already, to stand in its fields again.
    theirs
        The fields that others wrote meanwhile, as JSON.
    """
    said = typed or {name: arrangement_words.typed(name, known) for name in THEMES[press.theme]}
    blocks = [
        *([section(_meanwhile(theirs))] if theirs else []),
        *(_field(name, said.get(name, "")) for name in THEMES[press.theme]),
        context(
            _(
                "Leave empty what you do not know. No names of people, no numbers of theirs:"
                " it is printed, and read out."
            )
        ),
    ]
    return dialog(
        arrangement_words.title(press.theme),
        blocks,
        name=FILLED,
        submit=_("Save"),
        close=_("Not now"),
        data=press.packed(),
    )


def _field(name: str, said: str) -> Block:
    return choice(
        arrangement_words.question(name),
        _yes_or_no(said) if name == "elders" else _entry(name, said),
        block=block(name),
        optional=True,
        hint=arrangement_words.hint(name),
    )


def _entry(name: str, said: str) -> Block:
    lines = name == "aims"
    most = 6 * MOST_AIM if lines else 2 * MOST  # what is too long is said, and not lost
    return entry(said, lines=lines, most=most, hint=arrangement_words.example(name))


def _yes_or_no(said: str) -> Block:
    options = [option(_("Yes"), "yes"), option(_("No"), "no"), option(_("Not known"), "unknown")]
    chosen = next((one for one in options if one["value"] == said), None)
    return menu(options, chosen=chosen, hint=_("Not known"))


def _meanwhile(theirs: Mapping[str, Any]) -> str:
    told = Arrangements.of(theirs)
    values = {name: escape(arrangement_words.told(name, told)) or _("empty") for name in theirs}
    lines = [f"• {arrangement_words.label(name)}: *{value}*" for name, value in values.items()]
    head = _("Somebody wrote meanwhile, so yours is not saved yet. Save again to put yours there:")
    return "\n".join([head, *lines])
