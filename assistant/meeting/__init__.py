"""The first meeting: who asks what, what each answer changes, and how she comes to her name."""
