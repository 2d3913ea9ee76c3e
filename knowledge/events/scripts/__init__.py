"""Words that are ready to be read out or sent, in each language the coalition speaks."""
