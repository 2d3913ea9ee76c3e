import json
import tempfile

import pytest
from slack_sdk import WebClient

from handlers.downloads import Sent, fetched
from handlers.setup import upload
from knowledge.errors import DataError
from sandbox.page.acts import uploaded
from storage import hotspots, settings

HEADER = "id,date,time,latitude,longitude,victims,fatal\n"
ROW = "{n},2026-11-{day:02},21:30,39.95{n:02},-75.16{n:02},1,false\n"
GOOD = HEADER + "".join(ROW.format(n=n, day=n) for n in range(1, 13))
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Riverside"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[-75.3, 39.8], [-75.0, 39.8], [-75.0, 40.1], [-75.3, 40.1], [-75.3, 39.8]]
                ],
            },
        }
    ],
}


@pytest.fixture
def empty(sqlite_engine, make_tools):
    return make_tools(sqlite_engine)


@pytest.fixture
def slack(empty, start):
    """A coalition without data, whose zone is known."""
    slack = start(empty)
    with empty.begin() as session:
        settings.set_timezone(session, workspace=1, timezone="America/New_York")
    return slack


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files, to see that none stays."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def send(slack, person, name, content, holds="Shootings: when and where"):
    person.types("/coalition setup area")
    person.clicks("Send a file")
    return submit(slack, person, name, content, holds)


def submit(slack, person, name, content, holds="Shootings: when and where"):
    file = uploaded(slack.hub, person.person, name, content.encode())
    person.chooses(holds, of="What does the file hold?")
    person.fills(
        "File: CSV or GeoJSON, up to 10 MB",
        json.dumps(file.as_slack(base=slack.hub.base, usable=True)),
    )
    return person.submits()


def incidents(tools):
    with tools.read() as session:
        return hotspots.categories(session, workspace=1)


def test_file_is_looked_at_before_it_counts_then_taken_in(slack, ana, empty, temporary):
    seen = send(slack, ana, "shootings.csv", GOOD)

    assert "What I found in shootings.csv" in seen
    assert "12 new incidents" in seen
    assert "nothing was changed yet" in seen
    assert incidents(empty) == []

    seen = ana.clicks("Import it")

    assert "shootings.csv is in" in seen
    assert incidents(empty) == ["shooting"]
    assert "Data are here already" in ana.clicks("Go on")
    assert list(temporary.iterdir()) == []


def test_rows_that_cannot_be_taken_in_are_counted_with_their_reasons(slack, ana, empty):
    broken = GOOD + "13,not a day,21:30,39.9513,-75.1613,1,false\n" * 8

    seen = send(slack, ana, "shootings.csv", broken)

    assert "rows are left out" in seen
    assert "the date cannot be read" in seen
    assert "Better mend the file" in seen
    assert "/tmp" not in seen


def test_file_with_nothing_to_take_in_offers_no_import(slack, ana):
    seen = send(slack, ana, "shootings.csv", HEADER + "13,not a day,21:30,39.9,-75.1,1,false\n")

    assert "There is nothing new in it" in seen
    assert "Import it" not in seen


def test_outline_of_the_area_is_taken_in(slack, ana, empty):
    seen = send(
        slack, ana, "city.geojson", json.dumps(SQUARE), "Outline of the city or county (GeoJSON)"
    )
    assert "1 place" in seen

    assert "city.geojson is in" in ana.clicks("Import it")
    ana.clicks("Go on")
    assert ana.dialog.body["blocks"][2]["element"]["initial_value"] == "Riverside"


def test_unknown_columns_are_said_in_words_with_what_to_do(slack, ana, empty, temporary):
    seen = send(slack, ana, "shootings.csv", "a,b\n1,2\n")

    assert "I do not know the columns of shootings.csv" in seen
    assert "--" not in seen.replace("---", "")
    assert "12 new incidents" in submit(slack, ana, "again.csv", GOOD)
    assert list(temporary.iterdir()) == []


def test_file_that_slack_does_not_give_is_said_in_words(slack, ana):
    ana.types("/coalition setup area")
    ana.clicks("Send a file")
    file = uploaded(slack.hub, ana.person, "shootings.csv", GOOD.encode())
    slack.hub.state.journal.drop_bytes(file.id)
    ana.fills(
        "File: CSV or GeoJSON, up to 10 MB",
        json.dumps(file.as_slack(base=slack.hub.base, usable=True)),
    )

    assert "Slack did not give me shootings.csv" in ana.submits()


def test_who_closed_the_dialog_hears_it_in_their_messages(slack, ana, empty, monkeypatch):
    send(slack, ana, "shootings.csv", GOOD)
    monkeypatch.setattr(upload, "show", lambda _call, _view: False)

    ana.clicks("Import it")

    ana.sees("shootings.csv is in", in_=ana.direct)
    assert incidents(empty) == ["shooting"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (Sent(name="a.xlsx", url="https://files.slack.com/a", size=5), "not one of the types"),
        (Sent(name="a.csv", url="https://files.slack.com/a", size=20_000_000), "larger than 10 MB"),
        (Sent(name="a.csv", url="https://example.com/a", size=5), "not kept by Slack"),
        (Sent(name="a.csv", url="http://files.slack.com/a", size=5), "not kept by Slack"),
        (Sent(name="a.csv", url="https://slack.com.example.com/a", size=5), "not kept by Slack"),
        (Sent(name="a.csv", url="", size=5), "not kept by Slack"),
    ],
)
def test_file_of_another_type_size_or_host_is_refused_before_the_token_is_shown(sent, says):
    client = WebClient(token="xoxb-secret")

    with pytest.raises(DataError, match=says), fetched(client, sent, types=(".csv",)):
        pass


def test_name_of_a_file_cannot_lead_out_of_its_folder():
    assert Sent.of({"name": "../../etc/passwd.csv"}).name == "passwd.csv"
    assert Sent.of({"name": ".."}).name == "file"


def test_member_may_not_send_files(slack, lee):
    assert "This is for coordinators" in lee.types("/coalition setup area")
