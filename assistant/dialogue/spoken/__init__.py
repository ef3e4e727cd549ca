"""What was said about time, lists and appointments, as values: slips of the ear mended first. Pure."""
