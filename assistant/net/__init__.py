"""The only place that may open a connection."""
