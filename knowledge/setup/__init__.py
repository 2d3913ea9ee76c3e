"""The setup of a coalition: its questions, their order, and what is still missing."""
