"""From words to sound: clauses, speakable text, the neural voice and the system voice."""
