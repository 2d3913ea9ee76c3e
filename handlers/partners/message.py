"""What a search found, as cards to hand to a family; and what to do where it found nothing."""

from collections.abc import Mapping
from datetime import datetime

from handlers.blocks import Block, Message, actions, button, context, plain, section
from handlers.commands import RUN
from handlers.literal import literal
from handlers.paper.short import short
from handlers.partners.request import Asked, spelled
from handlers.partners.searching import Found, Near, Shown
from knowledge.moments import WEEKDAYS, time_of
from knowledge.partners import card, services
from knowledge.partners.partner import Partner
from knowledge.partners.services import Service
from knowledge.words import _, ngettext

MORE = "partners.more"
TEXT, PRINT = "partners.text", "partners.print"
ADD = "partners.add"

#: How many services are offered as examples.
_OFFERED = 12


def pointer(found: Found) -> Message:
    """Say privately how many there are, and that they are in the direct message."""
    said = _("{read}: {count}. The cards are in your messages with me.")
    return Message(said.format(read=literal(found.finding.told()), count=_count(found.total)))


def cards(found: Found) -> Message:
    """Return a page of cards, walk-in first, with how the search was read."""
    read = found.finding.told()
    lead = [
        section(f"*{literal(read)}* · {_count(found.total)}"),
        context(" ".join(_how(found))),
    ]
    shown = [block for one in found.shown for block in _card(one, found.moment)]
    more = [_more(found)] if found.more else []
    text = _("{read}: {count}").format(read=literal(read), count=_count(found.total))
    names = ", ".join(literal(one.partner.name) for one in found.shown)
    return Message(f"{text}. {names}", [*lead, *shown, *more])


def nothing(found: Found, *, may_add: bool) -> Message:
    """Say that nothing fits, what is nearest, and how to add what is missing."""
    said = [_("Nothing found for: {read}.").format(read=literal(found.finding.told()))]
    if not found.directory:
        said = [_("The directory is empty so far.")]
    elif found.nearest:
        said.append(_("Nearest:"))
    else:
        said.append(_("Try fewer words, such as `/find food`."))
    buttons = [_way(at, near) for at, near in enumerate(found.nearest)]
    adding = _("Missing somebody? Members of the coalition add them with `/partners add`.")
    if may_add:
        adding = _("Do you know who could help? Add them, and the next search finds them.")
        buttons.append(button(_("Add a partner"), action=ADD, value="-"))
    blocks = [section(" ".join(said)), *([actions(*buttons)] if buttons else []), context(adding)]
    ways = "; ".join(_without(near) for near in found.nearest)
    text = " ".join(part for part in (*said, ways, adding) if part)
    return Message(text, blocks)


def teach(offered: Mapping[Service, int]) -> Message:
    """Say what can be looked for, with what partners offer as buttons."""
    lead = _(
        "Say what is needed, where, in which language and when, in any order: "
        "`/find housing kensington spanish now`."
    )
    most = sorted(offered, key=lambda one: (-offered[one], services.title(one)))[:_OFFERED]
    buttons = [
        button(
            f"{services.title(one)} · {offered[one]}",
            action=f"{RUN}:{at}",
            value=f"find {one.value}",
        )
        for at, one in enumerate(most)
    ]
    if not buttons:
        empty = _("The directory is empty so far. Members add partners with `/partners add`.")
        return Message(f"{lead} {empty}", [section(lead), context(empty)])
    listed = ", ".join(services.title(one) for one in most)
    has = _("Partners here offer: {services}.").format(services=listed)
    return Message(f"{lead} {has}", [section(lead), actions(*buttons)])


def as_text(partner: Partner) -> Message:
    """Return a card ready to paste into a text message, under 600 characters."""
    text = short(card.told(partner).splitlines(), most=card.LONGEST - 1, simple=True)
    lead = _("Ready to copy into a text message:")
    return Message(
        _("{name} as text").format(name=literal(partner.name)),
        [context(lead), {"type": "section", "text": plain(text)}],
    )


def hours_now(shown: Shown, moment: datetime) -> str:
    """Say whether a partner is open at the moment of the search, and until or from when."""
    if shown.open is None:
        return _("Hours not known: call first")
    if shown.open:
        if shown.closes is None:
            return _("Open now, day and night")
        return _("Open now, until {time}").format(time=_when(shown.closes, moment))
    if shown.opens is None:
        return _("By appointment")
    return _("Closed now, opens {time}").format(time=_when(shown.opens, moment))


def _card(shown: Shown, moment: datetime) -> list[Block]:
    name, *lines = card.told(shown.partner).splitlines()
    said = [f"*{literal(name)}*", f"_{hours_now(shown, moment)}_", *map(literal, lines)]
    if shown.stale and shown.partner.confirmed_on is not None:
        said.append(_("Nobody confirmed this for 90 days: call before you go."))
    copied = button(_("Send as text"), action=TEXT, value=str(shown.partner.id))
    printed = button(_("Print"), action=PRINT, value=str(shown.partner.id))
    return [section("\n".join(said)), actions(copied, printed)]


def _how(found: Found) -> list[str]:
    said = [_("As of {time}.").format(time=_stamp(found.moment))]
    if found.left_out:
        words = literal(" ".join(found.left_out))
        said.append(_("Nobody is named like “{words}”, so I left that out.").format(words=words))
    first = found.asked.start + 1
    if first > 1:
        last = found.asked.start + len(found.shown)
        said.append(_("Cards {first} to {last}.").format(first=first, last=last))
    return said


def _more(found: Found) -> Block:
    following: Asked = found.asked.at(found.asked.start + len(found.shown))
    label = ngettext("{n} more", "{n} more", found.more).format(n=found.more)
    return actions(button(label, action=MORE, value=following.packed()))


def _way(at: int, near: Near) -> Block:
    return button(_without(near), action=f"{RUN}:{at}", value=f"find {spelled(near.finding)}")


def _without(near: Near) -> str:
    words = ngettext("{n} without “{what}”", "{n} without “{what}”", near.total)
    return words.format(n=near.total, what=near.without)


def _count(total: int) -> str:
    return ngettext("{n} found", "{n} found", total).format(n=total)


def _stamp(moment: datetime) -> str:
    return f"{_(WEEKDAYS[moment.weekday()])} {time_of(moment)}"


def _when(then: datetime, moment: datetime) -> str:
    """Return a time of this day, or with its day."""
    time = time_of(then)
    return time if then.date() == moment.date() else f"{_(WEEKDAYS[then.weekday()])} {time}"
