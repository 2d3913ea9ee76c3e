"""A coalition's own items on plans: words at once, the list at the next scoring, nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.checklists import service
from handlers.checklists.request import Spot
from handlers.events import planning, reading
from handlers.readiness import service as levels
from knowledge.events import sharing
from knowledge.events.conflict import Conflict
from knowledge.events.factors import Factor
from knowledge.events.items import items
from knowledge.events.kinds import EventType, Phase
from knowledge.events.sharing import VEILED
from knowledge.events.tasks import State
from knowledge.events.visibility import View
from storage import events
from storage.events import conflicts, scores, standing
from tests.conftest import NOW
from tests.handlers.test_checklists import listed, spot, wanted
from tests.handlers.vigils import START, TITLE, known, plan

NEW = "Put a second light at the bus stop."


@pytest.fixture
def vigil(slack, city):
    return plan(city)


@pytest.fixture
def small(slack, city):
    return plan(city, attendance=40)


@pytest.fixture
def ana(slack, city):
    return known(city, "ANA")


def seen(tools, event, who="GRACE"):
    return reading.read(tools, known(tools, who), event)


def hourly(tools, now=NOW):
    levels.rescore_all(replace(tools, now=lambda: now), 1)


def test_own_words_show_at_once_on_every_plan(city, ana, vigil, small):
    service.save(city, ana, spot(city, "V07"), {"text": "Walk it twice.", "small": "Walk it."})

    assert seen(city, vigil).entry("V07").text == "Walk it twice."
    assert seen(city, small).entry("V07").text in ("Walk it twice.", "Walk it.")


def test_new_item_joins_plans_at_the_next_scoring_with_the_time_of_its_phase(city, ana, vigil):
    added = service.add(city, ana, "vigil", wanted(critical=True))
    assert seen(city, vigil).entry(added.id) is None
    hourly(city)
    hourly(city)

    entry = seen(city, vigil).entry(added.id)
    assert (entry.text, entry.kept.critical, entry.kept.folded) == (NEW, True, False)
    assert entry.kept.due == START + Phase.T7.offset
    assert entry.kept.state is State.OPEN


def test_new_item_whose_time_has_passed_is_due_now_and_not_late(city, ana, vigil):
    added = service.add(city, ana, "core", wanted(phase="T-60"))
    hourly(city)

    whole = seen(city, vigil)
    entry = whole.entry(added.id)
    assert entry.kept.due == NOW
    assert entry.hurried
    assert not whole.late(entry)


def test_new_item_waits_on_a_small_plan_and_is_no_gap_of_its_readiness(city, ana, small):
    before = readiness(city, small)
    added = service.add(city, ana, "vigil", wanted(critical=True))
    hourly(city)

    entry = seen(city, small).entry(added.id)
    assert entry.kept.folded
    assert len(seen(city, small).needed) == 10
    assert readiness(city, small) == before


def test_new_plan_has_the_coalitions_items_and_none_of_the_retired(city, ana):
    added = service.add(city, ana, "vigil", wanted())
    service.retire(city, ana, spot(city, "V07"), "Not here.")
    event = plan(city)

    whole = seen(city, event)
    assert whole.entry(added.id).text == NEW
    assert whole.entry("V07") is None


def test_retired_item_keeps_its_words_and_is_needed_no_longer(city, ana, vigil):
    service.retire(city, ana, spot(city, "V07"), "Not here.")
    assert seen(city, vigil).entry("V07").text == items()["V07"].text
    hourly(city)

    entry = seen(city, vigil).entry("V07")
    assert entry.text == items()["V07"].text
    assert not entry.kept.needed
    assert entry.phase is items()["V07"].phase


def test_own_item_that_was_retired_keeps_its_words_too(city, ana, vigil):
    added = service.add(city, ana, "vigil", wanted())
    hourly(city)
    service.retire(city, ana, spot(city, added.id), "")
    hourly(city)

    entry = seen(city, vigil).entry(added.id)
    assert (entry.text, entry.kept.needed) == (NEW, False)


def test_what_was_done_stays_done_when_its_item_is_retired(city, ana, vigil):
    grace = known(city, "GRACE")
    with city.begin() as session:
        events.tick(
            session, workspace=1, event=vigil, item="V07", by=grace.person, now=NOW, note="both"
        )
    service.retire(city, ana, spot(city, "V07"), "Not here.")
    hourly(city)

    kept = seen(city, vigil).entry("V07").kept
    assert (kept.state, kept.note, kept.done_by) == (State.DONE, "both", grace.person)


def test_item_brought_back_is_needed_again_on_the_same_plan(city, ana, vigil):
    service.retire(city, ana, spot(city, "V07"), "Not here.")
    hourly(city)
    service.bring_back(city, ana, spot(city, "V07"))
    hourly(city)

    assert seen(city, vigil).entry("V07").kept.needed


def test_retired_one_of_the_ten_leaves_a_small_plan_with_nine(city, ana, small):
    service.retire(city, ana, spot(city, "V04"), "The family decides.")
    hourly(city)
    assert len(seen(city, small).needed) == 9

    event = plan(city, attendance=40)
    assert seen(city, event).entry("V04") is None
    assert len(seen(city, event).needed) == 9


def test_role_and_weight_change_at_the_next_scoring_and_time_stays(city, ana, vigil):
    before = seen(city, vigil).entry("C01").kept
    change = {"critical": False, "role": "data_lead", "phase": "DAY"}
    service.save(city, ana, spot(city, "C01"), change)
    assert seen(city, vigil).entry("C01").kept.critical
    hourly(city)

    kept = seen(city, vigil).entry("C01").kept
    assert (kept.critical, kept.role.value) == (False, "data_lead")
    assert kept.due == before.due


def test_moved_start_redates_a_retired_item_by_its_own_phase(city, ana, vigil):
    service.retire(city, ana, spot(city, "V07"), "Not here.")
    later = START + timedelta(days=7)
    with city.begin() as session:
        event = events.find(session, workspace=1, event=vigil)
        moved = replace(event, start=later, profile=replace(event.profile, start=later))
        planning.replan(session, city, workspace=1, event=moved, was=START)

    assert seen(city, vigil).entry("V07").kept.due == later + items()["V07"].phase.offset


def test_plan_of_an_event_that_is_over_is_left_as_it_was(city, ana, vigil):
    added = service.add(city, ana, "vigil", wanted())
    hourly(city, START + timedelta(days=2))

    assert seen(city, vigil).entry(added.id) is None


def test_items_of_another_kind_of_event_do_not_come(city, ana, slack):
    march = plan(city, type=EventType.MARCH)
    added = service.add(city, ana, "vigil", wanted())
    hourly(city)

    assert seen(city, march).entry(added.id) is None


def test_screen_tells_nothing_of_how_many_plans_there_are(city, slack, ana):
    """The same words come whether a closed vigil is being planned or not."""

    def told():
        actor = slack.person("Ana")
        actor.types("/event lists vigil", in_=actor.direct)
        actor.clicks("Add an item", in_=actor.direct)
        actor.fills("What is to be done?", NEW)
        actor.fills("Why?", "It was dark there.")
        seen = actor.submits()
        actor.clicks("Undo")
        actor.closes()
        return seen.replace("XX102", "XX101")

    without = told()
    plan(city)
    assert told() == without
    assert TITLE not in slack.person("Ana").screen


@pytest.mark.parametrize("item", sorted(one for one in VEILED if one[0] in "VC"))
def test_outreachs_items_stay_veiled_on_plans_in_any_words(city, ana, vigil, item):
    service.save(city, ana, spot(city, item), {"text": "Ask our own team."})
    hourly(city)

    entry = seen(city, vigil, "DANA").entry(item)
    if entry is not None:
        assert entry.veiled
        assert entry.text == "An item of outreach"
    assert listed(city, item).item.text == "Ask our own team."


def test_conflict_answer_moves_nothing_that_others_see_of_own_items(city, ana, slack):
    """Two vigils alike but for the answer: police see the same of both, own items among it."""
    service.add(city, ana, "vigil", wanted(critical=True))
    service.save(city, ana, spot(city, "V07"), {"critical": True})
    service.retire(city, ana, spot(city, "C03"), "")
    for one in items().values():
        if "tier" in one.applies_if and one.id[0] == "C":
            service.save(city, ana, spot(city, one.id), {"text": NEW, "critical": True})
    shown = []
    for level in (Conflict.QUIET, Conflict.ACTIVE):
        event = plan(city)
        with city.begin() as session:
            conflicts.record(
                session, workspace=1, event=event, level=level, by=known(city, "MARCUS").person,
                now=NOW,
            )  # fmt: skip
        hourly(city)
        with city.read() as session:
            found = events.find(session, workspace=1, event=event)
            whole = standing.plan(session, workspace=1, event=found, now=NOW)
        shown.append(sharing.shared(whole, View.PLAN))
    assert shown[0] == shown[1]
    assert "XX101" in {one.id for one in shown[0].lines}


def readiness(tools, event):
    with tools.read() as session:
        counted = scores.newest(session, workspace=1, event=event).levels.full.factors
    return next(one.points for one in counted if one.factor is Factor.READINESS)


def test_new_critical_item_counts_for_readiness_of_a_full_plan(city, ana, vigil):
    grace = known(city, "GRACE")
    with city.begin() as session:
        for one in events.tasks(session, workspace=1, event=vigil):
            events.tick(session, workspace=1, event=vigil, item=one.item, by=grace.person, now=NOW)
    hourly(city)
    assert readiness(city, vigil) == 0
    service.add(city, ana, "vigil", wanted(critical=True))
    hourly(city)

    assert readiness(city, vigil) == 1


def test_undo_needs_the_version_that_was_made(city, ana, vigil):
    one = service.add(city, ana, "vigil", wanted())
    service.undo(city, ana, Spot(of="vigil", item=one.id, version=one.version))
    hourly(city)

    assert seen(city, vigil).entry(one.id) is None


def test_outreachs_item_stays_veiled_where_its_words_are_those_of_the_veil(city, ana, vigil):
    service.save(city, ana, spot(city, "V02"), {"text": "An item of outreach"})
    hourly(city)

    for who in ("DANA", "ROSA"):
        entry = seen(city, vigil, who).entry("V02")
        assert entry.veiled
        assert entry.kept.owner is None
    assert not seen(city, vigil, "GRACE").entry("V02").veiled
