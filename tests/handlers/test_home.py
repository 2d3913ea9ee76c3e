"""Home: what each person finds there, and nothing that is not theirs."""

import pytest

from handlers.home.message import home
from handlers.home.service import read
from knowledge.access import Member
from knowledge.actions.item import State
from storage import actions, people, workspaces
from storage.tables import Person, Workspace
from tests.conftest import NOW
from tests.handlers.rules import check_blocks


@pytest.fixture
def seen(slack):
    """Open somebody's Home and return what stands there."""

    def look(name):
        return slack.person(name).opens_home()

    return look


def person(tools, handle):
    with tools.read() as session:
        return people.member(session, workspace=1, slack_user=f"U0{handle}")


def write_item(tools, text, *, owner, due=None):
    with tools.begin() as session:
        return actions.add(session, workspace=1, text=text, owner=owner, due=due, by=owner, now=NOW)


def test_member_with_an_empty_list_learns_how_to_fill_it(seen):
    told = seen("Lee")

    assert "Nothing waits for you" in told
    assert "/coalition actions add" in told
    assert "No meeting is called" in told
    assert "6 of 15 sectors" in told


def test_late_item_stands_before_the_next_one(city, slack, seen):
    mine = person(city, "LEE").person
    today = NOW.date()
    write_item(city, "Call the school", owner=mine, due=today.replace(day=27))
    write_item(city, "Book the hall", owner=mine, due=today.replace(day=20))

    told = seen("Lee")

    assert told.index("Book the hall") < told.index("Call the school")
    assert "2 days late" in told


def test_item_of_somebody_else_is_not_on_my_list(city, slack, seen):
    write_item(city, "Call the school", owner=person(city, "LEE").person)

    assert "Call the school" not in seen("Rosa")


def test_coordinator_sees_what_the_setup_still_lacks(seen):
    assert "Still missing" in seen("Ana")
    assert "Still missing" not in seen("Lee")


def test_police_liaison_is_told_the_one_way_rule_and_what_they_can_do(seen):
    told = seen("Dana")

    assert "Send outreach a shooting notice" in told
    assert "outreach information stays with outreach" in told
    assert "Made-up shootings" in told or "through" in told


def test_visitor_sees_no_pulse_and_no_list(seen):
    told = seen("Walter")

    assert "You are a visitor here" in told
    assert "sectors" not in told
    assert "My list" not in told


def test_person_of_another_workspace_is_a_visitor(seen):
    assert "You are a visitor here" in seen("Jonah")


def test_suspended_person_keeps_what_is_held_about_them(city, slack, seen):
    with city.begin() as session:
        lee = people.by_slack_user(session, workspace=1, slack_user="U0LEE")
        lee.suspended_at = NOW

    told = seen("Lee")

    assert "Your access is suspended" in told
    assert "My data" in told
    assert "sectors" not in told


def test_before_setup_whoever_may_begin_is_asked_to(city, start):
    slack = start(city, opened=False)

    assert "A dozen short questions" in slack.person("Ana").opens_home()
    assert "not set up yet" in slack.person("Lee").opens_home()


def test_button_runs_its_command_and_the_answer_comes_to_direct_messages(slack):
    lee = slack.person("Lee")
    lee.opens_home()

    lee.clicks("Everything I can do")

    lee.sees("This is what I can do for you", in_=lee.direct)


def test_what_is_done_at_home_is_gone_from_it(city, slack, seen):
    mine = person(city, "LEE").person
    item = write_item(city, "Book the hall", owner=mine)
    seen("Lee")

    slack.person("Lee").clicks("Done")

    assert "Book the hall" not in seen("Lee")
    with city.read() as session:
        assert actions.find(session, workspace=1, item=item.id).state is State.DONE


def test_home_fits_with_a_hundred_long_items(city, slack):
    mine = person(city, "ANA").person
    for at in range(100):
        write_item(city, f"{at} " + "<@U1> *&" * 60, owner=mine)

    view = home(read(city, person(city, "ANA")))

    assert len(view["blocks"]) <= 100
    check_blocks(view["blocks"])
    assert "<@U1>" not in str(view["blocks"])


def test_home_of_one_workspace_shows_nothing_of_another(city, slack):
    with city.begin() as session:
        other = workspaces.bind(session, team="T0OTHER", name="Elsewhere", now=NOW)
        session.get_one(Workspace, other.id).opened_at = NOW
        stranger = people.ensure(session, workspace=other.id, slack_user="U0LEE", now=NOW)
        actions.add(
            session, workspace=other.id, text="A secret of theirs", owner=stranger.id,
            by=stranger.id, now=NOW,
        )  # fmt: skip

    assert "A secret of theirs" not in str(home(read(city, person(city, "LEE"))))


def test_nothing_of_home_is_drawn_for_somebody_without_a_row(city, slack):
    with city.read() as session:
        assert session.get(Person, (1, "")) is None

    view = home(read(city, Member(1, "U0WALTER")))

    assert "You are a visitor here" in str(view)
