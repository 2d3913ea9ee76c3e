"""An event's arrangements as people read them: what is asked, what is known, who waits for it."""

from knowledge.events import measures
from knowledge.events.arrangements import Arrangements, Theme
from knowledge.events.staffing import roughly
from knowledge.words import _


def title(theme: Theme) -> str:
    """Return what a theme is called."""
    return {
        Theme.ROOM: _("Room and exits"),
        Theme.SHELTER: _("Shelter and quiet"),
        Theme.HELP: _("Help and hospital"),
        Theme.TALK: _("Talking to one another"),
        Theme.AIMS: _("What the day is for"),
        Theme.COUNTS: _("Counts for staffing"),
    }[theme]


def short(theme: Theme) -> str:
    """Return what the button of a theme says."""
    return {
        Theme.ROOM: _("Room"),
        Theme.SHELTER: _("Shelter"),
        Theme.HELP: _("Help"),
        Theme.TALK: _("Talking"),
        Theme.AIMS: _("Aims"),
        Theme.COUNTS: _("Counts"),
    }[theme]


def label(name: str) -> str:
    """Return what a field is called."""
    return {
        "exits": _("Ways out"),
        "area": _("Room to stand"),
        "width": _("All exits together"),
        "minutes": _("Minutes to clear it"),
        "elders": _("Mostly older people"),
        "posted": _("Allowed by the fire marshal"),
        "shelter": _("Shelter"),
        "meeting": _("Meeting point"),
        "quiet": _("Quiet space"),
        "children": _("Children and families"),
        "cars": _("Cars, buses, rides"),
        "first_aid": _("First-aid point"),
        "kits": _("AED and bleeding kits"),
        "ambulance": _("Ambulance comes by"),
        "hospital": _("Trauma center"),
        "main": _("Main channel"),
        "backup": _("If that fails"),
        "ask": _("Guests ask"),
        "press": _("Speaks to the press"),
        "phone": _("Number for questions"),
        "aims": _("Aims"),
        "approaches": _("Ways in and openings"),
        "younger": _("Young people of 9 to 12"),
        "teens": _("Young people of 13 and more"),
        "seats": _("Seats put up"),
    }[name]


def question(name: str) -> str:
    """Return the question of a field in its dialog."""
    return {
        "exits": _("Ways out: which, and where to?"),
        "area": _("Room to stand (square feet)"),
        "width": _("How wide are all exits together (feet)?"),
        "minutes": _("In how many minutes must it be cleared?"),
        "elders": _("Are most who come older people?"),
        "posted": _("How many does the fire marshal or the posted sign allow?"),
        "shelter": _("Shelter: where do people go in bad weather or danger?"),
        "meeting": _("Where do people meet if they must leave?"),
        "quiet": _("Quiet space: where can somebody sit and talk?"),
        "children": _("Where do children and their families meet?"),
        "cars": _("Cars, buses and rides: where?"),
        "first_aid": _("Where is the first-aid point?"),
        "kits": _("Where are AED and bleeding kits, and which role carries them?"),
        "ambulance": _("By which way does an ambulance come?"),
        "hospital": _("Nearest trauma center or hospital, with its address"),
        "main": _("How do those who work there talk?"),
        "backup": _("And if that fails?"),
        "ask": _("Whom can guests ask?"),
        "press": _("Which role or organization speaks to the press?"),
        "phone": _("An organization’s number for questions"),
        "aims": _("What is the day to reach? One aim on a line, five at most."),
        "approaches": _("How many ways in and openings are there?"),
        "younger": _("How many young people of 9 to 12 come?"),
        "teens": _("How many of 13 and more?"),
        "seats": _("How many seats are put up?"),
    }[name]


def example(name: str) -> str:
    """Return what may stand in a field."""
    return {
        "exits": _("north to Somerset St, east to the park"),
        "area": "5000",
        "width": "60",
        "minutes": "8",
        "posted": "250",
        "shelter": _("the school gym on Somerset St"),
        "meeting": _("the church steps"),
        "quiet": _("the blue tent beside the library"),
        "children": _("the library door"),
        "cars": _("parking on Somerset St; the El until midnight"),
        "first_aid": _("the red tent beside the stage"),
        "kits": _("red tent; each crowd pair carries a kit"),
        "ambulance": _("Somerset St, through the south gate"),
        "hospital": _("Temple University Hospital, 3401 N Broad St"),
        "main": _("radio channel 2"),
        "backup": _("phone tree, then runners"),
        "ask": _("anybody in an orange vest"),
        "press": _("the event lead"),
        "phone": _("215-555-0100, the city’s office"),
        "aims": _("Everybody gets home safely, the family first."),
        "approaches": "3",
        "younger": "20",
        "teens": "30",
        "seats": "100",
    }.get(name, "")


def hint(name: str) -> str:
    """Return what to know before filling in a field; "" where nothing is."""
    return {
        "area": _("Without stage, cars and tents. 5000, 50 x 100 ft or 465 m2 all work."),
        "width": _("Only what stays open. 60, 6 + 6 + 4, 3 x 6 ft or 18 m all work."),
        "minutes": _("Empty is 8. Under 10 is the aim."),
        "posted": _("Their number counts before any formula."),
        "ask": _("What they wear or where they stand, no names of people."),
        "press": _("No names of people: it is printed."),
        "approaches": _("Wherever people come in, and gaps where somebody could."),
    }.get(name, "")


def waits(name: str) -> str:
    """Say what a field is needed for while nobody has said it; "" where nothing waits."""
    plan, people = _("the action plan, from 250 people"), _("how many people it takes")
    return {
        "exits": _("the welcome, the fire page and the end"),
        "area": _("how many it holds"),
        "width": _("how many it holds"),
        "shelter": _("the storm and shots pages"),
        "meeting": _("the fire, item and vehicle pages"),
        "quiet": _("the welcome and the end"),
        "children": _("the lost-child page"),
        "cars": _("the words for the end"),
        "first_aid": plan,
        "kits": _("the medical page"),
        "ambulance": _("the call list"),
        "hospital": plan,
        "main": plan,
        "backup": plan,
        "ask": _("all that is read out"),
        "press": _("the message to the press"),
        "phone": _("messages to families and neighbors"),
        "aims": plan,
        "approaches": people,
        "younger": people,
        "teens": people,
        "seats": people,
    }.get(name, "")


def told(name: str, known: Arrangements) -> str:
    """Return what is known of a field as plain text, "" where nothing is."""
    value = getattr(known, name)
    if value is None or value == "":
        return ""
    if name == "area":
        return measures.area(value)
    if name == "width":
        return measures.length(value)
    if name == "elders":
        return _("yes") if value else _("no")
    if name == "aims":
        return "; ".join(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def typed(name: str, known: Arrangements) -> str:
    """Return a field as it may be typed, which reads back as it is kept."""
    value = getattr(known, name)
    if value is None:
        return ""
    if name in ("area", "width"):
        return _measured(name, value)
    if name == "elders":
        return "yes" if value else "no"
    return "\n".join(value) if name == "aims" else str(value)


def holds(known: Arrangements) -> str:
    """Say how many a place holds, by which numbers, how binding that is (E30); "" if not known."""
    if known.capacity is None:
        return ""
    lead = _("Holds about {n:,} people")
    if known.posted is None and (known.holds is None or known.lets_out is None):
        lead = _("Holds {n:,} people at most, maybe fewer")
    by = _by(known)
    told = "; ".join(by)
    smallest = _("the smallest of these: {numbers}").format(numbers=told) if len(by) > 1 else told
    return f"*{lead.format(n=known.about)}*: {smallest}. {_rule(known)}"


def crowded(known: Arrangements, expected: int | None) -> str:
    """Say that more are expected than a place holds; "" where that is not so."""
    if known.capacity is None or expected is None or expected <= known.capacity:
        return ""
    return _(
        "*{expected:,} are expected, and it holds about {most:,}.* Open more room or more exits,"
        " let people come in turns, or look for another place. This forbids nothing."
    ).format(expected=expected, most=known.about)


def _measured(name: str, value: float) -> str:
    """Return a measure in feet where it was typed so, else in meters."""
    foot, feet, meter = (
        (measures.FOOT**2, "sq ft", "m2") if name == "area" else (measures.FOOT, "ft", "m")
    )
    whole = f"{value / foot:,.0f} {feet}"
    same = measures.read(whole, plane=name == "area") == value
    return whole if same else f"{round(value, 2):,} {meter}"


def _by(known: Arrangements) -> list[str]:
    rate = 75 if known.elders else 82
    by = []
    if known.holds is not None:
        by.append(_("room to stand {n:,} (2 a square meter)").format(n=roughly(known.holds)))
    if known.lets_out is not None:
        by.append(
            _("exits {n:,} ({rate} a meter and minute, in {minutes} min)").format(
                n=roughly(known.lets_out), rate=rate, minutes=known.cleared
            )
        )
    if known.posted is not None:
        by.append(_("allowed {n:,}").format(n=known.posted))
    return by


def _rule(known: Arrangements) -> str:
    if known.holds is None and known.lets_out is None:
        return _("The fire marshal’s number.")
    return _(
        "Planning figure of the United Kingdom (indicative); your fire marshal’s number counts."
    )
