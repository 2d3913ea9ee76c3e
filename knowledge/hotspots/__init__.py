"""Where shootings have concentrated, how sure that is, and how to say it in plain words."""
