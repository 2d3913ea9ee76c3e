"""Action items: what somebody has taken on, by when, and how people write that down. Pure."""
