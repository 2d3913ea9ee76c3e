"""Rows in every table of a workspace, each text with the workspace's own mark in it.

``fill`` walks the tables as they are declared (or as an old database has them): a new table is
filled from the day it is there. Only values that the code parses are named here.
"""

from datetime import date, datetime, timedelta

import shapely
from sqlalchemy import JSON, Integer

from storage.secrets import SealedJson
from storage.tables import Base
from storage.tables.people import PERSON
from tests.conftest import NOW

#: A cell of the sample city, and a square around its middle.
CELL = 617733122422996991
SQUARE = shapely.to_wkb(shapely.box(-75.17, 39.94, -75.15, 39.96))

#: A random id that two workspaces both hold, by the worst of chances.
SHARED_PERSON = "5" * PERSON
#: Columns as wide as a person's random id that name no person by their name.
WHO = ("id", "owner", "person", "actor", "subject", "by", "to")

#: Values by turns, where the code parses them: ``table.column`` or ``.column`` of every table.
#: ``{mark}`` is the workspace's mark; what is called, is called with the workspace's first id.
VALUES = {
    "workspaces.timezone": ["America/New_York"],
    "sources.timezone": ["America/New_York"],
    "sources.slug": ["police", "{mark} police"],
    ".category": ["shooting", "{mark} kind"],
    "imports.late": [{"3": 1}],
    "imports.summary": [{"files": []}],
    "imports.files": [["{mark}.csv"]],
    ".cell": [CELL],
    ".month": [2026 * 12 + 9, 2026 * 12 + 10],
    ".hour": [13],
    ".geometry": [SQUARE],
    ".outline": [SQUARE],
    ".lat": [39.95],
    ".lon": [-75.16],
    "layers.kind": ["neighborhood", "district"],
    "places.key": ["k1", "k2"],
    "places.name": ["Kensington", "{mark} place"],
    "place_days.place_id": [0, lambda first: first],
    "lookbacks.result": [{"{mark}": 1}],
    "pieces.signature": ["same", "{mark} piece"],
    ".sector": ["healthcare", "school"],
    "partners.services": [["housing"], ["food"]],
    "partners.languages": [["es"]],
    "partners.places": [["Kensington"], ["{mark} place"]],
    "partners.hours": [None],
    "partners.capacity": ["open"],
    "partners.archived_at": [None],
    "partner_words.kind": ["service", "place"],
    "partner_words.word": ["housing", "{mark} place"],
    "agreements.tier": ["memorandum", "data_sharing"],
    "agreements.parties": [lambda first: [first, first + 1]],
    "agreements.covered": [[]],
    "agreements.fields": [["{mark} field"]],
    "agreements.archived_at": [None],
    "needs.state": ["draft", "open", "taken", "withdrawn"],
    "needs.thanks": [None],
    "needs.taken_by": [None, None, "{person}", None],
    "needs.taken_at": [None, None, NOW, None],
    "needs.until": [NOW + timedelta(days=1), NOW - timedelta(days=1)],
    "needs.closed_at": [None],
    "people.role": ["coordinator", "supervisor", "member"],
    "people.duties": ["none", "unanswered"],
    "people.duties_said": ["none", "none"],
    "people.suspended_at": [None],
    "people.left_at": [None, NOW - timedelta(days=60)],
    "people.slack_user": ["U0SAME", "U0{mark}", "U0{mark}2"],
    "changes.kind": ["seat", "role"],
    "changes.before": [{"role": "visitor"}],
    "changes.after": [{"role": "member", "words": "{mark}"}],
    "changes.needs": [["coordinator"]],
    "changes.confirmed": [{}],
    "changes.state": ["waiting"],
    "changes.proposed_at": [NOW, NOW - timedelta(days=20)],
    "changes.closed_at": [None],
    "local_settings.name": ["name", "coordinator", "later", "owner", "area"],
    "local_settings.value": ["{mark} united", "{person}", ["crisis"], "nonprofit", "{mark} town"],
    "channels.purpose": ["general", "outreach"],
    "channels.closed_at": [None],
    "pauses.scope": ["channel", "all"],
    "pauses.target": ["C0SAME", ""],
    "pauses.ended_at": [None],
    "pauses.until": [NOW + timedelta(days=1)],
    "deliveries.key": ["same", "{mark}"],
    "deliveries.kind": ["nudge"],
    "deliveries.needs": ["plan:read"],
    "deliveries.state": ["pending", "sent"],
    "deliveries.owner": ["same"],
    "deliveries.person": [None, "U0SAME"],
    "deliveries.payload": [{"text": "{mark}", "blocks": []}],
    "deliveries.place": [""],
    ".channel": ["C0SAME", "C0{mark}"],
    "meetings.kind": ["general", "weekly_call"],
    "meetings.start": [NOW - timedelta(days=3), NOW + timedelta(days=3)],
    "meetings.minutes": [60],
    "meetings.cancelled_at": [None],
    "actions.state": ["open", "open", "done"],
    "actions.due": [NOW.date(), NOW.date() - timedelta(days=3)],
    "actions.closed_at": [None, None, NOW],
    "actions.snoozed_until": [None],
    "plan_items.level": ["goal", "strategy", "action"],
    "plan_items.parent_id": [None, lambda first: first, lambda first: first + 1],
    "plan_items.state": ["open"],
    "plan_items.service": ["housing"],
    "plan_items.indicator": [""],
    "plan_items.place": ["{mark} place"],
    "plan_items.archived_at": [None],
    "path_items.item": ["N01", "N02"],
    "path_items.state": ["doing", "done"],
    "indicators.key": ["people_shot", "reinjury"],
    "indicator_values.key": ["people_shot", "reinjury"],
    "audit_lines.outreach": [False],
    "audit_lines.digest": [""],
    "audit_lines.previous": [""],
    "revisions.noun": [
        "action", "agreement", "indicator", "meeting", "path", "plan", "partner", "event",
    ],
    "revisions.item": [
        lambda first: first, lambda first: first, 1, lambda first: first, 1,
        lambda first: first, lambda first: first, lambda first: first,
    ],
    "revisions.changed": [
        {"text": ["{mark} before", "{mark} after"]},
        {"title": ["{mark} before", "{mark} after"]},
        {"source": ["{mark} before", "{mark} after"]},
        {"title": ["{mark} before", "{mark} after"]},
        {"reason": ["{mark} before", "{mark} after"]},
        {"text": ["{mark} before", "{mark} after"]},
        {"phone": ["{mark} before", "{mark} after"]},
        {"exits": ["{mark} before", "{mark} after"]},
    ],
    "revisions.version": [2],
    "events.type": ["vigil", "block_party", "vigil"],
    "events.stage": ["public", "closed", "public"],
    "events.state": ["planned", "planned", "draft"],
    "events.start": [NOW + timedelta(days=3)],
    "events.end": [NOW + timedelta(days=3, hours=1)],
    "events.profile": [{"place": "{mark} corner", "venue": "street", "cell": CELL}],
    "events.arrangements": [{"exits": "{mark} gate", "width": 3.0}],
    "events.tier": ["low"],
    "events.tier_shown": ["low"],
    "events.live_shown": [""],
    "event_hands.role": ["event_lead", "helper"],
    "event_tasks.item": ["C01", "C02"],
    "event_tasks.role": ["event_lead"],
    "event_tasks.state": ["open"],
    "event_tasks.reach": ["everybody"],
    "event_conflicts.level": ["quiet"],
    "event_decisions.kind": ["ready"],
    "event_entries.id": ["same", "{mark}"],
    "event_entries.kind": ["count", "here"],
    "template_items.list": ["core", "vigil"],
    "template_items.item": ["C01", "C02"],
    "template_items.wording": [None],
    ".version": [2],
}  # fmt: skip


def person_of(mark):
    """Return the random id of a workspace's own person."""
    return (mark * PERSON)[:PERSON]


def fill(connection, workspace, mark, *, tables=Base.metadata, first=1):
    """Put rows into every table, with numbers from ``first``; serial ids go on after them."""
    connection.execute(tables.tables["workspaces"].insert(), _workspace(workspace, mark, tables))
    for table in tables.sorted_tables:
        if "workspace_id" in table.c:
            rows = _rows(table, workspace, mark, first)
            connection.execute(table.insert(), rows)


def filled(tables=Base.metadata):
    """Return the tables that ``fill`` puts rows into."""
    return [table for table in tables.sorted_tables if "workspace_id" in table.c]


def _workspace(workspace, mark, tables):
    row = {
        "id": workspace,
        "team": f"T{workspace}",
        "name": f"{mark} workspace",
        "timezone": "America/New_York",
        "created_at": NOW,
    }
    return row | ({"opened_at": NOW} if "opened_at" in tables.tables["workspaces"].c else {})


def _rows(table, workspace, mark, first):
    """Return one row for each turn; those with the key of an earlier one are left out."""
    many = max(2, *(len(VALUES.get(_key(table, column)) or ()) for column in table.c))
    rows = [
        {column.name: _value(table, column, workspace, mark, first, turn) for column in table.c}
        for turn in range(many)
    ]
    key = [column.name for column in table.primary_key]
    return list({tuple(row[name] for name in key): row for row in reversed(rows)}.values())[::-1]


def _key(table, column):
    return f"{table.name}.{column.name}"


def _value(table, column, workspace, mark, first, turn):
    if column.name == "workspace_id":
        return workspace
    values = VALUES.get(_key(table, column)) or VALUES.get(f".{column.name}")
    if values:
        return _said(values[turn % len(values)], mark, first)
    if column.foreign_keys and isinstance(column.type, Integer):
        return first
    if _is_person(column):
        return (person_of(mark), SHARED_PERSON, mark[:4])[turn % 3]
    return _plain(table, column, mark, first, turn)


def _is_person(column):
    return getattr(column.type, "length", None) == PERSON and (
        column.name.split("_")[-1] in WHO and column.table.name != "deliveries"
    )


def _said(value, mark, first):
    if callable(value):
        return value(first)
    if isinstance(value, str):
        return value.format(mark=mark, person=person_of(mark))
    if isinstance(value, list):
        return [_said(one, mark, first) for one in value]
    if isinstance(value, dict):
        return {_said(key, mark, first): _said(one, mark, first) for key, one in value.items()}
    return value


def _plain(table, column, mark, first, turn):
    """Return a value of the column's type; numbers are the workspace's as well."""
    if isinstance(column.type, JSON | SealedJson):
        return [f"{mark} {column.name}"]
    text = f"{mark} {turn} {table.name} {column.name}"
    return {
        bool: bool(turn % 2),
        int: first + turn,
        float: first + turn + 0.5,
        bytes: mark.encode(),
        date: NOW.date() - timedelta(days=turn),
        datetime: NOW - timedelta(days=turn),
        str: text[: getattr(column.type, "length", None)],
    }[getattr(column.type, "impl_instance", column.type).python_type]
