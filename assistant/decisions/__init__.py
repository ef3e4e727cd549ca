"""Decisions: options, what matters, for and against in the person's own words, and how it turned out."""
