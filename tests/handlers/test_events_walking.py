"""Walking through a plan begins at the next item, from wherever somebody comes."""

from handlers.readiness import bulletin
from knowledge.events.event import HELPER
from knowledge.events.kinds import EventRole, EventType
from tests.deliveries import post_promised
from tests.handlers.test_events import make, member, name, tasks

__all__ = ["make", "name"]


def first(city, event, person):
    """Return the item that is somebody's to do first."""
    mine = [one for one in tasks(city, event).values() if one.owner == person]
    return min(mine, key=lambda one: one.due)


def test_the_command_opens_the_next_item(make, slack):
    event = make()
    grace = slack.person("Grace")
    for typed in ("/event walk", f"/event walk {event.id}"):
        assert "Why:" in grace.types(typed, in_=grace.direct)
        grace.closes()


def test_of_several_plans_each_has_its_button(make, slack):
    make(), make(ahead=12)
    grace = slack.person("Grace")
    assert grace.types("/event walk", in_=grace.direct).count("[Next item]") == 2
    assert "Why:" in grace.clicks("Next item", in_=grace.direct)


def test_a_message_gets_the_button_that_opens_it(make, slack):
    make()
    grace = slack.person("Grace")
    grace.types("event walk", in_=grace.direct)
    assert "Why:" in grace.clicks("Next item", in_=grace.direct)


def test_who_is_on_no_plan_is_told_where_the_events_are(make, slack):
    make()
    lee = slack.person("Lee")
    shown = lee.types("/event walk", in_=lee.direct)
    assert "Nothing waits for you" in shown
    assert "The event" not in shown


def test_home_opens_the_next_item_of_ones_own_and_then_the_rest(make, name, slack, city):
    event = make()
    name(event, "LEE", EventRole.CROWD_LEAD)
    lee = slack.person("Lee")
    assert "My event plans" in lee.opens_home()
    shown = lee.clicks("Next item")
    assert "Why:" in shown
    while "Everything here is settled" not in lee.screen:
        lee.clicks("Done")
    assert "Why:" in lee.clicks("The rest of the plan")


def test_home_of_others_holds_nothing_of_a_closed_event(make, slack):
    make(EventType.VIGIL)
    for one in ("Ana", "Lee", "Marcus", "Dana"):
        assert "The event" not in slack.person(one).opens_home()


def test_the_direct_message_opens_the_very_item(make, name, slack, city):
    event = make()
    name(event, "LEE", HELPER)
    grace, lee = slack.person("Grace"), slack.person("Lee")
    grace.types("/event walk", in_=grace.direct)
    grace.clicks("Give to …")
    grace.chooses("Lee", of="event_person")
    grace.submits()
    slack.clock.moves_to(city.now())
    while post_promised(slack, city):
        pass
    shown = lee.clicks("Show it", in_=lee.direct)
    given = first(city, event, member(city, "LEE").person)

    assert f"· {given.item}" in shown
    assert "Why:" in shown


def test_whatever_the_living_message_names_is_there(slack, make):
    make()
    grace = slack.person("Grace")
    named = [part for part in bulletin.WAYS.split("`") if part.startswith("/")]
    assert named
    for typed in named:
        shown = grace.types(typed, in_=grace.direct)
        assert "Why:" in shown or "of 10 done" in shown


def test_who_asks_for_help_where_nobody_else_is_hears_so(make, slack):
    make()
    grace = slack.person("Grace")
    grace.types("/event walk", in_=grace.direct)
    assert "Nobody else has this role yet" in grace.clicks("Ask for help")


def test_the_list_opens_a_plan_with_all_that_leads_on_from_it(make, slack):
    make()
    grace = slack.person("Grace")
    grace.types("/event", in_=grace.direct)
    grace.clicks("Open", in_=grace.direct)
    shown = grace.sees("Walk through it", in_=grace.direct)
    assert "The site" in shown
    assert "Paper" in shown


def test_family_liaison_is_asked_for_only_while_nobody_is(make, name, slack):
    event = make(EventType.VIGIL)
    grace = slack.person("Grace")
    grace.types(f"/event {event.id}", in_=grace.direct)
    assert "Name the family liaison" in grace.clicks("Open", in_=grace.direct)
    name(event, "ROSA", EventRole.FAMILY_LIAISON)
    grace.closes()
    grace.types(f"/event {event.id}", in_=grace.direct)
    shown = grace.clicks("Open", in_=grace.direct)
    assert "Ask for help" in shown
    assert "Name the family liaison" not in shown
