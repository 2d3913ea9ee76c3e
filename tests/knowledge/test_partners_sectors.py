from datetime import date, timedelta

from knowledge.partners import sectors
from knowledge.partners.inviting import CLOSEST, ORDER, next_invitation
from knowledge.partners.sectors import Sector, Standing
from knowledge.partners.services import Service

TODAY = date(2026, 3, 2)


def seat(*seated, missing=()):
    """Return standings with these sectors seated; with ``missing``, all but those."""
    chosen = set(seated) or set(Sector) - set(missing)
    return sectors.standings(chosen, {}, TODAY)


def test_there_are_fifteen_sectors_each_with_a_short_label_and_one_of_press():
    assert len(Sector) == 15
    assert all(len(sectors.label(each)) <= 17 for each in Sector)
    assert len({sectors.label(each) for each in Sector}) == 15
    assert [each for each in Sector if sectors.holds_press(each)] == [Sector.MEDIA]


def test_sector_is_active_when_somebody_came_within_ninety_days():
    attended = {
        Sector.YOUTH: TODAY - timedelta(days=90),
        Sector.SCHOOL: TODAY - timedelta(days=91),
        Sector.PARENTS: None,
        Sector.MEDIA: TODAY,
        Sector.BUSINESS: TODAY + timedelta(days=1),
    }
    seated = {Sector.YOUTH, Sector.SCHOOL, Sector.PARENTS, Sector.BUSINESS}

    found = sectors.standings(seated, attended, TODAY)

    assert found[Sector.YOUTH] is Standing.ACTIVE
    assert found[Sector.SCHOOL] is Standing.SEATED
    assert found[Sector.PARENTS] is Standing.SEATED
    assert found[Sector.BUSINESS] is Standing.SEATED
    assert found[Sector.MEDIA] is Standing.MISSING, "no seat any more"
    assert len(found) == 15


def test_those_closest_to_the_harm_are_invited_first():
    first = next_invitation(seat(Sector.GOVERNMENT), uncovered=[Service.MEDICAL])

    assert first is not None
    assert first.sector is Sector.RESIDENT_SURVIVOR
    assert {"N01", "K05", "K07"} <= set(first.sources)
    assert "at least half of the core group" in first.why


def test_a_need_that_nobody_covers_decides_who_comes_next():
    invited = next_invitation(
        seat(*CLOSEST), uncovered=[Service.FUNERAL, Service.MEDICAL, Service.COUNSELLING]
    )

    assert invited is not None
    assert invited.sector is Sector.HEALTHCARE
    assert "Counseling, Medical care" in invited.why


def test_police_and_press_are_invited_after_their_agreements():
    assert ORDER[-2:] == (Sector.LAW_ENFORCEMENT, Sector.MEDIA)
    police = next_invitation(seat(missing=[Sector.LAW_ENFORCEMENT, Sector.MEDIA]))
    press = next_invitation(seat(missing=[Sector.MEDIA]))

    assert police is not None
    assert "Agree in writing first" in police.why
    assert "N15" in police.sources
    assert press is not None
    assert "N27" in press.sources


def test_every_sector_has_a_reason_and_a_line_to_send():
    for sector in Sector:
        invited = next_invitation(seat(missing=[sector]))
        assert invited is not None
        assert invited.sector is sector
        assert invited.why.endswith((".", ".)"))
        assert len(invited.opening) < 300
        assert invited.sources


def test_nobody_is_invited_when_every_seat_is_taken():
    assert sorted(ORDER) == sorted(Sector)
    assert next_invitation(seat(missing=())) is None
