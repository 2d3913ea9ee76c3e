"""The dialogs of a snapshot: change, table, how to read."""

from handlers.hotspots import pickers, service
from tests.conftest import NOW
from tests.handlers import examples
from tests.handlers.rules import check_dialog


def test_table_that_fails_says_so_where_it_was_awaited(lee, room, monkeypatch):
    lee.types("/hotspots 90d", in_=room)

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(service, "take_snapshot", fail)

    seen = lee.clicks("Table", in_=lee.direct)

    assert "Something went wrong on my side" in seen
    assert "Something went wrong" in str(lee.dialog.body)
    lee.does_not_see("Something went wrong", in_=lee.direct)


def test_change_offers_the_question_as_it_stands_and_answers_the_new_one(lee, room, slack):
    lee.types("/hotspots south common 90d", in_=room)

    lee.clicks("Change", in_=lee.direct)
    check_dialog(lee.dialog.body)
    lee.chooses("Eastgate", of="Place")
    lee.chooses("The last 12 months", of="When")
    lee.chooses("fatal shootings", of="Kind")
    lee.chooses("The days just before", of="Compared with")
    seen = lee.submits()

    assert "Drawing Eastgate · 22 Nov 2025 – 21 Nov 2026 · fatal shootings · compared with" in seen
    assert "Share with 6 people in #hotspots" in seen
    assert lee.dialog is None


def test_change_to_dates_needs_both_and_shows_which_to_mend(lee, room):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)
    lee.chooses("These dates:", of="When")

    assert "Pick both days" in lee.submits()
    lee.fills("From", "2026-06-01")
    lee.fills("Until, that day included", "2026-05-01")
    assert "ends before it begins" in lee.submits()
    lee.fills("Until, that day included", "2026-08-31")

    assert "Drawing everywhere · 1 Jun – 31 Aug 2026" in lee.submits()


def test_dates_and_a_comparison_that_were_typed_are_kept_by_the_dialog(lee, room):
    lee.types("/hotspots june 2025 vs june 2024", in_=room)
    lee.clicks("Change", in_=lee.direct)

    seen = lee.submits()

    assert "1 Jun – 30 Jun 2025 · all shootings · compared with 1 Jun – 30 Jun 2024" in seen


def test_a_place_that_has_vanished_is_said_at_its_field(lee, room, monkeypatch):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)
    lee.chooses("Eastgate", of="Place")
    monkeypatch.setattr(service, "place_choices", lambda *_a, **_m: [])

    seen = lee.submits()

    assert "That place is not in the data any more. Pick another one." in seen
    assert list(lee.dialog.errors) == [pickers.PLACE]


def test_a_place_that_cannot_be_picked_does_not_become_everywhere():
    gone = pickers.dialog_for(examples.REQUEST, [], today=NOW.date(), data="{}")
    everywhere = examples.REQUEST.model_copy(update={"place_id": None, "place_name": None})
    whole = pickers.dialog_for(everywhere, [], today=NOW.date(), data="{}")

    assert "initial_option" not in gone["blocks"][0]["element"]
    assert whole["blocks"][0]["element"]["initial_option"]["value"] == "0"


def test_what_is_wrong_in_the_dialog_is_said_at_the_field_to_mend(lee, room):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)

    def wrong():
        lee.submits()
        return list(lee.dialog.errors)

    lee.chooses("The last 3 years", of="When")
    lee.chooses("The same days last year", of="Compared with")
    assert wrong() == [pickers.VERSUS]
    lee.chooses("These dates:", of="When")
    assert wrong() == [pickers.FROM]
    lee.fills("From", "2026-06-01")
    assert wrong() == [pickers.UNTIL]
    lee.fills("Until, that day included", "2026-05-01")
    assert wrong() == [pickers.UNTIL]


def test_days_that_are_picked_are_never_silently_left_out(lee, room):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)
    lee.fills("From", "2026-06-01")
    lee.fills("Until, that day included", "2026-08-31")

    assert "choose “These dates:” here" in lee.submits()
    lee.chooses("These dates:", of="When")
    assert "1 Jun – 31 Aug 2026" in lee.submits()
    lee.clicks("Change", in_=lee.direct)
    lee.chooses("The last 30 days", of="When")
    assert "23 Oct – 21 Nov 2026" in lee.submits()


def test_table_shows_the_numbers_privately(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    before = len(slack.calls("chat.postMessage"))

    seen = lee.clicks("Table", in_=lee.direct)

    check_dialog(lee.dialog.body)
    assert "South Common" in seen
    assert seen.count(" incidents\n") > 5
    assert len(slack.calls("chat.postMessage")) == before


def test_table_says_all_that_the_answer_says(lee, room):
    lee.types("/hotspots eastgate 3 days", in_=room)

    seen = lee.clicks("Table", in_=lee.direct)

    assert "so this shows" in seen
    assert "of the next three months" in seen
    assert "What is not known" in seen
    assert "places, never people" in seen
    assert "Synthetic data: a made-up city" in seen


def test_how_to_read_says_places_never_people(lee, room):
    lee.types("/hotspots 90d", in_=room)

    assert "places, never people" in lee.clicks("How to read this", in_=lee.direct)
    check_dialog(lee.dialog.body)
