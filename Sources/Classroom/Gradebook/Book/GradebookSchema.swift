extension DatabaseSchema {
  /// The tables of a gradebook; "LGBK".
  ///
  /// Rows are only ever added: a later row supersedes an earlier one, and triggers refuse every change of a row and
  /// every removal.
  package static let gradebook = DatabaseSchema(
    applicationID: 0x4C47_424B,
    steps: [
      // Times are milliseconds since 1970.
      """
      CREATE TABLE submission (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        student TEXT NOT NULL,
        lesson TEXT NOT NULL,
        digest TEXT NOT NULL,
        UNIQUE (student, lesson, digest)
      );
      CREATE TABLE grade (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        submission INTEGER NOT NULL REFERENCES submission (id),
        recorded INTEGER NOT NULL,
        submitted INTEGER NOT NULL,
        edition TEXT,
        file TEXT NOT NULL,
        problem TEXT,
        remarks TEXT
      );
      CREATE INDEX grade_of_submission ON grade (submission, id);
      CREATE TABLE exercise_grade (
        grade INTEGER NOT NULL REFERENCES grade (id),
        place INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        outcome TEXT NOT NULL,
        score REAL NOT NULL,
        possible INTEGER NOT NULL,
        message TEXT NOT NULL,
        seconds REAL NOT NULL,
        mistake TEXT,
        tries INTEGER,
        shape TEXT,
        PRIMARY KEY (grade, place)
      ) WITHOUT ROWID;
      CREATE TABLE override (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recorded INTEGER NOT NULL,
        student TEXT NOT NULL,
        lesson TEXT NOT NULL,
        exercise TEXT,
        score REAL,
        reason TEXT NOT NULL
      );
      CREATE TABLE due (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recorded INTEGER NOT NULL,
        lesson TEXT NOT NULL,
        time INTEGER,
        time_zone TEXT,
        penalty REAL,
        cut_off INTEGER
      );
      CREATE TABLE setting (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recorded INTEGER NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL
      );
      """ + keepingHistory(of: ["submission", "grade", "exercise_grade", "override", "due", "setting"])
    ])

  private static func keepingHistory(of tables: [String]) -> String {
    tables.flatMap { table in
      ["UPDATE", "DELETE"].map { change in
        """

        CREATE TRIGGER no_\(change.lowercased())_of_\(table) BEFORE \(change) ON \(table)
        BEGIN SELECT RAISE(ABORT, 'a gradebook keeps its history'); END;
        """
      }
    }.joined()
  }
}
