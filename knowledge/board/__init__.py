"""The "I can" board: a need in one line, who takes it, and whom to thank. Pure."""
