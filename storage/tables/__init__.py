"""Every table, by noun. Each row belongs to a workspace.

``storage/process.py`` serves the process rather than a coalition and is the one exemption.
"""

from storage.tables.base import BIG_KEY, CASCADE, Base, of_workspace
from storage.tables.deliveries import Delivery
from storage.tables.events import (
    EventConflict,
    EventDecision,
    EventEntry,
    EventHand,
    EventRow,
    EventScore,
    EventTask,
    TemplateItem,
)
from storage.tables.hotspots import LookBackRow, RankedCell
from storage.tables.incidents import (
    EVERYWHERE,
    CellMonth,
    Import,
    Incident,
    IncidentNumber,
    PlaceDay,
    Source,
)
from storage.tables.meetings import ActionRow, Attendance, MeetingRow
from storage.tables.partners import AgreementRow, Need, PartnerRow, PartnerWord
from storage.tables.people import Change, Channel, LocalSetting, Notice, Pause, Person
from storage.tables.places import (
    CellPlace,
    Demographics,
    Layer,
    Piece,
    PiecePlace,
    Place,
    StudyCell,
)
from storage.tables.plan import IndicatorRow, IndicatorValue, PathItem, PlanItem
from storage.tables.records import AuditHead, AuditLine, Revision
from storage.tables.workspaces import DeliveredEvent, ProcessFact, Workspace

__all__ = [
    "BIG_KEY",
    "CASCADE",
    "EVERYWHERE",
    "ActionRow",
    "AgreementRow",
    "Attendance",
    "AuditHead",
    "AuditLine",
    "Base",
    "CellMonth",
    "CellPlace",
    "Change",
    "Channel",
    "DeliveredEvent",
    "Delivery",
    "Demographics",
    "EventConflict",
    "EventDecision",
    "EventEntry",
    "EventHand",
    "EventRow",
    "EventScore",
    "EventTask",
    "Import",
    "Incident",
    "IncidentNumber",
    "IndicatorRow",
    "IndicatorValue",
    "Layer",
    "LocalSetting",
    "LookBackRow",
    "MeetingRow",
    "Need",
    "Notice",
    "PartnerRow",
    "PartnerWord",
    "PathItem",
    "Pause",
    "Person",
    "Piece",
    "PiecePlace",
    "Place",
    "PlaceDay",
    "PlanItem",
    "ProcessFact",
    "RankedCell",
    "Revision",
    "Source",
    "StudyCell",
    "TemplateItem",
    "Workspace",
    "of_workspace",
]
