-- A progress file as version 1 wrote it. Never changed: files like it are on students' disks.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('version 1');
CREATE TABLE lesson (
  id TEXT NOT NULL PRIMARY KEY,
  place_index INTEGER NOT NULL,
  place_id TEXT NOT NULL,
  furthest_index INTEGER NOT NULL,
  furthest_id TEXT NOT NULL,
  started INTEGER NOT NULL,
  finished INTEGER,
  last INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO lesson VALUES ('04-01-sampling', 3, 'reservoir', 7, 'weights', 1767225600000, NULL, 1767229200250);
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lesson TEXT NOT NULL,
  exercise TEXT NOT NULL,
  seed INTEGER,
  answer TEXT NOT NULL,
  outcome TEXT NOT NULL,
  score REAL NOT NULL,
  mistake TEXT,
  hints_shown INTEGER NOT NULL,
  after_solution INTEGER NOT NULL,
  time INTEGER NOT NULL
);
INSERT INTO attempt VALUES (1, '04-01-sampling', 'keep', -1, '0.5', 'wrong', 0.0, 'off-by-one', 1, 0, 1767225700000);
INSERT INTO attempt VALUES (2, '04-01-sampling', 'keep', -1, '0.25', 'correct', 1.0, NULL, 1, 0, 1767225800125);
CREATE INDEX attempt_of_exercise ON attempt (lesson, exercise, id);
CREATE TABLE hint (
  lesson TEXT NOT NULL,
  exercise TEXT NOT NULL,
  shown INTEGER NOT NULL,
  PRIMARY KEY (lesson, exercise)
) WITHOUT ROWID;
CREATE TABLE skip (
  lesson TEXT NOT NULL,
  exercise TEXT NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (lesson, exercise)
) WITHOUT ROWID;
CREATE TABLE solution_seen (
  lesson TEXT NOT NULL,
  exercise TEXT NOT NULL,
  seed INTEGER,
  time INTEGER NOT NULL
);
CREATE INDEX solution_seen_of_exercise ON solution_seen (lesson, exercise);
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO setting VALUES ('student_seed', '18446744073709551557');
INSERT INTO setting VALUES ('last_lesson', '04-01-sampling');
PRAGMA application_id = 1279607636;
PRAGMA user_version = 1;
