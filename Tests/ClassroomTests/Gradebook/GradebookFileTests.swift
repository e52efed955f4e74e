import Classroom
import Foundation
import Testing

@Suite("Gradebook file")
struct GradebookFileTests {
  let folder: GradebookFolder

  init() throws {
    folder = try GradebookFolder()
  }

  @Test("Rows can be added, and neither changed nor removed, not even from outside")
  func keepsHistory() throws {
    let book = try folder.open()
    try book.add([grade("ada", [2, 1])])
    try book.override(student: "ada", lesson: reservoirLesson, score: 4, reason: "r")
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt), lesson: reservoirLesson)
    try book.setPolicy(.best)
    for table in ["submission", "grade", "exercise_grade", "override", "due", "setting"] {
      let column = ["submission": "student", "setting": "name", "exercise_grade": "score"][table] ?? "recorded"
      #expect(throws: (any Error).self) { try folder.execute("UPDATE \(table) SET \(column) = 0") }
      #expect(throws: (any Error).self) { try folder.execute("DELETE FROM \(table)") }
      #expect(try folder.fetchInt("SELECT count(*) FROM \(table)")! > 0)
    }
    #expect(try book.score("ada") == 4)
  }

  @Test("A file of a newer version is refused with what to do, and left as it is")
  func newerVersion() throws {
    do { _ = try folder.open() }
    try folder.execute("PRAGMA user_version = 9")
    let error = #expect(throws: GradebookError.self) { try folder.open() }
    #expect(error == .newerVersion(file: folder.file, found: 9, known: DatabaseSchema.gradebook.version))
    #expect(error?.description.contains("update lectern") == true)
    #expect(try folder.fetchInt("PRAGMA user_version") == 9)
  }

  @Test("A file of an older version is brought up to date and keeps its grades")
  func olderVersion() throws {
    do { try folder.open().add([grade("ada", [2])]) }
    var next = DatabaseSchema.gradebook
    next.steps.append("CREATE TABLE note (id INTEGER PRIMARY KEY);")
    let book = try Gradebook(at: folder.file, schema: next)
    #expect(try book.score("ada") == 2)
    #expect(try folder.fetchInt("PRAGMA user_version") == next.version)
  }

  @Test("A damaged file, another program's and a progress file are refused and left byte for byte")
  func unusable() throws {
    let bytes = Data("this is no database, however long one looks at it. ".utf8) + Data(repeating: 7, count: 4096)
    try bytes.write(to: folder.file)
    #expect(throws: GradebookError.self) { try folder.open() }
    #expect(try Data(contentsOf: folder.file) == bytes)

    try FileManager.default.removeItem(at: folder.file)
    try folder.execute("CREATE TABLE mine (a); PRAGMA user_version = 1")
    let before = try Data(contentsOf: folder.file)
    let error = #expect(throws: GradebookError.self) { try folder.open() }
    #expect(error == .unusable(file: folder.file, why: "it is a database of another program"))
    #expect(try Data(contentsOf: folder.file) == before)

    let progress = folder.url.appending(path: "progress.sqlite")
    _ = try ProgressStore(at: progress)
    #expect(throws: GradebookError.self) { try Gradebook(at: progress) }
  }

  @Test("Asking a book that is not there says so and makes none")
  func missing() throws {
    let error = #expect(throws: GradebookError.self) { try Gradebook(at: folder.file, isMade: false) }
    #expect(error == .missing(file: folder.file))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("Two programs may write into one book")
  func twoPrograms() throws {
    let (one, other) = (try folder.open(), try folder.open())
    try one.add([grade("ada", [2])])
    try other.add([grade("bob", [1])])
    #expect(try one.results().students == ["ada", "bob"])
    #expect(try other.results() == one.results())
  }

  @Test("The book is in the state directory unless told otherwise")
  func place() {
    #expect(
      StateDirectory.gradebookFile(environment: ["XDG_STATE_HOME": "/s"]).path == "/s/lectern/gradebook.sqlite")
  }
}
