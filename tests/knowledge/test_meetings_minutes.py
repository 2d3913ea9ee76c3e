from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.meetings.minutes import Drafted, Found, find

#: A Sunday.
TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
DECEMBER = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("- Maria: call the school by Friday", Drafted("call the school", "Maria", FRIDAY)),
        ("* Maria López: call the school", Drafted("call the school", "Maria López")),
        ("1. Ana – print the cards by 3 Dec", Drafted("print the cards", "Ana", DECEMBER)),
        (
            "- Rev. Lee will open the church by 3 dec",
            Drafted("open the church", "Rev. Lee", DECEMBER),
        ),
        ("Maria to call the school by Friday", Drafted("call the school", "Maria", FRIDAY)),
        ("TODO print the cards", Drafted("print the cards")),
        ("todo: print the cards by 3 dec", Drafted("print the cards", "", DECEMBER)),
        ("TODO Ana: print the cards", Drafted("print the cards", "Ana")),
        ("Action: Ana will print the cards", Drafted("print the cards", "Ana")),
        ("[ ] print the cards", Drafted("print the cards")),
        ("- [ ] @lee print the cards by 3 Dec", Drafted("print the cards", "lee", DECEMBER)),
        ("@lee call the school by 3 Dec", Drafted("call the school", "lee", DECEMBER)),
        ("<@U123ABC> call the school", Drafted("call the school", "<@U123ABC>")),
        ("- call the school by Friday", Drafted("call the school", "", FRIDAY)),
        ("• María: llamar a la escuela", Drafted("llamar a la escuela", "María")),
        (
            "- Maria: call them by the time it opens",
            Drafted("call them by the time it opens", "Maria"),
        ),
    ],
)
def test_action_item_is_found_with_owner_and_day(line, item):
    assert find(line, TODAY) == Found((item,), ())


@pytest.mark.parametrize(
    "line",
    [
        "Attending: Ana, Ben and Maria",
        "- Decisions: we meet on Fridays",
        "- Next meeting: 3 Dec",
        "- We talked about the park.",
        "- [x] Ana: print the cards",
        "The school opens again.",
        "Coalition meeting, 22 Nov 2026",
        "- They will come back",
        "TODO",
        "- Maria:",
    ],
)
def test_other_lines_are_kept_as_they_are(line):
    assert find(line, TODAY) == Found((), (line,))


def test_minutes_keep_every_line_in_its_order():
    seen = find(
        "Weekly call\n\n- Maria: call the school by Friday\n"
        "- The park was quiet.\n@lee bring water\n",
        TODAY,
    )

    assert [item.text for item in seen.items] == ["call the school", "bring water"]
    assert seen.left == ("Weekly call", "- The park was quiet.")


def test_only_known_names_own_actions_where_names_are_known():
    minutes = "- Kensington: two incidents since Monday\n- Maria: call the school"

    seen = find(minutes, TODAY, names=["Maria López", "Lee"])
    assert seen.items == (Drafted("call the school", "Maria"),)
    assert seen.left == ("- Kensington: two incidents since Monday",)
    assert len(find(minutes, TODAY).items) == 2


@given(st.text(max_size=400))
def test_no_line_is_ever_lost(text):
    seen = find(text, TODAY)

    assert len(seen.items) + len(seen.left) == sum(bool(one.strip()) for one in text.splitlines())
