"""Hotspot snapshots: where shootings have concentrated, and what is not known."""
