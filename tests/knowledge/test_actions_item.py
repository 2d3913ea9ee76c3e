from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.actions.item import ActionItem, State, is_late, order

#: A Sunday.
TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 23)
ITEM = ActionItem(id=1, text="Call the school", owner="p7")


def ids(items):
    return [item.id for item in items]


def test_nearest_day_comes_first_and_no_day_last():
    items = [
        replace(ITEM, id=1),
        replace(ITEM, id=2, due=date(2026, 12, 3)),
        replace(ITEM, id=3, due=TODAY),
    ]

    assert ids(order(items, TODAY).next) == [3, 2, 1]


def test_what_is_due_today_is_on_time_until_the_day_is_over():
    assert not is_late(replace(ITEM, due=TODAY), TODAY)
    assert is_late(replace(ITEM, due=TODAY), TOMORROW)


def test_late_items_stand_apart_the_longest_late_first():
    items = [replace(ITEM, id=1, due=YESTERDAY), replace(ITEM, id=2, due=date(2026, 11, 1))]

    seen = order(items, TODAY)
    assert ids(seen.late) == [2, 1]
    assert not seen.next


def test_done_and_dropped_items_are_on_no_list():
    items = [replace(ITEM, state=state, due=YESTERDAY) for state in (State.DONE, State.DROPPED)]

    assert order(items, TODAY) == order([], TODAY)


def test_a_snoozed_item_waits_until_its_day_even_when_late():
    snoozed = replace(ITEM, due=YESTERDAY, snoozed_until=TOMORROW)

    assert ids(order([snoozed], TODAY).waiting) == [1]
    assert ids(order([snoozed], TOMORROW).late) == [1]


def test_an_item_handed_over_waits_but_is_not_hidden_once_late():
    offered = replace(ITEM, due=TODAY, offered_to="p9")

    assert ids(order([offered], TODAY).waiting) == [1]
    assert ids(order([offered], TOMORROW).late) == [1]


DAYS = st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 24))


@given(
    st.lists(
        st.builds(
            ActionItem,
            id=st.integers(1, 9),
            text=st.just("…"),
            due=DAYS,
            state=st.sampled_from(State),
            offered_to=st.sampled_from([None, "p9"]),
            snoozed_until=DAYS,
        )
    )
)
def test_every_open_item_is_in_exactly_one_part(items):
    seen = order(items, TODAY)

    shown = [*seen.next, *seen.late, *seen.waiting]
    key = repr
    assert sorted(shown, key=key) == sorted(
        (item for item in items if item.state is State.OPEN), key=key
    )
