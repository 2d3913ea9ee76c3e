"""People of a coalition: changes that two confirm, the pledge, the training and its renewal."""
