"""What each query function is called with when two workspaces are held apart.

Numbers and words name rows of the other workspace as well as its own.
"""

from datetime import timedelta

import numpy as np

from knowledge.access import Duties, Member, Permission, Role
from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.tiers import Tier
from knowledge.audit import Lens
from knowledge.deliveries import Kind as Post
from knowledge.deliveries.due import Due
from knowledge.deliveries.outcome import State as Ended
from knowledge.events.day import Entry, EntryKind
from knowledge.events.kinds import EventRole, EventType
from knowledge.events.profile import Profile
from knowledge.indicators.keeping import Value
from knowledge.meetings.kinds import Kind
from knowledge.meetings.meeting import Meeting
from knowledge.partners.partner import PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.people.change import Change, Need, State
from knowledge.people.change import Kind as ChangeOf
from knowledge.places.census import Residents
from knowledge.places.kinds import Kind as Ground
from knowledge.windows import Window
from storage import people
from storage.events import reading
from storage.places.writing import NewLayer
from storage.tables import Workspace
from tests.conftest import NOW
from tests.storage.filling import CELL, SHARED_PERSON, person_of

#: The other workspace came first, so that new ids of ours do not depend on whether it is there.
THEIRS, OURS = 1, 2
#: The first serial ids of each.
THEIR_ROW, OUR_ROW = 1, 1001
THEIR_MARK, OUR_MARK = "birch", "amber"
ROWS = [OUR_ROW, OUR_ROW + 1, OUR_ROW + 2, THEIR_ROW, THEIR_ROW + 1, THEIR_ROW + 2]
PEOPLE = [person_of(OUR_MARK), person_of(THEIR_MARK), SHARED_PERSON]
WORDS = ["same", OUR_MARK, THEIR_MARK]
TODAY = NOW.date()


def due(key):
    return Due(
        OURS, key, "C0SAME", "", "", Post.NUDGE, Permission.PLAN_READ, "", 1, NOW, "same", NOW
    )


def partner(name):
    return PartnerDraft(name=name, sector=Sector.HEALTHCARE, services=(Service.FOOD,))


def agreement(row):
    return AgreementDraft(Tier.MEMORANDUM, "Shared goals", (row, row + 1), "Work together", TODAY)


def layer(kind):
    none = np.array([], np.int64)
    return NewLayer(kind, "a.geojson", "", [], none, none)


def waiting(row):
    return Change(
        row, ChangeOf.SEAT, PEOPLE[0], {}, {}, PEOPLE[0], NOW, (), {"coordinator": PEOPLE[0]},
        State.WAITING,
    )  # fmt: skip


def beginner(session):
    """Return our person, before anybody opened our coalition."""
    session.get_one(Workspace, OURS).opened_at = None
    return people.by_id(session, workspace=OURS, person=PEOPLE[0])


def ours(session):
    """Return an event of ours as it is read."""
    return reading.find(session, workspace=OURS, event=OUR_ROW)


#: By the parameter's name, and before that by its function or module and its name.
ARGUMENTS = {
    "by": PEOPLE[:2],
    "now": [NOW],
    "at": [NOW],
    "since": [NOW - timedelta(days=365)],
    "until": [NOW + timedelta(days=30)],
    "before": [NOW],
    "today": [TODAY],
    "on": [TODAY],
    "start": [NOW],
    "closed_on_time.since": [TODAY - timedelta(days=365)],
    "closed_on_time.until": [TODAY + timedelta(days=1)],
    "window_by_cell.start": [TODAY - timedelta(days=365)],
    "window_by_cell.end": [TODAY + timedelta(days=1)],
    "page.start": [0],
    "most": [3, 100],
    "limit": [2, 100],
    "skip": [0, 1],
    "last": [6],
    "more": [1],
    "seen": [0],
    "highest": [3],
    "version": [2, 1],
    "zone": ["America/New_York"],
    "timezone": ["Europe/Paris"],
    "window": [Window(TODAY - timedelta(days=365), TODAY + timedelta(days=1))],
    "minutes": [60],
    "people_shot": [1],
    "cell": [CELL],
    "month": [2026 * 12 + 9],
    "category": ["shooting", f"{OUR_MARK} kind", f"{THEIR_MARK} kind"],
    "slug": ["police", f"{THEIR_MARK} police"],
    "layer": ROWS,
    "event": ROWS,
    "tasks.item": ["C01", "C02", "C03"],
    "entry.entry": ROWS,
    "find.entry": WORDS,
    "answer.entry": WORDS,
    "reword.entry": WORDS,
    "write.entry": [Entry(key, EntryKind.COUNT, PEOPLE[0], NOW, "", 9) for key in WORDS],
    "kinds": [()],
    "reword.kinds": [("vigil", "march", "other", "block_party")],
    "outlines.kinds": [list(Ground)],
    "member": [Member(OURS, "U0SAME", PEOPLE[0], Role.COORDINATOR, Duties.NONE, pledged=True)],
    "profile": [Profile(EventType.VIGIL, NOW)],
    "events.writing.add.draft": [None, *ROWS],
    "standing.event": [ours],
    "events.decisions.record.kind": ["ready"],
    "in_list": ["core"],
    "wording": [
        {"text": "New words.", "why": "Because.", "phase": "DAY", "role": "event_lead"},
        {"id": "C01", "text": "New words."},
    ],
    "own_items.item": ["C01", "C02"],
    "own_items.wanted": [{"text": "New words."}, {"retired": True}],
    "templates.of": ["core", "vigil"],
    "templates.lists": [("core", "vigil")],
    "number": [9],
    "words": ["Go"],
    "people": [PEOPLE[:1]],
    "answers": [{"place": "New"}],
    "reason": ["Not here"],
    "note": [""],
    "role": ["event_lead"],
    "holding.role": list(Role),
    "reading.role": list(EventRole),
    "around.kind": list(Ground),
    "writing.partner": [None, *ROWS],
    "tasks.partner": [None, *ROWS],
    "state": ["new"],
    "changes.state": list(State),
    "finish.state": list(Ended)[:3],
    "digest": ["new"],
    "planned": [()],
    "inside": [()],
    "item": ROWS,
    "path.item": ["N01", "N02", "N03"],
    "agreement": ROWS,
    "meeting": ROWS,
    "before.meeting": [
        Meeting(row, Kind.GENERAL, "All", NOW + timedelta(days=1), 60) for row in ROWS
    ],
    "need": ROWS,
    "change": ROWS,
    "pause": ROWS,
    "partner": ROWS,
    "entry": ROWS,
    "parent": [None, *ROWS],
    "place": ["", "k1"],
    "count.place": [0, *ROWS],
    "places": [ROWS],
    "place_id": [None, *ROWS],
    "meeting_id": [None, OUR_ROW, THEIR_ROW],
    "plan_item_id": [None, OUR_ROW, THEIR_ROW],
    "ids": [ROWS],
    "person": PEOPLE,
    "phone": ["(215) 555-0142", ""],
    "enqueue.person": [None],
    "enqueue.about": [None],
    "begin.person": [beginner],
    "subject": PEOPLE,
    "write.subject": [None, PEOPLE[1]],
    "proposed_before.kind": list(ChangeOf),
    "confirm.need": list(Need),
    "withdraw_words.change": [waiting(row) for row in ROWS],
    "actor": PEOPLE,
    "act": ["partner.archived"],
    "about": ["partner:1"],
    "owner": [None, *PEOPLE],
    "use_channels.owner": PEOPLE,
    "asked_by": PEOPLE,
    "added_by": PEOPLE,
    "added_at": [NOW, NOW - timedelta(days=1)],
    "concerning": [[], PEOPLE],
    "slack_user": ["U0SAME", f"U0{OUR_MARK}", f"U0{THEIR_MARK}"],
    "slack_users": [["U0SAME", f"U0{OUR_MARK}", f"U0{THEIR_MARK}"]],
    "channel": ["C0SAME", f"C0{OUR_MARK}", f"C0{THEIR_MARK}"],
    "chosen": [{"general": ["C0SAME", f"C0{THEIR_MARK}"]}],
    "purpose": ["general", None],
    "target": ["C0SAME"],
    "key": WORDS,
    "indicators.key": ["people_shot", "reinjury", "reach"],
    "name": ["name", "coordinator", "owner"],
    "organisation_named.name": [f"{mark} 0 partners name" for mark in (OUR_MARK, THEIR_MARK)],
    "add_organisation.name": ["New", f"{THEIR_MARK} 0 partners name"],
    "settings.value": ["New"],
    "enter.value": [Value(TODAY, 3.0, 4.0, PEOPLE[0])],
    "noun": ["partner", "plan"],
    "text": ["Call the school"],
    "title": ["Call"],
    "where": [""],
    "origin": [""],
    "thread": [""],
    "typed": ["", THEIR_MARK],
    "ts": ["1.2"],
    "files": [[f"{OUR_MARK}.csv", f"{THEIR_MARK} approximate"]],
    "leave_out": [()],
    "agreed": [True],
    "counted": [True],
    "lens": [Lens(general=True, outreach=True, person="", of_outreach_too=True)],
    "payload": [{"text": "Hello"}],
    "changed": [{"title": "New"}],
    "actions.changed": [{"text": "New"}],
    "revisions.changed": [{"phone": ("", "1")}],
    "current": [{"phone": ""}],
    "wanted": [{"phone": "1"}],
    "events.standing.plan.kept": [None],
    "events.standing.plan.known": [None],
    "events.writing.edit.wanted": [{"exits": "New"}],
    "plan.wanted": [{"text": "New"}],
    "path.wanted": [{"reason": "New"}],
    "agreements.wanted": [{"title": "New"}],
    "indicators.wanted": [{"source": "New"}],
    "fields": [{"text": "New"}],
    "after": [{"role": "member"}],
    "changes.before": [{}],
    "months.before": [None, 2026 * 12 + 10],
    "newest.before": [None],
    "newest.events": [(), ROWS],
    "confirmed": [{}],
    "confirmed_on": [TODAY],
    "checked_on": [TODAY],
    "actions.due": [TODAY],
    "enqueue.due": [NOW],
    "finish.due": [due(key) for key in WORDS],
    "postpone.due": [due(key) for key in WORDS],
    "computed_at": [NOW],
    "through": [TODAY],
    "method": ["count"],
    "result": [{}],
    "cells": [np.array([CELL])],
    "score": [np.array([1.0])],
    "rank": [np.array([1])],
    "found": [{row: Residents(population=9) for row in (OUR_ROW,)}, {THEIR_ROW: Residents()}],
    "needs": [()],
    "enqueue.needs": [Permission.PLAN_READ],
    "happened_at": [NOW],
    "new": [layer(Ground.NEIGHBORHOOD), layer(Ground.ZIP)],
    "draft": [partner("New"), partner(f"{THEIR_MARK} 0 partners name")],
    "agreements.draft": [agreement(OUR_ROW), agreement(THEIR_ROW)],
    "filled": [[(partner("New"), None), (partner(f"{THEIR_MARK} 0 partners name"), TODAY)]],
}
