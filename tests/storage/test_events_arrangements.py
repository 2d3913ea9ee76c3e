"""What is arranged for an event: kept sealed, and nobody's words lost where two people write."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from knowledge.editing import ChangedMeanwhileError
from knowledge.events.arrangements import Arrangements
from storage import events, revisions
from tests.conftest import NOW
from tests.storage.test_events import VIGIL, made, seated  # noqa: F401 - fixtures


@pytest.fixture
def vigil(made):  # noqa: F811
    return made(title="For our son")


@pytest.fixture
def arrange(tools, workspace, vigil, seated):  # noqa: F811
    """Return a function that writes what is arranged, by default from what is there now."""

    def write(wanted, *, version=None, seen=0):
        with tools.begin() as session:
            found = events.find(session, workspace=workspace, event=vigil.id)
            return events.edit(
                session, workspace=workspace, event=vigil.id, wanted=wanted,
                version=found.version if version is None else version, seen=seen,
                by=seated["GRACE"], now=NOW,
            )  # fmt: skip

    return write


def test_an_event_begins_with_nothing_arranged(vigil):
    assert vigil.arrangements == Arrangements()


def test_what_is_arranged_comes_back_and_the_rest_stays(tools, workspace, vigil, arrange):
    arrange({"exits": "north gate", "area": 465.0, "aims": ["Home safely"]})
    arrange({"shelter": "the gym", "area": None})
    with tools.read() as session:
        kept = events.find(session, workspace=workspace, event=vigil.id)
    assert kept.arrangements == Arrangements(
        exits="north gate", shelter="the gym", aims=("Home safely",)
    )
    assert (kept.profile, kept.title) == (vigil.profile, vigil.title)


def test_it_is_sealed_in_the_database(tools, arrange):
    arrange({"exits": "Marked gate"})
    with tools.read() as session:
        rows = session.execute(text("select arrangements from events")).scalars().all()
        edits = session.execute(text("select changed from revisions")).scalars().all()
    assert rows[0] is not None
    assert "Marked" not in str(rows)
    assert "Marked" not in str(edits)


def test_two_people_writing_different_fields_lose_nothing(vigil, arrange):
    arrange({"exits": "north gate"}, version=vigil.version)
    both = arrange({"exits": "", "quiet": "blue tent"}, version=vigil.version)
    assert both.arrangements == Arrangements(exits="north gate", quiet="blue tent")


def test_the_same_field_is_never_written_over_unseen(vigil, arrange):
    theirs = arrange({"exits": "north gate"}, version=vigil.version)
    with pytest.raises(ChangedMeanwhileError):
        arrange({"exits": "south gate"}, version=vigil.version)
    mine = arrange({"exits": "south gate"}, version=vigil.version, seen=theirs.version)
    assert mine.arrangements.exits == "south gate"


def test_what_an_edit_replaced_can_be_put_back(tools, workspace, vigil, arrange):
    first = arrange({"exits": "north gate", "seats": 40})
    second = arrange({"exits": "south gate"})
    with tools.read() as session:
        one, two, none = (
            revisions.made(
                session, workspace=workspace, noun=events.NOUN, item=vigil.id, version=version
            )
            for version in (first.version, second.version, 99)
        )
    assert one.before == {"exits": "", "seats": None}
    assert two.before == {"exits": "north gate"}
    assert none is None


def test_there_is_no_arranging_an_event_that_is_not_there(tools, workspace, arrange):
    with tools.begin() as session, pytest.raises(LookupError):
        events.edit(session, workspace=workspace, event=999, wanted={}, version=1, by="p", now=NOW)


def test_a_date_that_moves_leaves_it_as_it_was(tools, workspace, vigil, arrange, seated):  # noqa: F811
    arrange({"exits": "north gate"})
    with tools.begin() as session:
        moved = events.change(
            session, workspace=workspace, event=vigil.id, changed={"attendance": 300},
            by=seated["GRACE"], now=NOW,
        )  # fmt: skip
    assert moved.arrangements == Arrangements(exits="north gate")
    assert moved.profile == replace(VIGIL, attendance=300)
