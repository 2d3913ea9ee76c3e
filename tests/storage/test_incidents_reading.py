import gzip

import pytest

from knowledge.incidents.coordinates import Bounds
from storage.incidents import table
from storage.incidents.report import write_report
from tests.incident_reading import GENERIC, GOOD, take


def test_plain_and_packed_files_read_the_same(make):
    _plain, (one,) = take(make(GENERIC + GOOD))
    _packed, (two,) = take(make(GENERIC + GOOD, "a.csv.gz"))

    assert one.minute.tolist() == two.minute.tolist()
    assert one.number.tolist() == two.number.tolist() == ["7"]


def test_packing_is_known_by_content_not_by_name(make):
    reader, batches = take(make(gzip.compress((GENERIC + GOOD).encode()), "a.csv"))

    assert reader.rows == len(batches[0]) == 1


def test_file_comes_in_chunks_that_keep_their_lines(make, monkeypatch):
    monkeypatch.setattr(table.chunks, "__defaults__", (2,))

    reader, batches = take(make(GENERIC + GOOD * 5))

    assert [batch.line.tolist() for batch in batches] == [[2, 3], [4, 5], [6]]
    assert reader.rows == 5


def test_byte_order_mark_does_not_hide_the_first_column(make):
    _reader, (batch,) = take(make("\ufeff" + GENERIC + GOOD))

    assert batch.number.tolist() == ["7"]


def test_lines_are_right_after_embedded_newlines(make):
    text = 'note,occurred_at,lat,lon\n"two\nlines",2021-07-15,39.9,-75.1\nx,never,39.9,-75.1\n'

    reader, (batch,) = take(make(text))

    assert batch.line.tolist() == [2]
    assert [one.line for one in reader.rejections] == [4]


def test_blank_lines_are_no_rows(make):
    reader, (batch,) = take(make(GENERIC + "\n" + GOOD + "\r\n\n" + GOOD))

    assert batch.line.tolist() == [3, 6]
    assert reader.rows == 2


def test_stray_quote_costs_its_own_row_alone(make):
    text = "number,occurred_at,where,lat,lon\n"
    row = "{},2021-07-15,{},39.9,-75.1\n"
    rows = [row.format(n, '"MAIN ST' if n == 3 else "MAIN ST") for n in range(1, 1001)]

    reader, batches = take(make(text + "".join(rows)))

    assert [(one.line, one.reason) for one in reader.rejections] == [
        (4, "a quotation mark is not closed")
    ]
    assert sum(len(batch) for batch in batches) == 999
    assert batches[-1].line[-1] == 1001
    assert reader.rows == 1000


def test_stray_quote_on_the_last_line_is_rejected(make):
    reader, batches = take(make(GENERIC + GOOD + '8,"2021-07-15,39.9,-75.1\n'))

    assert [one.line for one in reader.rejections] == [3]
    assert sum(len(batch) for batch in batches) == 1


def test_quotes_within_a_value_do_no_harm(make):
    text = 'place,occurred_at,lat,lon\nTHE "PIT",2021-07-15,39.9,-75.1\n'

    assert len(take(make(text))[1][0]) == 1


def test_uneven_rows_are_rejected_but_empty_values_too_many_are_not(make):
    reader, (batch,) = take(
        make(GENERIC + "1,2021-07-15\n" + GOOD.strip() + ",,\n" + "a,b,c,d,e\n")
    )

    assert batch.line.tolist() == [3]
    assert [(one.line, one.reason) for one in reader.rejections] == [
        (2, "2 values where the header has 4"),
        (4, "5 values where the header has 4"),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_understood(make, delimiter):
    _reader, (batch,) = take(make((GENERIC + GOOD).replace(",", delimiter)))

    assert (batch.lat[0], batch.lon[0]) == (39.95, -75.16)


def test_rejections_name_the_file_the_line_and_the_reason(make, tmp_path):
    reader, _batches = take(make(GENERIC + "7,never,39.9,-75.1\n"), make(GENERIC + GOOD, "b.csv"))
    write_report(reader.rejections, tmp_path / "report.csv")

    assert (tmp_path / "report.csv").read_text() == (
        "file,line,reason\na.csv,2,the date cannot be read\n"
    )


def test_rows_outside_the_area_asked_for_are_rejected(make):
    reader, _batches = take(make(GENERIC + GOOD), area=Bounds(-88, 41, -87, 42))

    assert "far outside the area" in reader.rejections[0].reason


def test_progress_ends_at_the_size_of_the_files(make):
    files = make(GENERIC + GOOD), make(GENERIC + GOOD, "b.csv.gz")

    reader, _batches = take(*files)

    assert reader.progress == (sum(file.stat().st_size for file in files),) * 2


def test_file_of_nothing_but_broken_rows_is_read_to_its_end(make):
    reader, batches = take(make(GENERIC + "1,2\n" * 3))

    assert (reader.rows, len(reader.rejections)) == (3, 3)
    assert sum(len(batch) for batch in batches) == 0
