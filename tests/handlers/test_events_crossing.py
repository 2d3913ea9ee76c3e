"""An item that comes from the inside list onto everybody's: nobody's, and who had it is told."""

import pytest

from handlers.events import reading, walking
from handlers.readiness import changing, checking
from knowledge.events.conflict import Conflict
from knowledge.events.kinds import EventType, Venue
from knowledge.events.tasks import Reach, State
from storage import events
from tests.deliveries import post_promised
from tests.handlers.vigils import TITLE, find, known, plan

NEUTRAL = "on your list"


@pytest.fixture
def inside(slack, city):
    """An event whose full level alone brings in items; of each its id."""
    event = plan(city, type=EventType.YOUTH_TOURNAMENT, attendance=90, history=0, venue=Venue.PARK)
    checking.answer(city, known(city, "MARCUS"), event, Conflict.CREDIBLE)
    found = [one.item for one in listed(city, event).values() if one.reach is Reach.INSIDE]
    assert len(found) >= 2
    return event, found


def listed(tools, event):
    with tools.read() as session:
        return {one.item: one for one in events.tasks(session, workspace=1, event=event)}


def grows(city, event):
    """Bring the items onto everybody's list too."""
    changing.change(
        city, known(city, "GRACE"), event, version=find(city, event).version,
        wanted={"attendance": 3_000, "alcohol": 4, "entry": 4, "audience": 4},
    )  # fmt: skip


def everything(slack, city):
    while post_promised(slack, city):
        pass


def test_who_had_or_did_it_is_told_with_their_note_and_others_see_a_new_item(inside, slack, city):
    event, (had, done, *_more) = inside
    priya, marcus = known(city, "PRIYA"), known(city, "MARCUS")
    walking.give(city, priya, event, had, version=listed(city, event)[had].version, user="U0PRIYA")
    walking.done(city, marcus, event, done, "spoke with <both>")
    grows(city, event)

    for item in (had, done):
        came = listed(city, event)[item]
        assert came.reach is Reach.EVERYBODY
        assert (came.owner, came.state, came.note) == (None, State.OPEN, "")
        entry = reading.read(city, known(city, "DANA"), event).entry(item)
        assert (entry.kept.owner, entry.kept.done_by, entry.kept.note) == (None, None, "")
    everything(slack, city)
    told = slack.person("Priya").message(
        "Now on everybody’s list", in_=slack.person("Priya").direct
    )
    assert NEUTRAL in told.text
    assert TITLE not in told.text
    assert "Your note" not in str(told.blocks)
    outreach = slack.person("Marcus")
    told = outreach.message("Now on everybody’s list", in_=outreach.direct)
    assert "You said that it is done." in str(told.blocks)
    assert "spoke with &lt;both&gt;" in str(told.blocks)
    for name in ("Dana", "Rosa", "Grace"):
        slack.person(name).does_not_see("everybody’s list", in_=slack.person(name).direct)
    assert had in outreach.clicks("Show it", in_=outreach.direct) or outreach.dialog
    grows(city, event)
    everything(slack, city)
    assert str(outreach.direct.messages).count("Now on everybody") <= 1


def test_who_is_not_on_a_closed_plan_any_more_is_not_told(inside, slack, city):
    event, (had, *_more) = inside
    walking.done(city, known(city, "MARCUS"), event, had, "once")
    with city.begin() as session:
        events.remove_hand(
            session, workspace=1, event=event, role="outreach_lead",
            person=known(city, "MARCUS").person,
        )  # fmt: skip
        events.change(
            session, workspace=1, event=event, changed={"stage": "closed"},
            by=known(city, "GRACE").person, now=city.now(),
        )  # fmt: skip
    grows(city, event)
    everything(slack, city)
    marcus = slack.person("Marcus")
    marcus.does_not_see("everybody’s list", in_=marcus.direct)


def test_of_what_only_an_organisation_had_the_leads_are_told(inside, slack, city):
    event, (had, *_more) = inside
    grace = known(city, "GRACE")
    walking.give(
        city, grace, event, had, version=listed(city, event)[had].version, partner=grace.partner
    )
    grows(city, event)
    assert listed(city, event)[had].partner is None
    everything(slack, city)
    for name, hears in (("Grace", True), ("Priya", True), ("Marcus", False)):
        person = slack.person(name)
        heard = any("everybody’s list" in str(one.blocks) for one in person.direct.messages)
        assert heard is hears
