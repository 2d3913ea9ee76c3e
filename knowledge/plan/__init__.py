"""The coalition's plan: goals, root causes, strategies, actions and indicators. Pure."""
