"""Reading the audit, which is a line of it; following its chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.audit import Entry, lens
from storage import audit, people, workspaces
from storage.events import reading

#: How many lines a page shows.
PAGE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the audit, newest first.

    Attributes
    ----------
    outreach
        Whether they are those about outreach.
    before
        The number of the oldest of them where there are older ones, else None.
    people
        The Slack user of each random id.
    zone
        The coalition's.
    """

    entries: tuple[Entry, ...]
    outreach: bool
    before: int | None
    people: Mapping[str, str]
    zone: ZoneInfo


def read(
    tools: Toolbox, member: Member, *, outreach: bool = False, before: int | None = None
) -> Page:
    """Return a page of lines, and write that it was read.

    Parameters
    ----------
    outreach
        The lines about outreach, or all others.
    before
        Only lines with a smaller number.
    """
    workspace = member.workspace
    with tools.begin() as session:
        looked_through = lens(member, general=not outreach, outreach=outreach)
        found = audit.newest(
            session,
            workspace=workspace,
            lens=looked_through,
            before=before,
            most=PAGE + 1,
            events=reading.known(session, workspace=workspace, member=member),
        )
        shown = tuple(found[:PAGE])
        audit.write(
            session,
            workspace=workspace,
            at=tools.now(),
            actor=member.person,
            act="audit.read",
            about=f"lines:{shown[-1].seq}-{shown[0].seq}" if shown else "",
            outreach=outreach,
        )
        return Page(
            entries=shown,
            outreach=outreach,
            before=shown[-1].seq if len(found) > PAGE else None,
            people=people.slack_users(session, workspace=workspace),
            zone=workspaces.zone(session, workspace=workspace),
        )


def follow(tools: Toolbox, *, name: str | None = None) -> tuple[str, audit.Chain]:
    """Return a workspace's name, and how its chain is.

    Raises
    ------
    UsageError
        When several exist and none, or an unknown one, is named.
    """
    with tools.read() as session:
        meant = workspaces.looked_up(session, name=name)
        return meant.name, audit.verify(session, workspace=meant.id)
