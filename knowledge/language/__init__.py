"""Person-first language: words to avoid, and what to say instead. Pure."""
