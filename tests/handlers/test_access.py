"""Who may pass which door: every door has its line, and the line is what happens."""

import pytest

from handlers.features import FEATURES
from knowledge.access import GRANTS, Member, Permission, Role, refusal

#: What each door needs, and whether a member, then a coordinator, may pass.
TABLE = {
    "command hotspots": (Permission.HOTSPOTS_READ, True, True),
    "command coalition help": (Permission.HELP_READ, True, True),
    "command coalition data": (Permission.DATA_READ, False, True),
    "action hotspots.pick": (Permission.HOTSPOTS_READ, True, True),
    "action hotspots.change": (Permission.HOTSPOTS_READ, True, True),
    "action hotspots.table": (Permission.HOTSPOTS_READ, True, True),
    "action hotspots.read": (Permission.HOTSPOTS_READ, True, True),
    "action hotspots.share": (Permission.HOTSPOTS_SHARE, True, True),
    "action hotspots.elsewhere": (Permission.HOTSPOTS_SHARE, True, True),
    "action run": (Permission.HELP_READ, True, True),
    "dialog hotspots.changed": (Permission.HOTSPOTS_READ, True, True),
    "dialog hotspots.where": (Permission.HOTSPOTS_SHARE, True, True),
    "dialog hotspots.there": (Permission.HOTSPOTS_SHARE, True, True),
    "event app_mention": (Permission.HELP_READ, True, True),
    "event message.im": (Permission.HELP_READ, True, True),
}


def doors():
    for feature in FEATURES:
        yield from ((f"command {one.names[0]}", one.needs) for one in feature.commands)
        yield from ((f"action {one.name}", one.needs) for one in feature.actions)
        yield from ((f"dialog {one.name}", one.needs) for one in feature.dialogs)
        yield from ((f"event {one.name}", one.needs) for one in feature.events)


def test_every_door_has_its_line_in_the_table():
    assert dict(doors()) == {door: needs for door, (needs, *_may) in TABLE.items()}


@pytest.mark.parametrize("door", TABLE)
def test_member_and_coordinator_pass_as_the_table_says(door):
    needs, member, coordinator = TABLE[door]

    assert (refusal(Member(1, "U1", Role.MEMBER), needs) is None) == member
    assert (refusal(Member(1, "U1", Role.COORDINATOR), needs) is None) == coordinator


def test_every_role_has_its_grants():
    assert set(GRANTS) == set(Role)


def test_member_is_refused_the_data_report_and_told_what_to_do(lee, room):
    seen = lee.types("/coalition data", in_=room)

    assert "This is for coordinators" in seen
    assert "/hotspots" in seen


def test_member_is_refused_it_by_message_and_by_clicked_example_too(lee, slack):
    assert "This is for coordinators" in lee.types("data", in_=lee.direct)
    lee.types("/coalition help", in_=lee.direct)
    assert "This is for coordinators" in lee.clicks("/coalition data")
