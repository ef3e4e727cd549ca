-- What a memory means: 384 whole numbers of eight bits, and their signs for the first look.
CREATE TABLE meanings (
  memory INTEGER PRIMARY KEY REFERENCES memories (id) ON DELETE CASCADE,
  vector BLOB NOT NULL
);
CREATE TABLE signs (
  memory INTEGER PRIMARY KEY REFERENCES memories (id) ON DELETE CASCADE,
  bits BLOB NOT NULL
);
