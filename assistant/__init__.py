"""The companion, complete without a window: microphone → hearing → turns → dialogue → voice → speaker."""

import os

# Libraries that report to their makers read these once, when they are loaded: so they stand before any
# is, here, for this process and its children. ONNX Runtime has done so on Linux and macOS since 1.29.
os.environ |= {"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}

__version__ = "0.1.0"
