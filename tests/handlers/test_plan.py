"""The plan as people read it, write it and take it with them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from handlers.plan import needs, paper, service
from handlers.plan.request import FieldError, Opened, filled
from knowledge.errors import RefusedError
from knowledge.plan.entry import Level
from storage import people, plan
from storage.tables import PartnerRow
from tests.conftest import NOW
from tests.handlers.rules import check_dialog


@pytest.fixture
def member(city, slack):
    def of(handle):
        with city.read() as session:
            return people.member(session, workspace=1, slack_user=f"U0{handle}")

    return of


@pytest.fixture
def keep(city, member):
    """Keep a line of the plan, as Ana would."""

    def add(level, parent=None, **filled):
        opened = Opened(level, parent and parent.id)
        made = {"text": f"A {level}", **filled}
        return service.add(city, member=member("ANA"), opened=opened, filled=made)

    return add


@pytest.fixture
def begun(keep):
    """A goal with everything below it."""
    goal = keep(Level.GOAL, text="Half as many people shot", due="2028-12-31")
    keep(Level.CAUSE, goal, text="Nothing to do after nine")
    strategy = keep(Level.STRATEGY, goal, text="Safe evenings", owner="U0ROSA")
    keep(
        Level.ACTION, strategy, text="Open the gym late", owner="U0LEE", due="2026-11-02",
        place="eastgate", service="recreation",
    )  # fmt: skip
    keep(Level.INDICATOR, strategy, text="Evenings open", baseline="2", target="5")
    keep(Level.STRATEGY, goal, text="Mediation")
    return goal


def lines(tools):
    with tools.read() as session:
        return plan.entries(session, workspace=1)


def test_first_goal_is_four_taps_away(city, ana, room):
    seen = ana.types("/coalition plan", in_=room)
    assert "The plan is empty" in seen
    assert seen.count("Start with this") == 3

    ana.clicks("Start with this")
    seen = ana.submits()

    assert "Saved." in seen
    assert "This goal has no strategy yet." in seen
    assert [one.level for one in lines(city)] == [Level.GOAL]
    assert "2028" in lines(city)[0].text


def test_member_without_the_say_is_told_who_begins(lee, room):
    seen = lee.types("/coalition plan", in_=room)

    assert "A coordinator writes the first goal" in seen
    assert "Start with this" not in seen


def test_plan_is_built_level_by_level_in_one_dialog(city, ana, slack, room):
    ana.types("/coalition plan", in_=room)
    ana.clicks("Write our own")
    ana.fills("The goal, in one sentence", "  Nobody is shot\nat our parks ")
    ana.submits()

    ana.clicks("Name a root cause")
    ana.fills("The root cause", "Dark corners")
    ana.submits()
    ana.clicks("Back to its goal")
    ana.clicks("Add a strategy")
    ana.fills("The strategy", "Light and people")
    seen = ana.submits()
    assert "This strategy has no action yet." in seen

    ana.clicks("Add an action")
    ana.fills("What is to be done", "New lamps")
    ana.chooses("Lee", of="Who answers for it")
    ana.fills("By when", "2027-03-31")
    ana.fills("Where", "EASTGATE")
    ana.chooses("Sports and arts", of="What it brings there")
    seen = ana.submits()

    assert "@lee" in seen
    assert "by 31 Mar 2027" in seen
    assert "Where: Eastgate" in seen
    assert "Service: Sports and arts" in seen
    assert [one.text for one in lines(city)] == [
        "Nobody is shot at our parks", "Dark corners", "Light and people", "New lamps",
    ]  # fmt: skip
    for view in [*slack.calls("views.open"), *slack.calls("views.update")]:
        check_dialog(view["view"])


def test_everybody_with_a_seat_reads_it_with_owners_days_late_and_what_is_missing(begun, slack):
    for name in ("Lee", "Dana"):
        seen = slack.person(name).types("/coalition plan", in_=slack.channel("coalition"))

        assert "Half as many people shot" in seen
        assert "Root causes: Nothing to do after nine" in seen
        assert "Open the gym late — @lee" in seen
        assert "by 2 Nov 2026 · late" in seen
        assert "This strategy has no action yet." in seen
        assert "1 strategy has no action." in seen
        assert "Add a goal" not in seen


def test_visitor_is_refused_and_told_how_to_take_a_seat(begun, slack, room):
    seen = slack.person("Walter").types("/coalition plan", in_=slack.channel("coalition"))

    assert "You are a visitor here" in seen
    assert "Half as many" not in seen


def action(tools):
    return next(one for one in lines(tools) if one.level is Level.ACTION)


def test_owner_who_is_no_coordinator_ticks_their_line_and_takes_that_back(begun, lee, city, room):
    lee.types("/coalition plan", in_=room)
    lee.clicks("Open the plan")
    for _goal_strategy_action in range(3):
        seen = lee.clicks("Open")
    assert "Open the gym late" in seen
    assert "Edit" not in seen

    seen = lee.clicks("Done")
    assert "Open it again" in seen
    assert action(city).state == "done"

    seen = lee.clicks("Undo")
    assert "Taken back." in seen
    assert action(city).state == "open"


def test_nobody_else_without_the_say_ticks_it(begun, slack, city, member):
    priya = slack.person("Priya")
    priya.types("/coalition plan", in_=slack.channel("coalition"))
    priya.clicks("Open the plan")
    for _goal_strategy_action in range(3):
        seen = priya.clicks("Open")
    assert "Done" not in seen

    with pytest.raises(RefusedError, match="Only who owns this line"):
        service.tick(city, member=member("PRIYA"), entry=action(city).id)


def test_owner_takes_back_their_own_tick_and_nothing_that_a_coordinator_wrote(begun, city, member):
    line = action(city)
    opened = Opened(line.level, line.parent, line.id, line.version)
    filled = {"text": "Open both gyms"}
    saved = service.save(city, member=member("ANA"), opened=opened, filled=filled)

    with pytest.raises(RefusedError):
        service.undo(city, member=member("LEE"), entry=line.id, version=saved.version)
    assert action(city).text == "Open both gyms"


def test_two_who_edit_one_line_lose_nothing_and_the_second_is_shown_what_changed(
    begun, ana, city, member, room
):
    open_edit(ana, room)
    opened = Opened(Level.GOAL, None, begun.id, begun.version)
    service.save(city, member=member("ANA"), opened=opened, filled={"text": "Theirs"})

    ana.fills("The goal, in one sentence", "Mine")
    seen = ana.submits()
    assert "@ana changed this while you had it open" in seen
    assert "The words, now: Theirs" in seen
    assert lines(city)[0].text == "Theirs"

    seen = ana.submits()
    assert "Saved." in seen
    assert lines(city)[0].text == "Mine"
    ana.clicks("Undo")
    assert lines(city)[0].text == "Theirs"


def open_edit(actor, room):
    actor.types("/coalition plan", in_=room)
    actor.clicks("Open the plan")
    actor.clicks("Open")
    actor.clicks("Edit")


def test_archived_branch_comes_back_with_undo(begun, ana, city, room):
    ana.types("/coalition plan", in_=room)
    ana.clicks("Open the plan")
    ana.clicks("Open")
    assert "everything below it" in ana.clicks("Archive")
    seen = ana.confirms()
    assert "6 lines with it: Half as many" in seen
    assert lines(city) == []

    seen = ana.clicks("Undo")
    assert "It is in the plan again." in seen
    assert len(lines(city)) == 6


def test_line_that_somebody_archived_meanwhile_is_said_to_be_gone(begun, ana, city, member, room):
    ana.types("/coalition plan", in_=room)
    ana.clicks("Open the plan")
    service.archive(city, member=member("ANA"), entry=begun.id)

    assert "not in the plan any more" in ana.clicks("Open")


def test_owner_must_have_a_seat(ana, city, room):
    ana.types("/coalition plan", in_=room)
    ana.clicks("Start with this")
    ana.chooses("Walter", of="Who answers for it")

    assert "has no seat in the coalition yet" in ana.submits()
    assert lines(city) == []


def test_action_that_is_due_before_it_starts_is_sent_back_to_that_field():
    days = {"plan_text": "x", "plan_start": "2027-02-02", "plan_due": "2027-02-01"}

    with pytest.raises(FieldError, match="due before it starts") as wrong:
        filled(days, Level.ACTION)
    assert wrong.value.field == "plan_due"


def test_goal_can_be_typed_and_taken_back(ana, city, room):
    seen = ana.types("/coalition plan add By 2028 nobody is shot at <!here>", in_=room)
    assert "In the plan: By 2028 nobody is shot at <!here>" in seen

    assert "Taken back." in ana.clicks("Undo")
    assert lines(city) == []


def test_member_may_not_type_a_goal(lee, city, room):
    assert "This is for coordinators" in lee.types("/coalition plan add Something", in_=room)
    assert lines(city) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [("add", "Say the goal after it"), ("everything", "I know"), ("print 2", "I know")],
)
def test_what_is_not_understood_is_answered_with_what_is(ana, room, typed, said):
    assert said in ana.types(f"/coalition plan {typed}", in_=room)


def test_each_place_of_high_need_ends_in_who_works_there_and_what_is_not_covered(
    begun, city, lee, room
):
    with city.begin() as session:
        session.add(partner("Corner Crew", ["mediation"], ["Eastgate"]))
        session.add(partner("Job Bridge", ["job"], []))

    seen = lee.types("/coalition plan places", in_=room)

    eastgate = seen[seen.index("Eastgate") :].split("\n\n")[0]
    assert "Mediation: Corner Crew" in eastgate
    assert "Jobs: Job Bridge" in eastgate
    assert "Sports and arts: Open the gym late" in eastgate
    assert "Not covered: Street outreach" in eastgate


def test_of_many_who_work_at_a_place_a_few_are_named(city, slack):
    with city.begin() as session:
        for number in range(9):
            session.add(partner(f"Crew {number}", ["job"], []))

    [(_service, who)] = needs.read(city, workspace=1)[0].covered

    assert who == ("Crew 0", "Crew 1", "Crew 2", "Crew 3", "5 more")


def test_without_incidents_no_place_is_said_to_be_in_need(tools, workspace):
    assert needs.read(tools, workspace=workspace) == ()


def partner(name, services, served):
    return PartnerRow(
        workspace_id=1, name=name, sector="youth", services=services, languages=[],
        places=served, hours=None, created_at=NOW,
    )  # fmt: skip


def test_text_comes_to_the_direct_message_short_and_without_people(begun, lee, slack, room):
    assert "direct messages" in lee.types("/coalition plan text", in_=room)

    said = slack.calls("chat.postMessage")[-1]["text"]
    assert len(said) < 600
    assert "Late: Open the gym late (Riverside Schools, 2 Nov 2026)" in said
    assert "U0LEE" not in said


def printed(tools, member):
    made = paper.printed(
        service.read(tools, member=member),
        service.outside(tools, workspace=1),
        needs.read(tools, workspace=1),
    )
    reader = PdfReader(BytesIO(made))
    assert paper.pages(made) == len(reader.pages)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_page_names_owners_by_their_organisation(begun, city, member):
    pages = printed(city, member("LEE"))

    assert len(pages) <= 2
    assert "Open the gym late (Eastgate) Riverside Schools 2 Nov 2026, late" in pages[0]
    assert "Not covered" in " ".join(pages)
    assert "Lee" not in " ".join(pages)


@pytest.mark.parametrize("goals", [3, 12, 60])
def test_plan_of_any_length_prints_on_two_pages(city, keep, member, goals):
    for number in range(goals):
        goal = keep(Level.GOAL, text=f"Goal {number}, " + "said in many words " * 5)
        for _strategy in range(2):
            strategy = keep(Level.STRATEGY, goal, text="A strategy of many words " * 3)
            for _action in range(3):
                keep(Level.ACTION, strategy, text="An action of many words " * 3)

    pages = printed(city, member("ANA"))

    assert len(pages) <= 2
    assert "Goal 0" in pages[0]
    assert goals < 4 or "/coalition plan" in " ".join(pages)


def test_pages_come_to_the_direct_message(begun, lee, slack):
    lee.types("/coalition plan", in_=lee.direct)
    lee.clicks("Print")

    [sent] = slack.calls("files.completeUploadExternal")
    assert sent["channel_id"] == lee.direct.id
    assert "The plan, to print" in lee.direct.text


def test_when_slack_takes_no_file_the_person_hears_of_it(begun, lee, slack, room):
    slack.faults.fail("files.getUploadURLExternal", "internal_error")

    assert "Something went wrong on my side" in lee.types("/coalition plan print", in_=room)


def test_long_plans_are_paged(ana, keep, room):
    for number in range(5):
        keep(Level.GOAL, text=f"Goal number {number}")

    seen = ana.types("/coalition plan", in_=room)
    assert "Goal number 2" in seen
    assert "Goal number 3" not in seen.partition("Show")[0]

    assert "Goal number 4" in ana.clicks("Show 2 more goals")


def test_long_branches_are_paged_in_the_dialog(ana, keep, room):
    for number in range(15):
        keep(Level.GOAL, text=f"Goal number {number}")
    ana.types("/coalition plan", in_=room)

    assert "Goal number 12" not in ana.clicks("Open the plan")
    assert "Goal number 14" in ana.clicks("3 more")
    assert "Goal number 11" in ana.clicks("Before")


def test_hostile_words_stay_words(ana, keep, room):
    keep(
        Level.GOAL,
        text=filled({"plan_text": "<!channel> *bold* & \u202egnp.exe"}, Level.CAUSE)["text"],
    )

    seen = ana.types("/coalition plan", in_=room)

    assert "<!channel> bold & gnp.exe" in seen


def test_plan_of_any_size_fits_a_message_and_says_how_much_is_left_out(ana, keep, room, slack):
    for _goal in range(3):
        goal = keep(Level.GOAL, text="g" * 300)
        for _strategy in range(6):
            strategy = keep(Level.STRATEGY, goal, text="s" * 300)
            for _action in range(6):
                keep(Level.ACTION, strategy, text="a" * 300, due="2026-01-01")

    seen = ana.types("/coalition plan", in_=room)

    assert "… and 2 more" in seen
    assert "… and 103 more" in seen
    assert "[Open the plan]" in seen
