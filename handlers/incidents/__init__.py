"""Importing incidents."""
