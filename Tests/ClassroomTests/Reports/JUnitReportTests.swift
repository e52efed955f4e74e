import Classroom
import Foundation
import FoundationXML
import Testing

@Suite("Grades as JUnit XML")
struct JUnitReportTests {
  @Test("each outcome is told in its own element, and the suite counts them")
  func outcomes() throws {
    let suites = try XMLTree.read(GradeReport(SampleGrades.ordinary).text(.junit)).children
    #expect(suites.map { $0.attributes["name"] } == ["s007", "s007", "s013", "s042"])
    #expect(suites.map { $0.attributes["id"] } == ["0", "1", "2", "3"])
    func told(_ suite: XMLTree) -> [String] {
      suite.children.filter { $0.name == "testcase" }.map {
        $0.children.first.map { "\($0.name) \($0.attributes["type"] ?? "")" } ?? "passed"
      }
    }
    #expect(told(suites[0]) == ["passed", "passed", "failure partial", "error refused"])
    #expect(told(suites[1]) == ["passed", "error error", "error timeout", "error crashed"])
    #expect(told(suites[3]) == ["passed", "failure partial", "failure wrong", "skipped "])
    for suite in suites {
      let cases = suite.children.filter { $0.name == "testcase" }
      #expect(suite.attributes["tests"] == String(cases.count))
      for (attribute, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
        #expect(suite.attributes[attribute] == String(cases.count { $0.children.first?.name == element }))
      }
      #expect(cases.allSatisfy { $0.attributes["classname"] == SampleGrades.lesson })
      #expect(suite.attributes["timestamp"] == "2026-09-10T00:26:40")
    }
  }

  @Test("hostile texts come back from a reader of XML as they were, but for what XML cannot hold")
  func roundTrip() throws {
    let read = try XMLTree.read(GradeReport(SampleGrades.hostile).text(.junit)).children
    let sorted = SampleGrades.hostile.sorted { ($0.student, $0.file, $0.digest) < ($1.student, $1.file, $1.digest) }
    #expect(read.count == sorted.count)
    for (suite, grade) in zip(read, sorted) {
      let cases = suite.children.filter { $0.name == "testcase" }
      for (testcase, exercise) in zip(cases, grade.exercises) {
        let expected = Self.allowed(exercise.message)
        guard let told = testcase.children.first else { continue }
        #expect(told.attributes["message"].map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
        if told.name != "skipped" {
          #expect(Array(told.text.unicodeScalars) == Array("0 of 1: \(expected)".unicodeScalars))
        }
      }
      #expect(suite.children.last?.text == Self.allowed(grade.problem ?? ""))
    }
  }

  @Test("no byte is in the file that XML forbids")
  func noForbiddenCharacter() throws {
    let scalars = try GradeReport(SampleGrades.hostile).text(.junit).unicodeScalars
    #expect(scalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
    #expect(!scalars.contains("\u{FFFE}") && !scalars.contains("\u{FFFF}"))
  }

  @Test("a time that no calendar has is moved to the nearest that the schema takes", arguments: [-1e300, .nan, 1e300])
  func strangeTimes(submitted: Double) throws {
    var grade = SampleGrades.ordinary[0]
    grade.submitted = submitted
    let suite = try XMLTree.read(GradeReport([grade]).text(.junit)).children[0]
    let stamp = try #require(suite.attributes["timestamp"])
    #expect(stamp == (submitted > 0 ? "9999-12-31T23:59:59" : "1970-01-01T00:00:00"))
  }

  @Test("seconds below nothing and without bound are plain decimals")
  func strangeSeconds() throws {
    var grade = SampleGrades.single[0]
    grade.exercises[0].seconds = -3
    grade.exercises[1].seconds = 1e21
    grade.exercises[2].seconds = .nan
    grade.exercises[3].seconds = 0.0000001
    let cases = try XMLTree.read(GradeReport([grade]).text(.junit)).children[0].children.filter {
      $0.name == "testcase"
    }
    #expect(cases.map { $0.attributes["time"] } == ["0", "1000000000000000000000", "0", "0"])
  }

  /// `text` as XML can hold it, written apart from the code under test.
  private static func allowed(_ text: String) -> String {
    let forbidden = Set(
      (0...31).compactMap(Unicode.Scalar.init).filter { !"\t\n\r".unicodeScalars.contains($0) } + [
        "\u{FFFE}", "\u{FFFF}",
      ])
    var out = ""
    for scalar in text.unicodeScalars { out.unicodeScalars.append(forbidden.contains(scalar) ? "\u{FFFD}" : scalar) }
    return out
  }
}

/// An element as Foundation's reader of XML sees it.
final class XMLTree: NSObject, XMLParserDelegate {
  let name: String
  let attributes: [String: String]
  private(set) var children: [XMLTree] = []
  private(set) var text = ""
  private var open: [XMLTree] = []

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a document, whose name is asserted to be `testsuites`.
  static func read(_ text: String) throws -> XMLTree {
    let reader = XMLTree(name: "", attributes: [:])
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let root = try #require(reader.children.first)
    #expect(root.name == "testsuites")
    return root
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let child = XMLTree(name: element, attributes: attributes)
    (open.last ?? self).children.append(child)
    open.append(child)
  }

  func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    open.last?.text += string
  }
}
