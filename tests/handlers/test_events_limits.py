"""Every message and dialog of an event fits into what Slack takes, whatever people write."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.blocks import Message
from handlers.events import addressing, asking, form, message, papers, recruiting, view
from handlers.events.answering import Asking
from handlers.events.request import Show, Spot, Which
from handlers.events.seen import Entry, Seen
from handlers.events.sheets import Filled
from handlers.limits import fit, fit_dialog
from knowledge.board.line import LONGEST
from knowledge.events.event import HELPER, Event, Hand, State
from knowledge.events.factors import Factor
from knowledge.events.facts import Facts
from knowledge.events.items import items_for
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole, EventType, Phase, Tier
from knowledge.events.levels import levels as assess_both
from knowledge.events.planning import plan
from knowledge.events.profile import Profile
from knowledge.events.sharing import Shown
from knowledge.events.sheet import EventSheet, Post
from knowledge.events.staffing import needed
from knowledge.events.tasks import State as TaskState
from knowledge.events.visibility import Stage, View
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message
from tests.handlers.test_lock_screen import ZONE

START = NOW + timedelta(days=70)
hostile = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
words = st.builds(lambda text, times: text * times, st.text(max_size=20), st.integers(0, 300))
kinds = st.sampled_from(EventType)


def seen_of(kind, told, small):
    """Return an event in which everything that can be long is."""
    profile = Profile(
        kind, START, START + timedelta(hours=30), None, 30 if small else 4_000, place=told
    )
    listed = plan(profile, Tier.VERY_HIGH, now=NOW, items=items_for(kind))
    known = {one.id: one for one in items_for(kind)}
    states = ["open", "done", "not_applicable"]
    entries = tuple(
        Entry(
            Kept(
                one.id, one.due, one.critical, one.folded, one.role, owner="p1", partner=1,
                note=told, done_by="p2", done_at=NOW, state=TaskState(states[at % len(states)]),
            ),
            known[one.id],
            known[one.id].text,
        )
        for at, one in enumerate(listed)
    )  # fmt: skip
    event = Event(
        10**9, kind, told, profile, START, profile.end, Stage.CLOSED,
        State.PLANNED, None, None, told[: addressing.MOST], "", "", "p1", 1,
        family_yes=False, remembered="",
    )  # fmt: skip
    hands = [Hand(role.value, person, 1) for role in EventRole for person in ("p1", "p2", "p3")]
    return Seen(
        event, View.OUTREACH, "p1", ZONE, NOW, Tier.VERY_HIGH, Tier.HIGH, {"p1": "U1"},
        {1: told[:200]},
        shown=shown_of(told), entries=entries,
        hands=(*hands, *(Hand(HELPER, f"h{at}") for at in range(30))), staffing=needed(profile),
    )  # fmt: skip


def shown_of(told):
    """Return a level whose reasons are as long as they can be."""
    return Shown(
        Tier.VERY_HIGH, Tier.HIGH, told[:100], NOW.date(), (told[:500],) * 16, tuple(Factor),
        assess_both({}),
    )  # fmt: skip


def check(built):
    if isinstance(built, Message):
        fitted = fit(built)
        check_message(fitted.text, fitted.blocks)
    else:
        check_dialog(fit_dialog(built))


@hostile
@given(kinds, words, st.booleans())
def test_every_plan_fits(kind, told, small):
    seen = seen_of(kind, told, small)
    check(message.plan(seen))
    check(message.plan(replace(seen, view=View.COALITION, entries=(), hands=())))
    check(message.listing([seen] * 60))
    check(message.short(seen, message.overtaken(seen, seen.entries[0].id)))
    assert len(recruiting.line(seen)) <= LONGEST


@hostile
@given(kinds, words, st.booleans())
def test_every_dialog_of_a_plan_fits(kind, note, small):
    seen = seen_of(kind, note, small)
    spot = Spot(event=10**9, inside=True, item=seen.entries[0].id)
    for which in (Which.ALL, Which.FOLDED, Phase.DAY):
        for page in (0, 1):
            there = spot.at(show=Show.LIST, which=which.value, page=page)
            check(view.shown(seen, there, note=note[:2000]))
    for show in Show:
        check(view.shown(seen, spot.at(show=show), note=note[:2000], undo=3))
    entry = seen.entries[0]
    for built in (
        form.note(entry, spot), form.skip(entry, spot), form.give(entry, seen, spot),
        form.name(seen, spot.at(role=HELPER)),
        addressing.form(seen, spot, note[: addressing.MOST], theirs=note),
    ):  # fmt: skip
        check(built)


@hostile
@given(words)
def test_every_paper_on_offer_and_every_text_of_it_fits(told):
    sheet = EventSheet(
        START, ZONE, Facts(event=told, open=True, address=told), place=told, attendance=4_000,
        posts=(Post(told, told, phone="1"),) * 40,
    )  # fmt: skip
    filled = Filled(sheet, seen_of(EventType.MARCH, told, small=False), 4, lead=True)
    check(papers.offer(filled))
    for sent in (papers.pasted(filled), *papers.emergencies(filled)):
        check(sent)
        # nothing is cut that was made to be copied whole
        assert fit(sent).blocks == sent.blocks


@hostile
@given(kinds, words, st.integers(0, 10**6))
def test_every_question_fits(kind, told, many):
    answers = {
        "type": kind.value, "start": START.isoformat(), "title": told[:80], "place": told[:200],
        "attendance": many,
    }  # fmt: skip
    asked = Asking(answers, ZONE, NOW)
    for step in asked.steps:
        check(asking.view(asked, step, resumed=True))


@pytest.mark.parametrize("kind", EventType)
def test_the_largest_list_is_walked_to_its_end(kind):
    listed = plan(
        Profile(kind, START, attendance=9_000), Tier.VERY_HIGH, now=NOW, items=items_for(kind)
    )
    assert len({one.id for one in listed}) == len(listed)
