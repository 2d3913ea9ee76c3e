"""Agreements in three tiers: a memorandum, sharing of data, use of data. Pure."""
