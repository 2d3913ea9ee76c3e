"""Local days and hours of minutes in UTC."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: The hour of an incident whose time of day is not known.
UNKNOWN = -1


class Local(NamedTuple):
    """Local days since 1970-01-01 and hours, ``UNKNOWN`` where the time is; shape ``(n,)``."""

    day: NDArray[np.int64]
    hour: NDArray[np.int64]


def local(minute: NDArray[np.int64], time_known: NDArray[np.bool_], *, timezone: str) -> Local:
    """Return the local day and hour of minutes since 1970-01-01 UTC, shape ``(n,)``."""
    import pandas as pd

    utc = pd.DatetimeIndex((minute * 60).astype("datetime64[s]")).tz_localize("UTC")
    there = utc.tz_convert(timezone).tz_localize(None).to_numpy().astype("datetime64[m]")
    hours = there.astype(np.int64) // 60
    return Local(hours // 24, np.where(time_known, hours % 24, UNKNOWN))
