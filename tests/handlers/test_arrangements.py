"""An event's site: filled in by theme on a phone, on every emergency page, and nobody else's."""

from datetime import timedelta

import pytest

from handlers.arrangements import service
from handlers.arrangements.request import Press
from handlers.day import service as day
from handlers.events import papers, reading
from handlers.events.papers import Paper, Wanted
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events.arrangements import THEMES, Arrangements, Theme
from knowledge.events.conflict import Conflict
from knowledge.events.day import Entry, EntryKind, standing
from knowledge.events.emergency.page import Emergency, pages
from knowledge.events.staffing import Post
from storage import events
from storage.events import conflicts
from tests.conftest import NOW
from tests.handlers import vigils
from tests.handlers.rules import check_dialog, check_message
from tests.handlers.test_events_papers import filled, opens, read

SHELTER = "the marked gym on Second"


@pytest.fixture
def vigil(city, slack):
    return vigils.plan(city)


@pytest.fixture
def keeps(city, vigil):
    """Return a function that keeps fields for somebody, as of now or of an older version."""

    def keep(handle="GRACE", version=1_000, **fields):
        press = Press(event=vigil, version=version)
        return service.keep(city, vigils.known(city, handle), press, fields)

    return keep


def arranged(city, vigil):
    return vigils.find(city, vigil).arrangements


def test_screen_names_each_blank_and_who_waits_for_it(slack, vigil):
    grace = slack.person("Grace")
    seen = grace.types(f"/event site {vigil}", in_=grace.direct)
    assert "○ Shelter (for the storm and shots pages)" in seen
    assert "○ Ways out (for" in seen
    assert "○ Main channel, if that fails (for" in seen
    assert "Holds" not in seen


def test_the_plan_leads_to_its_site(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event {vigil}", in_=grace.direct)
    assert "Room and exits" in grace.clicks("The site", in_=grace.direct)


def test_a_number_is_not_needed_where_there_is_one_plan(city, slack, vigil):
    grace = slack.person("Grace")
    assert "Room and exits" in grace.types("/event site", in_=grace.direct)
    vigils.plan(city, title="Second vigil")
    asked = grace.types("/event site", in_=grace.direct)
    assert "Which event?" in asked
    assert "Room and exits" in grace.clicks("Open", in_=grace.direct)
    lee = slack.person("Lee")
    assert "named on no plan" in lee.types("/event site", in_=lee.direct)


def test_what_is_filled_in_stands_on_the_screen_and_can_be_undone(city, slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Shelter", in_=grace.direct)
    grace.fills("Shelter: where do people go in bad weather or danger?", SHELTER)
    seen = grace.submits()
    assert "Saved." in seen
    assert f"Shelter: {SHELTER}" in grace.screen
    assert arranged(city, vigil) == Arrangements(shelter=SHELTER)
    assert "Undone." in grace.clicks("Undo", in_=grace.direct)
    assert arranged(city, vigil) == Arrangements()


def test_room_is_typed_in_feet_and_more_people_than_it_holds_are_warned_of(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Room", in_=grace.direct)
    grace.fills("Room to stand (square feet)", "20 x 30 ft")
    grace.fills("How wide are all exits together (feet)?", "2 x 3")
    grace.chooses("Yes", of="Are most who come older people?")
    seen = grace.submits()
    # 55.74 m² x 2; 1.83 m x 75 x 8; the plan is made for 120
    assert "Holds about 110 people" in seen
    assert "exits 1,000 (75 a meter and minute, in 8 min)" in seen
    assert "120 are expected, and it holds about 110." in seen
    assert "600 sq ft (56 m²)" in seen
    assert "6 ft (1.8 m)" in seen
    assert "Crowd density bands" in seen


def test_saving_a_dialog_as_it_came_changes_nothing(city, slack, vigil, keeps):
    keeps(area=465.0, width=1.83, elders=False, aims=["Home safely", "Together"], seats=1_200)
    was = vigils.find(city, vigil)
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    for button in ("Room", "Aims", "Counts"):
        grace.clicks(button, in_=grace.direct)
        assert "Nothing was changed." in grace.submits()
    assert vigils.find(city, vigil) == was


def test_a_wrong_number_is_said_at_its_field_and_nothing_is_kept(city, slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Room", in_=grace.direct)
    grace.fills("Room to stand (square feet)", "big")
    grace.fills("Ways out: which, and where to?", "north gate")
    assert "Type an area such as 5000" in grace.submits()
    assert arranged(city, vigil) == Arrangements()
    grace.fills("Room to stand (square feet)", "5,000 sq ft")
    grace.submits()
    assert arranged(city, vigil) == Arrangements(area=464.52, exits="north gate")


def test_numbers_of_people_are_refused_where_a_role_is_wanted(slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Talking", in_=grace.direct)
    grace.fills("Whom can guests ask?", "Rosa 215-555-0199")
    assert "No phone numbers" in grace.submits()


def test_two_people_at_once_lose_nothing_and_see_where_they_differ(city, slack, vigil, keeps):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Shelter", in_=grace.direct)
    keeps("PRIYA", shelter="the other gym", cars="Second St")
    grace.fills("Shelter: where do people go in bad weather or danger?", SHELTER)
    grace.fills("Quiet space: where can somebody sit and talk?", "the tent")
    asked = grace.submits()
    assert "Somebody wrote meanwhile" in asked
    assert "the other gym" in asked
    assert arranged(city, vigil).shelter == "the other gym"
    assert "Saved." in grace.submits()
    assert arranged(city, vigil) == Arrangements(
        shelter=SHELTER, quiet="the tent", cars="Second St"
    )


def test_undo_does_not_take_what_another_wrote_since(city, vigil, keeps):
    version = keeps(shelter=SHELTER, quiet="the tent")
    keeps("PRIYA", shelter="the other gym")
    grace = vigils.known(city, "GRACE")
    with pytest.raises(ChangedMeanwhileError):
        service.undo(city, grace, Press(event=vigil, version=version))
    assert arranged(city, vigil).shelter == "the other gym"


@pytest.mark.parametrize("who", ["Lee", "Ana", "Samuel", "Walter"])
def test_site_of_a_closed_event_is_as_if_it_were_not_there(slack, city, vigil, keeps, who):
    keeps(shelter=SHELTER)
    person = slack.person(who)
    told = person.types(f"/event site {vigil}", in_=person.direct)
    missing = person.types("/event site 99", in_=person.direct)
    assert SHELTER not in person.screen
    assert told.splitlines()[-1] == missing.splitlines()[-1]
    with pytest.raises(NothingKnownError):
        keeps(who.upper(), quiet="x")


@pytest.mark.parametrize("handle", ["LEE", "SAMUEL"])
def test_site_of_an_open_event_is_written_by_those_named_on_its_plan(city, vigil, keeps, handle):
    opens(city, vigil)
    with pytest.raises(RefusedError, match="Only those named"):
        keeps(handle, quiet="x")


def test_site_of_an_open_event_is_read_by_who_sees_its_plan(city, slack, vigil, keeps):
    keeps(shelter=SHELTER)
    opens(city, vigil)
    lee, samuel = slack.person("Lee"), slack.person("Samuel")
    assert "Only those named" in lee.types(f"/event site {vigil}", in_=lee.direct)
    seen = samuel.types(f"/event site {vigil}", in_=samuel.direct)
    assert SHELTER in seen
    assert "[Shelter]" not in seen


def test_police_on_the_plan_see_the_same_whatever_outreach_answered(city, slack, vigil, keeps):
    keeps(shelter=SHELTER, approaches=3)
    dana = slack.person("Dana")
    before = dana.types(f"/event site {vigil}", in_=dana.direct)
    with city.begin() as session:
        conflicts.record(
            session, workspace=1, event=vigil, level=Conflict.CREDIBLE, by="p", now=NOW
        )
    assert dana.types(f"/event site {vigil}", in_=dana.direct) == before


def test_bad_usage_is_told_with_what_works(slack, vigil):
    grace = slack.person("Grace")
    assert "by its number" in grace.types("/event site soon", in_=grace.direct)


def test_failure_after_the_answer_is_told_and_does_not_lose_it(city, slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Shelter", in_=grace.direct)
    grace.fills("Shelter: where do people go in bad weather or danger?", SHELTER)
    slack.faults.fail("chat.update", "internal_error")
    assert "Something went wrong on my side" in grace.submits()
    assert arranged(city, vigil).shelter == SHELTER


def test_where_the_screen_is_gone_a_new_one_comes(city, slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    grace.clicks("Aims", in_=grace.direct)
    grace.fills("What is the day to reach? One aim on a line, five at most.", "Home safely")
    slack.faults.fail("chat.update", "message_not_found")
    assert "• Home safely" in grace.submits()


def test_screen_and_dialogs_fit_slack(slack, city, vigil, keeps):
    words = {
        name: "&" * 100
        for theme in Theme
        for name in THEMES[theme]
        if getattr(Arrangements(), name) == ""
    }
    keeps(**words, aims=["&" * 140] * 5, area=5e6, width=1_000.0, posted=5_000_000)
    grace = slack.person("Grace")
    grace.types(f"/event site {vigil}", in_=grace.direct)
    for sent in slack.calls("chat.postMessage"):
        check_message(sent["text"], sent.get("blocks") or [])
    for button in ("Room", "Shelter", "Help", "Talking", "Aims", "Counts"):
        grace.clicks(button, in_=grace.direct)
        grace.closes()
    views = [sent["view"] for sent in slack.calls("views.open")]
    assert len(views) == len(Theme)
    for view in views:
        check_dialog(view)


def test_counts_say_how_many_people_it_takes(city, slack, vigil, keeps):
    keeps(approaches=3, younger=16, teens=20, seats=100)
    found = {one.post: one.least for one in reading.read(
        city, vigils.known(city, "GRACE"), vigil
    ).staffing}  # fmt: skip
    assert found[Post.OUTREACH_PAIRS] == 6
    assert found[Post.YOUTH_ADULTS] == 4
    assert found[Post.ACCESSIBLE_SEATS] == 2
    grace = slack.person("Grace")
    assert "Outreach pairs: 6" in grace.types(f"/event site {vigil}", in_=grace.direct)


def test_papers_are_filled_and_what_nobody_said_stays_a_blank(city, vigil, keeps):
    keeps(shelter=SHELTER, hospital="Marked Hospital", main="radio 2", aims=["Home safely"],
          ambulance="the south gate", area=500.0, width=3.0)  # fmt: skip
    grace = filled(city, vigil, "GRACE")
    made = {
        paper: " ".join(read(papers.made(grace, Wanted(event=vigil, paper=paper), now=NOW)).split())
        for paper in (Paper.ACTION, Paper.EMERGENCY, Paper.CALLS, Paper.ENGLISH)
    }
    assert f"Everybody goes inside: {SHELTER}" in made[Paper.EMERGENCY]
    assert "Meet here: [say where]" in made[Paper.EMERGENCY]
    assert SHELTER in made[Paper.ENGLISH]
    assert "the south gate" in made[Paper.CALLS]
    for told in ("Marked Hospital", "radio 2", "Home safely", "1,000"):
        assert told in made[Paper.ACTION]


def test_emergency_pages_on_the_phone_say_where_to_go(city, slack):
    event = vigils.plan(city, start=NOW + timedelta(hours=2), end=NOW + timedelta(hours=3))
    grace = vigils.known(city, "GRACE")
    with city.begin() as session:
        events.change(
            session, workspace=1, event=event, changed={"address": "12 Marked St"}, by="p", now=NOW
        )
    service.keep(city, grace, Press(event=event, version=1_000), {"shelter": SHELTER})
    screen = day.look(city, grace, event)
    assert screen.facts().shelter == SHELTER
    actor = slack.person("Grace")
    actor.types(f"/event day {event}", in_=actor.direct)
    storm = actor.clicks(pages()[tuple(Emergency).index(Emergency.WEATHER)].title)
    assert f"Everybody goes inside: {SHELTER}" in storm
    assert "[brackets]" not in storm
    actor.closes()
    fire = actor.clicks(pages()[tuple(Emergency).index(Emergency.FIRE)].title)
    assert "Meet here: [say where]" in fire
    assert "/event site" in fire


def test_crowd_counts_against_what_the_place_holds(city, vigil, keeps):
    keeps(area=25.0, width=3.0)  # 50 may stand there; 120 are expected
    log = [Entry("a", EntryKind.COUNT, "p", NOW, number=40)]
    event = vigils.find(city, vigil)
    count = standing(event, log).count
    assert (count.capacity, count.percent) == (50, 80)
    entered = [*log, Entry("b", EntryKind.CAPACITY, "p", NOW, number=80)]
    assert standing(event, entered).count.capacity == 80
