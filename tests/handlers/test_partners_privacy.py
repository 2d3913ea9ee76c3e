"""A contact is seen by members who open its entry, and leaks nowhere else."""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import text

from handlers.partners import service
from handlers.partners.importing import export
from knowledge.access import Duties, Member, Role
from storage import partners
from tests.conftest import NOW
from tests.handlers.test_find import CASA, fill

MARK = "Marisol"


@pytest.fixture
def casa(slack, city):
    return fill(city, CASA)[0]


def test_contact_is_in_no_log_though_things_fail(
    slack, city, lee, casa, caplog, capsys, monkeypatch
):
    caplog.set_level(logging.INFO)
    lee.types("partners esperanza", in_=lee.direct)
    lee.clicks("Open", in_=lee.direct)
    lee.clicks("Edit")
    lee.fills("Whom to ask there", f"{MARK} again")

    def breaks(*_args, **_more):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(partners, "change", breaks)
    seen = lee.submits()

    assert "Something went wrong on my side" in seen
    logged = capsys.readouterr()
    assert "RuntimeError" in logged.out
    assert MARK not in logged.out + logged.err + caplog.text


def test_contact_is_in_no_text_that_a_lock_screen_shows(slack, lee, casa):
    lee.types("partners esperanza", in_=lee.direct)
    lee.types("find housing", in_=lee.direct)

    assert not [one for one in slack.calls("chat.postMessage") if MARK in str(one)]


def test_contact_is_ciphertext_at_rest_in_rows_and_in_revisions(city, slack, casa):
    with city.begin() as session:
        partners.change(
            session, workspace=1, partner=casa, wanted={"contact": f"{MARK} two"}, by="", now=NOW
        )
        rows = session.execute(text("SELECT * FROM partners")).all()
        edits = session.execute(text("SELECT * FROM revisions")).all()

    assert MARK not in str(rows)
    assert MARK not in str(edits)


def test_audit_names_the_entry_and_never_its_content(city, slack, lee, casa):
    lee.types("partners esperanza", in_=lee.direct)
    lee.clicks("Open", in_=lee.direct)
    with city.read() as session:
        lines = session.execute(text("SELECT act, about FROM audit_lines")).all()

    assert [tuple(line) for line in lines] == [("contact.read", f"partner:{casa}")]


def test_two_workspaces_never_see_one_anothers_contacts(city, slack, casa):
    with city.begin() as session:
        session.execute(text("INSERT INTO workspaces (id, name, created_at) VALUES (2, 'B', :at)"),
                        {"at": "2026-11-22 17:00:00"})  # fmt: skip
    stranger = Member(2, "U9", "p" * 16, partner=1, sector="youth", pledged=True)

    with pytest.raises(service.GoneError):
        service.card(city, member=stranger, partner=casa)
    coordinator = replace(stranger, role=Role.COORDINATOR, duties=Duties.NONE)
    assert MARK.encode() not in export(city, member=coordinator)
