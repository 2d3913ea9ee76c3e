"""The table of who may what, typed into Slack: six people, every command, by three ways in.

``test_access`` says who holds each permission; here each person types each command, and reads
either its answer or the refusal that is for them, and nothing else.
"""

import pytest

from handlers.features import FEATURES
from knowledge.access import Duties, Role
from tests.handlers.test_access import DOORS, LETTERS, MAY

COMMANDS = sorted(one.names[0] for feature in FEATURES for one in feature.commands)

#: By first name: the role, the duties, and what is said to somebody like them where they may not.
PEOPLE = {
    "Ana": (Role.COORDINATOR, Duties.NONE),
    "Samuel": (Role.SUPERVISOR, Duties.NONE),
    "Marcus": (Role.WORKER, Duties.NONE),
    "Lee": (Role.MEMBER, Duties.NONE),
    "Dana": (Role.MEMBER, Duties.LAW_ENFORCEMENT),
    "Walter": (Role.VISITOR, Duties.UNANSWERED),
}
OF_OUTREACH = "there is nothing to hand over. Your Home shows what you can do instead"
OF_VISITORS = "You are a visitor here"
OF_COORDINATORS = "This is for coordinators"
REFUSALS = (OF_OUTREACH, OF_VISITORS, OF_COORDINATORS, "is suspended", "is not set up yet")


def refused(name, command):
    """Return what the table says is told to somebody; "" where they may."""
    role, duties = PEOPLE[name]
    needs = DOORS[f"command {command}"]
    letter = LETTERS[role]
    letters = {letter} | ({letter.lower()} if duties is Duties.NONE else set())
    if letters & set(MAY[needs].split()):
        return ""
    if needs.of_outreach:
        return OF_OUTREACH
    return OF_VISITORS if role is Role.VISITOR else OF_COORDINATORS


def look(actor, text, room):
    """Type something; return what is said to it and what the dialog that opens shows."""
    seen = actor.types(text, in_=room)
    if actor.dialog:
        seen += str(actor.dialog.body)
        actor.closes(everything=True)
    return seen


@pytest.mark.parametrize("way", ["a command", "a mention", "a message"])
@pytest.mark.parametrize("name", PEOPLE)
def test_each_person_is_refused_what_the_table_says_and_nothing_else(slack, name, way):
    actor, coalition = slack.person(name), slack.channel("coalition")
    if way == "a mention":
        slack.invite("bot", coalition, by="Ana")
    for command in COMMANDS:
        room = actor.direct if way == "a message" else coalition
        typed = {
            "a command": f"/{command}",
            "a mention": f"@{slack.hub.bot.name} {command}",
            "a message": command,
        }[way]

        seen = look(actor, typed, room)

        told = [one for one in REFUSALS if one in seen]
        assert seen if way == "a command" else "\ncoalition" in seen, (name, typed)
        assert told == [one for one in [refused(name, command)] if one], (name, typed, seen)
        assert "went wrong" not in seen, (name, typed, seen)


def test_each_kind_of_refusal_is_met():
    met = {refused(name, command) for name in PEOPLE for command in COMMANDS}

    assert met == {"", OF_OUTREACH, OF_VISITORS, OF_COORDINATORS}
