"""Who an event exists for, the family's yes, changes and cancelling, through Slack."""

from datetime import timedelta

import pytest

from handlers.readiness import changing, opening
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import RefusedError, UsageError
from knowledge.events.event import State
from knowledge.events.visibility import Stage
from storage import audit, events
from storage.tables import EventTask
from tests.deliveries import post_promised
from tests.handlers.vigils import START, TITLE, find, known, plan

LATER = START + timedelta(days=5)


def everything(slack, city):
    while post_promised(slack, city):
        pass


@pytest.fixture
def vigil(slack, city):
    return plan(city)


@pytest.fixture
def grace(slack):
    return slack.person("Grace")


@pytest.fixture
def rosa(slack):
    return slack.person("Rosa")


def test_lead_opens_it_step_by_step_after_a_screen_that_says_who_will_see_it(
    vigil, grace, slack, city
):
    lee = slack.person("Lee")
    seen = grace.types("/event open", in_=grace.direct)
    assert "Closed." in seen.replace("*", "")
    assert "8 people, among them 1 police" in seen
    asked = grace.clicks("Open to members", in_=grace.direct)
    assert "8 people, among them 1 police" in asked
    assert "The family has not said yes yet." in asked
    grace.declines()
    assert find(city, vigil).closed
    grace.clicks("Open to members", in_=grace.direct)
    grace.confirms()

    assert find(city, vigil).stage is Stage.MEMBERS
    assert TITLE in lee.types("/event level", in_=lee.direct)
    with city.read() as session:
        last = audit.entries(session, workspace=1)[-1]
    assert (last.act, last.about, last.outreach) == ("event.opened", f"event:{vigil}", False)
    grace.clicks("Open to everybody", in_=grace.direct)
    grace.confirms()
    assert find(city, vigil).stage is Stage.PUBLIC
    assert "cannot be taken back" in grace.clicks("Close it again", in_=grace.direct)
    assert "cannot be taken back" in grace.confirms()
    assert find(city, vigil).closed


def test_nobody_but_the_event_lead_opens_it_and_no_step_is_skipped(vigil, city):
    with pytest.raises(RefusedError):
        opening.step(city, known(city, "PRIYA"), vigil, Stage.MEMBERS)
    with pytest.raises(UsageError):
        opening.step(city, known(city, "GRACE"), vigil, Stage.PUBLIC)
    assert find(city, vigil).closed


def test_name_is_kept_only_once_the_family_liaison_ticked_the_yes(vigil, grace, rosa, city):
    with pytest.raises(RefusedError):
        opening.remember(city, known(city, "GRACE"), vigil, "Zinnia")
    with pytest.raises(RefusedError):
        opening.family_says(city, known(city, "GRACE"), vigil, yes=True)
    grace.types("/event open", in_=grace.direct)
    assert "the family has not said yes yet" in grace.clicks("In memory of…", in_=grace.direct)
    assert grace.dialog is None

    rosa.types("/event open", in_=rosa.direct)
    assert "The family said yes." in rosa.clicks("The family said yes", in_=rosa.direct)
    grace.types("/event open", in_=grace.direct)
    grace.clicks("In memory of…", in_=grace.direct)
    grace.fills("Name, as the family says it", "Zinnia")
    grace.submits()
    assert find(city, vigil).remembered == "Zinnia"

    assert "deleted" in rosa.clicks("They take it back", in_=rosa.direct)
    rosa.confirms()
    kept = find(city, vigil)
    assert (kept.remembered, kept.family_yes) == ("", False)
    with city.read() as session:
        assert events.task(session, workspace=1, event=vigil, item="V01").open


def test_new_date_redates_and_tells_everybody_on_the_plan(vigil, grace, slack, city):
    def due():
        with city.read() as session:
            return {one.item: one.due for one in session.query(EventTask).all()}

    before = due()
    grace.types("/event change", in_=grace.direct)
    grace.fills("Day", "2026-12-07")
    grace.fills("People expected", "300")
    grace.submits()
    kept = find(city, vigil)
    assert kept.start == LATER
    assert kept.end == LATER + timedelta(hours=1)
    assert kept.profile.attendance == 300
    assert due()["V01"] == before["V01"] + (LATER - START)
    everything(slack, city)

    priya = slack.person("Priya")
    told = priya.message("New time", in_=priya.direct)
    assert TITLE not in told.text
    assert "Expected now: 300 people." in priya.sees("You are: Safety lead", in_=priya.direct)
    grace.does_not_see("New time", in_=grace.direct)


def test_a_date_in_the_past_is_refused_in_the_dialog(vigil, grace, city):
    grace.types("/event change", in_=grace.direct)
    grace.fills("Day", "2026-11-01")
    assert "in the past" in grace.submits()
    grace.fills("Day", "2026-12-07")
    grace.fills("People expected", "many")
    assert "as a number" in grace.submits()
    assert find(city, vigil).start == START


def test_change_that_others_made_meanwhile_is_shown_before_it_is_written_over(vigil, grace, city):
    grace.types("/event change", in_=grace.direct)
    priya = known(city, "PRIYA")
    version = find(city, vigil).version
    changing.change(city, priya, vigil, version=version, wanted={"start": LATER.isoformat()})
    with pytest.raises(ChangedMeanwhileError):
        changing.change(
            city, priya, vigil, version=version,
            wanted={"start": (LATER + timedelta(days=1)).isoformat()},
        )  # fmt: skip
    grace.fills("People expected", "60")
    grace.fills("Day", "2026-12-20")
    assert "Somebody changed this" in grace.submits()
    assert find(city, vigil).start == LATER
    grace.submits()
    kept = find(city, vigil)
    assert kept.start == START + timedelta(days=18)
    assert kept.end == kept.start + timedelta(hours=1)
    assert kept.profile.attendance == 60


def test_changes_of_different_things_go_together(vigil, grace, city):
    grace.types("/event change", in_=grace.direct)
    kept = find(city, vigil)
    changing.change(
        city, known(city, "PRIYA"), vigil, version=kept.version, wanted={"place": "The hall"}
    )
    grace.fills("People expected", "60")
    grace.submits()
    kept = find(city, vigil)
    assert (kept.profile.place, kept.profile.attendance) == ("The hall", 60)


def test_only_leads_change_or_cancel(vigil, rosa, city):
    assert "Only the event lead" in rosa.types("/event change", in_=rosa.direct)
    with pytest.raises(RefusedError):
        changing.settle(city, known(city, "DANA"), vigil, State.CANCELLED)
    assert find(city, vigil).state is State.PLANNED


def test_cancelling_tells_everybody_who_has_a_part_and_can_be_taken_back(vigil, grace, slack, city):
    dana = slack.person("Dana")
    grace.types("/event cancel", in_=grace.direct)
    assert "Everybody" in grace.clicks("Cancel the event", in_=grace.direct)
    assert "4 people were told" in grace.confirms()
    everything(slack, city)
    told = dana.message("Cancelled.", in_=dana.direct)
    assert TITLE not in told.text
    grace.clicks("It takes place after all", in_=grace.direct)
    everything(slack, city)

    assert find(city, vigil).state is State.PLANNED
    dana.sees("It takes place.", in_=dana.direct)


def test_a_new_date_takes_a_postponed_event_up_again(vigil, city):
    grace = known(city, "GRACE")
    changing.settle(city, grace, vigil, State.POSTPONED)
    kept = find(city, vigil)
    changing.change(
        city, grace, vigil, version=kept.version, wanted={"start": LATER.isoformat(), "end": None}
    )
    assert find(city, vigil).state is State.PLANNED
    assert find(city, vigil).start == LATER
