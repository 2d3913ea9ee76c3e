"""Who lives in the made-up city: figures as a census gives them."""

from typing import NamedTuple

from knowledge.sample_city.plan import QUARTERS, tract


class Residents(NamedTuple):
    """The residents of one neighbourhood, in the words of the American Community Survey.

    An invented city needs no invented races: it has population and income alone.
    """

    GEOID: str
    name: str
    total_population: int
    median_household_income: int
    below_poverty: int
    pct_poverty: float


def demographics() -> list[Residents]:
    """Return one row a neighbourhood, keyed by the same ``GEOID`` as its outline."""
    return [
        Residents(
            GEOID=tract(quarter),
            name=quarter.name,
            total_population=quarter.residents,
            median_household_income=quarter.income,
            below_poverty=quarter.poor,
            pct_poverty=round(100 * quarter.poor / quarter.residents, 1),
        )
        for quarter in QUARTERS
    ]
