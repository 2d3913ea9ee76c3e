"""What happens when Slack, the clock, a conversation or the shell calls."""
