"""Mail that is looked through and sorted: read-only until somebody says yes on the screen, and never deleted."""
