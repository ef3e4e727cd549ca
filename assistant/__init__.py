"""The companion, complete without a window: microphone → hearing → turns → dialogue → voice → speaker."""

__version__ = "0.1.0"
