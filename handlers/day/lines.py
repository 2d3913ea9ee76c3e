"""The lines of the log and the places of the roll call, as people read them."""

from handlers.blocks import escape, mention
from handlers.day.screen import Screen
from handlers.limits import clip
from knowledge.events import titles
from knowledge.events.day import Entry, EntryKind, Quick, Step, post, quick, step
from knowledge.events.event import Hand
from knowledge.events.kinds import EventRole
from knowledge.words import _, ngettext

#: How much of a line's words the screen shows. [characters]
LONGEST = 300


def line(one: Entry, found: Screen, *, by: bool = False) -> str:
    """Return a line of the log with its time, and with who wrote it where wanted."""
    said = f"{found.clock(one.at)} {words(one, found)}"
    return f"{said} ({mention(found.people, one.by)})" if by else said


def words(one: Entry, found: Screen) -> str:
    """Return what a line of the log says, without its time."""
    if one.kind is EntryKind.QUICK:
        return quick(Quick(one.text))
    if one.kind is EntryKind.STEP:
        return step(Step(one.text))
    if one.kind in (EntryKind.HERE, EntryKind.NOT_HERE):
        who = places(found).get(one.text, _("somebody"))
        here = one.kind is EntryKind.HERE
        return (_("{who} is here") if here else _("{who} is not here")).format(who=who)
    return _counted(one)


def places(found: Screen) -> dict[str, str]:
    """Return whom the roll call asks for: each once, with their posts."""
    posts: dict[str, list[Hand]] = {}
    for hand in found.hands:
        posts.setdefault(post(hand), []).append(hand)
    return {key: _place(hands, found) for key, hands in posts.items()}


def roles(hands: list[Hand]) -> str:
    """Return the posts that somebody holds."""
    known = [titles.role(EventRole(one.role)) for one in hands if one.role in set(EventRole)]
    return ", ".join(known) or _("Helper")


def _place(hands: list[Hand], found: Screen) -> str:
    first = hands[0]
    who = mention(found.people, first.person) if first.person else ""
    if not who:
        who = escape(found.partners.get(first.partner or 0, _("an organization")))
    return _("{who} ({posts})").format(who=who, posts=roles(hands))


def _counted(one: Entry) -> str:
    number = one.number or 0
    if one.kind is EntryKind.COUNT:
        return ngettext("{n} person counted", "{n} people counted", number).format(n=number)
    if one.kind is EntryKind.CAPACITY:
        return _("The place holds {n} people").format(n=number)
    if one.kind is EntryKind.FLASH:
        return _("Lightning or thunder")
    if one.kind is EntryKind.CLOSED:
        return _("Everybody has gone")
    return escape(clip(" ".join(one.text.split()), LONGEST))
