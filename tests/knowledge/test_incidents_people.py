import numpy as np
import pandas as pd

from knowledge.incidents.people import known_of, persons, readable, shot, total

DEADLY = frozenset({"true", "fatal"})


def texts(*values):
    return np.array(values, dtype=object)


def count(victims, fatal, usual=1):
    size = len(victims if victims is not None else fatal)
    return shot(victims, fatal, usual=np.full(size, usual, dtype=np.int32), deadly=DEADLY)


def test_numbers_of_re_saved_copies_agree():
    found, rounded = readable(texts("202115056366.0", "202115056366", "I152-00", "NULL", "1.50"))

    assert found.tolist() == ["202115056366", "202115056366", "I152-00", "", "1.50"]
    assert not rounded.any()


def test_number_that_a_spreadsheet_rounded_is_noticed():
    assert readable(texts("2.02115E+11", "2E+5", "12E4"))[1].tolist() == [True, True, False]


def test_a_row_stands_for_one_person_unless_it_says_otherwise():
    found = count(texts("", "3", "0", "NA"), texts("true", "2", "", "False"))

    assert found.victims.tolist() == [1, 3, 0, 1]
    assert found.fatal.tolist() == [1, 2, 0, 0]
    assert not found.odd.any()
    assert not found.more_fatal.any()


def test_people_killed_count_as_shot_where_nothing_else_is_said():
    found = count(None, texts("2", "Fatal", "Non-Fatal"))

    assert found.victims.tolist() == [2, 1, 1]
    assert found.fatal.tolist() == [2, 1, 0]


def test_shots_fired_hit_nobody_unless_said():
    assert count(None, texts("", "1"), usual=0).victims.tolist() == [0, 1]


def test_impossible_numbers_of_people_are_noticed():
    found = count(texts("-1", "1.5", "many", "1", "99999999999"), texts("0", "0", "0", "-2", "0"))

    assert found.odd.tolist() == [True, True, True, True, True]


def test_more_killed_than_shot_is_noticed():
    assert count(texts("1", "2"), texts("2", "2")).more_fatal.tolist() == [True, False]


def table(*rows):
    frame = pd.DataFrame(rows, columns=["number", "fatal"], dtype=object)
    return persons(np.arange(2, len(rows) + 2), frame, DEADLY)


def test_table_of_people_is_summed_by_incident():
    found = total([table(("7", "true"), ("8.0", "n")).shot, table(("7", "n")).shot])

    assert found.loc["7"].tolist() == [2, 1]
    assert found.loc["8"].tolist() == [1, 0]
    assert len(found) == 2


def test_people_whose_incident_cannot_be_told_are_rejected():
    found = table(("7", "true"), ("", "true"), ("2.02E+11", "n"), ("NULL", "n"))

    assert found.shot.index.tolist() == ["7"]
    assert sorted(found.rejected) == [
        (3, "the incident number is missing"),
        (4, "a spreadsheet has rounded the incident number"),
        (5, "the incident number is missing"),
    ]


def test_incident_without_people_in_the_table_counts_one_person():
    found = table(("7", "true"), ("7", "n")).shot

    victims, fatal, silent = known_of(texts("7", "9"), found)

    assert victims.tolist() == [2, 1]
    assert fatal.tolist() == [1, 0]
    assert silent == 1


def test_empty_table_of_people_leaves_one_person_each():
    victims, fatal, silent = known_of(texts("7"), total([]))

    assert (victims.tolist(), fatal.tolist(), silent) == ([1], [0], 1)
