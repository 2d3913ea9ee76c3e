"""People and rooms of a test: who types and clicks, and where it shows."""
