"""The board's needs on both databases: one taker, sealed words, whom to thank."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from knowledge.board.need import State, Thanks
from storage import board, workspaces
from tests.conftest import NOW

ASKER, ONE, TWO = "a" * 16, "b" * 16, "c" * 16
SOON = NOW + timedelta(days=1)
LATER = SOON + timedelta(hours=1)


def ask(tools, workspace, *, said="van Saturday", until=SOON, posted=True):
    with tools.begin() as session:
        need = board.draft(
            session,
            workspace=workspace,
            text=said,
            asked_by=ASKER,
            channel="C1",
            until=until,
            now=NOW,
        )
        if posted:
            return board.post(session, workspace=workspace, need=need.id, by=ASKER)
    return need


def do(tools, what, workspace, need=None, **more):
    about = {} if need is None else {"need": need.id}
    with tools.begin() as session:
        return getattr(board, what)(session, workspace=workspace, **about, **more)


def test_draft_is_posted_once_and_only_by_its_writer(tools, workspace):
    need = ask(tools, workspace, posted=False)

    assert do(tools, "open_", workspace, now=NOW) == ()
    assert do(tools, "post", workspace, need, by=ONE) is None
    assert do(tools, "post", workspace, need, by=ASKER).state is State.OPEN
    assert do(tools, "post", workspace, need, by=ASKER) is None
    assert [one.text for one in do(tools, "open_", workspace, now=NOW)] == ["van Saturday"]


def test_post_that_did_not_arrive_can_be_tried_again_but_not_one_that_did(tools, workspace):
    need = ask(tools, workspace)

    assert do(tools, "unpost", workspace, need).state is State.DRAFT
    do(tools, "post", workspace, need, by=ASKER)
    do(tools, "posted", workspace, need, ts="1.2")
    assert do(tools, "unpost", workspace, need) is None


def test_what_is_needed_is_sealed_at_rest(tools, workspace, engine):
    ask(tools, workspace, said="interpreter for marked words")

    with engine.connect() as connection:
        kept = connection.execute(text("SELECT text FROM needs")).scalar_one()
    assert "marked" not in kept


def test_one_of_two_gets_it(tools, workspace):
    need = ask(tools, workspace)

    assert do(tools, "take", workspace, need, by=ONE, now=NOW).taken_by == ONE
    assert do(tools, "take", workspace, need, by=TWO, now=NOW) is None
    assert do(tools, "take", workspace, need, by=ONE, now=NOW) is None


@pytest.mark.parametrize("tries", [8])
def test_of_many_at_once_one_gets_it(tools, workspace, tries):
    need = ask(tools, workspace)

    def press(number):
        return do(tools, "take", workspace, need, by=f"{number:016}", now=NOW)

    with ThreadPoolExecutor(tries) as pool:
        taken = [one for one in pool.map(press, range(tries)) if one is not None]

    assert len(taken) == 1
    with tools.read() as session:
        found = board.by_id(session, workspace=workspace, need=need.id)
    assert found.taken_by == taken[0].taken_by


def test_nobody_takes_their_own_nor_what_is_over_or_withdrawn(tools, workspace):
    need = ask(tools, workspace)

    assert do(tools, "take", workspace, need, by=ASKER, now=NOW) is None
    assert do(tools, "take", workspace, need, by=ONE, now=SOON) is None
    assert do(tools, "withdraw", workspace, need, by=ONE, now=NOW) is None
    assert do(tools, "withdraw", workspace, need, by=ASKER, now=NOW).state is State.WITHDRAWN
    assert do(tools, "take", workspace, need, by=ONE, now=NOW) is None
    assert do(tools, "withdraw", workspace, need, by=ASKER, now=NOW) is None


def test_who_cannot_after_all_opens_it_again(tools, workspace):
    need = ask(tools, workspace)
    do(tools, "take", workspace, need, by=ONE, now=NOW)
    do(tools, "say_thanks", workspace, need, by=ONE, agreed=True)

    assert do(tools, "release", workspace, need, by=TWO, now=NOW) is None
    again = do(tools, "release", workspace, need, by=ONE, now=NOW)

    assert (again.state, again.taken_by, again.thanks) == (State.OPEN, None, None)
    assert do(tools, "take", workspace, need, by=TWO, now=NOW).taken_by == TWO
    assert do(tools, "release", workspace, need, by=TWO, now=SOON) is None


def test_what_is_over_closes_and_says_what_nobody_took(tools, workspace):
    ask(tools, workspace, said="nobody took")
    taken = ask(tools, workspace, said="somebody took")
    ask(tools, workspace, said="still open", until=LATER)
    do(tools, "take", workspace, taken, by=ONE, now=NOW)

    missed = do(tools, "close_over", workspace, now=SOON)

    assert [one.text for one in missed] == ["nobody took"]
    assert do(tools, "close_over", workspace, now=SOON) == ()
    assert [one.text for one in do(tools, "open_", workspace, now=SOON)] == ["still open"]


def test_posts_that_still_show_the_button_are_found_until_they_are_settled(tools, workspace):
    need = ask(tools, workspace)
    do(tools, "posted", workspace, need, ts="1.2")

    assert do(tools, "unsettled", workspace, most=5) == ()
    do(tools, "close_over", workspace, now=SOON)
    assert [one.id for one in do(tools, "unsettled", workspace, most=5)] == [need.id]
    do(tools, "posted", workspace, need, ts="")
    assert do(tools, "unsettled", workspace, most=5) == ()


def test_only_who_agreed_is_thanked(tools, workspace):
    for said, agreed in (("yes", True), ("no", False), ("silent", None)):
        need = ask(tools, workspace, said=said)
        do(tools, "take", workspace, need, by=ONE, now=NOW)
        if agreed is not None:
            assert do(tools, "say_thanks", workspace, need, by=TWO, agreed=True) is None
            do(tools, "say_thanks", workspace, need, by=ONE, agreed=agreed)
    gone = ask(tools, workspace, said="withdrawn")
    do(tools, "take", workspace, gone, by=ONE, now=NOW)
    do(tools, "say_thanks", workspace, gone, by=ONE, agreed=True)
    do(tools, "withdraw", workspace, gone, by=ASKER, now=NOW)

    assert do(tools, "thanks", workspace, since=NOW) == (Thanks(ONE, "yes", NOW),)
    assert do(tools, "thanks", workspace, since=SOON) == ()
    do(tools, "close_over", workspace, now=SOON)
    assert len(do(tools, "thanks", workspace, since=NOW)) == 1


def test_drafts_are_forgotten_after_a_day(tools, workspace):
    draft = ask(tools, workspace, posted=False)
    kept = ask(tools, workspace)

    do(tools, "drop_drafts", workspace, now=SOON)

    with tools.read() as session:
        gone = board.by_id(session, workspace=workspace, need=draft.id)
        left = board.by_id(session, workspace=workspace, need=kept.id)
    assert (gone.text, gone.state) == ("", State.WITHDRAWN)
    assert left.text == "van Saturday"


def test_draft_written_anew_loses_its_words_and_nobody_gets_its_number(tools, workspace):
    draft = ask(tools, workspace, posted=False)
    do(tools, "discard", workspace, draft, by=ONE, now=NOW)
    do(tools, "discard", workspace, draft, by=ASKER, now=NOW)
    posted = ask(tools, workspace)
    do(tools, "discard", workspace, posted, by=ASKER, now=NOW)

    assert posted.id != draft.id
    with tools.read() as session:
        gone = board.by_id(session, workspace=workspace, need=draft.id)
    assert (gone.text, gone.state) == ("", State.WITHDRAWN)
    assert len(do(tools, "open_", workspace, now=NOW)) == 1


def test_another_coalition_sees_and_takes_nothing_of_it(tools, workspace):
    need = ask(tools, workspace)
    with tools.begin() as session:
        workspaces.bind(session, team="T1", name="One", now=NOW)
        other = workspaces.bind(session, team="T2", name="Other", now=NOW).id

    assert do(tools, "open_", other, now=NOW) == ()
    assert do(tools, "by_id", other, need) is None
    assert do(tools, "take", other, need, by=ONE, now=NOW) is None
    assert do(tools, "close_over", other, now=SOON) == ()
    assert do(tools, "open_", workspace, now=NOW)


def test_list_of_what_i_said_i_can(tools, workspace):
    need = ask(tools, workspace)
    do(tools, "take", workspace, need, by=ONE, now=NOW)

    assert [one.id for one in do(tools, "taken_by", workspace, person=ONE, now=NOW)] == [need.id]
    assert do(tools, "taken_by", workspace, person=TWO, now=NOW) == ()
    assert do(tools, "taken_by", workspace, person=ONE, now=SOON) == ()
