import Classroom
import Foundation
import Testing

@Suite("Grades as Gradescope's results")
struct GradescopeReportTests {
  struct Results: Decodable {
    var score: Double?
    var output: String?
    var execution_time: Double
    var visibility, stdout_visibility, output_format, test_output_format, test_name_format: String
    var tests: [Test]
  }
  struct Test: Decodable {
    var score, max_score: Double
    var status, name, number, output, visibility: String
    var tags: [String]
  }

  static func read(_ file: ReportFile) throws -> Results {
    try JSONDecoder().decode(Results.self, from: Data(file.text.utf8))
  }

  @Testing.Test(
    "one submission is results.json, with partial scores for each test and no total that could contradict them")
  func single() throws {
    let files = GradeReport(SampleGrades.single).files(.gradescope)
    #expect(files.map(\.name) == ["results.json"])
    let results = try Self.read(files[0])
    #expect(results.score == nil && results.output == nil)
    #expect(results.tests.map(\.score) == [2, 2.5, 0, 0])
    #expect(results.tests.map(\.max_score) == [2, 4, 1, 3])
    #expect(results.tests.map(\.status) == ["passed", "failed", "failed", "failed"])
    #expect(results.tests.map(\.tags) == [["correct"], ["partial"], ["wrong"], ["unanswered"]])
    #expect(results.tests.map(\.number) == ["1", "2", "3", "4"])
    #expect(results.tests[1].output == "Each element is kept, but the first ones too often.")
    #expect(results.tests.allSatisfy { $0.visibility == "visible" })
    #expect(results.stdout_visibility == "hidden")
  }

  @Testing.Test("the reason why a file could not be read is told above the tests")
  func unreadable() throws {
    let results = try Self.read(GradeReport([SampleGrades.ordinary[2]]).files(.gradescope)[0])
    #expect(results.output == "The file is not UTF-8: byte 17 is 0xFF.")
    #expect(results.tests.allSatisfy { $0.score == 0 && $0.status == "failed" })
  }

  @Testing.Test("several submissions have a file each, whose names stay in the folder and differ even without case")
  func severalFiles() throws {
    let twins = ["Ada", "ada", "ada-2", "a/da", "a_da"].map { SampleGrades.submission($0, [("e", .correct, 1, 1, "")]) }
    let files = GradeReport(SampleGrades.hostile + twins).files(.gradescope)
    #expect(files.count == SampleGrades.hostile.count + twins.count)
    #expect(Set(files.map { $0.name.lowercased() }).count == files.count)
    for file in files {
      let parts = file.name.split(separator: "/", omittingEmptySubsequences: false)
      #expect(parts.count == 2 && parts[0] == "results")
      let allowed = parts[1].utf8.allSatisfy { byte in
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8.contains(byte)
      }
      #expect(
        allowed && !parts[1].hasPrefix(".") && !parts[1].hasPrefix("-") && parts[1].hasSuffix(".json")
          && parts[1].utf8.count <= 120)
    }
  }

  @Testing.Test("text is declared to be plain, and holds no NUL, on which its database stops")
  func plainText() throws {
    for file in GradeReport(SampleGrades.hostile).files(.gradescope) {
      let results = try Self.read(file)
      #expect(
        [results.output_format, results.test_output_format, results.test_name_format] == ["text", "text", "text"])
      #expect(results.tests.allSatisfy { !$0.output.unicodeScalars.contains("\0") })
      #expect(!(results.output ?? "").unicodeScalars.contains("\0"))
    }
  }

  @Testing.Test("several submissions in one text are refused with the way out", arguments: [0, 2])
  func oneTextForSeveral(count: Int) {
    #expect(throws: ReportProblem.oneResultEach(count: count)) {
      try GradeReport(Array(SampleGrades.ordinary.prefix(count))).text(.gradescope)
    }
    #expect(
      ReportProblem.oneResultEach(count: 2).description
        == "a Gradescope results.json holds one submission, and here are 2: give --out DIR, which gets a file for each")
  }
}
