"""The commands without a window, one module each: `add(commands)` and `run(args)`."""
