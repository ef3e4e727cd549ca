"""What she says: safety first, then skills, then a mind, and a guard over every word."""
