"""Ending for good: everything handed over in open forms, a letter, then erased and looked after."""
