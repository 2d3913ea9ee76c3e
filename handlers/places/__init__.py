"""Places: what the coalition's area consists of, imported from the shell."""
