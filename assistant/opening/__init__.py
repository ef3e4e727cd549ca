"""What she may open for the person, and the players she may pause: from a list of theirs, never from what was read."""
