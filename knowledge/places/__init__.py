"""Places: layers of named areas, cells, and how one is reduced to the other."""
