"""The sound process: devices, capture, playback, echo cancelling, voice activity, levels."""
