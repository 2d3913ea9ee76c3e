"""What no demonstration shows: who is gone, rooms that moved, odd names, lists without end.

Whatever Slack would refuse fails these tests by itself: the workspace counts refused calls.
"""

import re

import pytest

from handlers.mydata import service as mydata
from knowledge.access import Duties, Role
from knowledge.partners.partner import PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.plan.entry import Level
from storage import actions, indicators, partners, path, people, plan, settings
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.test_deliveries import put, row, said_in

#: A name with markup, a mention of everybody, and letters that turn the direction of a line.
ODD = "*Hope* \u202e<!here> <@U0DANA> & `مركز` الأمل"
#: What opens from a list: its buttons turn pages until there are no more.
FURTHER = re.compile(r"\[(\d+ more|Show \d+ more|Next|More)\]")

LISTS = (
    "/coalition plan", "/coalition path", "/coalition actions all", "/coalition board",
    "/coalition indicators", "/coalition people", "/coalition meetings", "/coalition agreements",
    "/partners", "/coalition sectors", "/coalition data",
)  # fmt: skip


@pytest.fixture
def room(slack):
    return slack.channel("coalition")


def reads(actor, command, room):
    seen = actor.types(command, in_=room) + actor.direct.text
    if actor.dialog:
        seen += str(actor.dialog.body)
        actor.closes(everything=True)
    return seen


@pytest.fixture
def without_lee(slack, city):
    """Lee kept something of every kind, and was forgotten; return the Slack."""
    with city.begin() as session:
        lee = people.by_slack_user(session, workspace=1, slack_user="U0LEE").id
        goal = plan.add(session, workspace=1, level=Level.GOAL, parent=None, now=NOW,
                        fields={"text": "Fewer shootings", "owner": lee})  # fmt: skip
        plan.add(session, workspace=1, level=Level.STRATEGY, parent=goal.id, now=NOW,
                 fields={"text": "Evenings", "owner": lee})  # fmt: skip
        actions.add(session, workspace=1, text="Call the school", owner=lee, by=lee, now=NOW)
        path.change(session, workspace=1, item="N02", version=0, wanted={"owner": lee},
                    by=lee, now=NOW)  # fmt: skip
        indicators.settle(session, workspace=1, key="people_shot", version=0,
                          wanted={"owner": lee}, by=lee, now=NOW)  # fmt: skip
        settings.use_channels(session, workspace=1, chosen={"general": ["C0X"]}, owner=lee)
        gone = people.member(session, workspace=1, slack_user="U0LEE")
    mydata.forget(city, gone)
    return slack


@pytest.mark.parametrize("name", ["Ana", "Dana", "Walter"])
def test_what_somebody_kept_who_is_gone_is_shown_without_them(without_lee, room, name):
    actor = without_lee.person(name)

    seen = "".join(reads(actor, command, room) for command in LISTS) + actor.opens_home()

    assert "went wrong" not in seen
    assert "U0LEE" not in seen


def test_who_is_gone_is_said_to_have_left(without_lee, room):
    ana = without_lee.person("Ana")

    assert "somebody who left" in reads(ana, "/coalition actions all", room)
    assert "somebody who left" in reads(ana, "/coalition path convene", room)


def test_post_follows_a_channel_that_was_renamed(slack, city, room):
    key = put(city, "van", channel=room.id)
    room.channel.name = "everybody"

    slack.invite("bot", room, by="Ana")
    post_promised(slack, city)

    assert row(city, key).state == "sent"
    assert len(said_in(room)) == 1


def test_post_into_a_private_channel_waits_for_nobody_who_is_not_in_it(slack, city):
    slack.expects_refusal("channel_not_found")
    families = slack.channel("families")
    families.channel.private = True
    slack.remove("bot", families)
    key = put(city, "van", channel=families.id)

    post_promised(slack, city)

    assert row(city, key).state == "refused"
    assert not said_in(families)
    assert "I cannot see that channel" in slack.person("Ana").direct.text


@pytest.fixture
def odd(city):
    """An organisation of an odd name, which offers food and has a seat."""
    draft = PartnerDraft(
        name=ODD, sector=Sector.HEALTHCARE, services=(Service.FOOD,), refer=ODD, address=ODD,
        places=(ODD,),
    )  # fmt: skip
    with city.begin() as session:
        made = partners.add(session, workspace=1, draft=draft, by="", now=NOW)
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").partner_id = made.id
    return made


@pytest.mark.parametrize(
    "command",
    ["/find food", "/partners", "/coalition people", "/coalition sectors", "/coalition notice"],
)
def test_odd_name_stays_a_name(slack, odd, room, command):
    lee = slack.person("Lee")

    reads(lee, command, room)
    lee.opens_home()

    said = str([(call.method, call.args) for call in slack.hub.calls])
    assert "\u202e" not in said
    assert "<!here>" not in said
    assert "<@U0DANA> &" not in said


def turns(actor, first, room, most):
    """Type a command and go on to the last page, or so many; return what was read."""
    pages = [actor.types(first, in_=room)]
    for _turn in range(most):
        further = re.findall(r"\[(Next page|Show \d+ more|[\d,]+ more)\]", pages[-1])
        if not further:
            break
        pages.append(actor.clicks(further[-1]))
    return pages


def test_roster_of_two_hundred_is_turned_to_its_end(slack, city, room):
    with city.begin() as session:
        seat = people.by_slack_user(session, workspace=1, slack_user="U0LEE").partner_id
        for number in range(200):
            person = people.ensure(session, workspace=1, slack_user=f"U1{number}", now=NOW)
            person.partner_id, person.pledged_at = seat, NOW
            person.role, person.duties = Role.MEMBER.value, Duties.NONE.value

    pages = turns(slack.person("Ana"), "/coalition people", room, 30)

    shown = set(re.findall(r"U1\d+", "".join(pages)))
    assert len(pages) > 5
    assert len(shown) == 200


def test_three_hundred_action_items_are_turned_to_their_end(slack, city, room):
    with city.begin() as session:
        lee = people.by_slack_user(session, workspace=1, slack_user="U0LEE").id
        for number in range(300):
            actions.add(session, workspace=1, text=f"Item {number}.", owner=lee, by=lee, now=NOW)

    pages = turns(slack.person("Lee"), "/coalition actions", room, 60)

    assert set(re.findall(r"Item \d+\.", "".join(pages))) == {f"Item {n}." for n in range(300)}


def test_directory_of_five_thousand_turns_its_pages(slack, city, room):
    drafts = [
        (PartnerDraft(name=f"Partner {n:04}.", sector=Sector.HEALTHCARE), None)
        for n in range(5_000)
    ]
    with city.begin() as session:
        partners.add_all(session, workspace=1, filled=drafts, by="", now=NOW)

    pages = turns(slack.person("Lee"), "/partners health care", room, 4)

    assert len(pages) == 5
    shown = [set(re.findall(r"Partner \d{4}\.", page)) for page in pages]
    assert all(shown)
    assert len(set.union(*shown)) == sum(len(page) for page in shown)
