"""What a coalition knows: calculations, rules and words, as pure functions."""
