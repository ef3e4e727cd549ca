"""Speaking first, only as agreed: a morning word and how a decision turned out; off until it is asked for."""
