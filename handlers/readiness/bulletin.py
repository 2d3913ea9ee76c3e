"""What the living message says: progress, what is next, who is late; or that it is withheld."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.blocks import Block, Message, context, discreet, escape, mention, section
from handlers.readiness.message import line
from knowledge.events import risk_words, titles
from knowledge.events.event import Event, State
from knowledge.events.kinds import Phase
from knowledge.events.planning import overdue
from knowledge.events.sharing import Line, Shown
from knowledge.events.tasks import State as Done
from knowledge.moments import day_of
from knowledge.words import _, ngettext

#: What to type; each of these works.
WAYS = "`/event plan` opens it, `/event walk` goes through it."
#: How many items are said to be next, and how many to be late.
NEXT, LATE = 5, 10


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A plan as a room may see it.

    Attributes
    ----------
    users
        The Slack user of each random id.
    folded
        Ids of items that wait until there is more time.
    phases
        When each item is usually done.
    """

    event: Event
    shown: Shown
    zone: ZoneInfo
    users: Mapping[str, str]
    now: datetime
    folded: frozenset[str]
    phases: Mapping[str, Phase]

    @property
    def counted(self) -> tuple[Line, ...]:
        """The items that count: needed, and not folded."""
        gone = Done.NO_LONGER_NEEDED
        return tuple(
            one for one in self.shown.lines if one.state is not gone and one.id not in self.folded
        )

    @property
    def open(self) -> tuple[Line, ...]:
        """Those that are still to be done."""
        return tuple(one for one in self.counted if one.state is Done.OPEN)

    @property
    def late(self) -> tuple[Line, ...]:
        """Those that should have been done by now; of outreach's nobody is told when."""
        return tuple(one for one in self.open if one.due is not None and self._late(one, one.due))

    def _late(self, one: Line, due: datetime) -> bool:
        phase = self.phases.get(one.id, Phase.DAY)
        return overdue(due, phase, start=self.event.start, now=self.now)


def plan(of: Bulletin) -> Message:
    """Return the plan for a room where everybody is named on it."""
    done, every = len(of.counted) - len(of.open), len(of.counted)
    late = of.late
    coming = [one for one in of.open if one not in late and one.due is not None]
    blocks = [
        *_head(of),
        section(
            f"{_bar(done, every)} " + _("*{done} of {every}* done").format(done=done, every=every)
        ),
        *_part(_("*Next*"), (_next(one, of) for one in coming[:NEXT])),
        *_part(_lateness(len(late)), (_late(one, of) for one in late[:LATE])),
        context(f"{_level(of)} {_ways()}"),
    ]
    return discreet(blocks)


def level(of: Bulletin) -> Message:
    """Return what a room sees in which not everybody is named on the plan."""
    told = _("Not everybody here is on the plan, so its items are not shown.")
    return discreet([*_head(of), context(f"{_level(of)} {told}")])


def withheld() -> list[Block]:
    """Return what stands there while somebody in the room may not see it."""
    return [section(_("Nothing can be shown here: not everybody here may see it."))]


def unbound() -> list[Block]:
    """Return what stands there once the plan is shown here no longer."""
    return [section(_("Nothing is shown here any more."))]


def _head(of: Bulletin) -> list[Block]:
    states = {
        State.POSTPONED: _("*Postponed.* The plan waits for a new date."),
        State.CANCELLED: _("*Cancelled.*"),
        State.OVER: _("*Over.* What is left is looked after."),
    }
    state = states.get(of.event.state)
    return [section(line(of.event, of.zone)), *([section(state)] if state else [])]


def _level(of: Bulletin) -> str:
    shown = of.shown
    name, after = risk_words.standing(shown.tier, shown.planned)
    told = f"{name} · {shown.conflict}."
    return " ".join(filter(None, (told, after, risk_words.aid())))


def _ways() -> str:
    return _(WAYS)


def _part(title: str, lines: Iterable[str]) -> list[Block]:
    told = list(lines)
    return [section("\n".join([title, *told]))] if told else []


def _next(one: Line, of: Bulletin) -> str:
    due = day_of(one.due.astimezone(of.zone)) if one.due else ""
    return f"• {escape(one.text)} · {due} · {_who(one, of)}"


def _late(one: Line, of: Bulletin) -> str:
    return f"• {_who(one, of)}: {escape(one.text)}"


def _lateness(count: int) -> str:
    return ngettext("*{n} is late*", "*{n} are late*", count).format(n=count)


def _who(one: Line, of: Bulletin) -> str:
    if one.owner:
        return mention(of.users, one.owner)
    return titles.role(one.role) if one.role else _("Outreach")


def _bar(done: int, every: int) -> str:
    full = round(10 * done / every) if every else 0
    return "▓" * full + "░" * (10 - full)
