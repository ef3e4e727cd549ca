"""The model store: catalogue, sources, verified files."""
