"""The dialogs of action items: as they open, and what they hold when they come back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from handlers.actions.message import DROP
from handlers.actions.request import BACK, SNOOZES, UNTIL, Press
from handlers.blocks import (
    Block,
    button,
    choice,
    confirm,
    day,
    dialog,
    entry,
    escape,
    mention,
    option,
    radio,
    section,
    someone,
)
from knowledge.actions.item import ActionItem
from knowledge.editing import Edit, merged
from knowledge.windows import spell
from knowledge.words import _

CREATED, EDITED, SNOOZED = "actions.created", "actions.edited", "actions.snoozed"
WORDS, OWNER, DUE, HAND = "action_words", "action_owner", "action_due", "action_hand"
HOW_LONG, DAY = "action_how_long", "action_day"

#: How long an item's words may be.
MOST = 500


class Filled(NamedTuple):
    """What a dialog holds: words, a Slack user or "", and a day."""

    text: str
    person: str
    due: date | None


def new(press: Press, *, text: str = "", owner: str = "", due: date | None = None) -> Block:
    """Return the dialog for a new item, filled in as far as it is known."""
    fields = [
        _words(text),
        choice(_("Who does it"), someone(owner), block=OWNER, optional=True),
        choice(_("By when"), day(due), block=DUE, optional=True),
    ]
    return dialog(
        _("New action item"),
        fields,
        name=CREATED,
        submit=_("Save"),
        close=_("Cancel"),
        data=press.packed(),
    )


def edit(item: ActionItem, press: Press) -> Block:
    """Return the dialog of an item as it stands."""
    data = press.of(item.id, item.version)
    return _edit(Filled(item.text, "", item.due), data, notes=[])


def edit_again(
    mine: Filled, press: Press, edits: Sequence[Edit], people: Mapping[str, str]
) -> Block:
    """Return the dialog with one's own words, and above them what others changed meanwhile."""
    who = mention(people, edits[-1].by)
    said = [_("{who} changed this while you had it open. Yours is not saved yet.").format(who=who)]
    said += [_theirs(field, after, people) for field, (_b, after) in merged(edits).items()]
    said.append(_("Save again to keep yours, or close this to keep theirs."))
    data = press.of(press.item, edits[-1].version)
    return _edit(mine, data, notes=[section("\n".join(said))])


def snooze(item: ActionItem, press: Press) -> Block:
    """Return the dialog that asks how long an item may rest."""
    options = [option(_(words), value) for value, words in SNOOZES.items()]
    options.append(option(_("Until a day that I pick"), UNTIL))
    if item.snoozed_until:
        options.append(option(_("Bring it back now"), BACK))
    return dialog(
        _("Snooze"),
        [
            section(escape(item.text)),
            choice(_("How long"), radio(options, chosen=options[0]), block=HOW_LONG),
            choice(_("Which day"), day(), block=DAY, optional=True),
        ],
        name=SNOOZED,
        submit=_("Snooze"),
        close=_("Cancel"),
        data=press.of(item.id, item.version).packed(),
    )


def dropped(notice: list[Block]) -> Block:
    """Return what stands in place of the dialog of an item that was dropped."""
    return dialog(_("Action item"), notice, close=_("Close"))


def read(state: Mapping[str, Any], *, person: str) -> Filled:
    """Return what a dialog holds; ``person`` is the field of whom it names."""
    due = state.get(DUE)
    return Filled(
        state.get(WORDS) or "",
        state.get(person) or "",
        date.fromisoformat(due) if due else None,
    )


def _edit(filled: Filled, press: Press, *, notes: list[Block]) -> Block:
    asked = confirm(
        _("Drop it?"),
        _("It leaves every list. You can take that back right after."),
        yes=_("Drop it"),
        no=_("Keep it"),
    )
    drop = button(_("Drop it"), action=DROP, value=press.packed(), confirm=asked)
    return dialog(
        _("Action item"),
        [
            *notes,
            _words(filled.text),
            choice(_("By when"), day(filled.due), block=DUE, optional=True),
            choice(
                _("Hand over to"),
                someone(filled.person),
                block=HAND,
                optional=True,
                hint=_("They accept or decline. Until they accept, it stays where it is."),
            ),
            section(_("Will it not be done at all?"), beside=drop),
        ],
        name=EDITED,
        submit=_("Save"),
        close=_("Cancel"),
        data=press.packed(),
    )


def _words(text: str) -> Block:
    return choice(
        _("What is to be done"),
        entry(text, lines=True, most=MOST),
        block=WORDS,
        hint=_("Every member can read this. Leave out the names of people you serve."),
    )


def _theirs(field: str, after: Any, people: Mapping[str, str]) -> str:
    if field == "text":
        return _("• It now says: {words}").format(words=escape(after))
    if field == "due":
        when = spell(date.fromisoformat(after)) if after else _("no day")
        return _("• By when: {day}").format(day=when)
    if field == "owner":
        return _("• {who} has it now").format(who=mention(people, after))
    if field == "state":
        return _("• It is {state}").format(state=_(after))
    if field == "offered_to":
        return _("• Who it was offered to")
    return _("• Until when it rests")
