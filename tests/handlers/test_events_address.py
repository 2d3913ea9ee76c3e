"""The address read out to 911, and "Ready?" on the plan as its day comes near."""

from datetime import timedelta

import pytest

from handlers.events import addressing, message, papers, reading
from handlers.events.papers import Paper, Wanted
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events.event import State
from knowledge.events.kinds import EventType
from storage import events
from tests.conftest import NOW
from tests.handlers import vigils
from tests.handlers.test_events_papers import filled, opens, read

ADDRESS = "12 Marked Street, gate on Second"


@pytest.fixture
def vigil(city, slack):
    return vigils.plan(city)


def keeps(city, vigil, handle="GRACE", words=ADDRESS, version=1_000):
    addressing.keep(city, vigils.known(city, handle), vigil, words=words, version=version)


def seen(city, vigil, handle):
    return str(message.plan(reading.read(city, vigils.known(city, handle), vigil)).blocks)


def test_address_is_asked_on_the_plan_and_stands_on_the_emergency_pages(city, slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event {vigil}", in_=grace.direct)
    assert "read out to 911" in grace.clicks("Address for 911", in_=grace.direct)
    grace.fills("What do you read out to 911?", ADDRESS)
    shown = grace.submits()
    assert "Kept." in shown
    assert f"Address for 911: {ADDRESS}" in shown
    page = papers.made(
        filled(city, vigil, "GRACE"), Wanted(event=vigil, paper=Paper.EMERGENCY), now=NOW
    )
    assert ADDRESS in " ".join(read(page).split())


def test_what_another_wrote_meanwhile_is_shown_before_it_is_replaced(city, slack, vigil):
    grace = slack.person("Grace")
    grace.types(f"/event {vigil}", in_=grace.direct)
    grace.clicks("Address for 911", in_=grace.direct)
    keeps(city, vigil, "PRIYA", "The other corner")
    grace.fills("What do you read out to 911?", ADDRESS)
    assert "The other corner" in grace.submits()
    assert vigils.find(city, vigil).address == "The other corner"
    assert "Kept." in grace.submits()
    assert vigils.find(city, vigil).address == ADDRESS


def test_an_old_version_is_refused_only_where_the_address_itself_changed(city, vigil):
    version = vigils.find(city, vigil).version
    opens(city, vigil)
    keeps(city, vigil, version=version)
    with pytest.raises(ChangedMeanwhileError):
        keeps(city, vigil, words="Elsewhere", version=version)


def test_address_of_a_closed_event_is_nobody_elses(city, vigil):
    keeps(city, vigil)
    for handle in ("GRACE", "DANA", "MARCUS"):
        assert ADDRESS in seen(city, vigil, handle)
    for handle in ("LEE", "ANA", "SAMUEL", "WALTER"):
        with pytest.raises(NothingKnownError):
            keeps(city, vigil, handle)


@pytest.mark.parametrize("handle", ["LEE", "SAMUEL"])
def test_who_is_not_named_neither_reads_nor_writes_it_on_an_open_event(city, vigil, handle):
    keeps(city, vigil)
    opens(city, vigil)
    assert ADDRESS not in seen(city, vigil, handle)
    assert "Address for 911" not in seen(city, vigil, handle)
    with pytest.raises(RefusedError, match="Only those named"):
        keeps(city, vigil, handle)


@pytest.mark.parametrize(
    ("ahead", "asked"),
    [(timedelta(days=2, minutes=1), False), (timedelta(days=2), True),
     (timedelta(hours=-1), True), (timedelta(hours=-2), False)],
)  # fmt: skip
def test_ready_is_on_the_plan_from_two_days_before_until_the_end(city, slack, ahead, asked):
    start = NOW + ahead
    event = vigils.plan(
        city, type=EventType.VIGIL, start=start, end=start + timedelta(hours=1, minutes=1)
    )
    assert ("Ready?" in seen(city, event, "GRACE")) is asked


def test_ready_opens_what_is_still_open(city, slack):
    start = NOW + timedelta(days=1)
    event = vigils.plan(city, start=start, end=start + timedelta(hours=1))
    grace = slack.person("Grace")
    grace.types(f"/event {event}", in_=grace.direct)
    assert "The bot forbids nothing" in grace.clicks("Ready?", in_=grace.direct)


def test_nobody_is_asked_whether_a_cancelled_event_is_ready(city, slack):
    start = NOW + timedelta(days=1)
    event = vigils.plan(city, start=start, end=start + timedelta(hours=1))
    with city.begin() as session:
        events.change(
            session, workspace=1, event=event, changed={"state": State.CANCELLED.value}, by="p",
            now=NOW,
        )  # fmt: skip
    assert "Ready?" not in seen(city, event, "GRACE")
