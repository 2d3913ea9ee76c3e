"""Action items as they are kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text

from knowledge.actions.item import State
from storage import actions, people, revisions
from tests.conftest import NOW

TODAY = date(2026, 11, 22)


@pytest.fixture
def lee(tools, workspace):
    with tools.begin() as session:
        return people.ensure(session, workspace=workspace, slack_user="U0LEE", now=NOW).id


def add(tools, workspace, **more):
    with tools.begin() as session:
        asked = {"text": "Call the school", "by": "p1"} | more
        return actions.add(session, workspace=workspace, now=NOW, **asked)


def change(tools, workspace, item, *, at=NOW, **changed):
    with tools.begin() as session:
        return actions.change(
            session, workspace=workspace, item=item.id, changed=changed, by="p1", now=at
        )


def test_item_is_read_as_it_was_kept(tools, workspace, lee):
    made = add(tools, workspace, owner=lee, due=TODAY, origin="https://x.slack.com/1")

    with tools.read() as session:
        assert actions.find(session, workspace=workspace, item=made.id) == made
    assert (made.owner, made.due, made.version, made.created_by) == (lee, TODAY, 1, "p1")


def test_its_words_are_sealed(tools, workspace):
    add(tools, workspace, text="Marked words")

    with tools.read() as session:
        (kept,) = session.execute(text("SELECT text FROM actions")).scalars()
    assert "Marked" not in kept


def test_change_makes_a_version_and_remembers_what_was(tools, workspace):
    made = add(tools, workspace, due=TODAY)

    changed = change(tools, workspace, made, due="2026-11-27", text="Call the school")

    assert (changed.version, changed.due) == (2, date(2026, 11, 27))
    with tools.read() as session:
        (edit,) = revisions.since(
            session, workspace=workspace, noun=actions.NOUN, item=made.id, version=1
        )
    assert edit.changed == {"due": ("2026-11-22", "2026-11-27")}


def test_change_of_nothing_makes_no_version(tools, workspace):
    made = add(tools, workspace)

    assert change(tools, workspace, made, text=made.text).version == 1


def test_changes_at_once_are_all_kept_one_after_the_other(tools, workspace):
    made = add(tools, workspace)
    words = [f"Words {number}" for number in range(8)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda said: change(tools, workspace, made, text=said), words))

    with tools.read() as session:
        last = actions.find(session, workspace=workspace, item=made.id)
        edits = revisions.since(
            session, workspace=workspace, noun=actions.NOUN, item=made.id, version=1
        )
    assert last.version == 9
    assert [edit.version for edit in edits] == list(range(2, 10))
    assert all(one.changed["text"][1] == two.changed["text"][0] for one, two in pairwise(edits))


def test_somebody_has_what_is_theirs_and_what_they_were_asked_to_take(tools, workspace, lee):
    mine = add(tools, workspace, owner=lee, due=TODAY)
    add(tools, workspace, owner="p2")
    asked = add(tools, workspace, owner="p2")
    change(tools, workspace, asked, offered_to=lee)
    done = add(tools, workspace, owner=lee)
    change(tools, workspace, done, state=State.DONE)

    with tools.read() as session:
        found = actions.concerning(session, workspace=workspace, person=lee)
    assert [one.id for one in found] == [mine.id, asked.id]


def test_late_is_what_is_past_its_day_and_not_snoozed(tools, workspace):
    late = add(tools, workspace, due=TODAY - timedelta(days=2))
    add(tools, workspace, due=TODAY)
    add(tools, workspace)
    asleep = add(tools, workspace, due=TODAY - timedelta(days=9))
    change(tools, workspace, asleep, snoozed_until="2026-11-23")
    back = add(tools, workspace, due=TODAY - timedelta(days=1))
    change(tools, workspace, back, snoozed_until="2026-11-22")

    with tools.read() as session:
        found = actions.late(session, workspace=workspace, today=TODAY)
    assert [one.id for one in found] == [late.id, back.id]


def test_left_behind_is_what_somebody_has_who_left_or_is_forgotten(tools, workspace, lee):
    add(tools, workspace, owner=lee)
    add(tools, workspace)
    forgotten = add(tools, workspace, owner="gone")

    with tools.begin() as session:
        assert [one.id for one in actions.left_behind(session, workspace=workspace)] == [
            forgotten.id
        ]
        people.by_id(session, workspace=workspace, person=lee).left_at = NOW
        session.flush()
        assert len(actions.left_behind(session, workspace=workspace)) == 2


def test_items_of_one_workspace_are_not_seen_from_another(tools, workspace):
    made = add(tools, workspace, owner="p1", due=TODAY - timedelta(days=9), meeting_id=3)
    other = workspace + 1

    with tools.read() as session:
        assert actions.find(session, workspace=other, item=made.id) is None
        assert not actions.every_open(session, workspace=other)
        assert not actions.concerning(session, workspace=other, person="p1")
        assert not actions.late(session, workspace=other, today=TODAY)
        assert not actions.left_behind(session, workspace=other)
        assert not actions.of_meeting(session, workspace=other, meeting=3)
        assert actions.of_meeting(session, workspace=workspace, meeting=3) == [made]
        assert actions.closed_on_time(
            session, workspace=other, since=date(2026, 1, 1), until=TODAY
        ) == (0, 0)


def test_on_time_is_done_by_the_local_day_it_was_due(tools, workspace):
    with tools.begin() as session:
        session.execute(text("UPDATE workspaces SET timezone = 'America/New_York'"))
    on_time = add(tools, workspace, due=TODAY)
    # 23 November 03:00 UTC is still the 22nd in New York.
    change(tools, workspace, on_time, state="done", at=NOW + timedelta(hours=10))
    behind = add(tools, workspace, due=TODAY)
    change(tools, workspace, behind, state="done", at=NOW + timedelta(hours=13))
    dropped = add(tools, workspace, due=TODAY)
    change(tools, workspace, dropped, state="dropped")
    add(tools, workspace, due=TODAY)
    add(tools, workspace)

    with tools.read() as session:
        counted = actions.closed_on_time(
            session, workspace=workspace, since=TODAY, until=TODAY + timedelta(days=1)
        )
    assert counted == (1, 3)
