"""Agreements as people write them down, see them, and are reminded of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.agreements import job, service
from handlers.agreements.request import Opened
from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.tiers import Tier
from storage import agreements, partners, people
from storage.tables import AuditLine, Delivery
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.rules import check_dialog, check_message

TODAY = date(2026, 11, 22)


def draft(tools, **more):
    with tools.read() as session:
        known = {one.name: one.id for one in partners.every(session, workspace=1)}
    return AgreementDraft(
        **{
            "tier": Tier.DATA_SHARING,
            "title": "Hospital feed",
            "parties": (known["Mercy Hospital"], known["Riverside Together"]),
            "purpose": "Add injuries that police do not hear of",
            "fields": ("place", "time"),
            "retention": "90 days",
            "start": date(2026, 3, 1),
            "end": TODAY + timedelta(days=20),
            "signed_on": date(2026, 2, 20),
        }
        | more
    )


@pytest.fixture
def feed(city, slack):
    return keep(city, draft(city))


def keep(tools, made):
    with tools.begin() as session:
        return agreements.add(session, workspace=1, draft=made, by="a" * 16, now=NOW)


def found(tools):
    with tools.read() as session:
        return agreements.all_(session, workspace=1)


def test_empty_list_teaches_what_agreements_there_are(ana, lee, room):
    seen = ana.types("/coalition agreements", in_=room)

    assert "begin with one memorandum" in seen
    assert "Data-sharing agreement (DSA)" in seen
    assert "Add an agreement" in seen
    assert "A coordinator writes them down" in lee.types("/coalition agreements", in_=room)


def test_coordinator_writes_one_down_and_takes_it_back(ana, city, room):
    ana.types("/coalition agreements add", in_=room)
    check_dialog(ana.dialog.body)
    assert ana.searches("merc", of="Parties") == ["Mercy Hospital"]
    ana.fills("Title", "Our *memorandum*")
    ana.chooses(["Mercy Hospital", "Riverside Schools"], of="Parties")
    ana.fills("Purpose", "We work together <!channel>")
    ana.fills("First day", "2026-12-01")
    seen = ana.submits()

    assert ana.dialog is None
    assert "Written down." in seen
    assert "not signed yet" in seen
    assert "Mercy Hospital · Riverside Schools" in seen
    assert "0 of 11 clauses settled" in seen
    (made,) = found(city)
    assert made.title == "Our *memorandum*"
    assert "is archived" in ana.clicks("Undo", in_=ana.direct)
    assert found(city) == ()
    assert "Undone." in ana.clicks("Undo", in_=ana.direct)
    assert found(city)[0].title == "Our *memorandum*"


def test_what_is_missing_or_names_people_is_said_at_its_field(ana, city, room):
    ana.types("/coalition agreements add", in_=room)
    ana.chooses("Data-sharing agreement (DSA)", of="Kind")
    ana.fills("Title", "Feed")
    ana.chooses("Mercy Hospital", of="Parties")
    ana.fills("Purpose", "Injuries")
    ana.fills("Fields that are shared", "place, date of birth")
    ana.fills("First day", "2026-12-01")
    ana.fills("Last day", "2026-11-01")
    seen = ana.submits()

    assert "Name at least two partners" in seen
    assert "“date of birth” can say who somebody is" in seen or "“birth” can say" in seen
    assert "Say how long the data is kept" in seen
    assert "It ends before it starts" in seen
    assert found(city) == ()


def test_member_and_police_see_the_agreements_and_change_nothing(lee, slack, feed, room):
    for person in (lee, slack.person("Dana")):
        seen = person.types("/coalition agreements", in_=room)
        assert "Ending within 60 days (1)" in seen
        assert "ends in 20 days, on 12 Dec 2026" in seen
        assert "Add an agreement" not in seen
        card = person.clicks("Open", in_=person.direct)
        assert "Riverside Together · Mercy Hospital" in card
        assert "place, time" in card
        assert "Archive" not in card
        assert "for coordinators" in person.types("/coalition agreements add", in_=room)


def test_visitor_is_refused_and_told_what_to_do(slack, room):
    walter = slack.person("Walter")

    assert "You are a visitor here" in walter.types("/coalition agreements", in_=walter.direct)


def test_words_that_are_not_understood_are_answered_with_the_fix(lee, room):
    assert "put add or print after it" in lee.types("/coalition agreements sing", in_=room)


def test_list_groups_by_standing_and_says_what_is_lacking(ana, city, slack, room):
    keep(city, draft(city, title="Ended", end=date(2026, 11, 1)))
    keep(city, draft(city, title="Unsigned", signed_on=None))
    keep(city, draft(city, title="Long", end=date(2028, 1, 1)))
    keep(city, draft(city, title="Soon", end=TODAY))

    seen = ana.types("/coalition agreements", in_=room)

    order = ["Ending within", "Soon", "In date", "Long", "Not in force yet", "Unsigned", "Ended"]
    places = [seen.index(word) for word in order]
    assert places == sorted(places)
    assert "ends today" in seen
    assert "Nothing signed and in date: memorandum of understanding, data-use license." in seen


def test_long_list_comes_in_pages(ana, city, slack, room):
    for number in range(23):
        keep(city, draft(city, title=f"Agreement {number:02}"))

    first = ana.types("/coalition agreements", in_=room)
    rest = ana.clicks("3 more", in_=ana.direct)

    assert "Agreement 19" in first
    assert "Agreement 20" not in first
    assert "Agreement 22" in rest


def test_edit_keeps_what_others_changed_elsewhere_in_it(ana, city, feed, room):
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Edit", in_=ana.direct)
    check_dialog(ana.dialog.body)
    edited_by_another(city, feed, {"title": "Mercy feed"})
    ana.fills("How long data is kept", "30 days")

    seen = ana.submits()

    assert "Mercy feed" in seen
    assert found(city)[0].retention == "30 days"


def test_second_editor_is_shown_what_changed_and_keeps_their_words(ana, city, feed, room, slack):
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Edit", in_=ana.direct)
    edited_by_another(city, feed, {"retention": "60 days", "title": "Mercy feed"})
    ana.fills("How long data is kept", "30 days")

    seen = ana.submits()

    assert "changed this while you had it open" in seen
    assert "How long data is kept: 60 days" in seen
    assert "@samuel changed this" in seen
    assert found(city)[0].retention == "60 days"
    check_dialog(ana.dialog.body)
    assert "Saved." in ana.submits()
    (saved,) = found(city)
    assert saved.retention == "30 days"
    assert saved.title == "Mercy feed"


def test_third_edit_that_nobody_was_shown_clashes_again(ana, city, feed, room):
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Edit", in_=ana.direct)
    edited_by_another(city, feed, {"retention": "60 days"})
    ana.fills("How long data is kept", "30 days")
    ana.submits()
    edited_by_another(city, feed, {"retention": "1 year"})

    assert "How long data is kept: 1 year" in ana.submits()
    assert found(city)[0].retention == "1 year"


def edited_by_another(tools, one, wanted):
    with tools.begin() as session:
        other = people.by_slack_user(session, workspace=1, slack_user="U0SAMUEL").id
        agreements.change(session, workspace=1, agreement=one.id, wanted=wanted, by=other, now=NOW)


def test_clauses_are_ticked_and_those_left_open_stay_on_the_card(ana, city, feed, room):
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Clauses", in_=ana.direct)
    check_dialog(ana.dialog.body)
    ana.chooses(
        ["What the data may be used for.", "How long it is kept."], of="Data-sharing agreement"
    )
    ana.chooses(["That nobody tries to find out who is behind a row."], of="And")

    seen = ana.submits()

    assert "3 of 14 clauses settled" in seen
    assert "✓ How long it is kept." in seen
    assert "• How it is deleted, and how that is shown." in seen
    assert found(city)[0].covered == ("purpose", "retention", "no_reidentification")


def test_clauses_of_another_tier_go_with_the_tier(city, feed, slack):
    member = coordinator(city)
    service.cover(city, member, Opened(feed.id, 1), ["purpose", "format", "no_reidentification"])
    service.keep(city, member, Opened(feed.id, 2), draft(city, tier=Tier.DATA_USE))

    assert found(city)[0].covered == ("no_reidentification",)


def test_two_who_tick_at_once_are_told(ana, city, feed, room):
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Clauses", in_=ana.direct)
    edited_by_another(city, feed, {"covered": ["format"]})
    ana.chooses(["How long it is kept."], of="Data-sharing agreement")

    assert "changed this while you had it open" in ana.submits()
    assert "1 of 14 clauses settled" in ana.submits()
    assert found(city)[0].covered == ("retention",)


def test_signed_today_counts_from_today_and_is_audited(ana, city, slack, room):
    keep(city, draft(city, signed_on=None))
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)

    seen = ana.clicks("Signed today", in_=ana.direct)

    assert "Marked as signed on 22 Nov 2026." in seen
    assert found(city)[0].signed_on == TODAY
    with city.read() as session:
        acts = [line.act for line in session.query(AuditLine).all()]
    assert acts[-1] == "agreement.signed"


def test_archive_asks_first_and_can_be_undone(ana, city, feed, room):
    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)

    assert "Archive it?" in ana.clicks("Archive", in_=ana.direct)
    assert "is archived" in ana.confirms()
    assert found(city) == ()
    assert "Undone." in ana.clicks("Undo", in_=ana.direct)
    assert len(found(city)) == 1
    with city.read() as session:
        acts = [line.act for line in session.query(AuditLine).all()]
    assert acts[-2:] == ["agreement.archived", "agreement.undone"]


def test_page_to_print_comes_to_the_direct_message(lee, feed, room, slack):
    seen = lee.types("/coalition agreements print", in_=room)

    assert "comes to your messages with me" in seen
    assert "(file: Agreements)" in lee.screen


def test_page_that_cannot_be_sent_is_told(lee, feed, room, slack):
    slack.faults.fail("files.getUploadURLExternal", "internal_error")

    assert "Something went wrong on my side" in lee.types("/coalition agreements print", in_=room)


def test_an_agreement_that_is_gone_is_told_kindly(ana, city, feed, room):
    ana.types("/coalition agreements", in_=room)
    with city.begin() as session:
        session.execute(AuditLine.__table__.delete())
        session.delete(session.get(agreements.AgreementRow, feed.id))

    assert "not on the list any more" in ana.clicks("Open", in_=ana.direct)


def test_written_down_by_message_a_button_opens_the_form(ana):
    assert "Press this to write down" in ana.types("agreements add", in_=ana.direct)
    ana.clicks("Add an agreement", in_=ana.direct)
    assert ana.dialog is not None


@pytest.mark.parametrize("times", [1, 40])
def test_list_card_and_dialogs_fit_whatever_people_wrote(ana, city, slack, room, times):
    with city.begin() as session:
        many = [
            partners.add_organisation(
                session,
                workspace=1,
                name=f"<{number}> " + "Long name " * 11,
                sector="youth",
                now=NOW,
            )
            for number in range(times)
        ]
    made = draft(
        city,
        title="<&>" * 50,
        parties=(1, *many),
        purpose="&" * 2_000,
        fields=tuple("y" * 80 + str(number) for number in range(20)),
        retention="<" * 300,
    )
    for _time in range(times):
        keep(city, made)

    ana.types("/coalition agreements", in_=room)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Edit", in_=ana.direct)
    check_dialog(ana.dialog.body)
    assert "Saved." in ana.submits()
    for told in slack.calls("chat.postMessage"):
        check_message(told["text"], told["blocks"])
    ana.types("/coalition agreements print", in_=ana.direct)


def coordinator(tools):
    with tools.read() as session:
        return people.member(session, workspace=1, slack_user="U0ANA")


def promised(tools):
    with tools.read() as session:
        return [row.person for row in session.query(Delivery).all()]


def at(tools, day, hour=17):
    return replace(tools, now=lambda: datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def test_each_reminder_comes_once_to_the_coordinator(ana, city, slack):
    end = TODAY + timedelta(days=90)
    keep(city, draft(city, end=end))
    for left in range(90, -1, -1):
        for hour in (15, 18):
            there = at(city, end - timedelta(days=left), hour)
            job.remind(there, 1)
            post_promised(slack, there)

    told = [post for post in slack.calls("chat.postMessage") if "Hospital feed" in post["text"]]
    days = [post["text"].split("ends in ")[1].split(" days")[0] for post in told]
    assert days == ["60", "30", "7"]
    assert "ask them whether it goes on" in str(told[0]["blocks"]).lower()


def test_late_start_sends_only_the_nearest(city, feed, slack):
    job.remind(city, 1)
    job.remind(city, 1)

    assert promised(city) == ["U0ANA"]


def test_reminder_of_one_that_is_not_signed_says_so(ana, city, slack):
    keep(city, draft(city, signed_on=None))
    job.remind(city, 1)
    post_promised(slack, city)

    assert "It is not marked as signed." in ana.screen
    assert "not signed yet" in ana.clicks("Open", in_=ana.direct)


def test_changed_end_is_reminded_of_anew(city, feed, slack):
    job.remind(city, 1)
    edited_by_another(city, feed, {"end": (TODAY + timedelta(days=25)).isoformat()})
    job.remind(city, 1)

    assert len(promised(city)) == 2


def test_nobody_is_reminded_at_night_nor_of_what_is_archived_or_over(city, feed, slack):
    job.remind(at(city, TODAY, hour=6), 1)
    edited_by_another(city, feed, {"archived": True})
    keep(city, draft(city, end=TODAY - timedelta(days=1)))
    keep(city, draft(city, end=None, tier=Tier.MEMORANDUM))
    job.remind(city, 1)

    assert promised(city) == []
