import Checks
import Foundation
import Lessons
import Notebook
import Testing

@Suite("Writing lessons")
struct AuthoringTests {
  @Test("the student's edition has no key, judge, solution or wrong answer, and nothing else is missing")
  func studentEdition() throws {
    let edition = try StudentEdition(of: SampleLesson.bytes, path: "x.md")
    let text = edition.text
    #expect(
      edition.omissions.description == "5 keys, 1 expected block, 1 probe, 1 judge, 6 solutions and 6 wrong answers")
    for secret in [
      "yaml key", "swift expected", "swift probe", "swift judge", "### Solution", "### Wrong answer", "swift answer",
      "text answer",
      "0.0005", "2.95", "first-is-favored", "n-minus-one", "right: fixed-range", "You leave out",
    ] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(text.contains("\n\n## Exercise: The rate\n"))
    let document = LessonDocument.parse(text.utf8, path: "x.md")
    #expect(document.problems == [])
    let student = try #require(document.lesson)
    let full = try #require(LessonDocument.parse(SampleLesson.bytes, path: "x.md").lesson)
    #expect(student.edition == .student)
    #expect(student.steps.map(\.id) == full.steps.map(\.id))
    #expect(student.cells.map(\.code) == full.cells.map(\.code))
    for (one, other) in zip(student.exercises, full.exercises) {
      #expect(one.prompt.markdown == other.prompt.markdown)
      #expect(one.hints.map(\.markdown) == other.hints.map(\.markdown))
      #expect(one.points == other.points)
      #expect(one.solution == nil)
      #expect(one.wrongAnswers.isEmpty)
    }
    #expect(throws: StudentEditionError.already(path: "x.md")) { try StudentEdition(of: text.utf8, path: "x.md") }
  }

  @Test("a student's edition that still holds a secret part has a problem")
  func leaked() throws {
    let text = SampleLesson.text(replacing: "minutes: 25", with: "minutes: 25\nedition: student")
    let sentences = LessonDocument.parse(text.utf8, path: "x.md").problems.map(\.sentence)
    #expect(sentences.contains("a student's edition has no block “yaml key”"))
    #expect(sentences.contains("a student's edition has no block “swift probe”"))
    #expect(sentences.contains("a student's edition has no block “swift judge”"))
    #expect(sentences.contains("a student's edition has no section “Solution”"))
  }

  @Test(
    "the lesson that `author new` writes has no problems",
    arguments: ["My lesson", "A \"quoted\": title\n# and more", "\\"])
  func template(_ title: String) {
    let document = LessonDocument.parse(LessonTemplate.text(title: title, chapter: 4).utf8, path: "new.md")
    #expect(document.problems == [])
    #expect(document.lesson?.title == title.replacing("\n", with: " "))
    #expect(document.lesson?.exercises.map(\.task.kind) == ["number", "choice", "order", "code"])
  }

  // MARK: The linter

  /// A kernel for the sample lesson that does everything right.
  static let script = ScriptedRunner.script { script in
    script.variant = { variant, expected, wrong in
      let k = variant.pick("k", from: [500, 100, 200, 1_000])
      let n = variant.pick("n", from: [1_000_000, 200_000, 5_000_000])
      expected["enters"] = Double(k) / Double(n)
      expected["first-stays"] = Double(k) / Double(n)
      wrong["first-is-favored"] = [Double(k) / Double(n), 1.0]
    }
    script.probe = { answer, _ in
      if answer.contains("n - 1") { return [("step", "[0,1,2,3,4]")] }
      return [("step", answer.contains("{ 0 }") ? "[0,0,0,0,0]" : "[1,2,3,4,5]")]
    }
    script.judge = { seen, _ in
      let step = try seen.value("step", as: [Int].self, count: 5)
      if step == [1, 2, 3, 4, 5] { return .correct }
      return step == [0, 1, 2, 3, 4] ? .mistake("n-minus-one") : .wrong("The first is \(step[0]).")
    }
  }

  private func lint(
    _ text: String = SampleLesson.text, _ change: (inout ScriptedRunner.Script) -> Void = { _ in }
  ) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lint-\(UUID().uuidString).md")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var script = Self.script
    change(&script)
    let made = script
    let findings = try LessonLinter { ScriptedRunner(made) }.check(file.path)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(findings.allSatisfy { (1...lines.count).contains($0.line) })
    return findings.map { "\($0.exercise ?? "-"): \($0.sentence)" }
  }

  @Test("a sound lesson has no findings")
  func sound() throws {
    #expect(try lint() == [])
  }

  @Test("a cell that does not run is found")
  func cell() throws {
    let outcome = CellOutcome(status: .faulted, fault: CellFault(message: "division by zero", line: 1))
    let findings = try lint { $0.outcomes = [("slots.count", outcome)] }
    #expect(findings.first == "-: the cell “inclusion” does not run: division by zero")
  }

  @Test("a canonical answer that is not the computed one is found")
  func canonical() throws {
    #expect(
      try lint(SampleLesson.text(replacing: "canonical: [0.0005, 0.0005]", with: "canonical: [0.0005, 0.005]"))
        == ["millionth-tweet: `canonical` is 0.005 for “first-stays”, and the answer of seed 0 is 0.0005"])
  }

  @Test("a wrong answer that is right for some seed is found with the seeds")
  func coinciding() throws {
    let findings = try lint {
      $0.variant = { variant, expected, wrong in
        let k = variant.pick("k", from: [500, 100])
        _ = variant.pick("n", from: [1_000_000])
        expected["enters"] = Double(k)
        expected["first-stays"] = 1.0
        wrong["first-is-favored"] = [500.0, 1.0]
      }
    }
    let finding = try #require(findings.first { $0.contains("is the right answer") })
    #expect(finding.hasPrefix("millionth-tweet: “first-is-favored” is the right answer for seeds 0, "))
  }

  @Test("a variant that is not the same twice, or gives no finite answer, is found")
  func variants() throws {
    let calls = Counter()
    let changing = try lint {
      $0.variant = { variant, expected, wrong in
        calls.add()
        variant["k"] = calls.count
        variant["n"] = 2
        expected["enters"] = 0.5
        expected["first-stays"] = 0.5
        wrong["first-is-favored"] = [0.5, 1.0]
      }
    }
    #expect(changing == ["millionth-tweet: the variant of seed 0 is not the same when it is evaluated again"])
    let infinite = try lint {
      $0.variant = { variant, expected, _ in
        variant["k"] = 1
        variant["n"] = 0
        expected["enters"] = Double.infinity
        expected["first-stays"] = 0.5
      }
    }
    #expect(infinite.contains("millionth-tweet: the `expected` block gives no finite number expected[\"enters\"]"))
  }

  @Test("a solution that fails is found with the judge's sentence")
  func solution() throws {
    let findings = try lint { $0.judge = { _, seed in seed == 7 ? .wrong("Never.") : .correct } }
    #expect(findings.contains("write-step: the solution does not pass for seed 7: Never."))
  }

  @Test("a wrong answer in code that passes, or earns another hint, is found")
  func wrongCode() throws {
    let findings = try lint {
      $0.judge = { seen, _ in
        let step = try seen.value("step", as: [Int].self, count: 5)
        return step == [1, 2, 3, 4, 5] ? .correct : .wrong("No.")
      }
    }
    #expect(
      findings == [
        "write-step: “n-minus-one” does not earn its own hint for seeds 0, 1, 2, 3, 4 and 16 more: No."
      ])
    let passing = try lint { $0.probe = { _, _ in [("step", "[1,2,3,4,5]")] } }
    #expect(passing.contains("write-step: “n-minus-one” is judged right for seeds 0, 1, 2, 3, 4 and 16 more"))
    #expect(passing.contains("write-step: the starter passes as it is for seeds 0, 1, 2, 3, 4 and 16 more"))
  }

  @Test("a judge that calls forged observations right, or is stopped by them, is found")
  func forgeries() throws {
    let trusting = try lint {
      $0.probe = { answer, _ in
        [("step", answer.contains("n - 1") ? "[0]" : answer.contains("{ 0 }") ? "[5]" : "[1.5]")]
      }
      $0.judge = { seen, _ in
        let step = try seen.value("step", as: [Double].self, finite: false)
        if step.contains(where: { abs($0 - 1.5) > 1e-9 }) {
          return step == [0] ? .mistake("n-minus-one") : .wrong("No.")
        }
        return .correct
      }
    }
    #expect(
      trusting == [
        "write-step: the judge calls it right when “step” is empty",
        "write-step: the judge calls it right when “step” holds NaN for every number",
      ])
    struct Broken: Error {}
    let failing = try lint {
      $0.judge = { seen, seed in
        guard seen.names.contains("step") else { throw Broken() }
        return try Self.script.judge(seen, seed)
      }
    }
    #expect(
      failing == [
        "write-step: the judge fails when nothing is observed: it throws: Broken()",
        "write-step: the judge fails when “step” is missing: it throws: Broken()",
      ])
  }

  /// The sample with a visible check.
  private static let checked = SampleLesson.text(
    replacing: "```swift probe",
    with: "```swift check\ncheck(step(2) == 2 + 0 * Int(seed), \"two\")\n```\n\n```swift probe")

  @Test("a visible check that the solution does not pass is found, and one that says nothing")
  func visibleChecks() throws {
    let failing = try lint(Self.checked) {
      $0.checks = { _, seed in [CheckRun.Report(sentence: "two", isPassed: seed != 7, error: seed == 7 ? "No()" : nil)]
      }
    }
    #expect(
      failing == ["write-step: the solution does not pass the visible check “two” for seed 7: it threw No()"])
    #expect(
      try lint(Self.checked) == [
        "write-step: the block `check` checks nothing for some seeds: say `check(condition, \"sentence\")`"
      ])
    #expect(try lint(Self.checked) { $0.checks = { _, _ in [CheckRun.Report(sentence: "two", isPassed: true)] } } == [])
  }

  @Test("a visible check belongs to a code exercise, and sees only what is recorded for students")
  func misplacedChecks() {
    let elsewhere = SampleLesson.text(
      replacing: "```yaml key\nrelative", with: "```swift check\ncheck(true, \"yes\")\n```\n\n```yaml key\nrelative")
    #expect(
      LessonDocument.parse(elsewhere.utf8, path: "x.md").problems.map(\.sentence) == [
        "“swift check” is for code and design exercises"
      ])
    let unknown = Self.checked.replacing("step(2) == 2 +", with: "step({{k}}) == 2 +")
    #expect(
      LessonDocument.parse(unknown.utf8, path: "x.md").problems.map(\.sentence) == [
        "{{k}} is recorded nowhere in the `variant` block"
      ])
  }

  @Test("steps that are taller than a screen are remarked on")
  func tall() throws {
    let long = (1...30).map { "Line \($0).\n" }.joined(separator: "\n")
    let findings = try lint(SampleLesson.text(replacing: "Then draw.", with: long))
    #expect(findings.count == 1)
    #expect(findings[0].hasPrefix("-: this step takes 59 lines; a screen has 24"))
    let table =
      "| a | b |\n|---|---|\n" + String(repeating: "| ~~1~~ | https://example.org |\n", count: 30) + "\n- [ ] to do"
    #expect(try lint(SampleLesson.text(replacing: "Then draw.", with: table)).count == 1)
    let wide = String(repeating: "word ", count: 16 * 20)
    #expect(try lint(SampleLesson.text(replacing: "Then draw.", with: wide)) == [])
  }

  @Test("links to files and headings that are not there are found")
  func links() throws {
    let text = SampleLesson.text(
      replacing: "Then draw.",
      with: """
        [one](#the-three-steps) [two](#the-tree-steps) [three](nowhere.md) [four](https://example.org/a)
        [five](https://) [six](.) [seven](javascript:alert) [eight](#what-comes-next)
        """)
    let findings = try lint(text)
    #expect(
      findings == [
        "-: the link to “#the-tree-steps” is dead: there is no heading for “#the-tree-steps”; did you mean “the-three-steps”?",
        "-: the link to “nowhere.md” is dead: there is no such file",
        "-: the link to “https://” is dead: it is not a web address",
        "-: the link to “javascript:alert” is dead: “javascript:” is not a kind of address that lessons link to",
      ])
  }
}
