import pytest

from knowledge.access import Duties, Role
from knowledge.setup import privacy
from knowledge.setup.questions import Question
from storage import audit, people, settings
from storage.tables import Workspace
from tests.conftest import NOW
from tests.handlers.rules import check_dialog

WORKSPACE = 1


@pytest.fixture
def bare(city, start):
    """A Slack in which nobody has begun the setup; Ana owns it."""
    return start(city, opened=False)


@pytest.fixture
def owner(bare):
    return bare.person("Ana")


def take_seat(person, *, organisation="Riverside Together", duties="No", pledge=True):
    person.fills("Your organization", organisation)
    person.chooses("Civic, block and volunteer groups", of="Its sector")
    person.chooses(duties, of=DUTIES)
    if pledge:
        person.chooses(["I pledge this"], of="My word")
    return person.submits()


DUTIES = "setup_duties"


def begin(owner):
    owner.types("/coalition setup")
    owner.submits()
    return take_seat(owner)


def answered(city):
    with city.read() as session:
        return settings.answers(session, workspace=WORKSPACE)


def member_of(city, user):
    with city.read() as session:
        return people.member(session, workspace=WORKSPACE, slack_user=user)


def test_before_setup_a_stranger_to_it_hears_who_begins(bare):
    lee = bare.person("Lee")

    assert "not set up yet" in lee.types("hello", in_=lee.direct)
    assert "not set up yet" in lee.types("/coalition setup")
    assert lee.dialog is None


def test_installer_who_coordinates_takes_the_seat_and_goes_on_with_the_name(owner, city):
    seen = begin(owner)

    assert "2 of 12" in seen
    assert "What is the coalition called?" in seen
    mine = member_of(city, "U0ANA")
    assert mine.opened
    assert mine.seat is Role.COORDINATOR
    assert mine.sector == "civic_volunteer"
    with city.read() as session:
        row = people.by_slack_user(session, workspace=WORKSPACE, slack_user="U0ANA")
        assert (row.duties_said, row.duties) == (Duties.NONE, Duties.UNANSWERED)
        acts = [one.act for one in audit.entries(session, workspace=WORKSPACE)]
    assert acts == ["coordinator.named", "coalition.opened"]


def test_installer_who_names_somebody_else_holds_no_role(bare, owner, city):
    owner.types("/coalition setup")
    owner.chooses("Samuel", of="Coordinator")
    assert "I asked" in owner.submits()
    owner.closes()
    samuel = bare.person("Samuel")
    samuel.sees("named you to coordinate")

    samuel.clicks("I coordinate")
    assert "2 of 12" in take_seat(samuel, organisation="Safe Streets Riverside")

    assert member_of(city, "U0SAMUEL").seat is Role.COORDINATOR
    assert member_of(city, "U0ANA").seat is Role.VISITOR
    assert "You are a visitor here" in owner.types("/coalition setup")


def test_who_was_named_before_somebody_else_cannot_accept(bare, owner, city):
    for name in ("Samuel", "Lee"):
        owner.types("/coalition setup")
        owner.chooses(name, of="Coordinator")
        owner.submits()
        owner.closes()
    samuel = bare.person("Samuel")

    assert "named somebody else" in samuel.clicks("I coordinate")
    assert not member_of(city, "U0SAMUEL").opened


@pytest.mark.parametrize("outsider", ["Noor", "Jonah"])
def test_coordinator_is_neither_a_guest_nor_of_another_workspace(bare, owner, city, outsider):
    owner.types("/coalition setup")
    owner.chooses(outsider, of="Coordinator")

    assert "neither a guest nor an app" in owner.submits()
    assert not member_of(city, "U0ANA").opened


def test_installer_hears_when_the_question_did_not_reach_whom_they_named(bare, owner):
    owner.types("/coalition setup")
    owner.chooses("Samuel", of="Coordinator")
    bare.faults.fail("conversations.open", "fatal_error")

    assert "Something went wrong on my side" in owner.submits()


def test_law_enforcement_duties_are_turned_away_kindly_and_nothing_opens(owner, city):
    owner.types("/coalition setup")
    owner.submits()

    seen = take_seat(owner, duties="Yes")

    assert "Thank you for saying so" in seen
    mine = member_of(city, "U0ANA")
    assert not mine.opened
    assert mine.duties is Duties.LAW_ENFORCEMENT


def test_a_yes_to_duties_is_not_answered_away_by_a_second_try(owner, city):
    owner.types("/coalition setup")
    owner.submits()
    take_seat(owner, duties="Yes")
    owner.closes()  # what was said lies over the dialog, which is still filled in

    seen = take_seat(owner, duties="No")

    assert "Thank you for saying so" in seen
    mine = member_of(city, "U0ANA")
    assert not mine.opened
    assert mine.duties is Duties.LAW_ENFORCEMENT


@pytest.mark.parametrize("organisation", ["!!", "?"])
def test_organization_without_a_name_is_said_at_its_field_and_opens_nothing(
    owner, city, organisation
):
    owner.types("/coalition setup")
    owner.submits()

    assert "organization" in take_seat(owner, organisation=organisation)
    assert owner.dialog.errors.keys() == {"setup_organisation"}
    assert not member_of(city, "U0ANA").opened


def test_deputy_is_somebody_else(owner):
    begin(owner)
    owner.closes()
    owner.types("/coalition setup deputy")
    owner.chooses("Ana", of="Who steps in for you?")

    assert "That is you" in owner.submits()


def test_without_a_zone_in_slack_one_is_picked(start, tools):
    slack = start(tools, opened=False)
    ana = slack.person("Ana")
    begin(ana)
    slack.faults.fail("users.info", "user_not_found")
    ana.clicks("Ask me later")

    ana.chooses("America/Denver", of="Time zone")
    ana.submits()

    with tools.read() as session:
        assert settings.timezone(session, workspace=1) == "America/Denver"


def test_channels_are_asked_for_until_one_is_picked_or_put_off(owner):
    begin(owner)
    owner.closes()
    owner.types("/coalition setup channels")

    assert "at least one channel" in owner.submits()


def test_seat_is_taken_once(bare, owner, city):
    owner.types("/coalition setup")
    owner.chooses("Samuel", of="Coordinator")
    owner.submits()
    samuel = bare.person("Samuel")
    samuel.clicks("I coordinate")
    with city.begin() as session:
        session.get_one(Workspace, WORKSPACE).opened_at = NOW

    assert "has a coordinator already" in take_seat(samuel)


def test_each_answer_is_kept_and_the_setup_goes_on_where_it_was_left(owner, city):
    begin(owner)
    owner.fills("What is the coalition called?", "Riverside <Together>")
    owner.submits()
    owner.closes()

    seen = owner.types("/coalition setup")

    assert "What is the coalition called?" not in seen
    assert answered(city)[Question.NAME].value == "Riverside <Together>"


def test_zone_begins_with_the_coordinators_own(start, tools):
    slack = start(tools, opened=False)
    ana = slack.person("Ana")
    begin(ana)
    ana.clicks("Ask me later")

    ana.submits()

    with tools.read() as session:
        assert settings.timezone(session, workspace=1) == "America/New_York"


def test_back_leads_to_the_question_before_with_its_answer(owner):
    begin(owner)
    owner.fills("What is the coalition called?", "Riverside Together")
    owner.submits()
    owner.clicks("Back")
    owner.clicks("Back")

    assert owner.dialog.body["blocks"][2]["element"]["initial_value"] == "Riverside Together"


def test_whole_setup_leaves_no_gap(bare, owner, city):
    begin(owner)
    owner.fills("What is the coalition called?", "Riverside Together")
    assert "4 of 12" in owner.submits()
    assert "5 of 12" in owner.submits()
    owner.chooses(["English", "Spanish"], of="Languages people here speak")
    owner.submits()
    owner.chooses(["coalition"], of="Everybody at the table")
    owner.chooses(["outreach"], of="Outreach staff only")
    assert "7 of 12" in owner.submits()
    owner.submits()
    owner.fills("One permit each, and how long before", "Block party: 60 days\n\nPark: 10 days")
    owner.submits()
    owner.fills("Whom event planners call", "Community affairs, 215-555-0100")
    owner.submits()
    owner.chooses("From 500 people: one for each 250, at least two", of="setup_crowd")
    owner.submits()
    owner.chooses("A nonprofit or community group", of="Who owns this Slack?")
    owner.submits()
    owner.chooses("Grace", of="Who steps in for you?")

    seen = owner.submits()

    assert "Everything is set up" in seen
    found = answered(city)
    assert found[Question.PERMITS].value == ["Block party: 60 days", "Park: 10 days"]
    assert found[Question.CRISIS].checked_on == NOW.date()
    assert found[Question.CROWD].value == 500
    with city.read() as session:
        assert settings.gaps(session, workspace=WORKSPACE, today=NOW.date()) == []
        assert settings.outreach_allowed(session, workspace=WORKSPACE)
        assert [one.channel for one in settings.channels(session, workspace=1, purpose="outreach")]
        about = [one.about for one in audit.entries(session, workspace=WORKSPACE)]
    assert "setting:police" in about
    assert "215-555" not in "".join(about)


def skip_to(person, question):
    begin(person)
    while question not in person.clicks("Ask me later"):
        pass


def test_what_is_put_off_is_a_gap_with_a_button_that_fills_it(owner, city):
    skip_to(owner, "still open")

    assert "Until this is answered, outreach logging stays off" in owner.sees("Owner of this Slack")
    owner.clicks("Fill in")
    owner.clicks("Back")
    owner.sees("still open")


def test_gap_is_filled_by_its_command_and_leads_back_to_the_summary(owner, city):
    skip_to(owner, "still open")
    owner.closes()

    owner.types("/coalition setup police")
    owner.fills("Whom event planners call", "Community affairs")

    assert "still open" in owner.submits()
    assert answered(city)[Question.POLICE].checked_on == NOW.date()


def test_unknown_question_is_answered_with_those_there_are(owner):
    begin(owner)
    owner.closes()

    assert "channels, crisis" in owner.types("/coalition setup weather")


def test_day_to_come_is_said_at_its_field(owner):
    begin(owner)
    owner.closes()
    owner.types("/coalition setup police")
    owner.fills("Whom event planners call", "Community affairs")
    owner.fills("Last checked on", "2026-12-24")

    assert "still to come" in owner.submits()


@pytest.mark.parametrize(
    "whose", ["Police, sheriff or prosecutor", "A city, county, school or other public body"]
)
def test_outreach_logging_stays_off_where_its_record_could_be_demanded(owner, city, whose):
    skip_to(owner, "still open")
    owner.closes()
    owner.types("/coalition setup owner")
    owner.chooses(whose, of="Who owns this Slack?")

    seen = owner.submits()

    assert "Outreach logging stays off" in seen
    assert "workspace of its own" in seen
    with city.read() as session:
        assert not settings.outreach_allowed(session, workspace=WORKSPACE)


def test_asked_by_message_the_setup_opens_by_a_press(owner):
    assert "Open the setup" in owner.types("setup", in_=owner.direct)
    owner.clicks("Open the setup")

    assert owner.dialog is not None


def test_setup_is_refused_to_a_member(lee):
    assert "This is for coordinators" in lee.types("/coalition setup")


def test_privacy_is_told_in_forty_words(lee):
    assert len(privacy.promise().split()) == 40
    assert "cannot read your other conversations" in lee.types("/coalition privacy")


def test_every_dialog_keeps_slacks_limits(owner):
    begin(owner)
    check_dialog(owner.dialog.body)
    while "still open" not in owner.clicks("Ask me later"):
        check_dialog(owner.dialog.body)
    check_dialog(owner.dialog.body)
