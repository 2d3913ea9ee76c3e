from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import blocks, commands, limits
from handlers.blocks import Message, actions, button, context, section
from handlers.features import FEATURES
from handlers.help import message as help_message
from handlers.help.service import CategoryReport, DataReport, LayerReport
from handlers.hotspots import message, pickers
from handlers.hotspots.request import UnsurePlaceError
from handlers.limits import clip, fit, fit_dialog
from knowledge import access
from knowledge.access import Duties, Member, Role
from knowledge.places.kinds import AREAS, Kind
from tests.handlers import examples
from tests.handlers.rules import check_dialog, check_message

COORDINATOR = Member(
    1, "U1", "p1", Role.COORDINATOR, Duties.NONE, partner=1, sector="youth", pledged=True
)
COMMANDS = tuple(command for feature in FEATURES for command in feature.commands)
hostile = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


def check(built):
    fitted = fit(built)
    check_message(fitted.text, fitted.blocks)
    return fitted


@hostile
@given(examples.snapshots, examples.requests, st.none() | examples.rooms, st.booleans())
def test_every_answer_fits_and_keeps_its_buttons(snapshot, request, room, drawn):
    built = message.answer(
        snapshot,
        request,
        picture="F1" if drawn else None,
        missing="" if drawn else "No.",
        room=room,
    )

    fitted = check(built)

    assert [one["action_id"] for one in fitted.blocks[-1]["elements"]][1:] == [
        message.CHANGE, message.TABLE, message.READ,
    ]  # fmt: skip


@hostile
@given(examples.snapshots, st.booleans())
def test_every_shared_snapshot_fits(snapshot, drawn):
    check(message.shared(snapshot, picture="F1" if drawn else None, missing="", by="U1"))


@hostile
@given(examples.requests, st.lists(st.tuples(st.integers(1), examples.names), max_size=9))
def test_every_question_which_place_fits(request, candidates):
    error = UnsurePlaceError("Which place do you mean?", request=request, candidates=candidates)

    check(message.unsure(error, channel="C012345678"))


@hostile
@given(examples.requests, examples.snapshots)
def test_every_line_fits(request, snapshot):
    check(message.drawing(request, direct=False))
    check(message.pointer(snapshot.reading.label(), "https://slack.example/p1"))


@hostile
@given(examples.snapshots)
def test_every_table_fits(snapshot):
    check_dialog(fit_dialog(blocks.dialog("The numbers", message.table(snapshot), close="Close")))


@hostile
@given(
    examples.requests,
    st.lists(
        st.tuples(st.integers(1, 10**9), examples.names, st.sampled_from(AREAS)),
        max_size=400,
        unique_by=lambda place: place[0],
    ),
)
def test_every_dialog_of_pickers_fits(request, places):
    places.sort(key=lambda place: AREAS.index(place[2]))

    view = pickers.dialog_for(
        request, places, today=date(2026, 11, 22), data=request.packed(channel="C012345678")
    )

    check_dialog(fit_dialog(view))


def test_a_thousand_places_can_all_be_picked():
    places = [(number, f"Tract {number}", Kind.TRACT) for number in range(1, 1001)]

    view = fit_dialog(
        pickers.dialog_for(examples.REQUEST, places, today=date(2026, 11, 22), data="{}")
    )

    check_dialog(view)
    groups = view["blocks"][0]["element"]["option_groups"]
    assert sum(len(group["options"]) for group in groups) == 1001


@hostile
@given(
    st.builds(
        DataReport,
        st.lists(
            st.builds(
                CategoryReport,
                st.text(max_size=40), st.dates(), st.dates(), st.integers(0), st.integers(0),
                st.lists(st.tuples(examples.names, st.dates()), max_size=20).map(tuple),
            ),
            max_size=4,
        ).map(tuple),
        st.lists(
            st.builds(LayerReport, st.sampled_from(Kind), examples.names, st.just(())),
            max_size=6,
        ).map(tuple),
        st.lists(examples.names, max_size=9).map(tuple),
    )
)  # fmt: skip
def test_every_data_report_fits(report):
    check(help_message.data(report))


def test_help_fits():
    whole = check(commands.overview(COMMANDS, COORDINATOR))
    for command in COMMANDS:
        shown = command.needs in access.may(COORDINATOR)
        assert (f"/{command.names[0]}" in str(whole.blocks)) == shown
        assert (command.does in str(whole.blocks)) == shown
    for command in COMMANDS:
        check(commands.usage(command))
        check(commands.usage(command, COMMANDS))


@given(st.text(), st.integers(1, 50))
def test_a_clipped_text_is_never_longer_and_says_that_it_was_cut(text, most):
    clipped = clip(text, most)

    assert len(clipped) <= most
    assert clipped == text or clipped.endswith("…")


def test_a_text_is_not_cut_inside_an_escaped_character():
    assert clip("Fairhill &amp; Hart", 12) == "Fairhill …"


def test_a_long_section_is_split_between_lines():
    fitted = fit(Message("x", [section("\n".join(["a line of text"] * 400))]))

    texts = [block["text"]["text"] for block in fitted.blocks]
    assert len(texts) > 1
    assert all(text.splitlines()[-1] == "a line of text" for text in texts)


def test_more_blocks_than_fit_lose_text_before_buttons():
    row = actions(button("Change", action="change", value="1"))

    fitted = fit(Message("x", [*(context(f"line {n}") for n in range(80)), row]))

    assert len(fitted.blocks) == 50
    assert fitted.blocks[-1]["type"] == "actions"


def test_a_button_whose_value_would_have_to_be_cut_is_left_out():
    row = actions(
        button("Big", action="big", value="x" * 2001), button("Small", action="small", value="x")
    )

    (fitted,) = fit(Message("x", [row])).blocks

    assert [one["action_id"] for one in fitted["elements"]] == ["small"]


def test_a_dialog_never_loses_what_it_carries():
    view = blocks.dialog("Title", [section("x")], close="Close", data="x" * 3001)

    with pytest.raises(ValueError, match="3,000"):
        fit_dialog(view)


def test_fitting_leaves_the_message_that_was_given_alone():
    given = Message("x", [context("y" * 5000)])

    fit(given)

    assert given.blocks == [context("y" * 5000)]
    assert limits.SECTION == 3000
