"""What a lock screen shows: every builder of messages has its line here.

A phone on a table shows a message's ``text``. ``OPEN`` are the builders whose text may say what
the message is about. ``DISCREET`` are those of outreach, conflict, crisis, the care of staff,
closed events and people's own lists: their text is neutral, and what it is about stands in the
blocks, where a screen reader finds it. A builder is a public function in ``handlers`` that
returns a ``Message``; one without a line fails, and so does a line without a builder.

To add a line: put ``"feature.module.function"`` into ``OPEN``; or into ``DISCREET`` with a
function that builds such messages from the marks below and returns them.
"""

import ast
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.blocks import discreet
from knowledge.access import Permission
from tests.conftest import NOW

ROOT = Path(__file__).parents[2] / "handlers"

#: What may stand on a lock screen of the discreet ones, and nothing else.
NEUTRAL = re.compile(r"You have \d+ things? on your list")

#: Marks: none of them may be in a notification, and what is said must carry some.
PLACE, NEED, KIND = "Marked Corner", "marked need for a bed", "marked conflict"
PERSON, EVENT, WORDS = "U0MARKED", "C0MARKED", "marked words"
MARKS = (PLACE, NEED, KIND, PERSON, EVENT, WORDS)

ZONE = ZoneInfo("America/New_York")

#: Makes messages rather than says something.
PLUMBING = {"blocks.discreet", "limits.fit", "deliveries.service.content"}

#: Features whose every message is discreet: none of their builders may be in OPEN.
CLOSED_FEATURES = ("outreach", "conflicts", "crisis", "care", "readiness")

OPEN = {
    "commands.overview",
    "commands.usage",
    "help.message.data",
    "deliveries.message.not_posted",
    # That there is something about oneself, and nothing of what it is.
    "mydata.message.held",
    "mydata.message.ask",
    "mydata.message.forgotten",
    "rooms.message.hello",
    # Public data about places; never people.
    "hotspots.message.answer",
    "hotspots.message.shared",
    "hotspots.message.drawing",
    "hotspots.message.pointer",
    "hotspots.message.unsure",
    "hotspots.message.shared_in",
    "hotspots.message.shared_already",
    "hotspots.message.perhaps_shared",
    # Organizations, what they offer, and what they agreed on.
    "partners.directory.pointer",
    "partners.directory.listing",
    "partners.directory.nudge",
    "partners.message.pointer",
    "partners.message.cards",
    "partners.message.nothing",
    "partners.message.teach",
    "partners.message.as_text",
    "partners.seats.own",
    "partners.seats.shared",
    "partners.table.added",
    "partners.table.withdrawn",
    "agreements.message.listing",
    "agreements.message.card",
    "agreements.message.archived",
    "agreements.message.reminder",
    "agreements.message.printed",
    "agreements.message.offer_add",
    # What is needed, as it stands in its channel: never for whom.
    "board.message.post",
    "board.message.withheld",
    "board.message.ask_first",
    "board.message.ask_where",
    "board.message.posted",
    "board.message.perhaps_posted",
    "board.message.listing",
    "board.message.thank_you",
    "board.message.too_late",
    "board.message.already_yours",
    "board.message.your_own",
    "board.message.off",
    "board.message.thanks_kept",
    "board.message.released",
    "board.message.withdrawn",
    # Seats, roles and standing in the coalition.
    "people.listing.roster",
    "people.roster_text.as_text",
    "people.listing.suspended",
    "people.listing.left",
    "people.listing.training_due",
    "people.listing.review_due",
    "people.review_words.step",
    "people.welcoming.said",
    # A time of delivery, and nothing of what was sent.
    "people.notice_words.handed",
    "people.notice_words.receipt",
    "path.message.overview",
    "path.message.at_step",
    "path.message.at_phase",
    "path.message.offer_have",
    "indicators.message.listing",
    "plan.message.overview",
    "plan.message.empty",
    "plan.message.places",
    "plan.message.added",
    "plan.message.text",
    "pause.announcing.paused",
    "pause.message.pauses",
    "pause.message.begun",
    "pause.message.ended",
    "pause.message.kept",
    "setup.filing.taken_message",
    "setup.message.opener",
    "setup.message.privacy",
    "setup.seating.invitation",
    # The lists that every plan is made from: nothing of any event.
    "checklists.message.overview",
    "checklists.message.listing",
    # That something waits on some event, and nothing of which or what.
    "events.message.started",
    "events.telling.given",
    "events.telling.named",
    "events.telling.due",
}


def narrowed():
    from handlers.rooms import message
    from knowledge.rooms import Kind

    return [message.narrowed(EVENT, kind, purpose="outreach") for kind in Kind]


def left():
    from handlers.rooms import ENDS, message

    return [message.left(EVENT, why=why, purpose="outreach") for why in ENDS]


def received():
    from handlers.people import notice_words

    return [
        notice_words.received(PLACE, NOW, people, sender=PERSON, organisation=WORDS)
        for people in (1, 3, 12)
    ]


def _told():
    from handlers.people.told import Told
    from knowledge.people.change import Change, Kind, Need

    role = {"before": {"role": "member"}, "after": {"role": "worker"}}
    change = Change(
        1, Kind.ROLE, "p1", **role, proposed_by="p2", proposed_at=NOW,
        needs=(Need.OUTREACH,), confirmed={},
    )  # fmt: skip
    return Told(change, {"p1": PERSON, "p2": "U0OTHER"})


def people_told():
    from handlers.people import message
    from knowledge.people.change import State

    return [
        message.ask([_told(), _told()]),
        message.joined([_told()], police=True),
        message.lines([message.confirmed(_told()), WORDS]),
        *(message.ended_for(_told(), state, person="p1", why="") for state in State),
    ]


def suspension():
    from handlers.people import listing

    return [listing.suspension(stop=stop, by=PERSON) for stop in (True, False)]


def audit_page():
    from handlers.audit import message
    from handlers.audit.service import Page
    from knowledge.audit import Entry

    lines = [Entry(1, NOW, "p1", "note.read", f"note:{WORDS}", "p2", True)]
    return [message.page(Page(tuple(lines), True, 1, {"p1": PERSON}, ZONE))]


def _item(**more):
    from knowledge.actions.item import ActionItem

    made = {"owner": "p1", "due": date(2026, 11, 20), **more}
    return ActionItem(1, f"{WORDS}: {NEED}, {KIND} at {PLACE} with <@{PERSON}>", **made)


def _reader():
    from handlers.actions.lists import Reader

    return Reader("p1", {"p1": PERSON, "p2": "U0OTHER"}, date(2026, 11, 22))


def listing():
    from handlers.actions import message
    from handlers.actions.lists import Part, page_of
    from handlers.actions.request import Which

    items = [_item() for _one in range(3)]
    return [
        message.listing(page_of(_reader(), which, [(part, items)]))
        for which in Which
        for part in Part
    ]


def added():
    from handlers.actions import message

    return [message.added(_item(), _reader()), message.added(_item(), _reader(), unsure=WORDS)]


def news():
    from handlers.actions import message

    return [message.news(_item(), what, by=PERSON, seen_by=_reader()) for what in message.News]


def late():
    from handlers.actions import message

    return [message.late([_item()] * many, _reader()) for many in (1, 7)]


def _need():
    from knowledge.board.need import Need, State

    return Need(1, NEED, "p2", EVENT, NOW, State.TAKEN, taken_by="p1")


def board_found():
    from handlers.board import message

    return [message.found(_need(), {"p1": PERSON})]


def board_yours():
    from handlers.board import message

    return [message.yours(_need(), users, NOW.tzinfo) for users in ({"p2": PERSON}, {})]


def board_told():
    from handlers.board import message

    every = (message.open_again, message.not_needed, message.nobody, message.helper_left)
    return [told(_need()) for told in every]


def _meetings():
    """Return a meeting of each closed kind."""
    from knowledge.meetings.kinds import Kind, of
    from knowledge.meetings.meeting import Meeting

    told = {"title": f"{WORDS} {KIND}", "where": PLACE, "channel": EVENT}
    return [Meeting(1, kind, start=NOW, minutes=30, **told) for kind in Kind if of(kind).closed]


def meetings_listing():
    from handlers.meetings import lists, message

    return [
        message.listing(lists.Listed((one,), past, 0, 1, ZONE, NOW, manages=True))
        for one in _meetings()
        for past in (True, False)
    ]


def meetings_kept():
    from handlers.meetings import message

    return [message.kept([_item()] * many, _reader()) for many in (1, 2)]


def meetings_posted():
    from handlers.meetings import message

    return [message.posted(one, (), ZONE, by=PERSON) for one in _meetings()]


def meetings_reminder():
    from handlers.meetings import message

    return [message.reminder(one, ZONE) for one in _meetings()]


def meetings_changed():
    from handlers.meetings import message

    off = [replace(one, cancelled=True) for one in _meetings()]
    pairs = zip(_meetings(), off, strict=True)
    return [
        message.changed(*two, ZONE)
        for on, gone in pairs
        for two in ((on, on), (on, gone), (gone, on))
    ]


def _event_seen():
    """Return a closed event as somebody on its plan sees it."""
    from handlers.events.seen import Entry, Seen
    from knowledge.events.event import Event, State
    from knowledge.events.kept import Kept
    from knowledge.events.kinds import EventRole, EventType, Tier
    from knowledge.events.profile import Profile
    from knowledge.events.visibility import Stage, View

    kind, role = EventType.VIGIL, EventRole.EVENT_LEAD
    event = Event(
        1, kind, WORDS, Profile(kind, NOW, place=PLACE), NOW, None, Stage.CLOSED, State.PLANNED,
        None, None, "", "", "", "p1", 1, family_yes=False, remembered="",
    )  # fmt: skip
    entries = (Entry(Kept("V01", NOW, True, False, role, owner="p2"), None, NEED),)
    low = Tier.LOW
    return Seen(event, View.PLAN, "p1", ZONE, NOW, low, low, {"p2": PERSON}, {}, entries=entries)


def events_told():
    from handlers.blocks import section
    from handlers.events import message

    seen = _event_seen()
    return [
        message.plan(seen),
        message.plan(seen, notice=[section(KIND)]),
        message.listing([seen]),
        message.which([seen]),
        message.walks([seen]),
        message.short(seen, KIND),
        *_event_papers(seen),
    ]


def _event_papers(seen):
    from handlers.events import papers
    from handlers.events.sheets import Filled
    from knowledge.events.facts import Facts
    from knowledge.events.sheet import EventSheet

    sheet = EventSheet(NOW, ZONE, Facts(event=WORDS, open=True, address=PLACE), place=PLACE)
    filled = Filled(sheet, seen, 1, lead=True)
    return [papers.offer(filled), papers.pasted(filled), *papers.emergencies(filled)]


def sites_told():
    from handlers.arrangements import message
    from handlers.arrangements.service import Site
    from knowledge.events.arrangements import Arrangements

    seen = _event_seen()
    event = replace(seen.event, arrangements=Arrangements(area=9.0, shelter=PLACE, aims=(WORDS,)))
    site = Site(replace(seen, event=event), writes=True)
    return [message.screen(site, note=KIND, undo=2), message.which([seen])]


def event_help():
    from handlers.events import telling
    from knowledge.access import Member

    return [telling.help_asked(1, "V04", Member(1, PERSON))]


def event_came():
    from handlers.events import crossing
    from knowledge.events.kept import Kept
    from knowledge.events.kinds import EventRole

    kept = [
        Kept(f"V{number}", NOW, True, False, EventRole.SAFETY_LEAD, done_by="p1", note=WORDS)
        for number in range(30)
    ]
    return [crossing.told(_event_seen().event, "p1", kept, {})]


def day_told():
    from uuid import UUID

    from handlers.aftermath import message as after
    from handlers.aftermath.request import After, Fix
    from handlers.day import choosing, message, overview, standing
    from handlers.day.request import Press
    from handlers.day.screen import Screen
    from knowledge.events import day, readiness
    from knowledge.events.aftermath import Prompt
    from knowledge.events.day import EntryKind
    from knowledge.events.event import Hand
    from knowledge.events.kinds import EventRole, EventType, Phase

    event = replace(_event_seen().event, address=PLACE)
    log = (day.Entry("e1", EntryKind.NOTE, "p2", NOW, WORDS),)
    seen = Screen(
        event, (Hand("helper", "p2"),), log, day.standing(event, log), {"p2": PERSON}, {}, ZONE,
        NOW, lead=True, mark=UUID(int=1),
    )  # fmt: skip
    lost = message.unsaved(Press(event=1, id="e1", kind=EntryKind.NOTE, text=WORDS))
    open_ = overview.Shown(
        event, readiness.Ready(), (), (), None, (), lead=True, stand="", people={}, zone=ZONE
    )
    press = After(event=1, id="a1")
    fix = Fix(text=WORDS, why=NEED, phase=Phase.T7, role=EventRole.EVENT_LEAD)
    return [
        message.screen(seen), message.offline(seen, notice=lost),
        choosing.which([event]), choosing.ahead([(event, NOW)]),
        message.offline(None, notice=lost), message.over(event), message.tomorrow(event),
        message.invited(event, decided=False), standing.ready(open_), after.wants_call(PERSON),
        after.after(event), after.which([event, event]),
        *(after.prompt(one, event, press) for one in Prompt), after.answered(fix, "XX101"),
        after.proposed(press, fix, EventType.VIGIL), after.kept((WORDS,), KIND),
    ]  # fmt: skip


def readiness_told():
    from datetime import timedelta

    from handlers.readiness import (
        bulletin,
        changing,
        checking,
        message,
        notices,
        opening,
        service,
        stages,
    )
    from knowledge.events import sharing
    from knowledge.events.conflict import Conflict
    from knowledge.events.event import Hand
    from knowledge.events.kinds import EventRole
    from knowledge.events.tasks import Task
    from knowledge.events.visibility import EventFacts, View
    from knowledge.rooms import Audience
    from storage.events.conflicts import Answered

    event = replace(_event_seen().event, channel=EVENT)
    role = EventRole.EVENT_LEAD
    tasks = (Task("V04", WORDS, role, critical=True, due=NOW - timedelta(days=1), owner="p2"),)
    shown = sharing.shared(sharing.Plan({}, tasks, tasks), View.OUTREACH)
    facts = EventFacts(event.type, event.stage, {"p1": frozenset({role})})
    found = service.Standing(
        event, facts, View.OUTREACH, shown, ZONE, frozenset({role}), True, {"p2": PERSON}
    )
    done, look = changing.Done(found, 1), opening.Look(found, Audience(8))
    of = bulletin.Bulletin(event, shown, ZONE, {"p2": PERSON}, NOW, frozenset(), {})
    answer = Answered(Conflict.ACTIVE, "p2", NOW)
    return [
        message.which([event], ZONE, action="x"), message.level(found), message.check(found),
        message.asked(event, ZONE), message.sent([PERSON]), message.past(found, [answer]),
        message.answered(checking.Reaction(found, Conflict.CREDIBLE, (PERSON,))),
        message.threat(event, PERSON, ZONE, [PERSON]), message.call_me(event, PERSON, ZONE),
        message.passed_on([PERSON]), message.moved(event, [WORDS], ZONE),
        message.changed(event, [WORDS], ZONE, [Hand("helper", "p1")]), message.plain(WORDS),
        stages.screen(look), stages.opened(look), bulletin.plan(of), bulletin.level(of),
        notices.saved(done), notices.bound(found),
        notices.ending(found), notices.settled(done),
    ]  # fmt: skip


READINESS = (
    "message.which", "message.level", "message.check", "message.asked", "message.sent",
    "message.answered", "message.past", "message.threat", "message.call_me", "message.passed_on",
    "message.moved", "message.changed", "message.plain", "stages.screen", "stages.opened",
    "bulletin.plan", "bulletin.level", "notices.saved", "notices.bound",
    "notices.ending", "notices.settled",
)  # fmt: skip

DISCREET = {
    **{f"readiness.{one}": readiness_told for one in READINESS},
    "day.message.screen": day_told,
    "day.message.offline": day_told,
    "day.choosing.which": day_told,
    "day.choosing.ahead": day_told,
    "day.message.over": day_told,
    "day.message.tomorrow": day_told,
    "day.message.invited": day_told,
    "day.standing.ready": day_told,
    "aftermath.message.after": day_told,
    "aftermath.message.which": day_told,
    "aftermath.message.prompt": day_told,
    "aftermath.message.wants_call": day_told,
    "aftermath.message.proposed": day_told,
    "aftermath.message.answered": day_told,
    "aftermath.message.kept": day_told,
    "aftermath.message.cared": day_told,
    "events.message.plan": events_told,
    "events.message.listing": events_told,
    "events.message.walks": events_told,
    "events.message.which": events_told,
    "events.message.short": events_told,
    "events.papers.emergencies": events_told,
    "events.papers.offer": events_told,
    "events.papers.pasted": events_told,
    "events.telling.help_asked": event_help,
    "arrangements.message.screen": sites_told,
    "arrangements.message.which": sites_told,
    "events.crossing.told": event_came,
    "meetings.message.listing": meetings_listing,
    "meetings.message.kept": meetings_kept,
    "meetings.message.posted": meetings_posted,
    "meetings.message.reminder": meetings_reminder,
    "meetings.message.changed": meetings_changed,
    "board.message.found": board_found,
    "board.message.yours": board_yours,
    "board.message.open_again": board_told,
    "board.message.not_needed": board_told,
    "board.message.nobody": board_told,
    "board.message.helper_left": board_told,
    "rooms.message.narrowed": narrowed,
    "rooms.message.left": left,
    "people.notice_words.received": received,
    "people.message.ask": people_told,
    "people.message.joined": people_told,
    "people.message.ended_for": people_told,
    "people.message.lines": people_told,
    "people.listing.suspension": suspension,
    "audit.message.page": audit_page,
    "actions.message.listing": listing,
    "actions.message.added": added,
    "actions.message.news": news,
    "actions.message.late": late,
}


def builders():
    for file in sorted(ROOT.rglob("*.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and "Message" in named(node.returns):
                yield f"{module}.{node.name}"


def named(annotation):
    """Return the names in an annotation, those in one that is written as text too."""
    found = set()
    for node in ast.walk(annotation) if annotation else ():
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"\w+", node.value))
    return found


BUILDERS = set(builders()) - PLUMBING


def words_of(blocks):
    """Return what the blocks say, as a screen reader reads it."""
    texts = []
    for block in blocks:
        told = [block.get("text"), *block.get("fields", [])]
        told += [one for one in block.get("elements", []) if block["type"] == "context"]
        texts += [one["text"] for one in told if one]
    return "\n".join(texts)


def test_builders_are_found():
    assert {"hotspots.message.answer", "rooms.message.narrowed"} <= BUILDERS


def test_every_builder_of_messages_has_its_line():
    missing = BUILDERS - OPEN - set(DISCREET)

    assert not missing, f"say in {Path(__file__).name} whether a lock screen may show: {missing}"


def test_no_line_is_left_of_a_builder_that_is_gone():
    assert OPEN | set(DISCREET) <= BUILDERS


def test_no_builder_is_both():
    assert not OPEN & set(DISCREET)


def test_nothing_of_a_closed_feature_is_open():
    assert not [name for name in OPEN if name.split(".")[0] in CLOSED_FEATURES]


@pytest.mark.parametrize("name", sorted(DISCREET))
def test_lock_screen_shows_nothing_and_the_blocks_say_it(name):
    messages = DISCREET[name]()

    assert messages
    for told in messages:
        assert NEUTRAL.fullmatch(told.text), told.text
        assert not [mark for mark in MARKS if mark.casefold() in told.text.casefold()]
        assert any(mark in words_of(told.blocks) for mark in MARKS), words_of(told.blocks)


def test_neutral_text_says_how_much_waits_and_no_more():
    assert discreet([], waiting=1).text == "You have 1 thing on your list"
    assert discreet([], waiting=2).text == "You have 2 things on your list"


def test_what_is_open_elsewhere_is_told_apart_by_its_purpose():
    from handlers.rooms import message
    from knowledge.rooms import Kind

    told = message.narrowed(EVENT, Kind.VISITOR, purpose="general")

    assert EVENT in told.text
    assert EVENT in words_of(told.blocks)


def test_marked_words_of_a_discreet_message_do_not_leave_by_the_queue(city):
    """What is promised is frozen with its neutral text."""
    from handlers.deliveries.service import enqueue
    from knowledge.deliveries import Kind
    from storage.tables import Delivery

    (told, *_more) = received()
    with city.begin() as session:
        enqueue(
            session, workspace=1, parts=("marked",), kind=Kind.PERSONAL,
            needs=Permission.OUTREACH_NOTICES, message=told, now=NOW, person=PERSON,
        )  # fmt: skip
        (row,) = session.query(Delivery).all()
        assert row.payload["text"] == told.text
        assert PLACE in json.dumps(row.payload["blocks"])
