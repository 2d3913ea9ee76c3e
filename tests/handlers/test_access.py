"""Who may pass which door: every door has its line, and the line is what happens.

``DOORS`` says what each door needs; ``MAY`` says who holds each permission. A door or a
permission without its line fails.
"""

import pytest
from slack_sdk import WebClient

from handlers.features import FEATURES
from handlers.rooms import admit
from knowledge.access import Duties, Member, Permission, Role, may, refusal
from knowledge.errors import RefusedError
from knowledge.rooms import barred
from storage import people

P = Permission

#: What each door needs.
DOORS = {
    "command coalition indicators": P.PLAN_READ,
    "action indicators.open": P.PLAN_READ,
    "action indicators.page": P.PLAN_READ,
    "action indicators.enter": P.PLAN_READ,
    "action indicators.undo": P.PLAN_READ,
    "action indicators.edit": P.PLAN_MANAGE,
    "dialog indicators.entered": P.PLAN_READ,
    "dialog indicators.settled": P.PLAN_MANAGE,
    "command coalition meetings": P.MEETINGS_READ,
    "action meetings.show": P.MEETINGS_READ,
    "action meetings.agenda": P.MEETINGS_READ,
    "action meetings.calendar": P.MEETINGS_READ,
    "action meetings.read": P.MEETINGS_READ,
    "action meetings.new": P.MEETINGS_MANAGE,
    "action meetings.edit": P.MEETINGS_MANAGE,
    "action meetings.cancel": P.MEETINGS_MANAGE,
    "action meetings.undo": P.MEETINGS_MANAGE,
    "action meetings.attend": P.MEETINGS_MANAGE,
    "action meetings.came": P.MEETINGS_MANAGE,
    "action meetings.write": P.MEETINGS_MANAGE,
    "action meetings.kind": P.MEETINGS_MANAGE,
    "dialog meetings.called": P.MEETINGS_MANAGE,
    "dialog meetings.edited": P.MEETINGS_MANAGE,
    "dialog meetings.posted": P.MEETINGS_MANAGE,
    "dialog meetings.written": P.MEETINGS_MANAGE,
    "dialog meetings.kept": P.MEETINGS_MANAGE,
    "command coalition path": P.PATH_READ,
    "action path.open": P.PATH_READ,
    "action path.stand": P.PATH_READ,
    "action path.undo": P.PATH_READ,
    "action path.edit": P.PATH_MANAGE,
    "action path.have": P.PATH_MANAGE,
    "dialog path.save": P.PATH_MANAGE,
    "dialog path.had": P.PATH_MANAGE,
    "command coalition plan": P.PLAN_READ,
    "action plan.open": P.PLAN_READ,
    "action plan.page": P.PLAN_READ,
    "action plan.places": P.PLAN_READ,
    "action plan.print": P.PLAN_READ,
    "action plan.text": P.PLAN_READ,
    "action plan.tick": P.PLAN_READ,
    "action plan.undo": P.PLAN_READ,
    "action plan.add": P.PLAN_MANAGE,
    "action plan.edit": P.PLAN_MANAGE,
    "action plan.archive": P.PLAN_MANAGE,
    "action plan.restore": P.PLAN_MANAGE,
    "dialog plan.save": P.PLAN_MANAGE,
    "command coalition actions": P.ACTIONS_USE,
    "action actions.show": P.ACTIONS_USE,
    "action actions.done": P.ACTIONS_USE,
    "action actions.undo": P.ACTIONS_USE,
    "action actions.accept": P.ACTIONS_USE,
    "action actions.decline": P.ACTIONS_USE,
    "action actions.back": P.ACTIONS_USE,
    "action actions.take": P.ACTIONS_USE,
    "action actions.new": P.ACTIONS_USE,
    "action actions.more": P.ACTIONS_USE,
    "action actions.snooze": P.ACTIONS_USE,
    "action actions.drop": P.ACTIONS_USE,
    "action actions.text": P.ACTIONS_USE,
    "action actions.print": P.ACTIONS_USE,
    "action actions.calendar": P.ACTIONS_USE,
    "dialog actions.created": P.ACTIONS_USE,
    "dialog actions.edited": P.ACTIONS_USE,
    "dialog actions.snoozed": P.ACTIONS_USE,
    "shortcut actions.from_message": P.ACTIONS_USE,
    "command coalition join": P.PARTNERS_FIND,
    "command coalition people": P.PEOPLE_READ,
    "command coalition review": P.PEOPLE_MANAGE,
    "command coalition notice": P.NOTICES_SEND,
    "action people.join": P.PARTNERS_FIND,
    "action people.confirm": P.PEOPLE_CONFIRM,
    "action people.decline": P.PEOPLE_CONFIRM,
    "action people.page": P.PEOPLE_READ,
    "action people.text": P.PEOPLE_READ,
    "action people.print": P.PEOPLE_READ,
    "action people.change": P.PEOPLE_READ,
    "action people.suspend": P.PEOPLE_SUSPEND,
    "action people.lift": P.PEOPLE_SUSPEND,
    "action people.takeover": P.PEOPLE_CONFIRM,
    "action people.keep": P.PEOPLE_MANAGE,
    "action people.remove": P.PEOPLE_MANAGE,
    "action people.notice": P.NOTICES_SEND,
    "dialog people.joined": P.PARTNERS_FIND,
    "dialog people.listed": P.PARTNERS_FIND,
    "dialog people.changed": P.PEOPLE_READ,
    "dialog people.noticed": P.NOTICES_SEND,
    "menu people_organisation": P.PARTNERS_FIND,
    "menu people_place": P.NOTICES_SEND,
    "event user_change": P.HELP_READ,
    "command hotspots": P.HOTSPOTS_READ,
    "command coalition help": P.HELP_READ,
    "command coalition data": P.DATA_READ,
    "command coalition setup": P.SETUP_RUN,
    "command coalition privacy": P.HELP_READ,
    "command coalition pause": P.SELF_MANAGE,
    "action hotspots.pick": P.HOTSPOTS_READ,
    "action hotspots.change": P.HOTSPOTS_READ,
    "action hotspots.table": P.HOTSPOTS_READ,
    "action hotspots.read": P.HOTSPOTS_READ,
    "action hotspots.share": P.HOTSPOTS_SHARE,
    "action hotspots.elsewhere": P.HOTSPOTS_SHARE,
    "action setup.open": P.SETUP_RUN,
    "action setup.ask": P.SETUP_RUN,
    "action setup.later": P.SETUP_RUN,
    "action setup.file": P.DATA_IMPORT,
    "action setup.take": P.DATA_IMPORT,
    "action setup.accept": P.SELF_MANAGE,
    "action pause.begin": P.EVENTS_PLAN,
    "action pause.end": P.EVENTS_PLAN,
    "action pause.mine": P.SELF_MANAGE,
    "command find": P.PARTNERS_FIND,
    "command partners": P.PARTNERS_READ,
    "action partners.more": P.PARTNERS_FIND,
    "action partners.text": P.PARTNERS_FIND,
    "action partners.print": P.PARTNERS_FIND,
    "action partners.add": P.PARTNERS_MANAGE,
    "action partners.open": P.PARTNERS_READ,
    "action partners.turn": P.PARTNERS_READ,
    "action partners.sector": P.PARTNERS_READ,
    "action partners.confirm_listed": P.PARTNERS_MANAGE,
    "action partners.confirm": P.PARTNERS_MANAGE,
    "action partners.edit": P.PARTNERS_MANAGE,
    "action partners.archive": P.PARTNERS_MANAGE,
    "action partners.undo": P.PARTNERS_MANAGE,
    "action partners.same": P.PARTNERS_READ,
    "dialog partners.saved": P.PARTNERS_MANAGE,
    "command coalition sectors": P.PARTNERS_READ,
    "action partners.export": P.PARTNERS_READ,
    "action partners.import": P.PARTNERS_MANAGE,
    "action partners.withdraw": P.PARTNERS_MANAGE,
    "action partners.share_map": P.PARTNERS_READ,
    "dialog partners.sent": P.PARTNERS_MANAGE,
    "dialog partners.taken": P.PARTNERS_MANAGE,
    "dialog partners.share_where": P.PARTNERS_READ,
    "action run": P.HELP_READ,
    "dialog hotspots.changed": P.HOTSPOTS_READ,
    "dialog hotspots.where": P.HOTSPOTS_SHARE,
    "dialog hotspots.there": P.HOTSPOTS_SHARE,
    "dialog setup.named": P.SETUP_RUN,
    "dialog setup.seated": P.SELF_MANAGE,
    "dialog setup.asked": P.SETUP_RUN,
    "dialog setup.sent": P.DATA_IMPORT,
    "dialog pause.begun": P.EVENTS_PLAN,
    "command coalition audit": P.AUDIT_READ,
    "command coalition audit outreach": P.OUTREACH_SUPERVISE,
    "action audit.older": P.AUDIT_READ,
    "command coalition mydata": P.SELF_MANAGE,
    "command coalition forget": P.SELF_MANAGE,
    "action mydata.export": P.SELF_MANAGE,
    "action mydata.ask": P.SELF_MANAGE,
    "action mydata.forget": P.SELF_MANAGE,
    "action audit.older_outreach": P.OUTREACH_SUPERVISE,
    "command coalition agreements": P.AGREEMENTS_READ,
    "action agreements.open": P.AGREEMENTS_READ,
    "action agreements.more": P.AGREEMENTS_READ,
    "action agreements.print": P.AGREEMENTS_READ,
    "action agreements.add": P.AGREEMENTS_MANAGE,
    "action agreements.edit": P.AGREEMENTS_MANAGE,
    "action agreements.clauses": P.AGREEMENTS_MANAGE,
    "action agreements.sign": P.AGREEMENTS_MANAGE,
    "action agreements.archive": P.AGREEMENTS_MANAGE,
    "action agreements.undo": P.AGREEMENTS_MANAGE,
    "dialog agreements.saved": P.AGREEMENTS_MANAGE,
    "dialog agreements.ticked": P.AGREEMENTS_MANAGE,
    "menu agreement_parties": P.AGREEMENTS_MANAGE,
    "command coalition board": P.BOARD_USE,
    "action board.take": P.BOARD_USE,
    "action board.post": P.BOARD_USE,
    "action board.change": P.BOARD_USE,
    "action board.ask": P.BOARD_USE,
    "action board.release": P.BOARD_USE,
    "action board.withdraw": P.BOARD_USE,
    "action board.thank": P.BOARD_USE,
    "dialog board.asked": P.BOARD_USE,
    "dialog board.confirmed": P.BOARD_USE,
    "command event level": P.EVENTS_READ,
    "command event conflict": P.EVENTS_PLAN,
    "command event open": P.EVENTS_PLAN,
    "command event channel": P.EVENTS_PLAN,
    "command event change": P.EVENTS_PLAN,
    "command event cancel": P.EVENTS_PLAN,
    "action readiness.level": P.EVENTS_READ,
    "action readiness.conflict": P.EVENTS_PLAN,
    "action readiness.open": P.EVENTS_PLAN,
    "action readiness.bind": P.EVENTS_PLAN,
    "action readiness.change": P.EVENTS_PLAN,
    "action readiness.cancel": P.EVENTS_PLAN,
    "action readiness.ask": P.EVENTS_PLAN,
    "action readiness.answer": P.OUTREACH_RECORD,
    "action readiness.history": P.EVENTS_PLAN,
    "action readiness.call": P.EVENTS_PLAN,
    "action readiness.step": P.EVENTS_PLAN,
    "action readiness.yes": P.EVENTS_PLAN,
    "action readiness.name": P.EVENTS_PLAN,
    "action readiness.settle": P.EVENTS_PLAN,
    "dialog readiness.asked": P.EVENTS_PLAN,
    "dialog readiness.named": P.EVENTS_PLAN,
    "dialog readiness.bound": P.EVENTS_PLAN,
    "dialog readiness.changed": P.EVENTS_PLAN,
    "action readiness.answers": P.EVENTS_PLAN,
    "dialog readiness.answered": P.EVENTS_PLAN,
    "command event new": P.EVENTS_PLAN,
    "command event plan": P.EVENTS_READ,
    "command event paper": P.EVENTS_READ,
    "command event site": P.EVENTS_READ,
    "action arrangements.show": P.EVENTS_READ,
    "action arrangements.fill": P.EVENTS_PLAN,
    "action arrangements.undo": P.EVENTS_PLAN,
    "dialog arrangements.filled": P.EVENTS_PLAN,
    "command event walk": P.EVENTS_PLAN,
    "command event": P.EVENTS_READ,
    "action events.new": P.EVENTS_PLAN,
    "action events.tap": P.EVENTS_PLAN,
    "action events.ask": P.EVENTS_PLAN,
    "action events.restart": P.EVENTS_PLAN,
    "action events.open": P.EVENTS_READ,
    "action events.paper": P.EVENTS_READ,
    "action events.calls": P.EVENTS_READ,
    "action events.number": P.EVENTS_READ,
    "action events.address": P.EVENTS_PLAN,
    "action events.done": P.EVENTS_PLAN,
    "action events.undo": P.EVENTS_PLAN,
    "action events.sign": P.EVENTS_PLAN,
    "action events.help": P.EVENTS_PLAN,
    "action events.note": P.EVENTS_PLAN,
    "action events.skip": P.EVENTS_PLAN,
    "action events.give": P.EVENTS_PLAN,
    "action events.role": P.EVENTS_PLAN,
    "action events.unname": P.EVENTS_PLAN,
    "action events.recruit": P.BOARD_USE,
    "dialog events.said": P.EVENTS_PLAN,
    "dialog events.noted": P.EVENTS_PLAN,
    "dialog events.skipped": P.EVENTS_PLAN,
    "dialog events.given": P.EVENTS_PLAN,
    "dialog events.named": P.EVENTS_PLAN,
    "dialog events.addressed": P.EVENTS_PLAN,
    "dialog events.numbered": P.EVENTS_READ,
    "menu event_place": P.EVENTS_PLAN,
    "menu event_partner": P.EVENTS_PLAN,
    "shortcut events.plan": P.EVENTS_PLAN,
    "shortcut events.plan_from_message": P.EVENTS_PLAN,
    "command event lists": P.EVENTS_PLAN,
    "action checklists.open": P.EVENTS_PLAN,
    "action checklists.add": P.PLAN_MANAGE,
    "action checklists.edit": P.PLAN_MANAGE,
    "action checklists.retire": P.PLAN_MANAGE,
    "action checklists.back": P.PLAN_MANAGE,
    "action checklists.reset": P.PLAN_MANAGE,
    "action checklists.review": P.PLAN_MANAGE,
    "action checklists.undo": P.PLAN_MANAGE,
    "dialog checklists.saved": P.PLAN_MANAGE,
    "dialog checklists.retired": P.PLAN_MANAGE,
    "command event day": P.EVENTS_READ,
    "command event review": P.EVENTS_READ,
    "action after.debrief": P.EVENTS_READ,
    "action after.review": P.EVENTS_READ,
    "action after.share": P.EVENTS_READ,
    "action after.fix": P.EVENTS_READ,
    "action after.ok": P.EVENTS_READ,
    "action after.call": P.EVENTS_READ,
    "action after.adopt": P.PLAN_MANAGE,
    "action after.leave": P.PLAN_MANAGE,
    "dialog after.debriefed": P.EVENTS_READ,
    "dialog after.reviewed": P.EVENTS_READ,
    "dialog after.fixed": P.EVENTS_READ,
    "action day.show": P.EVENTS_READ,
    "action day.log": P.EVENTS_READ,
    "action day.again": P.EVENTS_READ,
    "action day.page": P.EVENTS_READ,
    "action day.note": P.EVENTS_READ,
    "action day.count": P.EVENTS_READ,
    "action day.roll": P.EVENTS_READ,
    "action day.ready": P.EVENTS_READ,
    "action day.decide": P.EVENTS_READ,
    "action day.stand": P.EVENTS_READ,
    "dialog day.noted": P.EVENTS_READ,
    "dialog day.counted": P.EVENTS_READ,
    "dialog day.rolled": P.EVENTS_READ,
    "dialog day.decided": P.EVENTS_READ,
    "event app_mention": P.HELP_READ,
    "event member_joined_channel": P.HELP_READ,
    "event channel_archive": P.HELP_READ,
    "event channel_deleted": P.HELP_READ,
    "event channel_left": P.HELP_READ,
    "event group_archive": P.HELP_READ,
    "event group_deleted": P.HELP_READ,
    "event group_left": P.HELP_READ,
    "event message.im": P.HELP_READ,
    "event app_home_opened": P.HELP_READ,
}

#: Visitor, member, worker, supervisor, coordinator: who may, by their letters. Small letters
#: may only where a "no" to law-enforcement duties is confirmed.
MAY = {
    P.HELP_READ: "V M W S C",
    P.SELF_MANAGE: "V M W S C",
    P.HOTSPOTS_READ: "V M W S C",
    P.PARTNERS_FIND: "V M W S C",
    P.EVENTS_READ: "V M W S C",
    P.EVENTS_PLAN: "M W S C",
    P.HOTSPOTS_SHARE: "M W S C",
    P.PEOPLE_READ: "M W S C",
    P.PEOPLE_CONFIRM: "M W S C",
    P.PARTNERS_READ: "M W S C",
    P.PARTNERS_MANAGE: "M W S C",
    P.AGREEMENTS_READ: "M W S C",
    P.BOARD_USE: "M W S C",
    P.PLAN_READ: "M W S C",
    P.PATH_READ: "M W S C",
    P.MEETINGS_READ: "M W S C",
    P.ACTIONS_USE: "M W S C",
    P.NOTICES_SEND: "M W S C",
    P.OUTREACH_NOTICES: "w s",
    P.OUTREACH_READ: "w s",
    P.OUTREACH_RECORD: "w s",
    P.OUTREACH_SUPERVISE: "s",
    P.PEOPLE_SUSPEND: "S C",
    P.DATA_READ: "C",
    P.DATA_IMPORT: "C",
    P.SETUP_RUN: "C",
    P.PEOPLE_MANAGE: "C",
    P.AUDIT_READ: "C",
    P.PAUSE_MANAGE: "C",
    P.AGREEMENTS_MANAGE: "C",
    P.PLAN_MANAGE: "C",
    P.PATH_MANAGE: "C",
    P.MEETINGS_MANAGE: "C",
}

LETTERS = {
    Role.VISITOR: "V",
    Role.MEMBER: "M",
    Role.WORKER: "W",
    Role.SUPERVISOR: "S",
    Role.COORDINATOR: "C",
}


def doors():
    for feature in FEATURES:
        yield from ((f"command {one.names[0]}", one.needs) for one in feature.commands)
        yield from ((f"action {one.name}", one.needs) for one in feature.actions)
        yield from ((f"dialog {one.name}", one.needs) for one in feature.dialogs)
        yield from ((f"menu {one.name}", one.needs) for one in feature.menus)
        yield from ((f"shortcut {one.name}", one.needs) for one in feature.shortcuts)
        yield from ((f"event {one.name}", one.needs) for one in feature.events)


def person(role, duties=Duties.NONE, **more):
    return Member(1, "U1", "p1", role, duties, partner=7, sector="youth", pledged=True, **more)


def may_by_table(role, duties, permission):
    letter = LETTERS[role]
    if role is Role.COORDINATOR and duties is Duties.LAW_ENFORCEMENT:
        letter = "M"
    cleared = duties in (Duties.NONE, Duties.PUBLIC)
    return letter in MAY[permission].split() or (
        cleared and letter.lower() in MAY[permission].split()
    )


def test_every_door_has_its_line_in_the_table():
    assert sorted(doors()) == sorted(DOORS.items())


def test_no_event_has_two_doors_of_which_slack_would_open_one():
    heard = [event.name for feature in FEATURES for event in feature.events]

    assert len(heard) == len(set(heard))


def test_every_permission_has_its_line_in_the_table():
    assert set(MAY) == set(Permission)


@pytest.mark.parametrize("duties", Duties)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_each_role_with_each_duty_may_what_the_table_says(permission, role, duties):
    assert (refusal(person(role, duties), permission) is None) == may_by_table(
        role, duties, permission
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("duties", [Duties.LAW_ENFORCEMENT, Duties.UNANSWERED])
def test_nothing_of_outreach_is_open_to_law_enforcement_whatever_role_they_hold(role, duties):
    held = may(person(role, duties))

    assert not [one for one in held if one.of_outreach]


@pytest.mark.parametrize("role", Role)
def test_without_an_organisation_or_the_pledge_everybody_is_a_visitor(role):
    alone = Member(1, "U1", "p1", role, Duties.NONE, pledged=True)
    silent = Member(1, "U1", "p1", role, Duties.NONE, partner=7, sector="youth")

    assert may(alone) == may(silent) == may(person(Role.VISITOR))


@pytest.mark.parametrize("role", Role)
def test_who_is_suspended_sees_what_is_held_about_them_and_nothing_else(role):
    assert may(person(role, suspended=True)) == {P.HELP_READ, P.SELF_MANAGE}


def test_before_setup_only_hotspots_work_and_only_the_installer_begins():
    early = Member(1, "U1", opened=False)
    installer = Member(1, "U1", opened=False, installer=True)

    assert may(early) == {P.HELP_READ, P.SELF_MANAGE, P.HOTSPOTS_READ}
    assert may(installer) == may(early) | {P.SETUP_RUN}


def test_installer_holds_no_role_once_the_coalition_has_begun():
    assert P.SETUP_RUN not in may(Member(1, "U1", installer=True))


def test_every_refusal_says_what_to_do_instead():
    people = [
        Member(1, "U1"),
        Member(1, "U1", opened=False),
        person(Role.MEMBER),
        person(Role.MEMBER, Duties.LAW_ENFORCEMENT),
        person(Role.WORKER, Duties.UNANSWERED),
        person(Role.WORKER, suspended=True),
    ]
    for member in people:
        for permission in Permission:
            reason = refusal(member, permission)
            assert reason is None or "`/" in reason or "Home" in reason or "confirmed" in reason


def test_member_is_refused_the_data_report_and_told_what_to_do(lee, room):
    seen = lee.types("/coalition data", in_=room)

    assert "This is for coordinators" in seen


def test_member_is_refused_it_by_message_too(lee, slack):
    assert "This is for coordinators" in lee.types("data", in_=lee.direct)


def test_clicked_example_is_checked_again_when_it_is_clicked(city, ana, slack):
    ana.types("/coalition help", in_=ana.direct)
    with city.begin() as session:
        found = people.by_slack_user(session, workspace=1, slack_user=ana.id)
        found.role = Role.MEMBER.value

    assert "This is for coordinators" in ana.clicks("/coalition data")


#: Who is in a room, and by whose line of the table its posts go; the least-permitted decides.
ROOMS = {
    "members": ([(Role.MEMBER, Duties.NONE)] * 3, "M"),
    "the outreach team": ([(Role.WORKER, Duties.NONE), (Role.SUPERVISOR, Duties.NONE)], "W w"),
    "supervisors": ([(Role.SUPERVISOR, Duties.NONE)] * 2, "S s"),
    "coordinators": ([(Role.COORDINATOR, Duties.NONE)] * 2, "C"),
    "coordinator and member": ([(Role.COORDINATOR, Duties.NONE), (Role.MEMBER, Duties.NONE)], "M"),
    "one visitor": ([(Role.WORKER, Duties.NONE), (Role.VISITOR, Duties.NONE)], "V"),
    "one police": ([(Role.WORKER, Duties.NONE), (Role.MEMBER, Duties.LAW_ENFORCEMENT)], "M"),
    "a worker with police duties": ([(Role.WORKER, Duties.LAW_ENFORCEMENT)], "W"),
    "one not confirmed": ([(Role.WORKER, Duties.NONE), (Role.WORKER, Duties.UNANSWERED)], "W"),
    "the press": ([(Role.SUPERVISOR, Duties.NONE), (Role.MEMBER, Duties.PUBLIC)], "M"),
    "one unknown": ([(Role.WORKER, Duties.NONE), None], "V"),
    "nobody": ([], "V M W S C w s"),
}


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("room", ROOMS)
def test_each_room_admits_what_the_table_says_of_its_least_permitted_member(room, permission):
    composed, letters = ROOMS[room]
    members = [person(*one) if one else Member(1, "U2") for one in composed]

    admitted = not barred(members, permission)

    assert admitted == bool(set(letters.split()) & set(MAY[permission].split()))


@pytest.mark.parametrize("permission", Permission)
def test_one_suspended_person_in_a_room_keeps_all_but_help_out(permission):
    members = [person(Role.MEMBER), person(Role.MEMBER, suspended=True)]

    assert (not barred(members, permission)) == (permission in {P.HELP_READ, P.SELF_MANAGE})


@pytest.mark.parametrize("permission", Permission)
def test_before_setup_a_room_admits_what_anybody_may_do_alone(permission):
    members = [Member(1, "U1", opened=False), Member(1, "U2", opened=False)]

    assert (not barred(members, permission)) == (
        permission in {P.HELP_READ, P.SELF_MANAGE, P.HOTSPOTS_READ}
    )


#: Channels of the sample workspace: with a police liaison, a coordinator, a resident without a
#: seat, a guest, somebody of another organisation, and outreach alone.
CHANNELS = {
    "hotspots": {P.HOTSPOTS_READ, P.PLAN_READ, P.MEETINGS_READ},
    "families": {P.HOTSPOTS_READ, P.PLAN_READ, P.MEETINGS_READ},
    "vecinos": {P.HOTSPOTS_READ},
    "press": {P.HOTSPOTS_READ},
    "with-northbank": {P.HOTSPOTS_READ},
    "outreach": {P.HOTSPOTS_READ, P.PLAN_READ, P.MEETINGS_READ, P.OUTREACH_READ},
}


@pytest.mark.parametrize("name", CHANNELS)
def test_channels_admit_what_their_members_may_all_see(slack, city, name):
    room, client = slack.channel(name), WebClient(token=slack.bot_token, base_url=slack.base_url)
    if name == "outreach":
        slack.remove("Ana", room)
        slack.remove("Priya", room)
    for needs in (P.HOTSPOTS_READ, P.PLAN_READ, P.MEETINGS_READ, P.OUTREACH_READ, P.DATA_READ):
        try:
            admit(client, city, workspace=1, channel=room.id, needs=needs)
            admitted = True
        except RefusedError:
            admitted = False

        assert admitted == (needs in CHANNELS[name]), needs
