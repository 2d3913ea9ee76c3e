"""The path as a walk: one step at a time, what data proves, what a coalition has already."""

import pytest

from handlers.path import service
from handlers.path.request import Pass, filled
from knowledge.errors import RefusedError
from knowledge.formation.items import items, phases
from knowledge.formation.steps import Standing
from storage import path, people
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
def give(city, member):
    """Give a step to somebody, as Ana would."""

    def to(handle, named="N02", **more):
        fields = {"standing": "doing", "owner": f"U0{handle}", "due": None, "reason": "", **more}
        return service.save(city, member=member("ANA"), named=named, version=0, filled=fields)

    return to


def step(tools, named):
    with tools.read() as session:
        return path.step(session, workspace=1, item=named)


def test_walk_begins_with_the_first_step_its_why_and_its_sources_by_title(lee, room):
    seen = lee.types("/coalition path", in_=room)

    assert "1 of 38 steps behind you" in seen
    assert "Convene — 0 of 6" in seen
    assert "N01 · Name five to nine conveners" in seen
    assert "Why: Those who live with the harm" in seen
    assert "Community Tool Box: starting and running a coalition (University of Kansas" in seen


def test_data_proves_a_step_with_a_sentence_and_the_walk_goes_past_it(city, ana, room):
    with city.begin() as session:
        for number, sector in enumerate(("youth", "parents", "media", "business")):
            session.add(partner(number, sector))

    seen = ana.types("/coalition path N03", in_=room)
    assert "Your data shows it: 11 partners in 10 sectors" in seen

    seen = ana.types("/coalition path convene", in_=room)
    assert "✓ N03" in seen
    assert "○ N01" in seen


def partner(number, sector):
    return PartnerRow(
        workspace_id=1, name=f"Partner {number}", sector=sector, services=[], languages=[],
        places=[], hours=None, created_at=NOW,
    )  # fmt: skip


def test_coordinator_walks_says_and_takes_back(city, ana, slack, room):
    ana.types("/coalition path", in_=room)
    ana.clicks("Open this step")
    seen = ana.clicks("Done")
    assert "Undo" in seen
    assert step(city, "N01").standing is Standing.DONE

    assert "Taken back." in ana.clicks("Undo")
    assert step(city, "N01").standing is Standing.OPEN
    assert "N02 ·" in ana.clicks("Next")
    ana.clicks("Later")
    assert step(city, "N02").standing is Standing.LATER
    assert "N02" in ana.clicks("Back to Convene")
    for view in [*slack.calls("views.open"), *slack.calls("views.update")]:
        check_dialog(view["view"])


def test_what_is_not_for_us_needs_a_reason(city, ana, room):
    ana.types("/coalition path N06", in_=room)
    ana.clicks("Open this step")
    ana.clicks("Not for us …")
    assert "Say in a few words why" in ana.submits()

    ana.fills("Why it is not for you", "The city hosts us.")
    seen = ana.submits()
    assert "Not for us · The city hosts us." in seen
    assert step(city, "N06").reason == "The city hosts us."
    ana.closes()
    assert "of 37 steps" in ana.types("/coalition path", in_=room)


def test_owner_and_day_are_set_and_late_is_said(city, ana, room):
    ana.types("/coalition path N02", in_=room)
    ana.clicks("Open this step")
    ana.clicks("Owner and day")
    ana.chooses("Lee", of="Who answers for it")
    ana.fills("By when", "2026-11-20")

    assert "@lee · by 20 Nov 2026 · late" in ana.submits()


def test_owner_must_have_a_seat(city, ana, room):
    ana.types("/coalition path N02", in_=room)
    ana.clicks("Open this step")
    ana.clicks("Owner and day")
    ana.chooses("Walter", of="Who answers for it")

    assert "has no seat in the coalition yet" in ana.submits()


def test_owner_who_is_no_coordinator_says_done_and_takes_that_back(city, give, lee, room):
    give("LEE")
    lee.types("/coalition path N02", in_=room)
    seen = lee.clicks("Open this step")
    assert "Not for us" not in seen
    assert "Owner and day" not in seen

    lee.clicks("Done")
    assert step(city, "N02").standing is Standing.DONE
    lee.clicks("Undo")
    assert step(city, "N02").standing is Standing.DOING


def test_owner_may_not_give_a_step_away_or_say_that_it_is_not_for_us(city, give, member):
    given = give("LEE")

    with pytest.raises(RefusedError, match="for coordinators"):
        service.stand(city, member=member("LEE"), named="N02", standing=Standing.NOT_FOR_US)
    with pytest.raises(RefusedError, match="for coordinators"):
        service.undo(city, member=member("LEE"), named="N02", version=given.version)


def test_nobody_else_without_the_say_speaks_of_a_step(city, give, member, slack):
    give("LEE")
    priya = slack.person("Priya")
    priya.types("/coalition path N02", in_=slack.channel("coalition"))

    assert "Who owns a step, and coordinators" in priya.clicks("Open this step")
    with pytest.raises(RefusedError, match="Only who owns this step"):
        service.stand(city, member=member("PRIYA"), named="N02", standing=Standing.DONE)


def test_visitor_is_refused(slack):
    walter = slack.person("Walter")

    assert "You are a visitor here" in walter.types(
        "/coalition path", in_=slack.channel("coalition")
    )


def test_existing_coalition_ticks_what_it_has_in_six_screens(city, ana, slack, room):
    ana.types("/coalition path", in_=room)
    ana.clicks("We have this")
    ana.chooses(["List of the core group", "Scope note"], of="Tick what your coalition has")
    for _phase in range(5):
        seen = ana.submits()
        assert "have this?" in seen
    seen = ana.submits()

    assert "2 steps changed." in seen
    assert "Convene — 2 of 6" in seen
    assert step(city, "N01").standing is Standing.HAVE
    assert step(city, "N03").standing is Standing.OPEN


def test_unticking_opens_again_but_not_what_data_proves_or_is_not_for_us(city, member, give):
    give("LEE", "N01", standing="done")
    give("LEE", "N02", standing="not_for_us", reason="Too small.")
    found = service.read(city, member=member("ANA"))
    versions = {one.id: found.step(one.id).version for one in phases()[2].items}
    assert "N19" in found.proven

    first = {one.id: found.step(one.id).version for one in phases()[0].items}
    assert tick(city, member, Pass(0, first)) == (1, ())
    assert tick(city, member, Pass(2, versions)) == (0, ())
    assert step(city, "N01").standing is Standing.OPEN
    assert step(city, "N02").standing is Standing.NOT_FOR_US


def test_box_that_somebody_changed_meanwhile_stands_as_they_left_it(city, member, give):
    screen = Pass(0, {one.id: 0 for one in phases()[0].items})
    give("LEE", "N01", standing="later")

    assert tick(city, member, screen, "N01", "N02") == (1, ("N01",))
    assert step(city, "N01").standing is Standing.LATER


def tick(tools, member, screen, *ticked):
    done = service.tick(tools, member=member("ANA"), screen=screen, ticked=ticked)
    return done.changed, done.clashed


def test_member_may_not_tick(lee, room):
    assert "We have this" not in lee.types("/coalition path", in_=room)
    assert "This is for coordinators" in lee.types("/coalition path have", in_=room)


def test_two_who_edit_one_step_lose_nothing(city, ana, give, room):
    ana.types("/coalition path N02", in_=room)
    ana.clicks("Open this step")
    ana.clicks("Owner and day")
    give("ROSA", standing="open")
    ana.chooses("Lee", of="Who answers for it")

    seen = ana.submits()
    assert "changed this while you had it open" in seen
    assert "Who answers for it, now: @rosa" in seen
    assert "Saved." in ana.submits()
    with city.read() as session:
        users = people.slack_users(session, workspace=1)
    assert users[step(city, "N02").owner] == "U0LEE"


@pytest.mark.parametrize("typed", ["N39", "everything", "plan plan"])
def test_what_is_not_understood_is_answered_with_what_is(ana, room, typed):
    assert "I know /coalition path" in ana.types(f"/coalition path {typed}", in_=room)


def test_every_step_and_phase_can_be_typed(city, ana, room):
    for named in ("n01", "N38", "Learn and sustain", "act"):
        assert "I know" not in ana.types(f"/coalition path {named}", in_=room)


def test_whole_walk_ends_with_a_word(city, member, ana, room):
    with city.begin() as session:
        for one in items():
            path.change(
                session, workspace=1, item=one.id, version=0, wanted={"standing": "done"},
                by="a" * 16, now=NOW,
            )  # fmt: skip

    assert "Every step is behind you" in ana.types("/coalition path", in_=room)


def test_reason_is_kept_only_for_what_is_not_for_us():
    said = filled({"path_standing": "done", "path_reason": "  because "})

    assert said["reason"] == ""


def test_when_slack_fails_after_a_press_the_person_hears_of_it(city, ana, slack, room):
    ana.types("/coalition path", in_=room)
    ana.clicks("Open this step")
    slack.faults.fail("views.update", "internal_error")

    assert "Something went wrong on my side" in ana.clicks("Done")
    assert step(city, "N01").standing is Standing.DONE
