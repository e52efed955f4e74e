internal import Foundation
internal import Lessons

/// Grades as JUnit XML: a suite for each submission, a case for each exercise.
///
/// | outcome | in the case |
/// |---|---|
/// | correct | nothing: it passed |
/// | partial, wrong | `failure`: the answer was judged |
/// | error, timeout, crashed, refused | `error`: there was nothing to judge |
/// | unanswered | `skipped`: nothing was handed in |
///
/// What was wrong with the file as a whole stands in `system-err`, the remarks about it in `system-out`.
///
/// The document is valid by both schemas in use: `junit-10.xsd` of Jenkins' xUnit plugin, and `JUnit.xsd` for Apache
/// Ant, which is the stricter one (a time stamp without zone, a host, a package, `system-out` and `system-err`).
struct JUnitReport {
  let text: String

  init(_ grades: [GradedSubmission]) {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for (index, grade) in grades.enumerated() { Self.write(grade, index: index, to: &out) }
    text = out + "</testsuites>\n"
  }

  private static func write(_ grade: GradedSubmission, index: Int, to out: inout String) {
    func count(_ kind: Kind) -> String { String(grade.exercises.count { Kind($0.outcome) == kind }) }
    let suite = attributes([
      ("name", name(grade.student)), ("package", grade.lesson), ("id", String(index)),
      ("timestamp", timestamp(grade.submitted)), ("hostname", "localhost"), ("tests", String(grade.exercises.count)),
      ("failures", count(.failure)), ("errors", count(.error)), ("skipped", count(.skipped)),
      ("time", ReportNumber.seconds(grade.exercises.reduce(0) { $0 + $1.seconds })),
    ])
    out += "  <testsuite\(suite)>\n    <properties>\n"
    let properties = [
      ("file", grade.file), ("score", ReportNumber.score(grade.score)), ("possible", String(grade.possible)),
    ]
    for (key, value) in properties { out += "      <property\(attributes([("name", key), ("value", value)]))/>\n" }
    out += "    </properties>\n"
    for exercise in grade.exercises { write(exercise, of: grade, to: &out) }
    let remarks = (grade.remarks ?? []).joined(separator: "\n")
    out += "    <system-out>\(escaped(remarks, inAttribute: false))</system-out>\n"
    out += "    <system-err>\(escaped(grade.problem ?? "", inAttribute: false))</system-err>\n  </testsuite>\n"
  }

  private static func write(_ exercise: GradedExercise, of grade: GradedSubmission, to out: inout String) {
    let place = attributes([
      ("name", name(exercise.id)), ("classname", name(grade.lesson)), ("time", ReportNumber.seconds(exercise.seconds)),
    ])
    out += "    <testcase\(place)"
    let message = ("message", exercise.message)
    let points = "\(ReportNumber.score(exercise.score)) of \(exercise.possible)"
    let body = escaped("\(points): \(exercise.message)", inAttribute: false)
    switch Kind(exercise.outcome) {
    case .passed: out += "/>\n"
    case .skipped: out += ">\n      <skipped\(attributes([message]))/>\n    </testcase>\n"
    case .failure, .error:
      let element = Kind(exercise.outcome) == .error ? "error" : "failure"
      let details = attributes([("type", exercise.outcome.rawValue), message])
      out += ">\n      <\(element)\(details)>\(body)</\(element)>\n    </testcase>\n"
    }
  }

  private enum Kind {
    case passed, failure, error, skipped

    init(_ outcome: Judgement.Outcome) {
      switch outcome {
      case .correct: self = .passed
      case .partial, .wrong: self = .failure
      case .error, .timeout, .crashed, .refused: self = .error
      case .unanswered: self = .skipped
      }
    }
  }

  /// The schema wants names that are not empty once blanks are stripped.
  private static func name(_ text: String) -> String {
    text.unicodeScalars.allSatisfy { [" ", "\t", "\n", "\r"].contains($0) } ? "(no name)" : text
  }

  /// UTC without a zone, as the schema wants it; times outside the years 1970 to 9999 are moved to their ends.
  private static func timestamp(_ seconds: Double) -> String {
    let clamped = seconds.isFinite ? min(max(seconds, 0), 253_402_300_799) : 0
    return String(Date(timeIntervalSince1970: clamped.rounded(.down)).formatted(.iso8601).dropLast())
  }

  private static func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0)=\"\(escaped($1, inAttribute: true))\"" }.joined()
  }

  /// Line breaks and tabs become references in attributes, where a reader would make blanks of them, and a carriage
  /// return everywhere, because a reader would make a line feed of it.
  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var out = ""
    for scalar in ForeignText.withoutControls(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"" where inAttribute: out += "&quot;"
      case "\r": out += "&#13;"
      case "\n" where inAttribute: out += "&#10;"
      case "\t" where inAttribute: out += "&#9;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
