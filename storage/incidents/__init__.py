"""Incidents: read from files, linked, and remembered without a number or a coordinate."""
