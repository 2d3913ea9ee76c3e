"""Posts that are promised: the one way in which anything is posted by itself."""
