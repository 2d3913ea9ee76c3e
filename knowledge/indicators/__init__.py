"""The sixteen indicators that partners share, and those that can be computed now. Pure."""
