from knowledge.plan.coverage import Work
from knowledge.plan.entry import Entry, Level
from knowledge.plan.needs import NEEDED, covered, ranked


def test_places_that_hold_more_of_the_highest_cells_come_first():
    cells = {10: 1, 11: 2, 12: 3, 13: 4, 14: 5}
    places = {10: "Hart", 11: "Eastgate", 12: "Eastgate", 14: "Fairhill"}

    assert ranked(cells, places, most=5) == ("Eastgate", "Hart", "Fairhill")
    assert ranked(cells, places, most=1) == ("Eastgate",)
    assert ranked({}, {}, most=5) == ()


def test_what_a_place_needs_is_what_we_look_for_and_what_the_plan_brings_there():
    action = Entry(1, Level.ACTION, "Rides home", place="Eastgate", service="transport")
    work = [Work("Corner Crew", "mediation", "eastgate")]

    eastgate, hart = covered(["Eastgate", "Hart"], work, [action])

    assert eastgate.covered == (("mediation", ("Corner Crew",)),)
    assert eastgate.missing[-1] == "transport"
    assert hart.missing == tuple(one.value for one in NEEDED)
