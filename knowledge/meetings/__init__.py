"""Meetings: their kinds, their agendas, and the action items in their minutes. Pure."""
