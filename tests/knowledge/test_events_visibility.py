from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from knowledge.access import Duties, Member, Role
from knowledge.errors import RefusedError, UsageError
from knowledge.events.factors import Factor
from knowledge.events.kinds import EventRole, EventType, Tier
from knowledge.events.moves import moved
from knowledge.events.risk import THREAT, Answer
from knowledge.events.sharing import HINTING, VEILED, Plan, both, shared
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
    return shared(plan, view)


def made(answers, *tasks, inside=(), **known):
    return Plan(answers, (*tasks, *inside), tasks, **known)


def test_every_item_the_design_names_is_veiled():
    assert ISSUES <= VEILED


@pytest.mark.parametrize("id_", sorted(VEILED))
@pytest.mark.parametrize("state", State)
def test_an_item_of_outreach_is_done_or_not_and_nothing_else(id_, state):
    line = line_of(seen(made({}, task(id_, state))), id_)

    assert line.state is (State.OPEN if state is State.OPEN else State.DONE)
    assert line.text == "An item of outreach"
    assert (line.role, line.due, line.settled_at) == (None, None, None)
    assert (line.owner, line.settled_by, line.signed_by, line.note) == ("", "", "", "")


@pytest.mark.parametrize("id_", sorted(HINTING))
def test_an_item_whose_settling_hints_keeps_its_words_only(id_):
    line = line_of(seen(made({}, task(id_, State.NOT_APPLICABLE))), id_)

    assert (line.text, line.state) == (f"What {id_} asks", State.DONE)
    assert (line.settled_at, line.settled_by, line.note) == (None, "", "")
    assert line.owner == HELPER


def test_every_other_item_is_shown_whole():
    line = line_of(seen(made({}, task())), "C05")

    assert (line.settled_by, line.note, line.due) == (SAFE, "secret words", NOW - timedelta(days=1))


def test_inside_everything_is_shown():
    more = task("S05", reach=Reach.INSIDE)
    plan = made({Factor.CONFLICT: THREAT}, task("V02"), inside=[more])
    shown = seen(plan, View.OUTREACH)

    assert line_of(shown, "V02").note == "secret words"
    assert line_of(shown, "S05").note == "secret words"
    assert [one.id for one in seen(plan).lines] == ["V02"]
    assert (shown.tier, shown.inside.outside.tier) == (Tier.VERY_HIGH, Tier.LOW)
    assert any("credible" in one for one in shown.reasons)


def test_the_level_of_others_has_neither_sum_nor_rules_nor_points():
    plan = made({Factor.AUDIENCE: Answer(4), Factor.CONFLICT: Answer(3)}, task())
    shown = seen(plan)

    assert shown.tier is Tier.HIGH
    assert shown.inside is None
    assert shown.reasons == ("Who comes: groups that oppose one another",)
    assert Factor.CONFLICT not in shown.gaps


def test_a_member_who_is_not_on_the_plan_sees_the_level_alone():
    shown = seen(made({}, task()), View.COALITION)

    assert shown.lines == ()


@pytest.mark.parametrize("view", [View.NOTICE, View.NOTHING])
def test_a_notice_has_nothing_of_the_plan(view):
    assert seen(made({}, task()), view) is None


def test_the_conflict_check_reads_as_a_day_or_open():
    assert seen(made({})).conflict == "conflict check: open"
    assert seen(made({}, checked=date(2026, 11, 30))).conflict == (
        "conflict check: done on 30 Nov 2026"
    )


def test_outsiders_are_not_told_when_an_item_of_outreach_is_due_by_its_place_either():
    early = replace(task("C20"), due=NOW - timedelta(days=9))
    order = [one.id for one in seen(made({}, early, task("C05"))).lines]

    assert order == ["C05", "C20"]


def test_what_the_inside_list_has_open_counts_for_the_full_level_alone():
    more = task("S05", State.OPEN, reach=Reach.INSIDE)
    plain, added = (both(made({}, task(), inside=inside)) for inside in ((), [more]))

    assert added.outside == plain.outside
    assert added.full.score > plain.full.score


def test_whatever_outreach_answers_others_are_given_the_same_but_the_day():
    known = {Factor.AUDIENCE: Answer(2), Factor.HISTORY: Answer(4)}
    tasks, more = (task(), task("C12")), (task("S05", State.OPEN, reach=Reach.INSIDE),)
    plans = [Plan(known, tasks, tasks)]
    for answer in CONFLICTS:
        whole = tasks + (more if answer in (CONFLICTS[4], THREAT) else ())
        answers = {**known, Factor.CONFLICT: answer}
        plans.append(Plan(answers, whole, tasks, checked=NOW.date()))
    for view in (View.PLAN, View.COALITION):
        views = [replace(seen(plan, view), conflict="") for plan in plans]
        assert all(one == views[0] for one in views)
    outside = [both(plan).outside for plan in plans]
    assert not any(moved(before, after) for before, after in pairwise(outside))
