"""From sound to words: utterances out of voice activity, and the recognisers."""
