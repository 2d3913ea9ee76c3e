"""Home as blocks: for a member, for law enforcement, for a visitor, and before there is one."""

from itertools import islice

from handlers import commands
from handlers.actions import message as items
from handlers.actions.request import Press
from handlers.blocks import Block, actions, button, context, divider, escape, header, section
from handlers.events import message as events
from handlers.home.service import Duty, Home, Pulse
from knowledge.access import Permission, may
from knowledge.meetings.meeting import Meeting
from knowledge.moments import moment_of
from knowledge.setup.gaps import Gap
from knowledge.windows import spell
from knowledge.words import _, ngettext

#: Action items, and gaps of the setup, that Home shows before it points to the whole list.
ITEMS, GAPS = 5, 3

#: What the button of each command says.
_LABELS = {
    "hotspots": "Map of shootings",
    "find": "Find help",
    "partners": "Partners",
    "coalition agreements": "Agreements",
    "coalition board": "I can board",
    "coalition forget": "Forget me",
    "coalition help": "Everything I can do",
    "coalition join": "Take a seat",
    "coalition mydata": "My data",
    "coalition notice": "Send a shooting notice",
    "coalition path": "Path",
    "coalition people": "People",
    "coalition plan": "Plan",
    "coalition privacy": "Privacy",
    "coalition sectors": "Who is missing",
    "event": "Events",
    "event new": "Plan a safe event",
    "coalition setup": "Set up",
}


def home(found: Home) -> Block:
    """Return somebody's Home."""
    return {"type": "home", "blocks": _blocks(found)}


def _blocks(found: Home) -> list[Block]:
    held = may(found.member)
    title = header(found.name or _("Your coalition"))
    if found.member.suspended:
        return [title, *_suspended()]
    if not found.member.opened:
        return [title, *_before(begins=Permission.SETUP_RUN in held)]
    if Permission.ACTIONS_USE not in held:
        return [title, *_visitor(found)]
    police = _police(found) if found.member.police else []
    parts = [
        _list(found),
        _plans(found),
        police,
        _coming(found),
        _pulse(found.pulse),
        _gaps(found.gaps),
        _quick(found),
    ]
    joined = [block for part in parts if part for block in (divider(), *part)]
    return [title, *joined[1:], _foot()]


def _suspended() -> list[Block]:
    said = _(
        "Your access is suspended. An outreach supervisor or coordinator can lift it. What is "
        "held about you stays yours to see and to erase."
    )
    return [section(said), _run("coalition mydata", "coalition forget")]


def _before(*, begins: bool) -> list[Block]:
    if begins:
        said = _(
            "*Nobody coordinates yet.* A dozen short questions set your coalition up. Stop when "
            "you like: each answer is kept."
        )
        return [section(said), _run("coalition setup", "hotspots")]
    said = _(
        "This coalition is not set up yet. Until then, maps of shootings work, and nothing else. "
        "Whoever installed me, or an owner of this Slack workspace, begins with "
        "`/coalition setup`."
    )
    return [section(said), _run("hotspots", "coalition privacy")]


def _visitor(found: Home) -> list[Block]:
    said = _(
        "*You are a visitor here.* You can see where shootings have gathered, and find help for "
        "somebody. To take a seat for an organization takes one minute."
    )
    blocks = [section(said)]
    if found.asked:
        blocks.append(section(_("Your seat waits for a coordinator. I tell you when it is there.")))
    seat = () if found.asked else ("coalition join",)
    return [
        *blocks,
        _run(*seat, "hotspots", "find"),
        _run("coalition privacy", "coalition mydata"),
    ]


def _list(found: Home) -> list[Block]:
    mine = found.mine
    blocks = [header(_("My list"))]
    if found.confirming:
        waits = ngettext(
            "{n} change of access waits for your word.",
            "{n} changes of access wait for your word.",
            found.confirming,
        )
        blocks.append(section(waits.format(n=found.confirming), beside=_go("/coalition people")))
    if not mine.count and not found.duties and not found.confirming:
        blocks.append(section(_nothing()))
    every = [*mine.waiting, *mine.late, *mine.next]
    blocks += items.entries(islice(every, ITEMS), found.reader, Press())
    blocks += [_duty(one) for one in found.duties]
    if len(every) > ITEMS:
        more = ngettext("{n} more", "{n} more", len(every) - ITEMS).format(n=len(every) - ITEMS)
        blocks.append(section(more, beside=_go("/coalition actions")))
    return blocks


def _nothing() -> str:
    return _(
        "Nothing waits for you. An action item is one line: "
        "`/coalition actions add call the school by friday`. Or choose *Make an action item* in "
        "the menu of any message."
    )


def _duty(duty: Duty) -> Block:
    of = _("the plan") if duty.command.endswith("plan") else _("the path")
    day = " · " + _("due {day}").format(day=spell(duty.due)) if duty.due else ""
    return section(f"*{escape(duty.text)}*\n{of}{day}", beside=_go(duty.command))


def _plans(found: Home) -> list[Block]:
    return [header(_("My event plans")), *events.cards(found.plans)] if found.plans else []


def _police(found: Home) -> list[Block]:
    rule = _(
        "*What you can do here.* Send outreach a shooting notice: place, time, people shot. You "
        "get a receipt of delivery, and nothing more comes back: outreach information stays with "
        "outreach. It protects participants, staff, and you: there is nothing to hand over."
    )
    blocks = [header(_("For law enforcement")), section(rule)]
    if found.data:
        lines = (
            _("{title}, through {day}").format(title=escape(title), day=spell(last))
            for title, last in found.data
        )
        blocks.append(section(_("*Data*") + "\n" + "\n".join(f"• {one}" for one in lines)))
    return [*blocks, _run("coalition notice", "coalition agreements")]


def _coming(found: Home) -> list[Block]:
    blocks = [header(_("Coming up"))]
    if not found.coming:
        teach = _(
            "No meeting is called. A short call each week keeps partners in step; "
            "`/coalition meetings` calls one, with its agenda."
        )
        return [*blocks, section(teach)]
    said = "\n".join(_meeting(one, found) for one in found.coming)
    return [*blocks, section(said, beside=_go("/coalition meetings"))]


def _meeting(meeting: Meeting, found: Home) -> str:
    starts = meeting.start.astimezone(found.zone)
    return f"• {moment_of(starts)} · {escape(meeting.title)}"


def _pulse(pulse: Pulse | None) -> list[Block]:
    if pulse is None:
        return []
    seats = ngettext("{n} person in a seat", "{n} people in a seat", pulse.people)
    partners = ngettext("{n} partner", "{n} partners", pulse.partners)
    agreed = ngettext("{n} agreement in date", "{n} agreements in date", pulse.agreements)
    to_do = ngettext("{n} action item open", "{n} action items open", pulse.open)
    late = ngettext("{n} late", "{n} late", pulse.late)
    said = [
        _("{n} of 15 sectors").format(n=pulse.sectors),
        seats.format(n=pulse.people),
        partners.format(n=pulse.partners),
        agreed.format(n=pulse.agreements),
        f"{to_do.format(n=pulse.open)} ({late.format(n=pulse.late)})",
    ]
    pulse_row = _run("coalition sectors", "partners", "coalition plan", "coalition path")
    return [header(_("The coalition")), section(" · ".join(said)), pulse_row]


def _gaps(gaps: tuple[Gap, ...]) -> list[Block]:
    if not gaps:
        return []
    blocks = [header(_("Still missing"))]
    blocks += [
        section(f"*{escape(gap.title)}*\n{escape(gap.why)}", beside=_go(gap.command))
        for gap in gaps[:GAPS]
    ]
    if len(gaps) > GAPS:
        more = ngettext("{n} more", "{n} more", len(gaps) - GAPS).format(n=len(gaps) - GAPS)
        blocks.append(section(more, beside=_go("/coalition setup")))
    return blocks


def _quick(found: Home) -> list[Block]:
    notice = () if found.member.police else ("coalition notice",)
    return [
        _run("hotspots", "find", "coalition board", *notice),
        _run("event new", "event", "coalition people", "coalition help"),
    ]


def _foot() -> Block:
    said = _("Places, never people. `/coalition privacy` says what I can read.")
    return context(said)


def _run(*wanted: str) -> Block:
    """Return a row of buttons, each of which does what a command does."""
    return actions(
        *(
            button(_(_LABELS[text]), action=f"{commands.RUN}:{at}", value=text)
            for at, text in enumerate(wanted)
        )
    )


def _go(command: str) -> Block:
    return button(_("Show"), action=f"{commands.RUN}:go", value=command.removeprefix("/"))
