"""What leaves Slack: pages to print, codes to scan, texts to paste, dates for a calendar."""
