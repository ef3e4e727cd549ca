"""The people somebody has named: who is close, who might be called, and how much they talk to her instead."""
