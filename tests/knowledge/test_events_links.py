"""Where a pasted link or pair of coordinates points to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UsageError
from knowledge.events.links import point

HERE = (39.9897, -75.1241)


@pytest.mark.parametrize(
    "pasted",
    [
        "39.9897, -75.1241",
        " 39.9897 -75.1241 ",
        "39.9897° N, 75.1241° W",
        "geo:39.9897,-75.1241?z=17",
        "<https://www.google.com/maps/@39.9897,-75.1241,17z|map>",
        "https://www.google.com/maps/place/X/@39.1,-75.9,17z/data=!3m1!4b1!8m2!3d39.9897!4d-75.1241",
        "https://www.google.com/maps/search/?api=1&query=39.9897%2C-75.1241",
        "https://maps.google.com/?q=loc:39.9897,-75.1241",
        "https://www.google.com/maps/dir/?api=1&destination=39.9897,-75.1241",
        "https://maps.apple.com/?ll=39.9897,-75.1241&q=Park",
        "https://maps.apple.com/place?coordinate=39.9897,-75.1241&name=Park",
        "https://www.openstreetmap.org/#map=17/39.9897/-75.1241",
        "https://www.openstreetmap.org/?mlat=39.9897&mlon=-75.1241#map=16/1.0/2.0",
    ],
)
def test_the_place_is_found(pasted):
    assert point(pasted) == HERE


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "no place in this"),
        ("the corner by the church", "no place in this"),
        ("https://example.org/39.98", "no place in this"),
        ("https://maps.app.goo.gl/abc123", "Open it, then paste"),
        ("-175.1241, 39.9897", "Latitude comes first"),
        ("http://[", "no place in this"),
    ],
)
def test_what_says_no_place_is_refused_with_what_to_paste(pasted, said):
    with pytest.raises(UsageError, match=said):
        point(pasted)


@given(st.text(max_size=300))
def test_anything_at_all_is_a_point_or_a_refusal(pasted):
    try:
        lat, lon = point(pasted)
    except UsageError:
        return
    assert abs(lat) <= 90
    assert abs(lon) <= 180
