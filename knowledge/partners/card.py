"""A partner as a card to hand to a family: plain text that fits into a few messages."""

from knowledge.partners import languages, services
from knowledge.partners.partner import Capacity, Partner, capacity_title
from knowledge.windows import spell
from knowledge.words import _

#: A card stays under this length. [characters]
LONGEST = 600
#: What is cut, and to what length, where all does not fit: the least missed first.
_TIGHT = {"refer": 60, "offers": 100, "languages": 60, "address": 70, "name": 90, "hours": 80}


def told(partner: Partner) -> str:
    """Return the card of a partner, without its contact: that is for coordinators."""
    lines = _lines(partner)
    for part, most in _TIGHT.items():
        if len("\n".join(lines.values())) < LONGEST:
            break
        if part in lines:
            lines[part] = _cut(lines[part], most)
    return "\n".join(lines.values())


def _lines(partner: Partner) -> dict[str, str]:
    hours = partner.hours
    said = {
        "name": partner.name,
        "offers": ", ".join(services.title(each) for each in partner.services),
        "hours": _("Open: {hours}").format(hours=hours.told()) if hours else "",
        "languages": _labelled(_("Languages: {text}"), languages.told(partner.languages)),
        "address": _labelled(_("Address: {text}"), partner.address),
        "phone": _labelled(_("Phone: {text}"), partner.phone),
        "come": _coming(partner),
        "refer": partner.refer,
        "capacity": _room(partner.capacity),
        "confirmed": _confirmed(partner),
    }
    return {part: line for part, line in said.items() if line}


def _labelled(sentence: str, text: str) -> str:
    return sentence.format(text=text) if text else ""


def _coming(partner: Partner) -> str:
    if partner.walk_in:
        return _("You can walk in.")
    return _("Call first.") if partner.phone else ""


def _room(capacity: Capacity) -> str:
    full = capacity in (Capacity.WAITING_LIST, Capacity.FULL)
    return f"{capacity_title(capacity)}." if full else ""


def _confirmed(partner: Partner) -> str:
    day = partner.confirmed_on
    if day is None:
        return _("Not confirmed yet: call before you go.")
    return _("Confirmed {day}").format(day=spell(day))


def _cut(line: str, most: int) -> str:
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
