"""Action items through Slack: made, done, snoozed, taken back."""

from datetime import date

import pytest

from knowledge.actions.item import State
from storage import actions, deliveries
from storage.tables import ActionRow, Channel, Delivery
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message

OUTREACH = "Outreach information stays with outreach"


@pytest.fixture
def kept(city):
    """Every item of the sample coalition."""

    def found():
        with city.read() as session:
            rows = session.query(ActionRow).order_by(ActionRow.id).all()
            return [actions.find(session, workspace=1, item=row.id) for row in rows]

    return found


def test_words_become_an_item_with_who_and_when(ana, room, kept, ids):
    seen = ana.types("/coalition actions add call the school by friday @lee", in_=room)

    (item,) = kept()
    assert (item.text, item.owner, item.due) == ("call the school", ids["LEE"], date(2026, 11, 27))
    assert "call the school" in seen
    assert "due 27 Nov 2026" in seen


def test_words_without_a_name_are_for_whoever_typed_them(lee, kept, ids):
    lee.types("actions add print the cards", in_=lee.direct)

    assert kept()[0].owner == ids["LEE"]


def test_mention_in_a_direct_message_names_the_owner(ana, kept, ids, lee):
    ana.types(f"actions add call the school <@{lee.id}>", in_=ana.direct)

    assert kept()[0].owner == ids["LEE"]


def test_second_mention_in_a_channel_names_the_owner(ana, room, slack, kept, ids):
    ana.types(f"@{slack.hub.bot.name} actions add call the school @lee", in_=room)

    assert (kept()[0].text, kept()[0].owner) == ("call the school", ids["LEE"])


def test_name_that_nobody_goes_by_leaves_it_open_and_says_so(ana, room, kept):
    seen = ana.types("/coalition actions add call the school @zoe", in_=room)

    assert kept()[0].owner is None
    assert "I could not tell who zoe is" in seen


def test_list_has_what_is_late_next_and_waiting(lee, city, slack, ids):
    with city.begin() as session:
        for words, due in (("Old thing", date(2026, 11, 20)), ("New thing", date(2026, 11, 23))):
            actions.add(
                session, workspace=1, text=words, by="x", now=NOW, owner=ids["LEE"], due=due
            )
        asked = actions.add(session, workspace=1, text="Theirs", by="x", now=NOW, owner=ids["ANA"])
        actions.change(
            session, workspace=1, item=asked.id, changed={"offered_to": ids["LEE"]}, by="x", now=NOW
        )

    lee.types("/coalition actions", in_=lee.direct)

    post = slack.calls("chat.postMessage")[-1]
    check_message(post["text"], post["blocks"])
    assert post["text"] == "You have 3 things on your list"
    seen = lee.screen
    assert "2 days late" in seen
    assert "due tomorrow" in seen
    assert seen.index("Old thing") < seen.index("Theirs") < seen.index("New thing")


def test_empty_list_teaches(lee):
    lee.types("/coalition actions", in_=lee.direct)

    assert "Nothing is on your list. Write /coalition actions add" in lee.screen


def test_done_leaves_the_list_and_can_be_taken_back(lee, room, kept):
    lee.types("/coalition actions add print the cards", in_=room)
    lee.types("/coalition actions", in_=room)

    seen = lee.clicks("Done", in_=lee.direct)
    assert kept()[0].state is State.DONE
    assert "Done: print the cards" in seen
    assert "Nothing is on your list" in seen

    seen = lee.clicks("Undo", in_=lee.direct)
    assert kept()[0].state is State.OPEN
    assert "Taken back: print the cards" in seen


def test_new_item_can_be_taken_back(lee, room, kept):
    lee.types("/coalition actions add print the cards", in_=room)

    lee.clicks("Undo")

    assert kept()[0].state is State.DROPPED


def test_undo_of_what_was_changed_since_leaves_it(lee, room, kept, city):
    lee.types("/coalition actions add print the cards", in_=room)
    lee.types("/coalition actions", in_=room)
    lee.clicks("Done", in_=lee.direct)
    with city.begin() as session:
        actions.change(
            session, workspace=1, item=1, changed={"text": "Print them"}, by="x", now=NOW
        )

    seen = lee.clicks("Undo", in_=lee.direct)

    assert "That was changed again since, so I left it" in seen
    assert kept()[0].state is State.DONE


def test_snooze_hides_it_until_its_day(lee, room, kept, slack):
    lee.types("/coalition actions add print the cards", in_=room)
    lee.types("/coalition actions", in_=room)
    lee.clicks("Snooze…", in_=lee.direct)
    check_dialog(slack.calls("views.open")[-1]["view"])

    lee.chooses("For three days", of="How long")
    seen = lee.submits()

    assert kept()[0].snoozed_until == date(2026, 11, 25)
    assert "Resting" in seen
    assert "back on 25 Nov 2026" in seen


def test_snooze_until_a_day_needs_the_day(lee, room, kept):
    lee.types("/coalition actions add print the cards", in_=room)
    lee.types("/coalition actions", in_=room)
    lee.clicks("Snooze…", in_=lee.direct)
    lee.chooses("Until a day that I pick", of="How long")

    assert "Pick a day after today." in lee.submits()
    lee.fills("Which day", "2026-12-01")
    lee.submits()

    assert kept()[0].snoozed_until == date(2026, 12, 1)


def test_message_becomes_an_item_with_its_link(lee, room, kept):
    lee.types("Somebody should call the school", in_=room)
    posted = [one for one in lee._messages(room) if "call the school" in one.text][-1]

    lee.runs_shortcut("Make an action item", on=posted)
    lee.fills("By when", "2026-11-27")
    seen = lee.submits()

    (item,) = kept()
    assert item.text == "Somebody should call the school"
    assert item.origin.startswith("http")
    assert "Noted: Somebody should call the school" in seen


def test_message_of_an_outreach_channel_stays_there(lee, ana, slack, city, kept):
    outreach = slack.channel("outreach")
    with city.begin() as session:
        session.add(Channel(workspace_id=1, channel=outreach.id, purpose="outreach"))
    ana.types("He needs a ride", in_=outreach)
    posted = [one for one in ana._messages(outreach) if "ride" in one.text][-1]

    seen = ana.runs_shortcut("Make an action item", on=posted)

    assert OUTREACH in seen
    assert ana.dialog is None
    assert not kept()


def test_visitor_is_refused_and_told_what_they_can_do(slack, room):
    seen = slack.person("Walter").types("/coalition actions", in_=slack.channel("coalition"))

    assert "You are a visitor here" in seen


def test_what_is_not_understood_is_answered_with_examples(lee, room):
    assert "Try /coalition actions" in lee.types("/coalition actions soon please", in_=room)


def test_slack_that_does_not_take_the_list_is_said(lee, room, slack):
    slack.faults.fail("chat.postMessage", "internal_error")

    lee.types("/coalition actions", in_=room)

    assert "Something went wrong on my side" in lee.screen


def test_long_list_is_turned_page_by_page(lee, city, ids):
    with city.begin() as session:
        for number in range(10):
            actions.add(
                session, workspace=1, text=f"Thing {number}.", by="x", now=NOW, owner=ids["LEE"]
            )
    lee.types("/coalition actions", in_=lee.direct)
    assert "Thing 9." not in lee.screen

    assert "Thing 9." in lee.clicks("Next page")


def test_owner_hears_of_an_item_and_the_lock_screen_does_not(ana, room, city):
    ana.types("/coalition actions add call the clinic @lee", in_=room)

    with city.read() as session:
        (row,) = session.query(Delivery).all()
        assert row.person == "U0LEE"
        assert row.payload["text"] == "You have 1 thing on your list"
        assert "call the clinic" in str(row.payload["blocks"])
        assert deliveries.find(session, workspace=1, key=row.key) is not None
