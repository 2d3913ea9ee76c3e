"""One page for each of nine emergencies, to be acted on by anyone who opens it."""
