"""Everything that names a person is known, shown to them, and leads to nobody once forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import JSON, String, func, select

from knowledge.audit import Lens
from knowledge.mydata import Held
from storage import audit, mydata, people
from storage.secrets import SealedJson
from storage.tables import (
    ActionRow,
    Base,
    Change,
    Channel,
    Delivery,
    EventConflict,
    EventDecision,
    EventEntry,
    EventHand,
    EventRow,
    EventTask,
    LocalSetting,
    MeetingRow,
    Need,
    Notice,
    Person,
    Revision,
)
from storage.tables.people import PERSON
from tests.coalitions import open_coalition
from tests.conftest import NOW

#: Columns as wide as a person's random id, or of JSON, that name nobody.
NOBODY = {
    "actions.state", "agreements.covered", "agreements.fields", "agreements.parties",
    "agreements.tier", "changes.after", "changes.before", "changes.needs", "changes.state",
    "deliveries.payload", "deliveries.state", "imports.files", "imports.late",
    "imports.summary", "layers.approximate", "needs.state", "partner_words.kind",
    "partners.capacity", "partners.hours", "partners.languages", "partners.places",
    "partners.services", "path_items.item", "path_items.state", "pauses.scope",
    "people.language", "places.aliases", "plan_items.level", "plan_items.state",
    "lookbacks.result", "revisions.changed", "event_conflicts.level", "event_decisions.kind",
    "event_scores.result", "event_tasks.item", "event_tasks.reach", "event_tasks.state",
    "events.arrangements", "events.profile",
    "events.stage", "events.state", "events.tier", "events.tier_shown", "template_items.item",
    "template_items.wording",
}  # fmt: skip
#: Names that say that a column is somebody.
SOMEBODY = ("person", "slack_user", "user", "owner", "actor", "subject", "by", "to")
#: Columns of such a name that are none: who claimed a post is a process.
NOT_SOMEBODY = {"deliveries.owner"}

EVERY = Lens(general=False, outreach=False, person="", of_outreach_too=True)


def named(kind, column):
    return f"{kind.__table__.name}.{column}"


#: Found without the registry: the row itself, and lines of the audit, as far as its lens shows.
BESIDE = {"people.slack_user", "audit_lines.actor", "audit_lines.subject"}
KNOWN = {named(*pair) for pair in (*mydata.HELD, *mydata.HELD_BY_USER)} | BESIDE


def columns():
    for table in Base.metadata.sorted_tables:
        if "workspace_id" in table.c:
            yield from ((f"{table.name}.{one.name}", one) for one in table.c)


def may_name_a_person(name, column):
    if name in NOT_SOMEBODY:
        return False
    wide = isinstance(column.type, String) and column.type.length == PERSON
    told = any(word in SOMEBODY for word in column.name.split("_")) or column.name in SOMEBODY
    return wide or told or isinstance(column.type, JSON | SealedJson)


def test_every_column_that_may_name_a_person_is_known():
    found = {name for name, column in columns() if may_name_a_person(name, column)}

    assert found - NOBODY == KNOWN
    assert NOBODY - found == set()


def test_what_is_shown_of_a_row_is_there():
    for (kind, _column), (_held, shown) in (mydata.HELD | mydata.HELD_BY_USER).items():
        assert set(shown) <= set(kind.__table__.c.keys())


@pytest.mark.parametrize("held", Held)
def test_every_sort_has_its_words(held):
    assert held.words


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


@pytest.fixture
def lee(tools, workspace, seated):
    """Lee, who has done a little of everything."""
    me, other = seated["LEE"], seated["ANA"]
    with tools.begin() as session:
        made = {"workspace_id": workspace}
        session.add_all(
            [
                ActionRow(
                    **made, text="Call the school", owner=me, created_by=other, created_at=NOW,
                ),
                ActionRow(
                    **made, text="Ask", owner=other, offered_to=me, created_by=me, created_at=NOW,
                ),
                ActionRow(
                    **made, text="Done", owner=me, state="done", created_by=me, created_at=NOW,
                    closed_at=NOW,
                ),
                Need(**made, text="A van on Saturday", asked_by=me, channel="C1", created_at=NOW),
                Notice(
                    **made, place="Kensington", happened_at=NOW, people_shot=1, sent_by=me,
                    sent_at=NOW,
                ),
                MeetingRow(
                    **made, kind="steering", title="May", start=NOW, minutes=60, created_by=me,
                    created_at=NOW,
                ),
                LocalSetting(**made, name="coalition", value="R", set_by=me, set_at=NOW),
                LocalSetting(**made, name="deputy", value=me, set_by=other, set_at=NOW),
                Channel(**made, channel="C1", owner=me),
                Revision(**made, noun="action", item=1, version=2, by=me, at=NOW, changed={}),
                Change(
                    **made, subject=me, kind="seat", before={}, after={"role": "member"},
                    proposed_by=me, proposed_at=NOW, needs=["coordinator"],
                    confirmed={"coordinator": other},
                ),
                Change(
                    **made, subject=other, kind="role", before={}, after={}, proposed_by=other,
                    proposed_at=NOW, needs=["coordinator"], confirmed={"coordinator": me},
                ),
                Delivery(
                    **made, key="waits", person="U0LEE", kind="nudge", needs="actions:use",
                    payload={"text": "x", "blocks": []}, due=NOW, created_at=NOW,
                ),
                Delivery(
                    **made, key="went", person="U0LEE", kind="nudge", needs="actions:use",
                    payload={}, due=NOW, created_at=NOW, state="sent", ts="1.2",
                ),
            ]
        )  # fmt: skip
        event = EventRow(
            **made, type="vigil", start=NOW, profile={}, created_by=me, family_yes_by=me,
            created_at=NOW,
        )  # fmt: skip
        session.add(event)
        session.flush()
        of = made | {"event_id": event.id}
        session.add_all(
            [
                EventHand(**of, role="event_lead", person=me, phone="x3", named_at=NOW),
                EventTask(
                    **of, item="C01", due=NOW, critical=True, folded=False, role="safety_lead",
                    owner=me, done_by=me, signed_by=other,
                ),
                EventDecision(
                    **of, seq=1, kind="covered", words="C31\nWands", people=[other, me], at=NOW
                ),
                EventEntry(**of, id="e1", kind="note", text="All quiet", by=me, at=NOW),
                EventConflict(**of, seq=1, level="quiet", by=me, at=NOW),
            ]
        )  # fmt: skip
        audit.write(
            session, workspace=workspace, at=NOW, actor=other, act="seat.confirmed", subject=me
        )
    return me


def collected(tools, workspace, person, user="U0LEE"):
    lens = Lens(general=False, outreach=False, person=person, of_outreach_too=True)
    with tools.read() as session:
        found = mydata.collect(
            session, workspace=workspace, person=person, slack_user=user, lens=lens
        )
    return {one.held: one.rows for one in found}


def forget(tools, workspace, person, user="U0LEE"):
    with tools.begin() as session:
        return mydata.forget(session, workspace=workspace, person=person, slack_user=user, now=NOW)


def test_what_is_held_is_found_by_sort(tools, workspace, lee):
    found = collected(tools, workspace, lee)

    assert [row["text"] for row in found[Held.ACTIONS]] == ["Call the school", "Done"]
    assert [row["text"] for row in found[Held.OFFERED]] == ["Ask"]
    assert [row["kind"] for row in found[Held.CONFIRMED]] == ["role"]
    assert [row["name"] for row in found[Held.NAMED]] == ["deputy"]
    assert found[Held.SEAT][0]["role"] == "member"
    assert len(found[Held.DELIVERIES]) == 2
    assert found[Held.LINES] == (
        {"at": NOW.isoformat(), "act": "seat.confirmed", "about": "", "by_you": False},
    )
    assert set(Held) - set(found) == {
        Held.PAUSES, Held.TAKEN, Held.PATH, Held.PATH_SET, Held.PLAN, Held.INDICATORS,
        Held.VALUES, Held.EVENT_SIGNED, Held.TEMPLATES,
    }  # fmt: skip
    assert "quiet" not in str(found[Held.EVENT_CHECKS])
    assert found[Held.EVENT_ROLES][0]["phone"] == "x3"
    # what is open, and how it is covered, may be of a list that they do not see
    assert [set(row) for row in found[Held.EVENT_DECISIONS]] == [{"event_id", "kind", "at"}]


def test_nobody_elses_random_id_is_in_it(tools, workspace, lee, seated):
    told = str(collected(tools, workspace, lee))

    assert not [name for name, person in seated.items() if person in told]


def test_another_workspace_holds_nothing_of_them(tools, workspace, lee):
    assert collected(tools, workspace + 1, lee) == {}


def counts(tools):
    with tools.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def test_forgetting_keeps_the_counts_and_the_chain(tools, workspace, lee):
    before = counts(tools)
    forget(tools, workspace, lee)
    after = counts(tools)

    changed = {name: after[name] - before[name] for name in before if after[name] != before[name]}
    assert changed == {"people": -1, "changes": -1, "revisions": 1}
    with tools.read() as session:
        assert audit.broken_at(session, workspace=workspace) is None


def test_nothing_is_left_that_leads_to_them(tools, workspace, lee):
    forget(tools, workspace, lee)

    with tools.read() as session:
        assert people.by_slack_user(session, workspace=workspace, slack_user="U0LEE") is None
        for table in Base.metadata.sorted_tables:
            assert "U0LEE" not in str(session.execute(select(table)).all())


def test_what_waits_for_them_ends(tools, workspace, lee):
    done = forget(tools, workspace, lee)

    assert done == mydata.Forgotten(items=1, needs=1, deliveries=1)
    with tools.read() as session:
        need = session.scalars(select(Need)).one()
        assert (need.state, need.text, need.closed_at) == ("withdrawn", "", NOW)
        states = dict(session.execute(select(Delivery.key, Delivery.state)).all())
        assert states == {"waits": "withdrawn", "went": "sent"}
        offered = session.scalars(select(ActionRow.offered_to)).all()
        assert offered == [None, None, None]
        assert session.scalars(select(Channel.owner)).one() is None


def test_who_comes_again_is_somebody_new(tools, workspace, lee):
    forget(tools, workspace, lee)
    with tools.begin() as session:
        again = people.ensure(session, workspace=workspace, slack_user="U0LEE", now=NOW)
        assert again.id != lee


def test_the_same_person_elsewhere_stays(tools, workspace, lee):
    forget(tools, workspace + 1, lee)

    assert Held.SEAT in collected(tools, workspace, lee)


def test_who_left_is_found_by_when(tools, workspace, lee):
    def gone(before):
        with tools.read() as session:
            return mydata.gone_since(session, workspace=workspace, before=before)

    assert gone(NOW + timedelta(days=99)) == []
    with tools.begin() as session:
        session.get_one(Person, (workspace, lee)).left_at = NOW
    assert gone(NOW) == []
    assert gone(NOW + timedelta(seconds=1)) == [(lee, "U0LEE")]


def test_one_without_a_row_has_only_their_messages_dropped(tools, workspace, lee):
    done = forget(tools, workspace, "", user="U0NEW")

    assert done == mydata.Forgotten(0, 0, 0)
    assert collected(tools, workspace, "", user="U0NEW") == {}


def test_only_those_with_a_row_are_people(tools, workspace, seated):
    with tools.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(seated)
