"""Agreements kept and edited, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.tiers import Tier
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import UsageError
from storage import agreements, workspaces
from tests.conftest import NOW

ME, YOU = "a" * 16, "b" * 16
TODAY = date(2026, 11, 22)
FEED = AgreementDraft(
    tier=Tier.DATA_SHARING,
    title="Hospital feed",
    parties=(8, 3),
    purpose="Add injuries that police do not hear of",
    fields=("place", "time"),
    retention="90 days",
    start=date(2026, 3, 1),
    end=date(2027, 2, 28),
    covered=("purpose", "retention"),
    signed_on=date(2026, 2, 20),
)


def add(tools, workspace, draft=FEED):
    with tools.begin() as session:
        return agreements.add(session, workspace=workspace, draft=draft, by=ME, now=NOW)


def change(tools, workspace, agreement, wanted, **more):
    with tools.begin() as session:
        return agreements.change(
            session,
            workspace=workspace,
            agreement=agreement,
            wanted=wanted,
            now=NOW,
            **{"by": ME} | more,
        )


def test_an_agreement_comes_back_as_it_was_filled_in(tools, workspace):
    made = add(tools, workspace)

    with tools.read() as session:
        found = agreements.by_id(session, workspace=workspace, agreement=made.id)
    assert found == made == FEED.agreed(id=made.id)
    assert found.parties == (3, 8)
    assert found.signed_on == date(2026, 2, 20)


def test_what_is_missing_is_never_recorded(tools, workspace):
    with pytest.raises(UsageError):
        add(tools, workspace, replace(FEED, parties=(3,)))
    with tools.read() as session:
        assert agreements.all_(session, workspace=workspace) == ()


def test_list_begins_with_what_ends_first_and_leaves_out_what_is_archived(tools, workspace):
    mou = replace(FEED, tier=Tier.MEMORANDUM, title="MOU", fields=(), retention="", end=None)
    for draft in (mou, FEED, replace(FEED, title="Sooner", end=date(2026, 12, 1))):
        add(tools, workspace, draft)
    gone = add(tools, workspace, replace(FEED, title="Gone"))
    change(tools, workspace, gone.id, {"archived": True})

    with tools.read() as session:
        listed = agreements.all_(session, workspace=workspace)
        assert agreements.archived(session, workspace=workspace) == 1
    assert [one.title for one in listed] == ["Sooner", "Hospital feed", "MOU"]


def test_only_what_is_signed_and_in_date_counts(tools, workspace):
    add(tools, workspace)
    add(tools, workspace, replace(FEED, signed_on=None))
    add(tools, workspace, replace(FEED, signed_on=TODAY + timedelta(days=1)))
    add(tools, workspace, replace(FEED, end=TODAY - timedelta(days=1)))
    add(tools, workspace, replace(FEED, end=TODAY))
    add(tools, workspace, replace(FEED, start=TODAY + timedelta(days=1)))

    with tools.read() as session:
        assert agreements.counts(session, workspace=workspace, today=TODAY) == {
            Tier.MEMORANDUM: 0,
            Tier.DATA_SHARING: 2,
            Tier.DATA_USE: 0,
        }


def test_edits_of_different_fields_go_together(tools, workspace):
    made = add(tools, workspace)
    change(tools, workspace, made.id, {"title": "Feed of Mercy"}, version=1, by=YOU)

    mine = agreements.packed(replace(FEED, retention="30 days"))
    after = change(tools, workspace, made.id, mine, version=1)

    assert (after.title, after.retention, after.version) == ("Feed of Mercy", "30 days", 3)


def test_edits_of_one_field_clash_and_change_nothing(tools, workspace):
    made = add(tools, workspace)
    change(tools, workspace, made.id, {"retention": "60 days"}, version=1, by=YOU)

    with pytest.raises(ChangedMeanwhileError) as raised:
        change(tools, workspace, made.id, {"retention": "30 days"}, version=1)

    assert raised.value.edits[0].by == YOU
    with tools.read() as session:
        found = agreements.by_id(session, workspace=workspace, agreement=made.id)
    assert found.retention == "60 days"


def test_an_edit_an_archiving_and_an_adding_can_be_taken_back(tools, workspace):
    made = add(tools, workspace)
    change(tools, workspace, made.id, {"end": "2028-02-28"})
    change(tools, workspace, made.id, {"archived": True})

    def undo(version):
        with tools.begin() as session:
            return agreements.undo(
                session, workspace=workspace, agreement=made.id, version=version, by=ME, now=NOW
            )

    assert not undo(3).archived
    assert undo(2).end == FEED.end
    assert undo(1).archived
    with pytest.raises(agreements.GoneError):
        undo(99)


def test_another_coalition_sees_and_changes_nothing_of_it(tools, workspace):
    made = add(tools, workspace)
    with tools.begin() as session:
        workspaces.bind(session, team="T1", name="One", now=NOW)
        other = workspaces.bind(session, team="T2", name="Other", now=NOW).id

    with tools.read() as session:
        assert agreements.all_(session, workspace=other) == ()
        assert agreements.by_id(session, workspace=other, agreement=made.id) is None
    with pytest.raises(agreements.GoneError):
        change(tools, other, made.id, {"title": "Mine now"})
