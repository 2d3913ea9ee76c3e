"""The screen of the day: what comes first stands first, for one thumb."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    divider,
    escape,
    header,
    section,
)
from handlers.day.lines import line, places, words
from handlers.day.request import Press
from handlers.day.screen import Receipt, Screen
from handlers.limits import clip
from knowledge.events import aftermath, crowd, lightning, titles
from knowledge.events.aftermath import Prompt
from knowledge.events.day import EntryKind, Quick, Step, quick, step
from knowledge.events.emergency.page import CALL, Emergency, page
from knowledge.events.event import Event
from knowledge.words import _, ngettext

SHOW, PAGE, LOG, AGAIN = "day.show", "day.page", "day.log", "day.again"
NOTE, COUNT, ROLL, READY = "day.note", "day.count", "day.roll", "day.ready"
#: What opens the debrief, which comes after the day.
DEBRIEF = "after.debrief"

#: How many lines of the log the screen shows, the newest.
SHOWN = 6


def screen(found: Screen, *, notice: tuple[Block, ...] = ()) -> Message:
    """Return an event's day: emergencies first, then who is here, the crowd, the sky, the log."""
    blocks = [
        *notice,
        header(clip(found.event.title or titles.kind(found.event.type), 140)),
        *_danger(found),
        divider(),
        *_roll(found),
        *_crowd(found),
        *_sky(found),
        divider(),
        *_log(found),
        divider(),
        *_ending(found),
        context(_kept()),
    ]
    return discreet(blocks)


def saved(receipt: Receipt, found: Screen | None, *, plainly: bool) -> tuple[Block, ...]:
    """Say that something is recorded, and when; ``plainly`` where it was one press of a button."""
    first = receipt.entries[0]
    time = f"{first.at.astimezone(receipt.zone):%H:%M}"
    said = _("*Recorded {time}.*").format(time=time)
    if not receipt.new and plainly:
        said = _(
            "*Recorded {time} already*, so it was not written twice. If it happened again, press "
            "it once more on this screen."
        ).format(time=time)
    what = words(first, found) if found and first.kind is not EntryKind.NOTE else ""
    hidden = any(one.doubtful for one in receipt.entries)
    told = f"{said} {what}".strip()
    mask = _("Words that may say who somebody is are hidden for all but the safety lead.")
    return (section(told), *([context(mask)] if hidden else []))


def unsaved(press: Press) -> tuple[Block, ...]:
    """Say that something is not saved yet, in the person's own words, to be tried again."""
    words = press.text if press.kind is EntryKind.NOTE else _pressed(press)
    told = _("*Not saved yet:* the database does not answer. This is what you wrote:")
    return (
        section(f"{told}\n>{escape(words)}"),
        actions(button(_("Try again"), action=AGAIN, value=press.packed(), primary=True)),
    )


def kept_open(found: Screen | None) -> tuple[Block, ...]:
    """Say above a dialog's fields that they are not saved yet, and how the day stood last."""
    told = section(_("*Not saved yet:* the database does not answer. Your words are below."))
    if found is None:
        return (told,)
    seen = _("What you saw at {time}:").format(time=found.clock(found.now))
    parts = [_danger(found)[0], *_roll(found), *_crowd(found), *_sky(found)]
    texts = [part["text"]["text"] for part in parts if "text" in part]
    return (told, context("\n".join([seen, *texts])))


def invited(event: Event, *, decided: bool, also: bool = False) -> Message:
    """Ask somebody to look at "Ready?", or tell them that something was decided.

    ``also`` asks them to stand for that too, as one of those who may know the conflict answer.
    """
    title = escape(event.title or titles.kind(event.type))
    said = _("*{title}*: the event lead asks who stands for going ahead.")
    if decided:
        said = _("*{title}*: something was decided.")
    if also:
        said = _(
            "*{title}*: something was decided. Look whether you stand for it too: only those who "
            "may know the conflict answer are asked."
        )
    open_ = button(_("Ready?"), action=READY, value=Press(event=event.id).packed(), primary=True)
    return discreet([section(said.format(title=title)), actions(open_)])


def tomorrow(event: Event) -> Message:
    """Ask whoever leads an event, the day before, whether it is ready."""
    title = escape(event.title or titles.kind(event.type))
    said = _("*{title}* is within 24 hours. Look at what is still open, and decide.")
    press = Press(event=event.id).packed()
    row = actions(
        button(_("Ready?"), action=READY, value=press, primary=True),
        button(_("Day of the event"), action=SHOW, value=press),
    )
    return discreet([section(said.format(title=title)), row])


def over(event: Event) -> Message:
    """Ask whoever leads an event for the debrief, once everybody has gone."""
    title = escape(event.title or titles.kind(event.type))
    return discreet(
        [section(f"*{title}*\n{aftermath.said(Prompt.DEBRIEF)}"), actions(_debrief(event))]
    )


def offline(found: Screen | None, *, notice: tuple[Block, ...] = ()) -> Message:
    """Return the last screen that somebody saw, for when the database does not answer."""
    if found is None:
        lost = _("The database does not answer. In danger call <{call}|911> first.")
        return discreet([*notice, section(lost.format(call=CALL))])
    old = _("The database does not answer. This is what you saw at {time}.")
    note = context(old.format(time=found.clock(found.now)))
    return screen(found, notice=(*notice, note))


def _pressed(press: Press) -> str:
    if press.kind is EntryKind.COUNT:
        return _("{n} people").format(n=press.number)
    if press.kind is EntryKind.QUICK:
        return quick(Quick(press.text))
    if press.kind is EntryKind.STEP:
        return step(Step(press.text))
    if press.kind is EntryKind.CLOSED:
        return _("Everybody has gone")
    return _("Lightning or thunder") if press.kind is EntryKind.FLASH else _("The roll call")


def _danger(found: Screen) -> list[Block]:
    alarm = _(
        "*This is never the alarm.* Nobody is alerted by this screen. In danger call "
        "<{call}|911> first."
    ).format(call=CALL)
    address = found.event.address
    where = _("Read out: *{address}*").format(address=escape(address))
    missing = _("No address is on the plan yet: look for the street sign and the number now.")
    shown = [
        button(
            page(one).title, action=f"{PAGE}:{one.value}",
            value=Press(event=found.event.id, page=one).packed(),
        )
        for one in Emergency
    ]  # fmt: skip
    return [section(f"{alarm}\n{where if address else missing}"), actions(*shown)]


def _roll(found: Screen) -> list[Block]:
    asked = places(found)
    here = [one for one in asked if one in found.standing.here]
    said = _("*Roll call:* {here} of {all} are here.").format(here=len(here), all=len(asked))
    away = [asked[one] for one in asked if one in found.standing.missing]
    if away:
        said = f"{said}\n" + _("Not here: {who}").format(who=", ".join(away))
    return [section(said, beside=_opens(found, ROLL, _("Roll call")))]


def _crowd(found: Screen) -> list[Block]:
    count = found.standing.count
    open_ = _opens(found, COUNT, _("Count"))
    if count is None:
        return [section(_("*Crowd:* not counted yet."), beside=open_)]
    told = _("{n} of {most} people ({percent} %)")
    if count.capacity == found.event.profile.attendance:
        told = _("{n} of the {most} people expected ({percent} %)")
    holds = told.format(n=count.people, most=count.capacity, percent=count.percent)
    many = ngettext("{n} person", "{n} people", count.people).format(n=count.people)
    shown = holds if count.capacity else many
    said = _("*Crowd:* {shown} at {time}.").format(shown=shown, time=found.clock(count.at))
    if found.standing.closed_at is not None:  # nobody is left to count
        return [section(said, beside=open_)]
    again = _("Count again by {next}.").format(next=found.clock(count.next_at))
    return [section(f"{said} {again}\n{crowd.told(count.mark)}", beside=open_)]


def _sky(found: Screen) -> list[Block]:
    sky = found.standing.sky
    press = _writes(found, EntryKind.FLASH, name="flash")
    flash = button(_("Lightning or thunder"), action=f"{LOG}:flash", value=press.packed())
    if sky.last is None or sky.clear_at is None:
        return [section(_("*Lightning:* none was reported."), beside=flash)]
    if sky.clear(found.now):
        said = _("*Lightning:* 30 clear minutes since {time}. People may go out again.")
        return [section(said.format(time=found.clock(sky.last))), actions(flash)]
    said = _(
        "*Lightning:* everybody stays inside until *{until}*, if none comes before. "
        "Each flash or thunder starts the 30 minutes again."
    ).format(until=found.clock(sky.clear_at))
    return [section(said), context(lightning.rule()), actions(flash)]


def _log(found: Screen) -> list[Block]:
    rolled = (EntryKind.HERE, EntryKind.NOT_HERE)  # the roll call says it already
    told = [one for one in found.log if one.kind not in rolled]
    shown = [line(one, found, by=True) for one in told[-SHOWN:]]
    said = "\n".join(shown) or _("Nothing yet.")
    buttons = [
        button(
            quick(one), action=f"{LOG}:{one.value}",
            value=_writes(found, EntryKind.QUICK, one.value, name=one.value).packed(),
        )
        for one in Quick
    ]  # fmt: skip
    write = _opens(found, NOTE, _("Write a line"), primary=True)
    return [section(_("*Log*") + f"\n{said}"), actions(write, *buttons)]


def _ending(found: Screen) -> list[Block]:
    closed = found.standing.closed_at
    if closed is not None:
        gone = _("*Everybody had gone at {time}.* Thank you.").format(time=found.clock(closed))
        return [section(gone, beside=_debrief(found.event))]
    done = found.standing.done
    steps = list(enumerate(Step, 1))
    listed = "\n".join(f"{'✓' if one in done else f'{at}.'} {step(one)}" for at, one in steps)
    buttons = [
        button(
            f"✓ {at}", action=f"{LOG}:{one.value}",
            value=_writes(found, EntryKind.STEP, one.value, name=one.value).packed(),
        )
        for at, one in steps
        if one not in done
    ]  # fmt: skip
    last = button(
        _("Everybody has gone"),
        action=f"{LOG}:closed",
        value=_writes(found, EntryKind.CLOSED, name="closed").packed(),
        confirm=confirm(
            _("Has everybody gone?"),
            _("It ends the day. Words that may say who somebody is are removed from the log."),
            yes=_("Everybody has gone"),
            no=_("Not yet"),
        ),
    )
    more = [
        button(
            _("Refresh"), action=SHOW, value=Press(event=found.event.id).packed(),
        ),
        _opens(found, READY, _("Ready?")),
    ]  # fmt: skip
    stay = _("*The end* — staff stay until everybody has gone.")
    return [section(f"{stay}\n{listed}"), actions(*buttons, last), actions(*more)]


def _debrief(event: Event) -> Block:
    press = Press(event=event.id).packed()
    return button(_("Debrief"), action=DEBRIEF, value=press, primary=True)


def _kept() -> str:
    return _(
        "Write no names and nothing by which somebody could be known. Lines are deleted 14 days "
        "after the event; counts and decisions stay."
    )


def _writes(found: Screen, kind: EntryKind, text: str = "", *, name: str) -> Press:
    return Press(event=found.event.id, id=found.id(name), kind=kind, text=text)


def _opens(found: Screen, action: str, label: str, *, primary: bool = False) -> Block:
    press = Press(event=found.event.id, id=found.id(action))
    return button(label, action=action, value=press.packed(), primary=primary)
