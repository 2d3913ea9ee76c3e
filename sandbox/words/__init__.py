"""How Slack writes: Block Kit, mrkdwn, and what a dialog's inputs hold."""
