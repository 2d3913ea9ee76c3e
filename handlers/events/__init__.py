"""Safe events: from the first idea to the after-action review."""
