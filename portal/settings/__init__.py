"""Settings, one module for each way of running; a city's own values come from the environment."""
