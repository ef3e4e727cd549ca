"""The window: shows State, sends Wishes, decides nothing."""
