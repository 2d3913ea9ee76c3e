"""Safe events: what to do before, on the day and after, by whom, when, and why."""
