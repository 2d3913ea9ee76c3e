"""The audit's chain on both databases: whole, found out when tampered with, never forked."""

import multiprocessing
import re
from datetime import timedelta, timezone
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import text

import storage
from knowledge.audit import Entry, Lens
from storage import audit, people, workspaces
from storage.engine import connect, transactions
from storage.tables import AuditHead, AuditLine, Person
from tests.conftest import NOW

#: Lines that each of the processes that write at once adds.
EACH = 25
WRITERS = 4


@pytest.fixture
def write(tools, workspace):
    def add(act="partner.archived", *, at=NOW, actor="a" * 16, **more):
        with tools.begin() as session:
            audit.write(session, workspace=workspace, at=at, actor=actor, act=act, **more)

    return add


@pytest.fixture
def chain(tools, workspace):
    def verify():
        with tools.read() as session:
            return audit.verify(session, workspace=workspace)

    return verify


def test_a_workspace_without_lines_is_whole(chain):
    assert chain() == audit.Chain(0, audit.START)


def test_lines_follow_one_another(write, chain, tools, workspace):
    for number in range(5):
        write(about=f"partner:{number}", subject="b" * 16, outreach=number % 2 == 0)

    assert (chain().lines, chain().broken_at) == (5, None)
    with tools.read() as session:
        found = audit.entries(session, workspace=workspace)
    assert [entry.about for entry in found] == [f"partner:{number}" for number in range(5)]


def test_a_moment_of_another_zone_is_the_same_moment(write, chain):
    write(at=NOW.astimezone(timezone(timedelta(hours=-5))))

    assert chain().broken_at is None


def test_a_line_is_written_with_the_act_or_not_at_all(tools, workspace, chain):
    def fail():
        with tools.begin() as session:
            audit.write(session, workspace=workspace, at=NOW, actor="a", act="person.suspended")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert chain().lines == 0


@pytest.mark.parametrize(
    "change",
    [
        "act = 'nothing.happened'",
        "actor = 'somebody else'",
        "subject = NULL",
        "subject = 'somebody else'",
        "about = ''",
        "outreach = NOT outreach",
        "at = '2026-11-22 17:00:01'",
        "workspace_id = workspace_id + 1",
        "previous = digest",
        "digest = previous",
        "seq = 77",
    ],
)
def test_tampering_is_found_at_its_line(write, chain, tools, workspace, change):
    with tools.begin() as session:
        workspaces.bind(session, team="T1", name="one", now=NOW)
        workspaces.bind(session, team="T2", name="two", now=NOW)
    for _line in range(5):
        write(about="partner:1", subject="b" * 16)
    with tools.begin() as session:
        session.execute(text(f"UPDATE audit_lines SET {change} WHERE seq = 3"))

    assert chain().broken_at == 3


@pytest.mark.parametrize(("seq", "broken"), [(1, 1), (3, 3), (5, 5)])
def test_a_line_that_is_gone_is_missed(write, chain, tools, seq, broken):
    for _line in range(5):
        write()
    with tools.begin() as session:
        session.execute(text(f"DELETE FROM audit_lines WHERE seq = {seq}"))

    assert chain().broken_at == broken


def test_an_end_that_was_put_back_leaves_another_digest(write, chain, tools, workspace):
    write()
    write()
    noted = chain().end
    with tools.begin() as session:
        last = session.get_one(AuditLine, (workspace, 2))
        head = session.get_one(AuditHead, workspace)
        head.seq, head.digest = 1, last.previous
        session.delete(last)

    assert chain().broken_at is None
    assert chain().end != noted


def test_two_workspaces_have_chains_of_their_own(tools, write, chain):
    with tools.begin() as session:
        workspaces.bind(session, team="T1", name="one", now=NOW)
        other = workspaces.bind(session, team="T2", name="two", now=NOW).id
    write()
    with tools.begin() as session:
        audit.write(session, workspace=other, at=NOW, actor="a", act="partner.archived")
        assert audit.verify(session, workspace=other).lines == 1
    assert chain().lines == 1


def test_forgetting_somebody_leaves_a_chain_that_verifies(write, chain, tools, workspace):
    with tools.begin() as session:
        person = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW).id
    write(actor=person)
    with tools.begin() as session:
        session.delete(session.get_one(Person, (workspace, person)))

    assert (chain().lines, chain().broken_at) == (1, None)


def test_nothing_in_the_code_changes_or_drops_a_line():
    names = {
        file.name
        for file in Path(storage.__path__[0]).rglob("*.py")
        if "AuditLine" in file.read_text(encoding="utf-8") and "tables" not in file.parts
    }
    source = Path(audit.__file__).read_text(encoding="utf-8")

    assert names == {"audit.py"}
    assert not re.search(r"\b(update|delete)\b", source, re.IGNORECASE)


def test_lines_are_read_newest_first_and_page_by_page(write, tools, workspace):
    for number in range(5):
        write(about=f"partner:{number}")
    everything = Lens(general=True, outreach=True, person="", of_outreach_too=True)
    with tools.read() as session:
        first = audit.newest(session, workspace=workspace, lens=everything, most=2)
        then = audit.newest(
            session, workspace=workspace, lens=everything, most=9, before=first[-1].seq
        )

    assert [entry.seq for entry in first + then] == [5, 4, 3, 2, 1]


def test_a_lens_shows_the_same_lines_from_the_database_as_in_words(write, tools, workspace):
    me, other = "m" * 16, "o" * 16
    for actor, subject, outreach in product((me, other), (me, other, None), (True, False)):
        write(actor=actor, subject=subject, outreach=outreach)
    lenses = [
        Lens(general, outreach, person, too)
        for general, outreach, person, too in product(
            (True, False), (True, False), ("", me), (True, False)
        )
    ]
    with tools.read() as session:
        every = audit.entries(session, workspace=workspace)
        for lens in lenses:
            found = audit.newest(session, workspace=workspace, lens=lens, most=99)
            assert found[::-1] == [entry for entry in every if lens.shows(entry)]


def write_many(url, workspace, actor):
    engine = connect(url)
    begin = transactions(engine)
    for number in range(EACH):
        with begin() as session:
            audit.write(
                session, workspace=workspace, at=NOW, actor=actor, act="contact.read",
                about=f"partner:{number}",
            )  # fmt: skip
    engine.dispose()


def test_four_processes_writing_at_once_neither_fork_nor_lose_a_line(
    tools, engine, workspace, chain
):
    url = engine.url.render_as_string(hide_password=False)
    spawn = multiprocessing.get_context("spawn")
    actors = [f"writer{number}" for number in range(WRITERS)]
    writers = [spawn.Process(target=write_many, args=(url, workspace, one)) for one in actors]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)

    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert (chain().lines, chain().broken_at) == (WRITERS * EACH, None)
    with tools.read() as session:
        found = audit.entries(session, workspace=workspace)
    for actor in actors:
        mine = [entry.about for entry in found if entry.actor == actor]
        assert mine == [f"partner:{number}" for number in range(EACH)]


def test_entries_carry_what_was_written(write, tools, workspace):
    write("notice.read", about="notice:4", subject="s" * 16, outreach=True)
    with tools.read() as session:
        (found,) = audit.entries(session, workspace=workspace, concerning=["s" * 16])

    assert found == Entry(1, NOW, "a" * 16, "notice.read", "notice:4", "s" * 16, outreach=True)
