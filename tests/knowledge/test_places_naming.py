import pytest

from knowledge.places.folding import fold
from knowledge.places.kinds import Kind
from knowledge.places.naming import Found, Named, find


def named(id_, name, *aliases, kind=Kind.NEIGHBORHOOD):
    return Named(id_, name, aliases, kind)


NAMES = [
    named(1, "Kensington", "Kenzo"),
    named(2, "Eastwick-Elmwood", "Eastwick", "Elmwood"),
    named(3, "Germantown"),
    named(4, "East Germantown"),
    named(5, "Southwest Philadelphia"),
    named(6, "Port Richmond"),
    named(7, "Saint Mary's"),
    named(8, "Nicetown–Tioga"),
    named(9, "Señorial Heights"),
    named(10, "Northern Liberties"),
    named(24, "District 24", "24", kind=Kind.DISTRICT),
    named(25, "District 25", "25", kind=Kind.DISTRICT),
    named(30, "ZIP 19134", "19134", kind=Kind.ZIP),
    named(31, "ZIP 19143", "19143", kind=Kind.ZIP),
    named(40, "Tract 25", "25", kind=Kind.TRACT),
    named(41, "Tract 365.01", "365.01", kind=Kind.TRACT),
    named(50, "Kensington", kind=Kind.CITY),
    named(60, "Kensington Library", kind=Kind.SITE),
    named(61, "Germantown", kind=Kind.SITE),
]


def place(query):
    found = find(query, NAMES)
    return found.place.id if found.place else None


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("Kensington", 1),
        ("  the KENSINGTON. ", 1),
        ("kenzo", 1),
        ("eastwick", 2),
        ("East-Germantown", 4),
        ("e germantown", 4),
        ("SW Philadelphia", 5),
        ("south west philadelphia", 5),
        ("St. Mary’s", 7),
        ("st marys", 7),
        ("nicetown tioga", 8),
        ("senorial hts", 9),
        ("N. Liberties", 10),
        ("district 25", 25),
        ("25th district", 25),
        ("police district 25", 25),
        ("precinct 24", 24),
        ("zip 19134", 30),
        ("19134", 30),
        ("zip code 19143", 31),
        ("census tract 365.01", 41),
        ("tract 25", 40),
    ],
)
def test_names_are_found_however_they_are_typed(query, id_):
    assert place(query) == id_


@pytest.mark.parametrize(
    ("query", "id_"), [("kensignton", 1), ("Port Richmnd", 6), ("richmond", 6), ("nicet", 8)]
)
def test_slips_and_beginnings_are_understood_where_one_place_leads(query, id_):
    assert place(query) == id_


def test_of_one_name_in_several_layers_the_neighborhood_wins_and_sites_come_last():
    assert place("germantown") == 3
    assert place("25") == 25
    assert place("kensington city") == 50


def test_two_places_of_one_name_in_one_layer_are_asked_about():
    twice = [named(1, "Riverside"), named(2, "Riverside")]

    found = find("riverside", twice)

    assert found.place is None
    assert [each.id for each in found.candidates] == [1, 2]


def test_a_text_between_two_places_asks_which():
    found = find("parkwod", [named(1, "Parkwood"), named(2, "Parkwold"), named(3, "Fishtown")])

    assert found.place is None
    assert {each.id for each in found.candidates} == {1, 2}


def test_at_most_five_places_are_offered():
    many = [named(at, f"Riverside Block {letter}") for at, letter in enumerate("abcdefgh")]

    assert len(find("riverside block", many).candidates) == 5


def test_an_unknown_number_is_never_taken_for_another():
    found = find("district 26", NAMES)

    assert found.place is None
    assert not found.candidates
    assert {24, 25} <= {each.id for each in found.nearest}


def test_what_is_like_nothing_finds_nothing():
    assert find("qqqq zzzz", NAMES) == Found()
    assert find("  ", NAMES) == Found()
    assert find("kensington", []) == Found()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The St. James’ & Co.", "saint james and co"),
        ("25th", "25"),
        ("08", "8"),
        ("365.01", "365.01"),
        ("U.S. Navy Yard", "us navy yard"),
        ("N.W. Center", "northwest center"),
        ("…", ""),
    ],
)
def test_folding_keeps_what_tells_names_apart(text, folded):
    assert fold(text) == folded
