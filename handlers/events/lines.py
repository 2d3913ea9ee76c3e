"""How an event, its items and its people are said in a line."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.blocks import escape, mention
from handlers.events.seen import Entry, Seen
from knowledge.events import risk_words, titles
from knowledge.events.event import HELPER, Event, Hand, State
from knowledge.events.kinds import EventRole, Phase
from knowledge.events.staffing import Post, Staffing, Status
from knowledge.events.tasks import State as TaskState
from knowledge.moments import day_of, moment_of, time_of
from knowledge.words import _, ngettext

_BAR = 10


def title(event: Event) -> str:
    """Return what an event is called, with markup escaped."""
    return escape(event.title) or titles.kind(event.type)


def when(event: Event, zone: ZoneInfo) -> str:
    """Return the day and the times of an event."""
    told = moment(event.start, zone)
    if event.end is None:
        return told
    ends = event.end.astimezone(zone)
    same = ends.date() == event.start.astimezone(zone).date()
    return f"{told}–{time_of(ends)}" if same else f"{told} – {moment_of(ends)}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment as people there write it."""
    return moment_of(at.astimezone(zone))


def about(seen: Seen) -> str:
    """Say what an event is, when and where, and its planning level."""
    event = seen.event
    where = escape(event.profile.place) or _("place not known yet")
    kind = f"{titles.kind(event.type)} · " if event.title else ""
    lines = [
        f"{kind}{when(event, seen.zone)} · {where} · #{event.id}",
        _standing(event),
        _read_out(seen),
        _level(seen),
    ]
    return "\n".join(line for line in lines if line)


def _level(seen: Seen) -> str:
    """Say the level, and what it would be with the list done, to who may know it."""
    if seen.shown is None:
        return ""
    name, after = risk_words.standing(seen.shown.tier, seen.shown.planned)
    return " ".join(filter(None, (f"*{name}.*", after, risk_words.aid())))


def _read_out(seen: Seen) -> str:
    """Say what is read out to 911, to those named on the plan alone."""
    if not seen.named or not seen.event.address:
        return ""
    return _("Address for 911: {address}").format(address=escape(seen.event.address))


def progress(seen: Seen) -> str:
    """Say how far a plan is."""
    whole, done = len(seen.needed), seen.done
    filled = round(_BAR * done / whole) if whole else 0
    bar = "▰" * filled + "▱" * (_BAR - filled)
    late = sum(seen.late(one) for one in seen.needed)
    told = _("{done} of {whole} done").format(done=done, whole=whole)
    behind = " · " + ngettext("{n} late", "{n} late", late).format(n=late) if late else ""
    return f"{bar} {told}{behind}"


def item(entry: Entry, seen: Seen, *, weighed: bool = True) -> str:
    """Say an item in a line, and below it who has it and by when.

    ``weighed`` is whether it is said to be critical, which a list of such need not repeat.
    """
    weight = _weight(entry) if weighed else ""
    return f"{sign(entry)} {weight}{escape(entry.text)}\n{tail(entry, seen)}".strip()


def sign(entry: Entry) -> str:
    """Return how an item stands as one sign."""
    if entry.kept.state is TaskState.DONE:
        return "✓"
    return "–" if entry.kept.state is TaskState.NOT_APPLICABLE or not entry.kept.needed else "○"


def tail(entry: Entry, seen: Seen) -> str:
    """Say who has an item, by when, and what was noted."""
    if entry.veiled:
        return ""
    kept = entry.kept
    if kept.state is TaskState.DONE:
        return _join(_by_whom(entry, seen), _signed(entry, seen), escape(kept.note))
    if kept.state is TaskState.NOT_APPLICABLE:
        return _join(_("does not apply"), escape(kept.note))
    if not kept.needed:
        return _("no longer needed")
    late = f"*{_('late')}*" if seen.late(entry) else ""
    due = _("by {when}").format(when=day_of(kept.due.astimezone(seen.zone)))
    if entry.phase is Phase.DAY:  # from the doors to the ending, each at its own time
        due = _("on the day")
    if entry.hurried and seen.now < seen.event.start:
        due = _("now")
    return _join(_holder(entry, seen), due, late)


def hand(one: Hand, seen: Seen) -> str:
    """Say who holds a role."""
    who = mention(seen.users, one.person) if one.person else ""
    partner = escape(seen.partners.get(one.partner or 0, "")) if one.partner else ""
    return _join(who, partner) or _("an organization that left")


def role(name: str) -> str:
    """Return what a role is called, helper among them."""
    return _("Helper") if name == HELPER else titles.role(EventRole(name))


def missing(seen: Seen) -> str:
    """Say which roles nobody holds; "" where all are held."""
    found = seen.missing()
    if not found:
        return ""
    named = ", ".join(titles.role(one) for one in found[:8])
    more = len(found) - 8
    return _("Nobody yet: {roles}").format(roles=named) + (f" +{more}" if more > 0 else "")


def staffing(one: Staffing) -> str:
    """Say how much of something is needed, how binding that is, and what to know of it."""
    return f"{staffed(one)}. {one.note}"


def staffed(one: Staffing) -> str:
    """Say how much of something is needed, and how binding that is."""
    number = f"{one.least:,}" if one.least == one.most else f"{one.least:,}–{one.most:,}"
    return _("{what}: {number} ({status})").format(
        what=_posts()[one.post], number=number, status=_statuses()[one.status]
    )


def _posts() -> dict[Post, str]:
    return {
        Post.CROWD_MANAGERS: _("Crowd managers"),
        Post.MARSHALS: _("Marshals"),
        Post.FIRST_AIDERS: _("First aiders"),
        Post.MEDICAL_COVER: _("Medical cover"),
        Post.MEDICAL_PLAN: _("Medical plan"),
        Post.YOUTH_ADULTS: _("Adults for young people"),
        Post.ACCESSIBLE_SEATS: _("Accessible seats"),
        Post.OUTREACH_PAIRS: _("Outreach pairs"),
        Post.TRAUMA_SUPPORT: _("People for support"),
    }


def _statuses() -> dict[Status, str]:
    return {
        Status.CODE: _("code"),
        Status.PRACTICE: _("practice"),
        Status.INDICATIVE: _("indicative"),
        Status.LOCAL: _("local rule"),
        Status.PROPOSAL: _("our proposal"),
    }


def _standing(event: Event) -> str:
    return {
        State.POSTPONED: _("*Postponed.*"),
        State.CANCELLED: _("*Cancelled.*"),
        State.OVER: _("*It is over.*"),
    }.get(
        event.state,
        _("*Closed*: it exists only for those named on this plan.") if event.closed else "",
    )


def _weight(entry: Entry) -> str:
    return f"*{_('Critical')}* · " if entry.kept.critical and entry.kept.open else ""


def _holder(entry: Entry, seen: Seen) -> str:
    kept = entry.kept
    if kept.owner:
        return mention(seen.users, kept.owner)
    if kept.partner:
        return escape(seen.partners.get(kept.partner, "")) or titles.role(kept.role)
    return titles.role(kept.role)


def _by_whom(entry: Entry, seen: Seen) -> str:
    kept = entry.kept
    if kept.done_by is None or kept.done_at is None:
        return _("done")
    return _("done by {who}, {when}").format(
        who=mention(seen.users, kept.done_by), when=moment(kept.done_at, seen.zone)
    )


def _signed(entry: Entry, seen: Seen) -> str:
    if entry.kept.signed_by:
        return _("signed by {who}").format(who=mention(seen.users, entry.kept.signed_by))
    return _("*a second person signs*") if seen.unsigned(entry) else ""


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
