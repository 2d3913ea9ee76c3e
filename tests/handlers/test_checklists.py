"""The checklists through Slack: read by members, changed by coordinators, with the way back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.checklists import form, message, service, view
from handlers.checklists.request import DUE, Spot
from handlers.limits import fit, fit_dialog
from knowledge.access import Permission, refusal
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events.items import items
from knowledge.events.kinds import EventType
from storage import audit, events, people
from tests.conftest import NOW
from tests.handlers.rules import check_dialog, check_message
from tests.handlers.vigils import known

NEW = "Put a second light at the bus stop."


@pytest.fixture
def at(slack, city):
    """Return somebody as they are at a later moment."""

    def later(days):
        return replace(city, now=lambda: NOW + timedelta(days=days))

    return later


@pytest.fixture
def unseat(city):
    """Make a coordinator a member."""

    def unseated(name):
        with city.begin() as session:
            people.by_slack_user(session, workspace=1, slack_user=f"U0{name}").role = "member"

    return unseated


def wanted(**changed):
    return {
        "text": NEW, "small": None, "why": "It was dark where people waited.", "phase": "T-7",
        "role": "logistics_lead", "critical": False, "serves": [],
    } | changed  # fmt: skip


def planned(tools, kind=EventType.VIGIL):
    with tools.read() as session:
        return {one.id: one for one in events.items(session, workspace=1, kind=kind)}


def listed(tools, item, of="vigil", who="ANA"):
    return service.read(tools, known(tools, who), of).find(item)


def spot(tools, item, of="vigil"):
    return Spot(of=of, item=item, version=listed(tools, item, of).version)


def open_first(tools, actor, of, item):
    """Open an item in somebody's dialog, moved to the top of a page by others before it."""
    ana = known(tools, "ANA")
    place = [one.id for one in service.read(tools, ana, of).chosen("")].index(item)
    for _n in range(-place % message.PAGE):
        service.add(tools, ana, of, wanted(phase="T-60"))
        place += 1
    actor.types(f"/event lists {of if of != 'core' else 'every event'}", in_=actor.direct)
    for turn in range(place // message.PAGE):
        actor.clicks("More", **({} if turn else {"in_": actor.direct}))
    assert f" {item}" in actor.clicks("Open", **({} if place else {"in_": actor.direct}))


def test_lists_are_shown_with_what_they_hold(slack, ana):
    seen = ana.types("/event lists", in_=ana.direct)

    assert "Every event\n36 items" in seen
    assert "Vigil or memorial\n17 items of its own" in seen
    assert "Other events\nno items of its own" in seen
    assert "look at again" not in seen
    for call in slack.calls("chat.postMessage"):
        check_message(call["text"], call["blocks"])


def test_answer_comes_to_the_direct_message(slack, ana, room):
    assert "It comes to your direct messages" in ana.types("/event lists", in_=room)
    assert "Event checklists" in ana.message("36 items", in_=ana.direct).text


@pytest.mark.parametrize("typed", ["vigil", "Vigil or memorial", "VIGIL", "vigils"])
def test_list_is_shown_by_phase(ana, typed):
    seen = ana.types(f"/event lists {typed}", in_=ana.direct)

    assert "17 items of its own" in seen
    assert "With the items of every event it has 53." in seen
    assert seen.index("Two months before") < seen.index("A month before")
    assert "C01 · Safety lead · every event" in seen


def test_lists_own_items_can_be_seen_alone(ana):
    ana.types("/event lists vigil", in_=ana.direct)
    seen = ana.clicks("Only its own", in_=ana.direct)

    assert "V01 · Family liaison" in seen
    assert "every event\n" not in seen
    assert "C01 · " in ana.clicks("All of it")


def test_unknown_list_is_told_with_those_there_are(ana):
    seen = ana.types("/event lists parade", in_=ana.direct)

    assert "There is no such list" in seen
    assert "every event" in seen
    assert "block party" in seen


def test_all_items_of_the_longest_list_can_be_reached(ana):
    seen = ana.types("/event lists vigil", in_=ana.direct)
    seen += ana.clicks("More", in_=ana.direct)
    for _page in range(3):
        seen += ana.clicks("More")

    assert all(f"{item} · " in seen for item in ("C01", "C36", "V01", "V17"))
    assert "[More]" not in seen.split("[Before]")[-1]


def test_member_reads_an_item_and_has_nothing_to_press(slack, lee):
    lee.types("/event lists", in_=lee.direct)
    lee.clicks("Open", in_=lee.direct)
    seen = lee.clicks("Open")

    assert "Why:" in seen
    assert "Source:" in seen
    assert "Reviewed: 22 Nov 2026" in seen
    for label in ("Change it", "Retire it", "Add an item"):
        assert label not in lee.screen


@pytest.mark.parametrize("name", ["LEE", "DANA", "MARCUS", "WALTER"])
def test_only_coordinators_change_a_list(city, slack, name):
    member = known(city, name)

    assert refusal(member, Permission.PLAN_MANAGE)
    assert not service.read(city, member, "vigil").manages


def test_button_of_somebody_who_may_no_longer_is_refused(city, slack, ana, unseat):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Open", in_=ana.direct)
    unseat("ANA")

    assert "This is for coordinators" in ana.clicks("Change it") + ana.screen
    assert planned(city)["C01"] == items()["C01"]


def test_visitor_is_refused_and_told_what_they_can_use(slack):
    walter = slack.person("Walter")
    seen = walter.types("/event lists", in_=walter.direct)

    assert "You are a visitor here" in seen
    assert "36 items" not in seen


def test_police_do_not_read_outreachs_items_in_the_coalitions_words(city, slack):
    ana = known(city, "ANA")
    service.save(city, ana, spot(city, "V02"), {"text": "Ask our own team about the place."})
    dana = slack.person("Dana")
    seen = dana.types("/event lists vigil", in_=dana.direct)
    seen += dana.clicks("More", in_=dana.direct)
    for _page in range(3):
        seen += dana.clicks("More")

    assert "V02" in seen
    assert "An item of outreach" in seen
    assert "our own team" not in seen
    assert items()["V02"].text not in seen
    with pytest.raises(RefusedError, match="stays with outreach"):
        listed(city, "V02", who="DANA")
    assert listed(city, "V02", who="LEE").item.text == "Ask our own team about the place."


def test_item_is_changed_and_changed_back(city, ana):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Change it")
    ana.fills("What is to be done?", "Answer the ten questions together.")
    seen = ana.submits()

    assert "Saved. The words show on every plan at once." in seen
    assert "It used to say: Answer the questions" in seen
    assert planned(city, EventType.MARCH)["C01"].text == "Answer the ten questions together."
    assert "It says what it said before." in ana.clicks("Use the words from before")
    assert planned(city)["C01"].text == items()["C01"].text
    ana.clicks("Undo")
    assert planned(city)["C01"].text == "Answer the ten questions together."


def test_words_that_do_not_put_people_first_are_a_hint_and_no_wall(city, ana):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Change it")
    ana.fills("What is to be done?", "Tell each gang member where to go.")
    seen = ana.submits()

    assert "“gang member”: you could say" in seen
    assert planned(city)["C01"].text == "Tell each gang member where to go."


@pytest.mark.parametrize("text", ["x", "long " * 50])
def test_words_of_no_fit_length_are_told_at_their_field(city, ana, text):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Add an item", in_=ana.direct)
    ana.fills("What is to be done?", text[:200])
    ana.fills("Why?", "y")
    seen = ana.submits()

    assert "Write one sentence of at most 200 characters." in seen
    assert "XX101" not in planned(city)


def test_item_is_added_to_its_list_alone_and_taken_back(city, ana):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Add an item", in_=ana.direct)
    ana.fills("What is to be done?", NEW)
    ana.fills("Why?", "It was dark where people waited.")
    seen = ana.submits()

    assert "On the list as XX101." in seen
    assert "joins the plans of events still to come within the hour" in seen
    assert planned(city)["XX101"].text == NEW
    assert "XX101" not in planned(city, EventType.MARCH)
    ana.clicks("Undo")
    assert "XX101" not in planned(city)
    assert listed(city, "XX101").retired


def test_item_is_retired_and_brought_back(city, slack, ana):
    before = listed(city, "C03")
    service.retire(city, known(city, "ANA"), spot(city, before.id), "The city pays for it.")
    assert "C03" not in planned(city)

    ana.types("/event lists", in_=ana.direct)
    assert "35 items · 1 retired" in ana.screen
    shown = view.item(service.read(city, known(city, "ANA"), "core"), Spot(of="core", item="C03"))
    said = str(shown)
    assert "The city pays for it." in said
    assert "Bring it back" in said
    service.bring_back(city, known(city, "ANA"), spot(city, "C03"))
    assert planned(city)["C03"] == items()["C03"]
    assert not listed(city, "C03").reason


def test_critical_item_is_retired_with_a_reason_and_on_record(city, ana):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Retire it")
    ana.fills("Why?", "  ")
    assert "say in a few words why" in ana.submits()
    assert "C01" in planned(city)
    ana.fills("Why?", "We answer them on the phone.")
    assert "Retired. New plans leave it out." in ana.submits()

    assert "C01" not in planned(city)
    with city.read() as session:
        (line,) = [
            one for one in audit.entries(session, workspace=1) if one.act.startswith("checklist")
        ]
    assert (line.act, line.about) == ("checklist.retired", "core:C01")
    assert "phone" not in repr(line)


def test_critical_item_made_less_is_on_record_and_a_plain_one_is_not(city, slack):
    ana = known(city, "ANA")
    service.save(city, ana, spot(city, "C01"), {"critical": False})
    service.retire(city, ana, spot(city, "C03"), "")

    with city.read() as session:
        acts = [one.act for one in audit.entries(session, workspace=1)]
    assert acts.count("checklist.eased") == 1
    assert "checklist.retired" not in acts


def test_what_no_list_may_lose_is_refused_at_the_field_with_what_to_do(city, ana):
    open_first(city, ana, "core", "C31")
    ana.clicks("Retire it")
    ana.fills("Why?", "Not here.")
    seen = ana.submits()

    assert "“Community meeting” would then have no item for: how it ends." in seen
    assert "first add an item for that" in seen
    assert "C31" in planned(city)


def test_own_item_for_it_lets_the_other_go_and_then_stays(city, slack):
    ana = known(city, "ANA")
    added = service.add(city, ana, "core", wanted(serves=["ending"]))
    service.retire(city, ana, spot(city, "C31"), "Not here.")
    assert "C31" not in planned(city)

    for act in (
        lambda: service.save(city, ana, spot(city, added.id), {"serves": []}),
        lambda: service.retire(city, ana, spot(city, added.id), ""),
        lambda: service.undo(city, ana, Spot(of="core", item=added.id, version=1)),
    ):
        with pytest.raises(RefusedError, match="no item for: how it ends"):
            act()
    assert added.id in planned(city)


@pytest.mark.parametrize("item", ["V01", "V02", "C12"])
def test_family_and_conflict_items_offer_their_words_alone(city, slack, item):
    ana = known(city, "ANA")
    found = service.read(city, ana, "vigil")
    shown = str(view.item(found, Spot(of="vigil", item=item)))
    asked = str(form.item(Spot(of="vigil", item=item), found.find(item)))

    assert "Retire it" not in shown
    assert "Only its words can change" in shown
    assert "item_role" not in asked
    assert "item_critical" not in asked
    with pytest.raises(RefusedError, match="stays on the list"):
        service.retire(city, ana, spot(city, item), "No.")


def test_two_coordinators_hear_of_each_other(city, ana):
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Open", in_=ana.direct)
    ana.clicks("Change it")
    ana.fills("What is to be done?", "Answer them together.")
    service.save(city, known(city, "ANA"), spot(city, "C01"), {"text": "Answer them alone."})
    seen = ana.submits()

    assert "changed this while you had it open" in seen
    assert "What is to be done, now: Answer them alone." in seen
    assert planned(city)["C01"].text == "Answer them alone."
    ana.submits()
    assert planned(city)["C01"].text == "Answer them together."


def test_review_is_asked_after_a_year_and_kept(city, slack, at):
    later, ana = at(400), known(city, "ANA")
    overview = message.overview(service.every(later, ana))
    assert "*138 items to look at again*" in str(overview.blocks)

    found = service.read(later, ana, "vigil")
    assert "Reviewed today" in str(view.item(found, Spot(of="vigil", item="V07")))
    one = service.review(later, ana, spot(later, "V07"))
    assert one.item.reviewed == (NOW + timedelta(days=400)).date()
    assert not one.adapted
    assert "*137 items to look at again*" in str(message.overview(service.every(later, ana)).blocks)
    due = service.read(later, ana, "vigil").chosen(DUE)
    assert "V07" not in {each.id for each in due}
    service.undo(later, ana, Spot(of="vigil", item="V07", version=one.version))
    assert listed(later, "V07").item.reviewed == items()["V07"].reviewed


def test_failure_of_slack_after_the_change_is_told_and_loses_nothing(city, slack, ana):
    service.save(city, known(city, "ANA"), spot(city, "C01"), {"text": "Answer them together."})
    ana.types("/event lists vigil", in_=ana.direct)
    ana.clicks("Open", in_=ana.direct)
    slack.faults.fail("views.update", "internal_error")
    seen = ana.clicks("Use the words from before")

    assert "Something went wrong on my side" in seen + ana.screen
    assert planned(city)["C01"].text == items()["C01"].text


def test_item_that_is_not_there_is_told(city, slack):
    with pytest.raises(NothingKnownError, match="no such item"):
        listed(city, "XX999")


def test_everything_fits_slack_however_long_the_words_are(city, slack, at):
    ana = known(city, "ANA")
    long = ("<&>" + "w" * 197)[:200]
    for _n in range(15):
        service.add(city, ana, "vigil", wanted(text=long, why=long, small=long, phase="T-60"))
    found = service.read(at(400), ana, "vigil")
    told = message.listing(found)
    fitted = fit(told)
    check_message(fitted.text, fitted.blocks)
    assert len(fitted.blocks) == len(told.blocks)
    for page in range(len(found.items) // message.PAGE + 1):
        check_dialog(fit_dialog(view.listing(found, Spot(of="vigil", page=page))))
    one = found.find("XX101")
    for made in (
        view.item(found, Spot(of="vigil", item="XX101"), note="x", undo=1),
        form.item(Spot(of="vigil", item="XX101"), one),
        form.item(Spot(of="vigil"), None),
        form.retire(Spot(of="vigil", item="XX101"), one),
        view.whole(service.every(city, ana)),
    ):
        check_dialog(fit_dialog(made))
