"""What is where at an event, on one screen: what is known, and who waits for what is not."""

from collections.abc import Sequence

from handlers.arrangements.request import Press
from handlers.arrangements.service import Site
from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    discreet,
    escape,
    header,
    section,
)
from handlers.commands import RUN
from handlers.events import lines
from handlers.events.seen import Seen
from knowledge import sources
from knowledge.events import arrangement_words, titles
from knowledge.events.arrangements import THEMES, Arrangements, Theme
from knowledge.words import _

SHOW, FILL, UNDO = "arrangements.show", "arrangements.fill", "arrangements.undo"


def screen(site: Site, *, note: str = "", undo: int = 0) -> Message:
    """Return an event's site.

    Parameters
    ----------
    note
        What was just done; ``undo`` is the version that it made, so that it can be taken back.
    """
    event = site.seen.event
    known = event.arrangements
    blocks = [
        *_noted(site, note, undo),
        header(_("The site: {event}").format(event=event.title or titles.kind(event.type))),
        *_room(known, event.profile.attendance),
        *_open(known),
        *(_theme(site, theme) for theme in Theme),
        *_people(site.seen),
        context(
            _(
                "Everybody named on the plan sees this; emergency pages, papers and what is read"
                " out are filled from it."
            )
        ),
        actions(
            button(_("The plan"), action=f"{RUN}:plan", value=f"event plan {event.id}"),
            button(_("Paper"), action=f"{RUN}:paper", value=f"event paper {event.id}"),
        ),
    ]
    return discreet(blocks)


def which(found: Sequence[Seen]) -> Message:
    """Ask whose site somebody means."""
    rows = [
        section(
            f"*{lines.title(one.event)}* · {lines.when(one.event, one.zone)}",
            beside=button(
                _("Open"), action=f"{SHOW}:{one.event.id}", value=Press(event=one.event.id).packed()
            ),
        )
        for one in found
    ]
    return discreet([section(_("Which event?")), *rows], waiting=len(found))


def _noted(site: Site, note: str, undo: int) -> list[Block]:
    if not note:
        return []
    press = Press(event=site.seen.event.id, version=undo)
    beside = button(_("Undo"), action=UNDO, value=press.packed()) if undo else None
    return [section(note, beside=beside)]


def _room(known: Arrangements, expected: int | None) -> list[Block]:
    """Return how many it holds, beside how many are expected, and where the rule comes from."""
    holds = arrangement_words.holds(known)
    if not holds:
        return []
    come = _("Expected: {n:,}.").format(n=expected) if expected is not None else ""
    warned = arrangement_words.crowded(known, expected)
    told = "\n".join(one for one in (holds, f"⚠ {warned}" if warned else come) if one)
    source = _("Source: {source}").format(source=escape(sources.said("E30")))
    counted = known.holds is not None or known.lets_out is not None
    return [section(told), *([context(source)] if counted else [])]


def _open(known: Arrangements) -> list[Block]:
    """Say what a circle is, where there is one."""
    left = any(_blanks(theme, known) for theme in Theme)
    return [context(_("○ is not said yet, with what waits for it."))] if left else []


def _theme(site: Site, theme: Theme) -> Block:
    known = site.seen.event.arrangements
    said = [name for name in THEMES[theme] if known.said(name)]
    told = [f"*{arrangement_words.title(theme)}*", *(_known(name, known) for name in said)]
    told += _blanks(theme, known)
    if not site.writes:
        return section("\n".join(told))
    press = Press(event=site.seen.event.id, theme=theme)
    label = arrangement_words.short(theme)
    beside = button(label, action=f"{FILL}:{theme}", value=press.packed())
    return section("\n".join(told), beside=beside)


def _known(name: str, known: Arrangements) -> str:
    if name == "aims":
        return "\n".join(f"• {escape(one)}" for one in known.aims)
    return f"{arrangement_words.label(name)}: {escape(arrangement_words.told(name, known))}"


def _blanks(theme: Theme, known: Arrangements) -> list[str]:
    """Return what nobody said yet, a line for all that the same thing waits for."""
    waiting: dict[str, list[str]] = {}
    for name in THEMES[theme]:
        if not known.said(name) and (needs := arrangement_words.waits(name)):
            waiting.setdefault(needs, []).append(arrangement_words.label(name))
    return [_blank(needs, names) for needs, names in waiting.items()]


def _blank(needs: str, names: Sequence[str]) -> str:
    what = ", ".join([names[0], *(one[:1].lower() + one[1:] for one in names[1:])])
    return _("○ {what} (for {needs})").format(what=what, needs=needs)


def _people(seen: Seen) -> list[Block]:
    if not seen.staffing:
        return []
    told = " · ".join(lines.staffed(one) for one in seen.staffing)
    return [context(f"*{_('People it takes')}:* {told}")]
