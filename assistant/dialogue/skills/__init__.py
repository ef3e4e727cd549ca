"""One file per skill: a deterministic intent with its slots and its words."""
