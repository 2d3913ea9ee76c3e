from datetime import date

from knowledge.indicators.keeping import Value, caution, history, said


def at(day, value, whole=None):
    return Value(date(2026, 11, day), value, whole)


def test_a_value_is_said_with_its_day_and_of_how_many():
    assert said(at(22, 12)) == "12 on 22 Nov 2026"
    assert said(at(22, 12.5, 40)) == "12.5 of 40 on 22 Nov 2026"
    assert said(at(22, 1234567)) == "1,234,567 on 22 Nov 2026"
    assert said(at(22, 0)) == "0 on 22 Nov 2026"


def test_under_ten_there_is_a_word_of_caution_about_the_whole_where_there_is_one():
    assert caution(at(22, 9)).startswith("Fewer than 10")
    assert not caution(at(22, 10))
    assert not caution(at(22, 2, 10))
    assert caution(at(22, 2, 9))


def test_history_says_which_way_and_the_numbers_before():
    assert history([at(22, 5)]) == ""
    assert history([at(22, 5), at(15, 4)]) == "Higher than before: 4 on 15 Nov 2026."
    assert history([at(22, 3), at(15, 4)]).startswith("Lower than before")
    assert history([at(22, 4), at(15, 4)]).startswith("The same as before")


def test_parts_of_different_wholes_are_not_compared():
    assert history([at(22, 5, 10), at(15, 4, 5)]) == "Before: 4 of 5 on 15 Nov 2026."
