"""An event as it is printed in tests: a vigil of 300 people with everything known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.events.facts import Facts
from knowledge.events.items import items_for
from knowledge.events.kinds import EventRole, EventType
from knowledge.events.sheet import Channel, Contact, EventSheet, Medical, Post, Task

LEADS = {"Event lead": EventRole.EVENT_LEAD, "Safety lead": EventRole.SAFETY_LEAD}
START = datetime(2026, 12, 5, 22, 0, tzinfo=UTC)
NAME = "Peace on the Avenue"
FACTS = Facts(
    event=NAME,
    open=True,
    address="2800 Kensington Ave, gate on Somerset St",
    exits="north to Somerset St and east to the park",
    quiet="the blue tent beside the library",
    shelter="the school gym on Somerset St",
    meeting="the church steps",
    first_aid="red tent beside the stage",
    children="the library door",
    cars="Somerset St; the El until midnight",
    ask="anybody in an orange vest",
    press="Grace Okafor",
    starts="5 pm",
    ends="7 pm",
    phone="215-555-0100",
)


def tasks() -> tuple[Task, ...]:
    """Return the items of a vigil, as a plan has them."""
    return tuple(
        Task(
            id=item.id,
            text=item.text,
            phase=item.phase,
            due=START + item.phase.offset,
            role=item.role,
            who="Priya Nair" if item.id in ("C05", "C12", "V02") else "",
            why=item.why,
            critical=item.critical,
            done=item.id in ("C01", "C12"),
            folded=not item.critical,
        )
        for item in items_for(EventType.VIGIL)
    )


def sheet() -> EventSheet:
    """Return everything that is printed of an open event."""
    return EventSheet(
        start=START,
        end=START + timedelta(hours=2),
        zone=ZoneInfo("America/New_York"),
        facts=FACTS,
        place="McPherson Square",
        attendance=300,
        objectives=(
            "Everybody gets home safely, the family first.",
            "People who grieve find somebody to talk to.",
            "A vehicle cannot reach the crowd; an ambulance can.",
        ),
        tasks=tasks(),
        posts=tuple(
            Post(
                what,
                who,
                deputy="Lee Tran",
                phone="215-555-01" + number,
                starts=START - timedelta(hours=1),
                until=START + timedelta(hours=3),
                role=LEADS.get(what),
            )
            for what, who, number in (
                ("Event lead", "Ana Ruiz", "01"),
                ("Safety lead", "Samuel Brooks", "02"),
                ("Medical lead", "Rosa Diaz", "03"),
                ("Crowd lead", "Walter Price", "04"),
                ("Family liaison", "Grace Okafor", "05"),
                ("North approach, pair", "Marcus Hill and Lee Tran", "06"),
                ("East approach, pair", "", "07"),
            )
        ),
        contacts=(
            Contact("Police supervisor", "215-555-0150", "Sgt. Dana Cole"),
            Contact("Fire and EMS, not urgent", "215-555-0151"),
        ),
        channels=(
            Channel("Everything", "Radio 2", "Phones, then runners"),
            Channel("Medical", "Radio 3", "215-555-0103"),
        ),
        medical=Medical(
            hospital="Temple University Hospital, 3401 N Broad St",
            cover="First-aid pair at the red tent",
            ambulance="Comes by Somerset St",
        ),
        conflict_checked=date(2026, 12, 1),
    )


def closed() -> EventSheet:
    """Return the same as a closed event."""
    return replace(sheet(), facts=replace(FACTS, open=False))
