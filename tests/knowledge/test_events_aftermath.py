"""What is asked after an event, and when its notes go."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.events import aftermath
from knowledge.events.aftermath import NOTES, PLAN, Prompt
from knowledge.events.day import EntryKind
from knowledge.events.kinds import EventRole

END = datetime(2026, 11, 22, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def asked(after):
    return {one.prompt for one in aftermath.due(END, END + after)}


@pytest.mark.parametrize(
    ("after", "prompts"),
    [
        (-timedelta(seconds=1), set()),
        (timedelta(0), {Prompt.DEBRIEF}),
        (20 * HOUR, {Prompt.DEBRIEF, Prompt.CHECK_IN, Prompt.WATCH}),
        (24 * HOUR, {Prompt.DEBRIEF, Prompt.CHECK_IN, Prompt.WATCH, Prompt.REVIEW}),
        (60 * HOUR, {Prompt.CHECK_IN, Prompt.WATCH, Prompt.REVIEW, Prompt.REVIEW_SOON}),
        (5 * DAY, {Prompt.SHARE}),
        (7 * DAY, {Prompt.CHECK_IN_AGAIN}),
        (12 * DAY, {Prompt.NOTES_SOON}),
        (14 * DAY, {Prompt.WINDOW_ENDS}),
        (16 * DAY, set()),
    ],
)
def test_each_is_asked_in_its_time(after, prompts):
    assert asked(after) == prompts


def test_every_prompt_has_its_time_and_its_words():
    assert {one.prompt for one in PLAN} == set(Prompt)
    assert len({aftermath.said(one) for one in Prompt}) == len(Prompt)


def test_it_is_told_two_days_before_notes_are_deleted():
    told = next(one for one in PLAN if one.prompt is Prompt.NOTES_SOON)

    assert aftermath.notes_gone(END) - (END + told.after) == 2 * DAY


def test_counts_the_review_and_what_was_pressed_stay():
    stays = set(EntryKind) - NOTES

    assert {EntryKind.COUNT, EntryKind.REVIEW, EntryKind.QUICK, EntryKind.FIX} <= stays
    assert {EntryKind.NOTE, EntryKind.CHECK_IN, EntryKind.HERE, EntryKind.DEBRIEF} <= NOTES


def test_everybody_is_asked_how_they_are_and_leads_for_the_review():
    roles = {one.prompt: one.roles for one in PLAN}

    assert roles[Prompt.CHECK_IN] == roles[Prompt.CHECK_IN_AGAIN] == ()
    assert EventRole.SAFETY_LEAD in roles[Prompt.REVIEW]


@pytest.mark.parametrize("role", EventRole)
def test_every_role_has_a_category(role):
    assert aftermath.category(role)
