"""Letters: what one is, how it is revised by words, proof-read, kept revision by revision, and saved."""
