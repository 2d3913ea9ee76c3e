"""The forms of a plan: a note, why something does not apply, who has it, who holds a role."""

from collections.abc import Sequence

from handlers.blocks import (
    Block,
    choice,
    context,
    dialog,
    entry,
    escape,
    option,
    plain,
    section,
    someone,
)
from handlers.events import lines
from handlers.events.request import Spot
from handlers.events.seen import Entry, Seen
from knowledge.words import _

NOTED, SKIPPED, GIVEN = "events.noted", "events.skipped", "events.given"
NAMED = "events.named"
WORDS, PERSON, PARTNER = "event_words", "event_person", "event_partner"
_NOTE = 500


def note(told: Entry, spot: Spot) -> Block:
    """Return the form of a note or link with what is done."""
    hint = _("A link, or what others need to know. No names of people in conflict.")
    field = choice(_("Note or link"), entry(lines=True, most=_NOTE), block=WORDS, hint=hint)
    blocks = [section(f"*{escape(told.text)}*"), field]
    return _form(_("Done"), blocks, NOTED, spot)


def skip(told: Entry, spot: Spot) -> Block:
    """Return the form of why something does not apply."""
    field = choice(_("Why does it not apply?"), entry(most=_NOTE), block=WORDS)
    return _form(_("Does not apply"), [section(f"*{escape(told.text)}*"), field], SKIPPED, spot)


def give(told: Entry, seen: Seen, spot: Spot) -> Block:
    """Return the form of who has an item."""
    kept = told.kept
    user = seen.users.get(kept.owner or "", "")
    told_of = _("Who is not on the plan yet is named on it as a helper.")
    blocks = [
        section(f"*{escape(told.text)}*"),
        *_who(seen, user, kept.partner),
        context(told_of),
    ]
    return _form(_("Give to"), blocks, GIVEN, spot.at(version=kept.version))


def name(seen: Seen, spot: Spot) -> Block:
    """Return the form of who holds a role."""
    blocks = [section(f"*{lines.role(spot.role)}*"), *_who(seen, "", None)]
    return _form(_("Name"), blocks, NAMED, spot)


def partners(found: Sequence[tuple[int, str]]) -> list[Block]:
    """Return organisations as options to choose from."""
    return [option(title, str(number)) for number, title in found]


def _who(seen: Seen, user: str, partner: int | None) -> list[Block]:
    search: Block = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": plain(_("Choose an organization")),
    }
    title = seen.partners.get(partner or 0)
    if title:
        search["initial_option"] = option(title, str(partner))
    return [
        choice(_("Person"), someone(user), block=PERSON, optional=True),
        choice(_("Organization"), search, block=PARTNER, optional=True),
    ]


def _form(title: str, blocks: list[Block], door: str, spot: Spot) -> Block:
    return dialog(
        title, blocks, name=door, submit=_("Save"), close=_("Not now"), data=spot.packed()
    )
