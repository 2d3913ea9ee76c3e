"""What the workspace remembers: people, channels, messages, files, views."""
