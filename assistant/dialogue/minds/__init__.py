"""The minds that word a reply, all behind one port."""
