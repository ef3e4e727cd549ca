"""The local mind: a model file behind a llama.cpp server in a child process."""
