"""A Slack-compatible workspace on this machine, for any bot."""
