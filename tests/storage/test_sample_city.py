import csv
import json
from datetime import date

from storage import sample_city

TODAY = date(2026, 11, 22)


def test_files_are_what_a_publisher_would_give(tmp_path):
    files = sample_city.write(tmp_path / "city", today=TODAY)

    with files.incidents.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == ["number", "occurred_at", "lat", "lon", "victims", "fatal"]
    assert len(rows) > 3_000
    assert any(row["lat"] == "" for row in rows)
    for file, count in ((files.neighborhoods, 12), (files.city, 1), (files.sites, 20)):
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        assert len(features) == count
        assert all(feature["properties"]["name"] for feature in features)
    assert files.demographics.read_text(encoding="utf-8").startswith("GEOID,name,")


def test_source_says_that_it_is_synthetic(tmp_path):
    files = sample_city.write(tmp_path, today=TODAY)

    assert "synthetic" in files.title
    assert "Synthetic" in files.attribution


def test_writing_again_gives_the_same_bytes(tmp_path):
    first = sample_city.write(tmp_path / "a", today=TODAY)
    again = sample_city.write(tmp_path / "b", today=TODAY)

    assert first.incidents.read_bytes() == again.incidents.read_bytes()
    assert first.city.read_bytes() == again.city.read_bytes()
