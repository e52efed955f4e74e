import Classroom
import Testing

@Suite("Grades as comma-separated values")
struct CSVReportTests {
  @Test("a row for each submission, two columns for each exercise, the reason last")
  func shape() throws {
    let rows = try #require(Self.read(try GradeReport(SampleGrades.ordinary).text(.csv)))
    #expect(
      rows[0] == [
        "student", "lesson", "score", "possible", "p-millionth outcome", "p-millionth score", "write-step outcome",
        "write-step score", "which-bias outcome", "which-bias score", "weighted outcome", "weighted score", "problem",
      ])
    #expect(rows.count == 5)
    #expect(
      rows[4] == [
        "s042", SampleGrades.lesson, "4.5", "10", "correct", "2", "partial", "2.5", "wrong", "0", "unanswered", "0", "",
      ])
    #expect(rows[3].first == "s013" && rows[3].last == "The file is not UTF-8: byte 17 is 0xFF.")
  }

  @Test("an exercise that only another lesson has leaves its cells empty")
  func severalLessons() throws {
    var other = SampleGrades.submission("s1", [("only-here", .correct, 1, 1, "")])
    other.lesson = "05-features/01-first"
    let rows = try #require(Self.read(try GradeReport([other] + SampleGrades.single).text(.csv)))
    #expect(rows[0].suffix(3) == ["only-here outcome", "only-here score", "problem"])
    #expect(rows[1].first == "s042" && rows[1].suffix(3) == ["", "", ""])
    #expect(
      rows[2] == ["s1", "05-features/01-first", "1", "1"] + Array(repeating: "", count: 8) + ["correct", "1", ""])
  }

  @Test("hostile names stay in their field")
  func hostile() throws {
    let text = try GradeReport(SampleGrades.hostile).text(.csv)
    let rows = try #require(Self.read(text))
    #expect(rows.count == SampleGrades.hostile.count + 1)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(!text.unicodeScalars.contains("\0"))
  }

  @Test(
    "text that a spreadsheet would run gets an apostrophe",
    arguments: [
      "=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\nx", "  =1", "\u{A0}=1", "＝1", "＋1", "－1", "＠x", "=\u{301}1",
    ])
  func formula(name: String) throws {
    let rows = try #require(Self.read(try GradeReport([SampleGrades.submission(name, [])]).text(.csv)))
    #expect(Array(rows[1][0].unicodeScalars) == Array(("'" + name).unicodeScalars))
  }

  @Test("numbers and harmless names have none", arguments: ["s042", "a=b", "1-2", "漢字", "O'Neil", ""])
  func harmless(name: String) throws {
    let rows = try #require(
      Self.read(try GradeReport([SampleGrades.submission(name, [("e", .partial, -0.5, 1, "")])]).text(.csv)))
    #expect(rows[1][0] == name)
    #expect(rows[1][2] == "-0.5")
  }

  /// The rows of RFC 4180's grammar, strictly: nil where the text leaves it.
  static func read(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var rest = Substring(text).unicodeScalars
    while !rest.isEmpty {
      var field = ""
      if rest.first == "\"" {
        rest.removeFirst()
        while true {
          guard let scalar = rest.popFirst() else { return nil }
          if scalar != "\"" {
            field.unicodeScalars.append(scalar)
          } else if rest.first == "\"" {
            field.unicodeScalars.append(rest.removeFirst())
          } else {
            break
          }
        }
      } else {
        while let scalar = rest.first, scalar != ",", scalar != "\r" {
          if scalar == "\"" || scalar == "\n" { return nil }
          field.unicodeScalars.append(rest.removeFirst())
        }
      }
      row.append(field)
      switch rest.popFirst() {
      case ",": break
      case "\r":
        guard rest.popFirst() == "\n" else { return nil }
        rows.append(row)
        row = []
      default: return nil
      }
    }
    return row.isEmpty ? rows : nil
  }
}
