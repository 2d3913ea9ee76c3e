"""Snapshots made by hand, and whatever else messages are made from."""

from datetime import date

from hypothesis import strategies as st

from handlers.hotspots.request import SnapshotRequest
from handlers.rooms import Room
from knowledge.hotspots.snapshot import (
    Attribution,
    Compared,
    HowWell,
    PlaceCount,
    Reading,
    Snapshot,
    Totals,
    Wanted,
)
from knowledge.hotspots.versus import Versus
from knowledge.rooms import Audience
from knowledge.windows import Window

WINDOW = Window(date(2026, 8, 24), date(2026, 11, 22))
BEFORE = WINDOW.moved(-90)
REQUEST = SnapshotRequest(
    workspace=1, place_id=7, place_name="Kensington", window=WINDOW, relative=True
)
ROOM = Room(id="C1", name="hotspots", people=46, shared=False, joined=True)
SNAPSHOT = Snapshot(
    reading=Reading("Northfield", "Kensington", WINDOW, Wanted.SHOOTINGS),
    asked=None,
    why_moved="",
    totals=Totals(incidents=12, victims=14, fatal=3, unlocated=2),
    comparisons=(
        Compared(
            "the 90 days before", WINDOW, BEFORE, 12, 15, 0.8, 0.7,
            "12 against 15 in the 90 days before: 20 % fewer.",
        ),
    ),
    places=(
        PlaceCount("Kensington", 7, 9, "9 in the 90 days before", "more often on Friday evenings"),
        PlaceCount("Fairhill & Hart <Lane>", 5, None, "", None),
    ),
    every_place=(
        PlaceCount("Kensington", 7, 9, "9 in the 90 days before", None),
        PlaceCount("Fairhill & Hart <Lane>", 5, None, "", None),
    ),
    cells=(),
    outlines=(),
    through=date(2026, 11, 19),
    how_well=HowWell(ranks=True, sentence="About 1 in 5 fell on the marked cells; 4 in 5 did not."),
    caveats=("2 incidents have no place in the data.", "Places, never people."),
    sources=(Attribution("Shootings", "City of Northfield", synthetic=False),),
)  # fmt: skip

#: Short texts, repeated until they are far too long.
words = st.builds(lambda text, times: text * times, st.text(max_size=20), st.integers(0, 400))
names = st.builds(lambda text, times: text * times, st.text(max_size=9), st.integers(1, 40))
_dates = st.dates(date(1990, 1, 1), date(2090, 1, 1))
_windows = st.tuples(_dates, _dates).filter(lambda two: two[0] != two[1])
windows = _windows.map(lambda two: Window(min(two), max(two)))
requests = st.builds(
    SnapshotRequest,
    workspace=st.integers(1, 10**9),
    place_id=st.none() | st.integers(1, 10**9),
    place_name=st.none() | names.map(lambda name: name[:200]),
    window=windows,
    relative=st.booleans(),
    wanted=st.sampled_from(Wanted),
    versus_as=st.none() | st.sampled_from(Versus),
    versus=st.none() | windows,
)
rooms = st.builds(
    Room,
    id=st.just("C012345678"),
    name=names,
    people=st.integers(0, 10**6),
    shared=st.booleans(),
    joined=st.booleans(),
    audience=st.none() | st.builds(Audience, *[st.integers(0, 10**6) for _kind in range(5)]),
)
_counts = st.integers(0, 10**9)
snapshots = st.builds(
    Snapshot,
    reading=st.builds(Reading, names, st.none() | names, windows, st.sampled_from(Wanted)),
    asked=st.none() | windows,
    why_moved=words,
    totals=st.builds(Totals, _counts, _counts, st.none() | _counts, _counts),
    comparisons=st.lists(
        st.builds(
            Compared, names, windows, windows, _counts, _counts, st.none(), st.just(0.5), words
        ),
        max_size=4,
    ).map(tuple),
    places=st.lists(
        st.builds(PlaceCount, names, _counts, st.none(), names, st.none() | words), max_size=5
    ).map(tuple),
    every_place=st.lists(
        st.builds(PlaceCount, names, _counts, st.none(), names, st.none()), max_size=60
    ).map(tuple),
    cells=st.just(()),
    outlines=st.just(()),
    through=st.none() | _dates,
    how_well=st.builds(HowWell, ranks=st.booleans(), sentence=words),
    caveats=st.lists(words, max_size=8).map(tuple),
    sources=st.lists(st.builds(Attribution, names, names, st.booleans()), max_size=6).map(tuple),
)


def posts(slack, channel):
    return [post for post in slack.calls("chat.postMessage") if post["channel"] == channel.id]


def break_link(slack, how):
    if how == "dropped":
        slack.faults.drop("chat.getPermalink")
    else:
        slack.faults.fail("chat.getPermalink", how, status=500 if how == "broken" else 0)
