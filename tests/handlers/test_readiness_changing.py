"""`/event change`: where it is, keeping only its cell; its answers; and who could not be told."""

import pytest

from handlers.readiness import changing, service
from knowledge.events.event import State
from knowledge.events.factors import Factor
from knowledge.events.kinds import EventType, Venue
from storage import events, places, revisions
from storage.tables import EventTask, PartnerRow, RankedCell
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.vigils import PLACE, find, known, plan

SITE = "New place"
TYPED = "Or a map link, coordinates or a name"
CORNER = (39.98971, -75.12412)
QUESTIONS = "Who comes, who gets in, alcohol …"


@pytest.fixture
def party(slack, city):
    """An open event on the map."""
    with city.read() as session:
        top = session.query(RankedCell).order_by(RankedCell.rank).first().cell
    return plan(city, type=EventType.BLOCK_PARTY, cell=top)


@pytest.fixture
def grace(slack):
    return slack.person("Grace")


def opens(grace):
    return grace.types("/event change", in_=grace.direct)


def gaps(city, event):
    found = service.look(city, known(city, "GRACE"), event)
    return set(found.shown.gaps)


def a_site(city):
    with city.read() as session:
        return next(one for one in places.names(session, workspace=1) if one.kind.value == "site")


def test_dialog_says_before_that_what_is_near_a_name_is_not_counted(party, grace):
    seen = opens(grace)
    assert "The place has its cell on the map." in seen
    assert "near it are then not counted" in seen
    assert "Who comes, who gets in" in seen


def test_a_pasted_point_keeps_only_its_cell_and_is_scored(slack, city, grace):
    event = plan(city, type=EventType.BLOCK_PARTY)
    assert Factor.RECENT_SHOOTING in gaps(city, event)
    opens(grace)
    grace.fills(TYPED, f"https://www.google.com/maps/@{CORNER[0]},{CORNER[1]},17z")
    grace.submits()

    kept = find(city, event)
    assert kept.profile.cell == events.cell_at(*CORNER)
    assert kept.profile.place == "A place on the map"
    assert Factor.RECENT_SHOOTING not in gaps(city, event)
    with city.read() as session:
        edits = revisions.since(session, workspace=1, noun=events.NOUN, item=event, version=0)
    assert "39.98" not in str([one.changed for one in edits])


def test_a_site_is_chosen_or_its_name_typed_and_either_has_its_cell(party, city, grace):
    site = a_site(city)
    opens(grace)
    assert site.name in grace.searches(site.name[:6], of="event_place")
    grace.chooses(site.name, of=SITE)
    grace.submits()
    chosen = find(city, party).profile
    assert (chosen.place, chosen.cell is not None) == (site.name, True)

    opens(grace)
    grace.fills(TYPED, "The old hall")
    grace.submits()
    assert (find(city, party).profile.place, find(city, party).profile.cell) == (
        "The old hall", None,
    )  # fmt: skip
    assert Factor.HOTSPOT in gaps(city, party)

    opens(grace)
    grace.fills(TYPED, site.name.upper())
    grace.submits()
    typed = find(city, party).profile
    assert (typed.place, typed.cell) == (chosen.place, chosen.cell)


def test_with_neither_the_place_stays_with_its_cell(party, city, grace):
    before = find(city, party).profile
    opens(grace)
    grace.fills("People expected", "60")
    grace.submits()
    after = find(city, party).profile
    assert (after.place, after.cell, after.attendance) == (before.place, before.cell, 60)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("https://maps.app.goo.gl/abc", "I open no links"),
        ("maps.app.goo.gl/abc", "no place in this"),
        ("399.1, -75.2", "no coordinates"),
        ("12345", "no place in this"),
    ],
)
def test_a_link_that_leads_nowhere_is_said_at_its_field(party, city, grace, typed, says):
    before = find(city, party).profile
    opens(grace)
    grace.fills(TYPED, typed)
    assert says in grace.submits()
    assert find(city, party).profile == before


def test_another_point_under_the_same_name_is_told(party, slack, city, grace):
    opens(grace)
    grace.fills(TYPED, f"{CORNER[0]}, {CORNER[1]}")
    grace.submits()
    version = find(city, party).version
    done = changing.change(
        city, known(city, "GRACE"), party, version=version,
        wanted={"place": "A place on the map", "cell": events.cell_at(39.9526, -75.1652)},
    )  # fmt: skip
    assert done.told
    while post_promised(slack, city):
        pass
    priya = slack.person("Priya")
    priya.sees("at another point on the map", in_=priya.direct)


def test_a_place_and_its_cell_of_two_people_never_mix(party, city, grace):
    opens(grace)
    version = find(city, party).version
    changing.change(
        city, known(city, "PRIYA"), party, version=version,
        wanted={"place": "By the river", "cell": events.cell_at(*CORNER)},
    )  # fmt: skip
    grace.fills(TYPED, "The old hall")
    grace.fills("Day", "2026-12-20")
    seen = grace.submits()
    assert "Somebody changed this" in seen
    assert "Place: By the river" in seen
    grace.submits()
    kept = find(city, party).profile
    assert (kept.place, kept.cell) == ("The old hall", None)


def test_a_chosen_place_stays_chosen_where_others_were_first(party, city, grace):
    site = a_site(city)
    opens(grace)
    version = find(city, party).version
    changing.change(
        city, known(city, "PRIYA"), party, version=version,
        wanted={"place": "By the river", "attendance": 77},
    )  # fmt: skip
    grace.chooses(site.name, of=SITE)
    assert "Somebody changed this" in grace.submits()
    grace.submits()
    kept = find(city, party).profile
    assert (kept.place, kept.attendance) == (site.name, 77)


def test_every_answer_is_corrected_and_the_level_follows(party, city, grace):
    before = service.look(city, known(city, "GRACE"), party).shown.inside.full.score
    opens(grace)
    seen = grace.clicks(QUESTIONS)
    for asked in ("Who mostly comes?", "Who can get in?", "How did it go before?", "Weather"):
        assert asked in seen
    grace.fills("What people call it", "Summer & sun")
    grace.chooses("Heavy use is expected", of="Alcohol or drugs?")
    grace.chooses("Don’t know yet", of="How did it go before?")
    grace.chooses("A park", of="What is the place like?")
    said = grace.submits()

    kept = find(city, party)
    assert (kept.profile.alcohol, kept.profile.history, kept.profile.venue) == (
        4, None, Venue.PARK,
    )  # fmt: skip
    assert kept.title == "Summer & sun"
    assert service.look(city, known(city, "GRACE"), party).shown.inside.full.score > before
    assert kept.profile.place == PLACE
    assert said is not None


def test_answers_that_others_changed_meanwhile_are_shown_and_ones_own_stay(party, city, grace):
    opens(grace)
    grace.clicks(QUESTIONS)
    version = find(city, party).version
    changing.change(
        city, known(city, "PRIYA"), party, version=version, wanted={"alcohol": 2, "entry": 3}
    )
    grace.chooses("None", of="Alcohol or drugs?")
    grace.chooses("Heavy use is expected", of="Alcohol or drugs?")
    seen = grace.submits()
    assert "Somebody changed this" in seen
    assert "Alcohol or drugs?:" in seen
    grace.submits()
    kept = find(city, party).profile
    assert (kept.alcohol, kept.entry) == (4, 3)


def test_only_leads_correct_answers(party, city, slack):
    rosa = slack.person("Rosa")
    assert "Only the event lead" in rosa.types("/event change", in_=rosa.direct)


def organisation(city, name):
    row = PartnerRow(
        workspace_id=1, name=name, sector="faith_fraternal", services=[], hours=None, languages=[],
        places=[], outreach=False, confirmed_on=NOW.date(), created_at=NOW,
    )  # fmt: skip
    with city.begin() as session:
        session.add(row)
        session.flush()
        return row.id


def hand(city, event, role, partner):
    with city.begin() as session:
        events.name_hand(session, workspace=1, event=event, role=role, partner=partner, now=NOW)


def assign(city, event, item, partner):
    with city.begin() as session:
        kept = events.task(session, workspace=1, event=event, item=item)
        assert events.assign(
            session, workspace=1, event=event, item=item, version=kept.version, owner=None,
            partner=partner,
        )  # fmt: skip


def test_organisations_of_which_nobody_is_on_the_plan_are_named_to_who_changed_it(
    slack, city, grace
):
    event = plan(city)
    church, school = organisation(city, "Grace <!here> Church"), organisation(city, "Elm School")
    with city.read() as session:
        mercy = session.query(PartnerRow).filter_by(name="Mercy Hospital").one().id
    hand(city, event, "medical_lead", church)
    assign(city, event, "C05", school)
    assign(city, event, "C08", mercy)  # Priya of Mercy Hospital is on the plan, and told
    grace.types("/event cancel", in_=grace.direct)
    grace.clicks("Cancel the event", in_=grace.direct)
    seen = grace.confirms()

    assert "Not told by me: Elm School, Grace <!here> Church" in seen.replace("*", "")
    assert "&lt;!here&gt;" in str(grace.message("Not told by me", in_=grace.direct).blocks)
    assert "Mercy" not in seen
    back = grace.clicks("It takes place after all", in_=grace.direct)
    assert "Elm School" in back
    with city.begin() as session:
        events.tick(
            session, workspace=1, event=event, item="C05", by=known(city, "GRACE").person, now=NOW
        )
    done = changing.settle(city, known(city, "GRACE"), event, State.POSTPONED)
    assert done.untold == ("Grace <!here> Church",)


def test_police_who_lead_read_no_organisation_of_an_item_of_outreach(slack, city):
    event = plan(city)
    dana = known(city, "DANA").person
    with city.begin() as session:
        events.name_hand(
            session, workspace=1, event=event, role="safety_lead", person=dana, now=NOW
        )
    assign(city, event, "V02", organisation(city, "Quiet Corner"))
    inside = organisation(city, "Inside Only")
    with city.begin() as session:
        session.add(
            EventTask(
                workspace_id=1, event_id=event, item="C98", due=NOW, critical=False, folded=False,
                role="event_lead", partner_id=inside,
                reach="inside", needed=False,
            )
        )  # fmt: skip
    told = changing.settle(city, known(city, "DANA"), event, State.CANCELLED)
    assert told.untold == ()
    told = changing.settle(city, known(city, "GRACE"), event, State.POSTPONED)
    assert told.untold == ("Inside Only", "Quiet Corner")
