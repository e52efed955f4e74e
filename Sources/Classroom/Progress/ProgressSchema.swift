extension DatabaseSchema {
  /// The tables of a progress file; "LECT".
  package static let progress = DatabaseSchema(
    applicationID: 0x4C45_4354,
    steps: [
      // Times are milliseconds since 1970; seeds are the 64 bits of an unsigned number.
      """
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
      """
    ])
}
