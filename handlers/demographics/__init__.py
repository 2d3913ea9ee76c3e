"""Demographics: who lives in places, as context and denominators; imported from the shell."""
