import Classroom
import Foundation
import Testing

@Suite("Gradebook export")
struct GradebookExportTests {
  let folder: GradebookFolder
  let book: Gradebook
  private let sampling = "04-training-data/03-weighted-sampling"

  init() throws {
    folder = try GradebookFolder()
    book = try folder.open()
  }

  @Test("Canvas gets its columns, the row of points, and a score for whoever has one")
  func canvas() throws {
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 1.0 / 3), lesson: reservoirLesson)
    try book.add([
      grade("s001", [2, 2], after: 1), grade("s002", [1, 0.5]), grade("s001", [2], lesson: sampling),
    ])
    let text = try book.results().text(as: .canvas, titles: [reservoirLesson: "Reservoir, sampling (1234)"])
    #expect(
      text == """
        Student,ID,SIS User ID,SIS Login ID,Section,04-training-data/03-weighted-sampling,"Reservoir, sampling (1234)"\r
        "    Points Possible",,,,,2,4\r
        s001,,,s001,,2,2.67\r
        s002,,,s002,,,1.5\r

        """)
  }

  @Test("Moodle gets a column to know the student by and one for each grade item")
  func moodle() throws {
    try book.setDue(DueDate(time: noonOfMarch, timeZone: .gmt, penalty: 1.0 / 3), lesson: reservoirLesson)
    try book.add([grade("s001", [2, 2], after: 1), grade("s002", [1], lesson: sampling)])
    #expect(
      try book.results().text(as: .moodle) == """
        ID number,04-training-data/03-weighted-sampling,04-training-data/04-reservoir-sampling\r
        s001,,2.66667\r
        s002,1,\r

        """)
  }

  @Test("A name cannot become a formula, a row, a column or the row of points")
  func hostileNames() throws {
    let names = [
      "=HYPERLINK(\"http://x\")", "+1", "@a", "a,b", "c\r\nd,99,99", "Points Possible", "Points Possible\u{301}",
    ]
    try book.add(names.map { grade($0, [1]) })
    for format in [GradebookFormat.canvas, .moodle] {
      let lines = try book.results().text(as: format).components(separatedBy: "\r\n")
      #expect(lines.count == names.count + (format == .canvas ? 3 : 2))
      for line in lines { #expect(!line.contains { ["=", "+", "@"].contains($0) } || line.contains("'")) }
      if format == .canvas { #expect(lines.filter { $0.hasPrefix("Points") }.isEmpty) }
    }
    #expect(try book.results().text(as: .moodle).contains("c d,99,99") == true)
    let json = try book.results().text(as: .json)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    #expect(try decoder.decode(GradebookResults.self, from: Data(json.utf8)).students == names.sorted())
  }

  @Test("JSON holds what counts and why")
  func json() throws {
    try book.add([grade("s001", [2, 1])])
    try book.override(student: "s001", lesson: reservoirLesson, exercise: "e1", score: 2, reason: "fair")
    let text = try book.results().text(as: .json)
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("\"override\" : \"fair\""))
    #expect(text.contains("\"submitted\" : \"2026-03-01T12:00:00Z\""))
    #expect(text.contains("\"lesson\" : \"\(reservoirLesson)\""))
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    #expect(try decoder.decode(GradebookResults.self, from: Data(text.utf8)) == book.results())
  }
}
