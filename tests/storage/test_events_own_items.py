"""What a coalition makes of its lists, on both databases: versions, the way back, two at once."""

from datetime import timedelta

import pytest

from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import NothingKnownError
from knowledge.events.checklists import CORE
from knowledge.events.items import items
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from storage import events, workspaces
from storage.events import live, own_items, templates
from storage.tables import TemplateItem
from tests.conftest import NOW

VIGIL = EventType.VIGIL.value
NEW = {
    "text": "Put a second light at the bus stop.", "why": "It was dark.", "phase": "T-7",
    "role": "logistics_lead",
}  # fmt: skip


@pytest.fixture
def change(tools, workspace):
    def changed(item, version, in_list=VIGIL, seen=0, by="p", **wanted):
        with tools.begin() as session:
            return own_items.change(
                session, workspace=workspace, in_list=in_list, item=item, version=version,
                wanted=wanted, by=by, now=NOW, seen=seen,
            )  # fmt: skip

    return changed


@pytest.fixture
def undo(tools, workspace):
    def undone(item, version, in_list=VIGIL):
        with tools.begin() as session:
            return own_items.undo(
                session, workspace=workspace, in_list=in_list, item=item, version=version,
                by="p", now=NOW,
            )  # fmt: skip

    return undone


@pytest.fixture
def adopt(tools, workspace):
    def adopted(in_list=VIGIL, **wording):
        with tools.begin() as session:
            return own_items.adopt(
                session, workspace=workspace, in_list=in_list, wording=NEW | wording, by="p",
                now=NOW,
            )  # fmt: skip

    return adopted


@pytest.fixture
def find(tools, workspace):
    def found(item, of=VIGIL):
        with tools.read() as session:
            every = templates.listed(session, workspace=workspace, of=of)
        return next((one for one in every if one.id == item), None)

    return found


def test_own_items_are_numbered_over_all_lists(adopt, find):
    assert [adopt(), adopt(CORE), adopt("march")] == ["XX101", "XX102", "XX103"]
    assert find("XX101").own
    assert find("XX102").home == CORE
    assert find("XX103") is None


def test_changed_words_hold_and_are_versioned(change, find):
    one = change("V07", 0, text="Walk it twice.")

    assert (one.version, one.item.text, one.adapted) == (1, "Walk it twice.", True)
    assert one == find("V07")
    assert change("V07", 1, text="Walk it twice.").version == 1


def test_two_who_change_different_fields_both_keep_theirs(change):
    change("V07", 0, text="Walk it twice.")
    one = change("V07", 0, why="It was dark.")

    assert (one.item.text, one.item.why, one.version) == ("Walk it twice.", "It was dark.", 2)


def test_two_who_change_one_field_hear_of_the_other(change):
    change("V07", 0, text="Walk it twice.", by="first")
    with pytest.raises(ChangedMeanwhileError) as meanwhile:
        change("V07", 0, text="Walk it once.", by="second")
    (edit,) = meanwhile.value.edits
    assert (edit.by, edit.changed["text"][1]) == ("first", "Walk it twice.")

    assert change("V07", 0, seen=edit.version, text="Walk it once.").item.text == "Walk it once."


def test_adopting_a_fix_meanwhile_is_heard_of_too(change, adopt):
    adopt(id="V07", text="Walk it twice.")
    with pytest.raises(ChangedMeanwhileError):
        change("V07", 0, text="Walk it once.")


def test_undo_takes_back_words_retirement_and_addition(change, undo, adopt, find):
    change("V07", 0, text="Walk it twice.")
    undo("V07", 1)
    assert not find("V07").adapted

    change("V08", 0, retired=True, reason="Not here.")
    assert (find("V08").retired, find("V08").reason) == (True, "Not here.")
    undo("V08", 1)
    assert (find("V08").retired, find("V08").reason) == (False, "")

    added = adopt()
    undo(added, 1)
    assert find(added).retired


def test_undo_of_what_somebody_built_on_is_told(change, undo):
    change("V07", 0, text="Walk it twice.")
    change("V07", 1, text="Walk it three times.")
    with pytest.raises(ChangedMeanwhileError):
        undo("V07", 1)


def test_words_of_the_product_leave_nothing_behind(tools, workspace, change):
    change("V07", 0, text="Walk it twice.")
    product = items()["V07"]
    one = change("V07", 1, text=product.text)

    assert not one.adapted
    assert one.item.sources == product.sources
    with tools.read() as session:
        kept = session.get_one(TemplateItem, (workspace, VIGIL, "V07")).wording
    assert kept is None or set(kept) == {"reviewed"}


def test_fix_of_a_protected_item_changes_its_words_alone(adopt, find):
    adopt(id="V02", role="event_lead", critical=False)

    assert find("V02").item.text == NEW["text"]
    assert find("V02").item.role is items()["V02"].role
    assert find("V02").item.critical


def test_fix_brings_a_retired_item_back(change, adopt, find):
    change("V07", 0, retired=True)
    adopt(id="V07")
    assert not find("V07").retired


def test_unknown_item_is_told(change, adopt):
    with pytest.raises(NothingKnownError, match="no such item"):
        change("Q01", 0, text="New words.")
    with pytest.raises(NothingKnownError, match="no such item"):
        adopt(CORE, id="V07")


def test_retired_items_keep_their_words_for_older_plans(tools, workspace, change):
    change("V07", 0, retired=True)
    with tools.read() as session:
        planned = templates.items(session, workspace=workspace, kind=EventType.VIGIL)
        known = templates.known(session, workspace=workspace, kind=EventType.VIGIL)

    assert "V07" not in {one.id for one in planned}
    assert known["V07"].text == items()["V07"].text


def test_living_messages_of_its_kinds_of_event_are_made_anew(tools, workspace, change):
    with tools.begin() as session:
        for kind in (EventType.VIGIL, EventType.MARCH):
            made = events.add(
                session, workspace=workspace, profile=Profile(kind, NOW + timedelta(days=9)),
                by="p", now=NOW,
            )  # fmt: skip
            events.keep(session, workspace=workspace, event=made.id, channel="C0ROOM")

    def waiting():
        with tools.read() as session:
            return [one.event for one in live.due(session, workspace=workspace, now=NOW)]

    with tools.begin() as session:
        for one in live.due(session, workspace=workspace, now=NOW):
            live.shown(session, workspace=workspace, event=one.event, state=one.state, digest="d")
    assert waiting() == []
    change("V07", 0, text="Walk it twice.")
    (vigil,) = waiting()
    change("C01", 0, in_list=CORE, text="Answer together.")
    assert set(waiting()) > {vigil}


def test_two_coalitions_have_their_own_lists(tools, workspace, change, adopt):
    adopt()
    change("V07", 0, text="Walk it twice.")
    change("V08", 0, retired=True)
    with tools.begin() as session:
        workspaces.bind(session, team="T0OURS", name="Ours", now=NOW)
        other = workspaces.bind(session, team="T0OTHER", name="Other", now=NOW)
    assert other.id != workspace
    with tools.read() as session:
        theirs = templates.listed(session, workspace=other.id, of=VIGIL)

    assert not any(one.own or one.adapted or one.retired for one in theirs)
