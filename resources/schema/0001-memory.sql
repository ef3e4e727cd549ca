-- Turns, people, memories with their source, and the words of both as full text.
-- Ids are never used again: what is forgotten in old backups is found there by its id.
CREATE TABLE identity (name TEXT NOT NULL);

CREATE TABLE turns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  heard TEXT NOT NULL,
  said TEXT NOT NULL DEFAULT '',
  leaving REAL
);
CREATE INDEX turns_at ON turns (at);

CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  relation TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT ''
);

CREATE TABLE memories (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  about TEXT NOT NULL,
  person INTEGER NOT NULL DEFAULT 0,
  aspect TEXT NOT NULL,
  value TEXT NOT NULL,
  words TEXT NOT NULL,
  quote TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  confidence REAL NOT NULL,
  single INTEGER NOT NULL,
  turn INTEGER NOT NULL DEFAULT 0,
  replaced TEXT NOT NULL DEFAULT '',
  leaving REAL
);
CREATE INDEX memories_about ON memories (person, about, aspect);
CREATE INDEX memories_value ON memories (person, aspect, value COLLATE NOCASE);
CREATE INDEX memories_turn ON memories (turn);
CREATE INDEX memories_at ON memories (at);

CREATE TABLE uses (memory INTEGER NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (memory, turn));
CREATE INDEX uses_turn ON uses (turn);
CREATE TABLE exports (path TEXT PRIMARY KEY, form TEXT NOT NULL);

CREATE VIRTUAL TABLE turn_words USING fts5 (
  heard, said, content='turns', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER turns_in AFTER INSERT ON turns BEGIN
  INSERT INTO turn_words (rowid, heard, said) VALUES (new.id, new.heard, new.said);
END;
CREATE TRIGGER turns_out AFTER DELETE ON turns BEGIN
  INSERT INTO turn_words (turn_words, rowid, heard, said) VALUES ('delete', old.id, old.heard, old.said);
END;
CREATE TRIGGER turns_change AFTER UPDATE OF heard, said ON turns BEGIN
  INSERT INTO turn_words (turn_words, rowid, heard, said) VALUES ('delete', old.id, old.heard, old.said);
  INSERT INTO turn_words (rowid, heard, said) VALUES (new.id, new.heard, new.said);
END;

CREATE VIRTUAL TABLE memory_words USING fts5 (
  words, quote, content='memories', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER memories_in AFTER INSERT ON memories BEGIN
  INSERT INTO memory_words (rowid, words, quote) VALUES (new.id, new.words, new.quote);
END;
CREATE TRIGGER memories_out AFTER DELETE ON memories BEGIN
  INSERT INTO memory_words (memory_words, rowid, words, quote) VALUES ('delete', old.id, old.words, old.quote);
END;
CREATE TRIGGER memories_change AFTER UPDATE OF words, quote ON memories BEGIN
  INSERT INTO memory_words (memory_words, rowid, words, quote) VALUES ('delete', old.id, old.words, old.quote);
  INSERT INTO memory_words (rowid, words, quote) VALUES (new.id, new.words, new.quote);
END;
