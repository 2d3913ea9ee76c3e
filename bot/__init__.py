"""Put together and run: settings, clock, logs, the shell and Socket Mode."""
