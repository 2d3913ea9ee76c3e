"""What an event taught comes onto a list once a coordinator says so."""

import pytest

from handlers.aftermath import service
from handlers.aftermath.request import After
from handlers.checklists import service as lists
from handlers.checklists.request import Spot
from knowledge.errors import NothingKnownError, RefusedError, UsageError
from knowledge.events.day import EntryKind
from knowledge.events.kinds import EventType
from knowledge.events.sharing import VEILED
from storage import audit, events
from tests.handlers.test_aftermath import FIX, HOUR, TITLE, begin, log, member, ticks, write

__all__ = ["begin", "log", "member", "ticks", "write"]


def test_fix_reaches_the_list_once_a_coordinator_confirms(slack, city, begin, ticks):
    begin(25 * HOUR)
    ticks()
    lee, ana = slack.person("Lee"), slack.person("Ana")
    lee.clicks("Propose a fix to the list", in_=lee.direct)
    lee.fills("What is to be done?", FIX.text)
    lee.fills("Why?", FIX.why)
    lee.submits()
    ticks()

    assert FIX.text in ana.screen
    assert TITLE not in ana.screen
    ana.clicks("Put it on the list", in_=ana.direct)
    assert "On the list as XX101" in ana.screen
    with city.read() as session:
        vigil = {one.id: one for one in events.items(session, workspace=1, kind=EventType.VIGIL)}
        march = {one.id for one in events.items(session, workspace=1, kind=EventType.MARCH)}
    assert vigil["XX101"].text == FIX.text
    assert vigil["XX101"].sources == ("own",)
    assert "XX101" not in march


def test_fix_in_place_of_an_item_keeps_its_id_for_every_event(city, begin, member):
    event = begin(25 * HOUR)
    fix = FIX.model_copy(update={"replaces": "C29", "everywhere": True})
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, fix)
    service.answer(city, member("ANA"), press, adopt=True)

    with city.read() as session:
        march = {one.id: one for one in events.items(session, workspace=1, kind=EventType.MARCH)}
    assert march["C29"].text == FIX.text
    assert march["C29"].sources[-1] == "own"


def test_fix_for_every_event_of_what_one_kind_has_stays_on_the_list_of_that_kind(
    city, begin, member
):
    event = begin(25 * HOUR)
    fix = FIX.model_copy(update={"replaces": "V07", "everywhere": True})
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, fix)
    service.answer(city, member("ANA"), press, adopt=True)

    with city.read() as session:
        vigil = {one.id: one for one in events.items(session, workspace=1, kind=EventType.VIGIL)}
        march = {one.id for one in events.items(session, workspace=1, kind=EventType.MARCH)}
    assert vigil["V07"].text == FIX.text
    assert "V07" not in march


def test_police_on_the_plan_are_not_offered_outreachs_items_to_word_anew(city, begin, member):
    event = begin(25 * HOUR)

    assert not {one.id for one in service.look(city, member("DANA"), event.id).items} & VEILED
    assert {one.id for one in service.look(city, member("LEE"), event.id).items} & VEILED


def test_fix_is_answered_once_and_left_it_changes_nothing(city, begin, member):
    event = begin(25 * HOUR)
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, FIX)
    service.answer(city, member("ANA"), press, adopt=False)

    with pytest.raises(NothingKnownError, match="answered already"):
        service.answer(city, member("ANA"), press, adopt=True)
    with city.read() as session:
        listed = events.items(session, workspace=1, kind=EventType.VIGIL)
    assert FIX.text not in {one.text for one in listed}


def test_fix_that_may_name_somebody_is_refused_with_the_words(city, begin, member):
    event = begin(25 * HOUR)
    fix = FIX.model_copy(update={"why": "because of Terrence Hobbs"})

    with pytest.raises(UsageError, match="Hobbs"):
        service.propose(city, member("LEE"), After(event=event.id, id="f1"), fix)


def test_coordinator_cannot_adopt_a_line_that_is_no_proposal(city, begin, member, write):
    event = begin(HOUR)
    write(event, "n", EntryKind.NOTE, text="who stood where")

    with pytest.raises(NothingKnownError):
        service.answer(city, member("ANA"), After(event=event.id, id="n"), adopt=True)


def test_fix_takes_from_no_list_what_none_may_be_without(city, begin, member):
    event, ana = begin(25 * HOUR), member("ANA")
    wanted = {"text": "A nurse stands by.", "why": "Help is near.", "small": None,
              "phase": "DAY", "role": "medical_lead", "critical": False, "serves": []}  # fmt: skip
    own = lists.add(city, ana, "core", wanted)
    for one in lists.read(city, ana, "vigil").items:
        if one.item.category is own.item.category and one.id != own.id:
            spot = Spot(of="vigil", item=one.id, version=one.version)
            lists.retire(city, ana, spot, "The nurse does it.")
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, FIX.model_copy(update={"replaces": own.id}))

    with pytest.raises(RefusedError, match="medical help"):
        service.answer(city, ana, press, adopt=True)

    assert lists.read(city, ana, "vigil").find(own.id).item.text == "A nurse stands by."


def test_fix_that_makes_an_item_weaker_is_on_the_audit(city, begin, member):
    event = begin(25 * HOUR)
    press = After(event=event.id, id="f1")
    service.propose(city, member("LEE"), press, FIX.model_copy(update={"replaces": "C01"}))

    service.answer(city, member("ANA"), press, adopt=True)

    with city.read() as session:
        written = audit.entries(session, workspace=1)[-1]
    assert (written.act, written.about) == ("checklist.eased", "vigil:C01")
