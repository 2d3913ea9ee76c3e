"""How a coalition forms: thirty-eight steps in six phases, and which of them data proves. Pure."""
