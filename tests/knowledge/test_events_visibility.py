from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from random import Random

import pytest

from knowledge.access import Duties, Member, Role
from knowledge.errors import RefusedError, UsageError
from knowledge.events.decisions import Decided, Decision, needed
from knowledge.events.factors import Factor
from knowledge.events.items import items_for
from knowledge.events.kinds import EventRole, EventType, Tier, Venue
from knowledge.events.levels import levels
from knowledge.events.listing import listed, relisted
from knowledge.events.moves import moved
from knowledge.events.profile import Profile
from knowledge.events.risk import THREAT, Answer
from knowledge.events.sharing import HINTING, VEILED, Plan, both, recorded, shared
from knowledge.events.tasks import Reach, State, Task
from knowledge.events.visibility import (
    EventFacts,
    Stage,
    View,
    first_stage,
    inside,
    opened,
    sees,
    who_sees,
)

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LEAD, SAFE, LIAISON, HELPER, ELSE = (letter * 16 for letter in "abcde")
NAMED = {
    LEAD: frozenset({EventRole.EVENT_LEAD}),
    SAFE: frozenset({EventRole.SAFETY_LEAD}),
    LIAISON: frozenset({EventRole.LAW_LIAISON}),
    HELPER: frozenset(),
}
#: Whatever outreach may answer.
CONFLICTS = (*(Answer(points) for points in range(5)), THREAT)
ISSUES = frozenset({"V02", "V03", "Y02", "Y11", "G04", "C12", "C20"})


def someone(person=ELSE, role=Role.MEMBER, duties=Duties.NONE, **known):
    seat = {"partner": 1, "pledged": True} | known
    return Member(1, "U1", person, role, duties, **seat)


def event(stage=Stage.CLOSED, kind=EventType.VIGIL):
    return EventFacts(kind, stage, NAMED)


VISITOR = someone(partner=None)
POLICE = someone(duties=Duties.LAW_ENFORCEMENT)
WORKER = someone(role=Role.WORKER)


@pytest.mark.parametrize("kind", EventType)
def test_vigils_and_funerals_begin_closed(kind):
    closed = kind in (EventType.VIGIL, EventType.FUNERAL)

    assert (first_stage(kind) is Stage.CLOSED) is closed


@pytest.mark.parametrize(
    "viewer",
    [
        VISITOR,
        POLICE,
        WORKER,
        someone(),
        someone(role=Role.COORDINATOR),
        someone(person=""),
        someone(role=Role.SUPERVISOR),
        someone(duties=Duties.UNANSWERED),
    ],
)
def test_a_closed_vigil_does_not_exist_for_who_is_not_named(viewer):
    assert sees(event(), viewer) is View.NOTHING


def test_the_nameless_are_never_named():
    assert sees(EventFacts(EventType.VIGIL, Stage.CLOSED, {"": frozenset()}), someone("")) is (
        View.NOTHING
    )


def test_who_is_named_sees_the_plan_of_a_closed_vigil():
    assert sees(event(), someone(HELPER)) is View.PLAN
    assert sees(event(), someone(LIAISON, duties=Duties.LAW_ENFORCEMENT)) is View.PLAN


@pytest.mark.parametrize("stage", Stage)
def test_event_lead_safety_lead_and_named_outreach_see_the_conflict_answer(stage):
    for person in (LEAD, SAFE):
        assert sees(event(stage), someone(person)) is View.OUTREACH
    assert sees(event(stage), someone(HELPER, Role.WORKER)) is View.OUTREACH


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("duties", [Duties.LAW_ENFORCEMENT, Duties.UNANSWERED])
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("person", [LEAD, SAFE, LIAISON, HELPER, ELSE])
def test_nobody_with_law_enforcement_duties_sees_it_whatever_their_role(
    stage, duties, role, person
):
    viewer = someone(person, role, duties)

    assert sees(event(stage), viewer) < View.OUTREACH
    assert not inside(event(stage), viewer)


def test_an_event_open_to_members_shows_its_level_to_them_and_nothing_to_visitors():
    assert sees(event(Stage.MEMBERS), someone()) is View.COALITION
    assert sees(event(Stage.MEMBERS), POLICE) is View.COALITION
    assert sees(event(Stage.MEMBERS), WORKER) is View.OUTREACH
    assert sees(event(Stage.MEMBERS), VISITOR) is View.NOTHING


def test_a_public_event_shows_visitors_a_notice():
    assert sees(event(Stage.PUBLIC), VISITOR) is View.NOTICE


@pytest.mark.parametrize("stage", Stage)
def test_the_suspended_see_nothing(stage):
    assert sees(event(stage), someone(LEAD, suspended=True)) is View.NOTHING


def test_before_the_setup_nobody_sees_an_event():
    assert sees(event(Stage.PUBLIC), someone(opened=False)) is View.NOTHING


def test_the_event_lead_opens_step_by_step_and_closes_at_once():
    lead = someone(LEAD)

    assert opened(event(), Stage.MEMBERS, lead) is Stage.MEMBERS
    assert opened(event(Stage.MEMBERS), Stage.PUBLIC, lead) is Stage.PUBLIC
    assert opened(event(Stage.PUBLIC), Stage.CLOSED, lead) is Stage.CLOSED
    with pytest.raises(UsageError, match="members first"):
        opened(event(), Stage.PUBLIC, lead)


@pytest.mark.parametrize("person", [SAFE, LIAISON, HELPER, ELSE])
def test_nobody_but_the_lead_opens_it(person):
    with pytest.raises(RefusedError, match="event lead"):
        opened(event(), Stage.MEMBERS, someone(person, Role.COORDINATOR))


def test_a_suspended_lead_opens_nothing():
    with pytest.raises(RefusedError):
        opened(event(), Stage.MEMBERS, someone(LEAD, suspended=True))


def test_the_screen_before_opening_says_who_will_see():
    assert "police liaisons included" in who_sees(Stage.MEMBERS)
    assert "visitors and guests included" in who_sees(Stage.PUBLIC)
    assert "Only the people named" in who_sees(Stage.CLOSED)


def task(id_="C05", state=State.DONE, **known):
    settled = {} if state is State.OPEN else {"settled_at": NOW, "settled_by": SAFE}
    return Task(
        id_,
        f"What {id_} asks",
        EventRole.OUTREACH_LEAD,
        True,
        NOW - timedelta(days=1),
        state,
        **({"note": "secret words", "owner": HELPER} | settled | known),
    )


def line_of(shown, id_):
    return next(one for one in shown.lines if one.id == id_)


def seen(plan, view=View.PLAN):
    return shared(plan, view, now=NOW)


def test_every_item_the_design_names_is_veiled():
    assert ISSUES <= VEILED


@pytest.mark.parametrize("id_", sorted(VEILED))
@pytest.mark.parametrize("state", State)
def test_an_item_of_outreach_is_done_or_not_and_nothing_else(id_, state):
    line = line_of(seen(Plan({}, (task(id_, state),))), id_)

    assert line.state is (State.OPEN if state is State.OPEN else State.DONE)
    assert line.text == "An item of outreach"
    assert (line.role, line.due, line.settled_at) == (None, None, None)
    assert (line.owner, line.settled_by, line.signed_by, line.note) == ("", "", "", "")


@pytest.mark.parametrize("id_", sorted(HINTING))
def test_an_item_whose_settling_hints_keeps_its_words_only(id_):
    line = line_of(seen(Plan({}, (task(id_, State.NOT_APPLICABLE),))), id_)

    assert (line.text, line.state) == (f"What {id_} asks", State.DONE)
    assert (line.settled_at, line.settled_by, line.note) == (None, "", "")
    assert line.owner == HELPER


def test_every_other_item_is_shown_whole():
    line = line_of(seen(Plan({}, (task(),))), "C05")

    assert (line.settled_by, line.note, line.due) == (SAFE, "secret words", NOW - timedelta(days=1))


def test_inside_everything_is_shown():
    plan = Plan({Factor.CONFLICT: THREAT}, (task("V02"), task("S05", reach=Reach.INSIDE)))
    shown = seen(plan, View.OUTREACH)

    assert line_of(shown, "V02").note == "secret words"
    assert line_of(shown, "S05").reach is Reach.INSIDE
    assert (shown.tier, shown.inside.outside.tier) == (Tier.VERY_HIGH, Tier.LOW)
    assert any("credible" in one for one in shown.reasons)


def test_the_level_of_others_has_neither_sum_nor_rules_nor_points():
    plan = Plan({Factor.AUDIENCE: Answer(4), Factor.CONFLICT: Answer(3)}, (task(),))
    shown = seen(plan)

    assert shown.tier is Tier.HIGH
    assert shown.inside is None
    assert shown.reasons == ("Who comes: groups that oppose one another",)
    assert Factor.CONFLICT not in shown.gaps


def test_a_member_who_is_not_on_the_plan_sees_the_level_alone():
    shown = seen(Plan({}, (task(),)), View.COALITION)

    assert (shown.lines, shown.settled, shown.ready, shown.decided) == ((), 0, None, ())


@pytest.mark.parametrize("view", [View.NOTICE, View.NOTHING])
def test_a_notice_has_nothing_of_the_plan(view):
    assert seen(Plan({}, (task(),)), view) is None


def test_the_conflict_check_reads_as_a_day_or_open():
    assert seen(Plan({}, ())).conflict == "conflict check: open"
    assert seen(Plan({}, (), checked=date(2026, 11, 30))).conflict == (
        "conflict check: done on 2026-11-30"
    )


def test_a_late_item_of_outreach_is_no_late_item_of_others():
    plan = Plan({}, (task("C20", State.OPEN), task("C05", State.OPEN)))

    assert (seen(plan).late, seen(plan, View.OUTREACH).late) == (1, 2)


def test_what_covers_an_item_of_outreach_stays_inside():
    cover = {"C20": "they promised", "C05": "walk at noon", "C01": "score 19"}
    plan = Plan({}, tuple(task(id_, State.OPEN) for id_ in cover))
    decided = recorded(plan, Decision.COVERED, (LEAD, SAFE, HELPER), cover, now=NOW)
    plan = replace(plan, decided=(decided,))

    shown = seen(plan).decided[0]
    assert (shown.decision, shown.lead, shown.others) == (Decision.COVERED, LEAD, (SAFE,))
    assert shown.cover == {"C05": "walk at noon"}
    assert seen(plan, View.OUTREACH).decided[0].cover == cover


def test_covering_what_only_those_inside_see_reads_as_ready():
    plan = Plan({}, (task("S05", State.OPEN, reach=Reach.INSIDE), task()))
    decided = recorded(plan, Decision.COVERED, (LEAD, SAFE), {"S05": "wands"}, now=NOW)

    assert seen(replace(plan, decided=(decided,))).decided == (Decided(Decision.READY, NOW, LEAD),)


def test_what_was_done_inside_is_open_when_everybody_gets_it():
    came = NOW + timedelta(days=2)
    plan = Plan({}, (task("S05", since=came, common_due=came, signed_by=LEAD),))
    line = line_of(seen(plan), "S05")

    assert (line.state, line.due, line.settled_by, line.signed_by) == (State.OPEN, came, "", "")
    assert line_of(seen(plan, View.OUTREACH), "S05").state is State.DONE
    assert seen(plan, View.OUTREACH).ready.open == ("S05",)


def test_what_was_done_after_everybody_got_it_is_done():
    assert line_of(seen(Plan({}, (task("S05", since=NOW),))), "S05").state is State.DONE


def test_what_only_the_inside_list_still_asks_for_is_no_longer_needed_by_others():
    plan = Plan({}, (task("S05", State.OPEN, needed=False),))

    assert line_of(seen(plan), "S05").state is State.NO_LONGER_NEEDED
    assert line_of(seen(plan, View.OUTREACH), "S05").state is State.OPEN


# What follows plays whole plans through, as the product would, with nothing different but what
# outreach answers, and compares everything that the people outside are given on the way.


def life(kind, known, conflicts, random):
    """Yield each state that a plan goes through, with one conflict answer a step."""
    profile = Profile(kind, NOW + timedelta(days=2), attendance=known["people"], venue=Venue.PARK)
    items = items_for(kind)
    texts = {item.id: item.text for item in items}
    lists, settled, signed, decided = (), {}, {}, ()
    for step, conflict in enumerate(conflicts):
        now = NOW + timedelta(hours=20 * step)
        answers = {factor: Answer(points) for factor, points in known["points"][step].items()}
        answers[Factor.CONFLICT] = conflict
        found = listed(profile, levels(answers), now=now, items=items)
        lists = relisted(lists, found, now=now) if lists else found
        ticked = {item.id for item in items if random.random() < 0.3}
        for one in lists:
            if one.inside.id in ticked and open_to_somebody(one, settled.get(one.inside.id)):
                settled[one.inside.id] = now
                signed.pop(one.inside.id, None)
        plan = Plan(
            answers,
            tuple(stands(one, texts, settled, signed, conflict) for one in lists),
            now.date(),
            None,
            decided,
        )
        yield plan, now
        levels_ = both(plan)
        left = shared(plan, View.OUTREACH, now=now).ready
        signed |= dict.fromkeys(getattr(left, "unsigned", ()), SAFE)
        decided = (*decided, covering(plan, levels_, left, now))


def open_to_somebody(one, at):
    return at is None or (one.since is not None and at < one.since)


def stands(one, texts, settled, signed, conflict):
    planned, id_ = one.inside, one.inside.id
    state = State.DONE if id_ in settled else State.OPEN
    if state is State.OPEN and not planned.needed:
        state = State.NO_LONGER_NEEDED
    return Task(
        id_,
        texts[id_],
        planned.role,
        planned.critical,
        planned.due,
        state,
        settled_at=settled.get(id_),
        settled_by=LEAD if id_ in settled else "",
        signed_by=signed.get(id_, ""),
        # What only outreach could write, where people would write it.
        note=f"{conflict}" if id_ in VEILED | HINTING else "",
        reach=one.reach,
        since=one.since,
        common_due=one.common.due if one.common else None,
        needed=one.needed,
    )


def covering(plan, found, left, now):
    """Decide as the lead would: whatever is open on the whole list is covered."""
    if not getattr(left, "open", ()):
        return recorded(plan, Decision.READY, (LEAD,), {}, now=now)
    cover = {
        id_: f"{plan.answers[Factor.CONFLICT]}" if id_ in VEILED | HINTING else "by hand"
        for id_ in left.open
    }
    signers = (LEAD, SAFE, HELPER)[: 1 + needed(Decision.COVERED, found).others]
    return recorded(plan, Decision.COVERED, signers, cover, now=now)


def told(plans):
    """Everything that people outside outreach get of a plan over time."""
    views = [
        [shared(plan, view, now=now) for plan, now in plans]
        for view in View
        if view is not View.OUTREACH
    ]
    levels_ = [both(plan).outside for plan, _now in plans]
    changes = [moved(before, after) for before, after in pairwise(levels_)]
    return views, changes


def profiles(random, count):
    asked = [one for one in Factor if one not in (Factor.CONFLICT, Factor.READINESS)]
    for _ in range(count):
        most = random.choice([1, 2, 4])  # so that the levels come near each border
        yield {
            "people": random.choice([None, 30, 99, 120, 400]),
            "points": [
                {factor: random.choice([None, *range(most + 1)]) for factor in asked}
                for _step in range(3)
            ],
        }


@pytest.mark.parametrize("kind", EventType)
def test_over_time_nobody_outside_can_tell_what_outreach_answered(kind):
    random = Random(kind.value)
    sequences = [
        *product(CONFLICTS, repeat=2),
        (CONFLICTS[0], THREAT, CONFLICTS[0]),
        (CONFLICTS[3], CONFLICTS[0], CONFLICTS[4]),
    ]
    for number, known in enumerate(profiles(random, 5)):
        by_length = {}
        for sequence in sequences:
            plans = list(life(kind, known, sequence, Random(number)))
            first = by_length.setdefault(len(sequence), told(plans))

            assert told(plans) == first


def test_the_play_reaches_what_would_give_the_answer_away():
    asked = set(Factor) - {Factor.CONFLICT, Factor.READINESS}
    known = {"people": 30, "points": [dict.fromkeys(asked, 1) | {Factor.ENVIRONMENT: 0}] * 2}
    plans = [
        list(life(EventType.SCHOOL_EVENT, known, (one, one), Random(1)))[-1][0]
        for one in (CONFLICTS[0], THREAT)
    ]
    quiet, threat = (both(plan).full for plan in plans)

    assert (quiet.planned, threat.planned) == (Tier.LOW, Tier.VERY_HIGH)
    assert {one.id for one in plans[1].tasks} > {one.id for one in plans[0].tasks}
    assert len(plans[1].decided[0].others) > len(plans[0].decided[0].others)


def test_an_unanswered_check_differs_from_an_answered_one_by_its_day_alone():
    known = {Factor.AUDIENCE: Answer(2), Factor.HISTORY: Answer(4)}
    tasks = (task(), task("C12"))
    plans = [Plan(known, tasks)]
    plans += [Plan({**known, Factor.CONFLICT: one}, tasks, NOW.date()) for one in CONFLICTS]
    views = [replace(seen(plan), conflict="") for plan in plans]

    assert all(view == views[0] for view in views)
