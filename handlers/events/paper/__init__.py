"""An event outside Slack: pages to print, texts to paste, dates for a calendar."""
