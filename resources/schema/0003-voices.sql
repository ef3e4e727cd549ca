-- Who said what of a reply, where another voice of hers took part: [["Conrad", 12], ["OS1", 7]], in words.
ALTER TABLE turns ADD COLUMN voices TEXT NOT NULL DEFAULT '';
