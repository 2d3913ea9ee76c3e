import pytest

from knowledge.errors import UsageError
from knowledge.phones import dialled, tidy


@pytest.mark.parametrize(
    ("given", "kept", "opens"),
    [
        ("215-555-0142", "(215) 555-0142", "tel:+12155550142"),
        (" 2155550142 ", "(215) 555-0142", "tel:+12155550142"),
        ("+1 (215) 555 0142", "(215) 555-0142", "tel:+12155550142"),
        ("215.555.0142 x3", "(215) 555-0142 ext. 3", "tel:+12155550142"),
        ("787-555-0142", "(787) 555-0142", "tel:+17875550142"),
        ("+44 20 7946 0958", "+44 20 7946 0958", "tel:+442079460958"),
        ("١-٢١٥-٥٥٥-٠١٤٢", "(215) 555-0142", "tel:+12155550142"),
    ],
)
def test_a_number_is_kept_as_people_write_it_and_a_tap_calls_it(given, kept, opens):
    assert tidy(given) == kept
    assert tidy(kept) == kept
    assert dialled(kept) == opens


@pytest.mark.parametrize(
    "given",
    ["", "call me", "911", "555-0142", "215-555-014", "215-555-01422", "000-000-0000",
     "<tel:+12155550142|mine>>", "215-555-0142; or 5", "+999 123456", "1" * 400],
)  # fmt: skip
def test_what_nobody_can_call_is_refused_with_how_to_write_it(given):
    with pytest.raises(UsageError, match="area code"):
        tidy(given)
    assert dialled(given) == ""


def test_what_was_typed_is_not_in_the_error():
    with pytest.raises(UsageError) as told:
        tidy("215-777")
    assert "777" not in str(told.value)
