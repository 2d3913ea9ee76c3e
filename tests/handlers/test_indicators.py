"""The sixteen indicators: what the bot computes, what their keepers enter, what stays put."""

from datetime import date

import pytest

from handlers.indicators import service
from handlers.indicators.computing import compute
from handlers.indicators.request import FieldError, Spot, entered
from knowledge.errors import RefusedError, UsageError
from knowledge.indicators.keeping import Value
from knowledge.windows import ending
from storage import hotspots, indicators, people
from storage.tables import ActionRow, AgreementRow, Attendance, MeetingRow
from tests.conftest import NOW
from tests.handlers.rules import check_dialog

TODAY = date(2026, 11, 22)


@pytest.fixture
def member(city, slack):
    def of(handle):
        with city.read() as session:
            return people.member(session, workspace=1, slack_user=f"U0{handle}")

    return of


@pytest.fixture
def give(city, member):
    """Give an indicator to somebody, as Ana would."""

    def to(handle, key="reach", **more):
        filled = {"source": "", "baseline": "40 in 2025", "owner": f"U0{handle}", **more}
        return service.settle(city, member=member("ANA"), spot=Spot(key), filled=filled)

    return to


@pytest.fixture
def opened(slack):
    """Open an indicator of the second page as somebody."""

    def open_(name):
        actor = slack.person(name)
        actor.types("/coalition indicators", in_=slack.channel("coalition"))
        actor.clicks("Show 8 more")
        actor.clicks("Open")
        return actor

    return open_


def values(tools, key):
    with tools.read() as session:
        return indicators.values(session, workspace=1).get(key, [])


def test_sixteen_are_listed_on_two_pages_with_who_keeps_them(give, lee, room):
    give("ROSA", "people_shot")

    seen = lee.types("/coalition indicators", in_=room)
    assert "1 of 16 have a baseline and somebody who keeps them" in seen
    assert "People shot, killed and not killed" in seen
    assert "Kept by @rosa" in seen
    assert "Nobody keeps it yet." in seen
    assert "Support that reaches" not in seen

    assert "Support that reaches" in lee.clicks("Show 8 more")


def test_what_the_data_answers_is_computed_with_its_period_and_a_year_before(city, lee, room):
    lee.types("/coalition indicators", in_=room)

    seen = lee.clicks("Open")

    assert "people shot in 365 days; " in seen
    assert "in the same days a year before" in seen
    assert "Computed from the incident data, complete through" in seen
    assert "Lagging: tells late" in seen
    assert "Community violence intervention overview (Giffords Law Center" in seen


def test_counts_are_those_of_the_place_sums(city):
    with city.read() as session:
        found = compute(session, workspace=1, now=NOW, today=TODAY, zone="America/New_York")

    assert [one.said.split(";")[0].split(" in ")[1] for one in found["people_shot"]] == [
        "7 days", "28 days", "365 days",
    ]  # fmt: skip
    year = ending(date(2026, 11, 21), 365)
    with city.read() as session:
        sums = hotspots.sums_by_place(session, workspace=1, category="shooting", window=year)
    assert found["people_shot"][-1].said.startswith(f"{sums['victims'][0]} people shot in 365")
    assert found["shooting_incidents"][2].said.startswith(f"{sums['incidents'][0]} shootings")
    assert "of a year's shootings on the top 5% of the map" in found["concentration"][0].said
    assert not found["concentration"][0].caution


def test_a_small_count_carries_a_word_of_caution(city):
    with city.read() as session:
        found = compute(session, workspace=1, now=NOW, today=TODAY, zone="America/New_York")
    week = found["people_shot"][0]

    assert (int(week.said.split()[0]) < 10) == week.caution.startswith("Fewer than 10")


def test_without_incidents_only_the_coalition_s_own_records_are_computed(tools, workspace):
    with tools.read() as session:
        found = compute(session, workspace=workspace, now=NOW, today=TODAY, zone="UTC")

    assert set(found) == {"sectors_and_actions", "agreements_and_training"}
    assert found["sectors_and_actions"][0].said == "Sectors with a seat: 0 of 15 (0%)"
    assert found["sectors_and_actions"][2].said.endswith("nothing to count yet")


def test_seats_attendance_actions_and_agreements_are_counted(city, slack):
    with city.begin() as session:
        meeting = MeetingRow(
            workspace_id=1, kind="general", title="All", start=NOW.replace(day=1), minutes=60,
            created_by="", created_at=NOW,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
        session.add(Attendance(workspace_id=1, meeting_id=meeting.id, sector="school", people=2))
        for closed in (NOW.replace(day=9), None):
            session.add(
                ActionRow(
                    workspace_id=1,
                    text="Call",
                    due=date(2026, 11, 10),
                    created_by="",
                    created_at=NOW,
                    closed_at=closed,
                    state="done" if closed else "open",
                )
            )
        session.add(
            AgreementRow(
                workspace_id=1,
                tier="memorandum",
                title="MOU",
                parties=[],
                fields=[],
                covered=[],
                start=date(2026, 1, 1),
                signed_on=date(2026, 1, 1),
                created_at=NOW,
            )
        )
    with city.read() as session:
        found = compute(session, workspace=1, now=NOW, today=TODAY, zone="America/New_York")

    said = [one.said for one in (*found["sectors_and_actions"], *found["agreements_and_training"])]
    assert said == [
        "Sectors with a seat: 6 of 15 (40%)",
        "Sectors that came within 90 days: 1 of 15 (7%)",
        "Actions closed by their day, of those due in 30 days: 1 of 2",
        "Signed agreements in date: 1 of 1",
        "Members whose training holds: 0 of 8",
    ]


def test_coordinator_sets_baseline_and_owner(city, slack, opened):
    ana = opened("Ana")
    ana.clicks("Baseline and owner")
    ana.fills("Baseline", "12 of 40 in 2025")
    ana.chooses("Lee", of="Who keeps it")
    seen = ana.submits()

    assert "Baseline: 12 of 40 in 2025" in seen
    assert "Kept by @lee" in seen
    seen = ana.clicks("Undo")
    assert "Taken back." in seen
    assert "Baseline: not set yet" in seen
    for view in [*slack.calls("views.open"), *slack.calls("views.update")]:
        check_dialog(view["view"])


def test_owner_who_is_no_coordinator_enters_a_value_and_takes_it_back(city, give, opened):
    give("LEE", "referrals")
    lee = opened("Lee")
    assert "Baseline and owner" not in lee.screen.split("===")[-1]

    lee.clicks("Enter a value")
    lee.fills("How many", "1,200")
    lee.fills("Up to which day", "2026-11-20")
    seen = lee.submits()
    assert "1,200 on 20 Nov 2026 (entered by @lee)" in seen

    assert "Taken back." in lee.clicks("Undo")
    assert values(city, "referrals") == []


def test_who_writes_over_a_value_is_shown_whose_it_was(city, give, member, opened):
    give("LEE", "referrals")
    service.enter(city, member=member("ANA"), key="referrals", value=Value(TODAY, 40, None))
    lee = opened("Lee")

    lee.clicks("Enter a value")
    lee.fills("How many", "50")
    lee.fills("Up to which day", TODAY.isoformat())
    seen = lee.submits()

    assert "Saved in place of 40 on 22 Nov 2026, entered by @ana." in seen
    assert "40 on 22 Nov 2026" in lee.clicks("Undo")


def test_a_value_that_took_the_place_of_another_gives_it_back(city, give, member):
    give("LEE")
    for number in (4, 5):
        before = service.enter(
            city, member=member("LEE"), key="reach", value=Value(TODAY, number, 9)
        )
    spot = Spot.unpacked(Spot("reach").undoing(Value(TODAY, 5, 9), before).packed())

    service.take_back(city, member=member("LEE"), spot=spot)

    [left] = values(city, "reach")
    assert (left.value, left.whole) == (4, 9)


def test_an_old_undo_leaves_a_value_that_somebody_else_entered_since(city, give, member):
    give("LEE")
    mine = Value(TODAY, 4, 9)
    before = service.enter(city, member=member("LEE"), key="reach", value=mine)
    service.enter(city, member=member("ANA"), key="reach", value=Value(TODAY, 6, 9))

    with pytest.raises(UsageError, match="changed again since"):
        service.take_back(city, member=member("LEE"), spot=Spot("reach").undoing(mine, before))

    [left] = values(city, "reach")
    assert (left.value, left.whole) == (6, 9)


def test_history_and_caution_are_in_words(city, give, lee, member, opened):
    give("LEE", "referrals")
    for day, number in ((15, 4), (22, 5)):
        service.enter(
            city, member=member("LEE"), key="referrals", value=Value(date(2026, 11, day), number)
        )

    seen = opened("Lee").screen

    assert "Higher than before: 4 on 15 Nov 2026." in seen
    assert "Fewer than 10: one more or less" in seen


def test_nobody_else_without_the_say_enters_a_value(city, give, member, opened):
    give("LEE", "referrals")

    assert "Enter a value" not in opened("Priya").screen
    with pytest.raises(RefusedError, match="Only who keeps this indicator"):
        service.enter(city, member=member("PRIYA"), key="referrals", value=Value(TODAY, 5))


def test_numbers_of_outreach_are_withheld_from_law_enforcement_duties(city, give, member, slack):
    give("SAMUEL", "mediations", baseline="77 secret")
    service.enter(city, member=member("SAMUEL"), key="mediations", value=Value(TODAY, 4242))
    dana = slack.person("Dana")
    seen = dana.types("/coalition indicators", in_=slack.channel("coalition"))

    assert "Outreach information stays with outreach" in seen
    for row in service.read(city, member=member("DANA")).rows:
        shown = (row.kept.baseline, *row.values, *row.computed)
        assert not row.withheld or not any(shown)
    assert "4,242" not in dana.screen
    assert "4,242" in slack.person("Lee").types(
        "/coalition indicators", in_=slack.channel("coalition")
    )


def test_numbers_of_outreach_are_neither_kept_nor_entered_by_law_enforcement(city, give, member):
    with pytest.raises(FieldError, match="choose somebody from there"):
        give("DANA", "mediations")
    with pytest.raises(RefusedError, match="stays with outreach"):
        service.enter(city, member=member("DANA"), key="mediations", value=Value(TODAY, 5))


def test_a_keeper_takes_back_their_values_and_not_what_a_coordinator_settled(give, member, city):
    kept = give("LEE")

    with pytest.raises(RefusedError):
        service.take_back(city, member=member("LEE"), spot=Spot("reach", version=kept.version))


def test_two_who_settle_one_indicator_lose_nothing(city, give, opened):
    ana = opened("Ana")
    ana.clicks("Baseline and owner")
    give("ROSA", "referrals", baseline="Theirs")
    ana.fills("Baseline", "Mine")

    seen = ana.submits()
    assert "Baseline, now: Theirs" in seen
    assert "Saved." in ana.submits()
    with city.read() as session:
        assert indicators.one(session, workspace=1, key="referrals").baseline == "Mine"


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("12.5", 12.5), ("12,5", 12.5), ("1,200", 1200), (" 0 ", 0)]
)
def test_numbers_are_read_as_people_write_them(typed, number):
    assert entered("dose", {"indicators_number": typed}, today=TODAY) == Value(TODAY, number)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({}, "Write a number"),
        ({"indicators_number": "a few"}, "Write a number"),
        ({"indicators_number": "-3"}, "Write a number"),
        ({"indicators_number": "9999999999"}, "too large"),
        ({"indicators_number": "5", "indicators_whole": "4"}, "cannot be the whole"),
        ({"indicators_number": "5", "indicators_day": "2026-11-23"}, "still to come"),
    ],
)
def test_what_cannot_be_a_value_is_sent_back_to_its_field(state, said):
    with pytest.raises(FieldError, match=said):
        entered("dose", state, today=TODAY)


def test_injured_again_is_kept_only_from_eleven_on():
    with pytest.raises(FieldError, match="could be recognized"):
        entered("reinjury", {"indicators_number": "10"}, today=TODAY)
    assert entered("reinjury", {"indicators_number": "11"}, today=TODAY).value == 11


def test_a_wrong_number_is_said_in_the_form(city, give, opened):
    give("LEE", "referrals")
    lee = opened("Lee")
    lee.clicks("Enter a value")
    lee.fills("How many", "a few")

    assert "Write a number such as 12" in lee.submits()


def test_visitor_is_refused_and_what_is_not_understood_is_answered(slack, ana, room):
    walter = slack.person("Walter").types("/coalition indicators", in_=slack.channel("coalition"))
    assert "You are a visitor here" in walter
    assert "with nothing after it" in ana.types("/coalition indicators all", in_=room)


def test_when_slack_fails_after_a_press_the_person_hears_of_it(slack, opened):
    ana = opened("Ana")
    slack.faults.fail("views.update", "internal_error")

    assert "Something went wrong on my side" in ana.clicks("Enter a value")
