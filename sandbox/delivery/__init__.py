"""What people do, what the app is told of it, and what its answers change."""
