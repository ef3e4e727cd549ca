"""Who may speak: the floor, the end of a turn. Pure decisions in whole milliseconds."""
