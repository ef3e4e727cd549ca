"""The minds that word a move, all behind `assistant.ports.Mind`."""
