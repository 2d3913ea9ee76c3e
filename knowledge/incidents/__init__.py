"""Incidents: what a file's rows become, before anything is remembered."""
