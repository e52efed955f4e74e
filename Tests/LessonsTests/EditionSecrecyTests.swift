import Checks
import Foundation
import Lessons
import Notebook
import Testing

/// What a student's edition must not hold, looked for in the editions of all lessons that ship and of the template.
@Suite("A student's edition keeps the secrets")
struct EditionSecrecyTests {
  /// A lesson and its two editions.
  struct Pair: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String
    var edition: String
    var full: Lesson
    var student: Lesson

    var testDescription: String { name }

    init(name: String, source: String) throws {
      self.name = name
      self.source = source
      edition = try StudentEdition(of: source.utf8, path: "\(name).md").text
      full = try #require(LessonDocument.parse(source.utf8, path: "\(name).md").lesson)
      let document = LessonDocument.parse(edition.utf8, path: "\(name).md")
      #expect(document.problems == [])
      student = try #require(document.lesson)
    }
  }

  static let pairs: [Pair] = {
    do {
      var pairs = [
        try Pair(name: "template", source: LessonTemplate.text(title: "New", chapter: 4)),
        try Pair(name: "sample", source: SampleLesson.text),
      ]
      for entry in ShippedLessonsTests.catalog.entries {
        pairs.append(try Pair(name: entry.name, source: try String(contentsOfFile: entry.path, encoding: .utf8)))
      }
      return pairs
    } catch {
      fatalError("\(error)")
    }
  }()

  // MARK: What is read from it

  @Test("it parses to exercises without key, probe, judge, answers and solutions", arguments: pairs)
  func parts(_ pair: Pair) {
    #expect(pair.student.edition == .student)
    #expect(pair.student.steps.map(\.id) == pair.full.steps.map(\.id))
    #expect(pair.student.cells.map(\.code) == pair.full.cells.map(\.code))
    #expect(pair.student.exercises.count == pair.full.exercises.count)
    for (exercise, full) in zip(pair.student.exercises, pair.full.exercises) {
      #expect(exercise.expected == nil)
      #expect(exercise.solution == nil)
      #expect(exercise.solutionAnswer == nil)
      #expect(exercise.wrongAnswers.isEmpty)
      #expect(exercise.prompt.markdown == full.prompt.markdown)
      #expect(exercise.hints.map(\.markdown) == full.hints.map(\.markdown))
      #expect(exercise.points == full.points)
      #expect(exercise.tries == full.tries)
      switch (exercise.task, full.task) {
      case (.number(let task), .number(let all)):
        #expect(task.key == nil)
        #expect(task.parts == all.parts)
      case (.choice(let task), .choice): #expect(task.key == nil)
      case (.order(let task), .order): #expect(task.right == nil)
      case (.match(let task), .match): #expect(task.pairs == nil)
      case (.code(let task), .code(let all)), (.design(let task), .design(let all)):
        #expect(task.probe == nil)
        #expect(task.judge == nil)
        #expect(task.starter?.text == all.starter?.text)
        #expect(task.checks.count == all.checks.count)
        if pair.name != "sample" { #expect(!task.checks.isEmpty, "\(full.id) shows its students no check") }
      default: Issue.record("another kind")
      }
    }
  }

  @Test("the order of what is to be chosen says nothing: it is the same however the lesson lists it")
  func order() throws {
    let lines = SampleLesson.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    /// The sample with the entries of one list turned around.
    func turned(_ first: String, _ count: Int) throws -> String {
      let start = try #require(lines.firstIndex { $0 == "  - id: \(first)" })
      var entries = (0..<count).map { Array(lines[(start + 2 * $0)..<(start + 2 * $0 + 2)]) }
      entries.reverse()
      var text = lines
      text.replaceSubrange(start..<(start + 2 * count), with: entries.flatMap(\.self))
      return text.joined(separator: "\n")
    }
    let edition = try StudentEdition(of: SampleLesson.bytes, path: "x.md").text
    for (first, count) in [("fixed-range", 3), ("early-favored", 2), ("fill", 4), ("convenience", 3)] {
      let other = try turned(first, count)
      #expect(other != SampleLesson.text)
      #expect(try StudentEdition(of: other.utf8, path: "x.md").text == edition)
    }
  }

  @Test("the lists of an order do not stand in the right order", arguments: pairs)
  func rightOrder(_ pair: Pair) {
    for (exercise, full) in zip(pair.student.exercises, pair.full.exercises) {
      guard case .order(let task) = exercise.task, case .order(let all) = full.task, let right = all.right else {
        continue
      }
      #expect(Array(task.items.map(\.id).prefix(right.count)) != right, "\(exercise.id)")
    }
  }

  // MARK: Lines

  /// Secret lines that stand in a public place, too, as they may: lesson, exercise, line, why.
  static let publicLines: [(lesson: String, exercise: String, line: String, why: String)] = [
    (
      "01-the-library-in-ten-minutes", "wrong-rows", "let wine = try Wine.load()",
      "the visible check looks at the same table, on other folds"
    ),
    (
      "01-the-library-in-ten-minutes", "wrong-rows", "let cancer = try BreastCancer.load()",
      "the first cell of the lesson loads it"
    ),
    (
      "02-stratified-sampling", "write-stratified-split", "let strata = Strata(labels)",
      "the prose before the exercise says to use it, and a cell shows how"
    ),
    (
      "02-stratified-sampling", "write-stratified-split", "var rng = SeededGenerator(seed: seed)",
      "the judge draws its tables as every cell draws"
    ),
    (
      "03-weighted-sampling", "time-constant", "let stream = try DriftingStream(",
      "the judge measures with the same world as the cell that the exercise assumes"
    ),
    (
      "04-reservoir-sampling", "three-steps", "var reservoir: [Int] = []",
      "the probe and the visible check begin with an empty reservoir, as the prompt says"
    ),
  ]

  /// The lines of all that is secret in an exercise.
  private static func secretLines(_ exercise: Exercise) -> [String] {
    var texts = [exercise.expected?.text, exercise.solution?.markdown, exercise.solutionAnswer?.text]
    for wrong in exercise.wrongAnswers {
      texts += ["Wrong answer: \(wrong.id)", wrong.hint.markdown, wrong.answer?.text]
    }
    switch exercise.task {
    case .code(let task), .design(let task): texts += [task.probe?.text, task.judge?.text]
    default: break
    }
    return texts.compactMap(\.self).flatMap { $0.split(separator: "\n") }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  /// Whether a line says enough to be looked for: three words or more, with 14 letters and digits. "} else {" does not.
  private static func saysSomething(_ line: String) -> Bool {
    line.split(separator: " ").count >= 3 && line.count { $0.isLetter || $0.isNumber } >= 14
  }

  @Test("no line of a secret part stands in it", arguments: pairs)
  func lines(_ pair: Pair) {
    let edition = Set(
      pair.edition.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    for exercise in pair.full.exercises {
      // What a student is given may come back in what is secret: a solution begins with the starter's declaration.
      var given = [exercise.given?.text]
      if case .code(let task) = exercise.task { given.append(task.starter?.text) }
      if case .design(let task) = exercise.task { given.append(task.starter?.text) }
      let known = Set(
        given.compactMap(\.self).flatMap { $0.split(separator: "\n") }.map { $0.trimmingCharacters(in: .whitespaces) })
      for line in Self.secretLines(exercise) where Self.saysSomething(line) && !known.contains(line) {
        let isPublic = Self.publicLines.contains {
          $0.lesson == pair.name && $0.exercise == exercise.id && $0.line == line
        }
        #expect(edition.contains(line) == isPublic, "\(exercise.id): \(line)")
      }
    }
    for word in [
      "```yaml key", "swift expected", "swift probe", "swift judge", "swift answer", "text answer", "### Solution",
      "### Wrong answer", "tolerance", "canonical", "wrong[", "expected[", "<!--",
    ] {
      #expect(!pair.edition.contains(word), "\(word)")
    }
  }

  // MARK: Numbers

  /// A number as digits without sign, point, leading and trailing zeros, and its power of ten: 0.0360 is 36 and -2.
  private struct Digits: Hashable {
    var digits: String
    var exponent: Int

    init?(_ text: String) {
      let parts = text.lowercased().split(separator: "e")
      guard let number = parts.first else { return nil }
      let pieces = number.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
      let fraction = pieces.count > 1 ? String(pieces[1]) : ""
      var digits = String(pieces[0]) + fraction
      var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
      while digits.hasSuffix("0") {
        digits.removeLast()
        exponent += 1
      }
      digits = String(digits.drop { $0 == "0" })
      guard !digits.isEmpty else { return nil }
      self.digits = digits
      self.exponent = exponent
    }
  }

  /// How a right number may be written: in full, and rounded to 3 to 6 digits, as the solution shows it; a share as a
  /// percentage, too, and a percentage as a share. Forms with fewer than three digits are left out: anything has them.
  private static func forms(_ number: Double, isPercentage: Bool) -> Set<Digits> {
    guard number.isFinite, number != 0 else { return [] }
    let others = isPercentage ? [number / 100] : abs(number) < 1 ? [100 * number] : []
    var texts: [String] = []
    for number in [number] + others {
      texts.append("\(number)")
      for digits in 3...6 { texts.append(String(format: "%.\(digits - 1)e", number)) }
    }
    return Set(texts.compactMap(Digits.init).filter { $0.digits.count >= 3 })
  }

  /// All numbers of a text, without the commas and underscores between groups.
  private static func numbers(in text: String) -> Set<Digits> {
    Set(
      text.matches(of: /(?:[0-9]+(?:[,_][0-9]{3})*)?\.?[0-9]+(?:e[-+]?[0-9]+)?/).flatMap { match -> [String] in
        let text = String(match.output).replacing("_", with: "")
        // `[100,200]` is two numbers, and 100,200 may be one.
        return [text.replacing(",", with: "")] + text.split(separator: ",").map(String.init)
      }.compactMap(Digits.init))
  }

  @Test("no right number of three or more digits stands in it, for any of 21 students", arguments: pairs)
  func numbers(_ pair: Pair) throws {
    #expect(try Self.rightNumbers(in: pair) == [])
  }

  @Test("a right number in the prose is found, in full, rounded, or as a share")
  func foundNumbers() throws {
    for text in ["2.95", "It is 2.950%.", "[0.0295]", "x = 2.95e0"] {
      let source = SampleLesson.text(replacing: "A stream never ends.", with: text)
      #expect(try Self.rightNumbers(in: Pair(name: "x", source: source)) == ["the-rate: 2.95"], "\(text)")
    }
    let source = SampleLesson.text(replacing: "A stream never ends.", with: "12.95, 2.951 and 295")
    #expect(try Self.rightNumbers(in: Pair(name: "x", source: source)) == [])
  }

  /// The right numbers, and the secret ones of the variants, that stand in the edition or in what a student sees of it.
  private static func rightNumbers(in pair: Pair) throws -> [String] {
    var all: [String] = []
    let session = { try LessonSession.make() as any CellRunner }
    let full = ExerciseChecker(lesson: pair.full, makeRunner: session)
    let student = ExerciseChecker(lesson: pair.student, makeRunner: session)
    let inEdition = Self.numbers(in: pair.edition)
    for (exercise, public_) in zip(pair.full.exercises, pair.student.exercises) {
      var found: Set<String> = []
      let instances = try full.instances(of: exercise, seeds: Array(0...20))
      for (instance, shown) in zip(instances, try student.instances(of: public_, seeds: Array(0...20))) {
        // The student sees the very same exercise.
        #expect(instance.prompt == shown.prompt)
        #expect(exercise.hints.indices.map(instance.hint) == public_.hints.indices.map(shown.hint))
        #expect(shown.record.expected.isEmpty && shown.record.wrong.isEmpty)
        #expect(shown.record.values.allSatisfy { instance.record.values[$0.key] == $0.value })
        var secrets = Array(instance.record.expected.values)
        secrets += instance.record.values.filter { shown.record.values[$0.key] == nil }.map(\.value)
        var numbers = secrets.flatMap { $0.numbers ?? [] }
        if case .number(let task) = exercise.task, let key = task.key {
          numbers += (key.answer ?? []) + (key.canonical ?? [])
        }
        var isPercentage = false
        if case .number(let task) = exercise.task { isPercentage = task.parts.contains { $0.unit == "%" } }
        let given = Self.numbers(in: shown.prompt)
        for number in numbers {
          let forms = Self.forms(number, isPercentage: isPercentage)
          if !forms.isDisjoint(with: inEdition) || !forms.isDisjoint(with: given) { found.insert("\(number)") }
        }
      }
      all += found.sorted().map { "\(exercise.id): \($0)" }
    }
    return all
  }

  // MARK: Places

  /// Every place of the sample where something secret can stand, with a mark in it.
  static let places: [(piece: String, with: String)] = [
    ("minutes: 25\n", "minutes: 25  # Secret0\n"),
    ("minutes: 25\n---\n", "minutes: 25\n---\n\n<!-- Secret1\nover several lines -->\n"),
    ("A stream never ends.", "A stream <!-- Secret2 --> never ends."),
    ("A stream never ends.", "A stream never ends.\n\n[//]: # (Secret3 for instructors)\n[note]: <> \"Secret4\""),
    ("kind: choice\n", "kind: choice  # Secret5\n"),
    ("  - id: fixed-range\n", "  # Secret6\n  - id: fixed-range\n"),
    ("let k = variant.pick(", "// Secret7\nlet k = variant.pick("),
    ("200, 1_000])\n", "200, 1_000])  // Secret8\n"),
    ("let k = variant.pick(", "/* Secret9 /* Secret10 */ */ let k = variant.pick("),
    ("expected[\"enters\"] =", "let hidden = \"Secret11\"\nexpected[\"enters\"] ="),
    ("tolerance: 1e-9\n", "tolerance: 1e-9  # Secret12\n"),
    ("right: [fill, draw, replace]", "# Secret13\nright: [fill, draw, replace]"),
    ("observe(\"step\",", "// Secret14\nobserve(\"step\","),
    ("let seen = try", "// Secret15\nlet seen = try"),
    ("The first can be thrown out, too.", "The first can be thrown out, Secret16.\n\n#### Secret17\n\nSecret18"),
    ("draw fill replace\n```", "draw fill replace\n```\n\nSecret19 after the block\n\n```swift\nSecret20()\n```"),
    ("func step(_ n: Int) -> Int { n - 1 }", "// Secret21\nfunc step(_ n: Int) -> Int { n - 1 }"),
    ("func step(_ n: Int) -> Int { n }", "// Secret22\nfunc step(_ n: Int) -> Int { n }"),
    ("A fixed range makes late entries rare.", "- A list\n\n  ```swift\n  Secret23\n  ```\n\n> Secret24"),
    ("Draw from 1 to n.\n", "Draw from 1 to n. Secret25\n\n---\n\nSecret26\n\n"),
    ("One of the four is not needed.", "One of the four <!-- Secret27\nSecret28 --> is not needed."),
    ("What kind of sample is each?", "What kind of sample is each?\n\n- <!-- Secret29 --> one\n- two"),
    (
      "```swift probe",
      "```swift check\n// Secret30\ncheck(step(2) == 2, \"a // b\") // Secret31\n```\n\n```swift probe"
    ),
    ("### Solution\nIt is k/n", "### Wrong answer: Secret32\nx\n### Solution\nIt is k/n"),
  ]

  @Test("whatever stands in a secret place is gone, wherever the place is")
  func everyPlace() throws {
    let usual = try StudentEdition(of: SampleLesson.bytes, path: "x.md").text
    for (number, place) in Self.places.enumerated() where !place.with.contains("Secret32") {
      let source = SampleLesson.text(replacing: place.piece, with: place.with)
      #expect(source.contains("Secret"))
      guard let edition = try? StudentEdition(of: source.utf8, path: "x.md") else {
        Issue.record("place \(number): \(place.with)")
        continue
      }
      #expect(!edition.text.lowercased().contains("secret"), "place \(number): \(place.with)")
      #expect(!edition.text.contains("#### "))
      // Nothing else has changed, but for white space.
      if !place.with.contains("check("), !place.with.contains("- two") {
        #expect(
          edition.text.split(whereSeparator: \.isWhitespace) == usual.split(whereSeparator: \.isWhitespace), "\(number)"
        )
      }
    }
  }

  @Test("each kind of block is tried above: a new one must be, too")
  func kindsOfBlocks() throws {
    let text = SampleLesson.text(replacing: "```swift given", with: "```swift zzzzzzzz")
    let sentence = try #require(LessonDocument.parse(text.utf8, path: "x.md").problems.first?.sentence)
    #expect(
      sentence == "a swift block cannot be “zzzzzzzz” It can be “cell=name”, “variant”, “expected”, “given”, "
        + "“starter”, “check”, “probe”, “judge” or “answer”, or nothing")
    let secret = [
      "```swift expected", "```swift probe", "```swift judge", "```swift answer", "```text answer", "```yaml key",
    ]
    for fence in secret {
      #expect(SampleLesson.text.contains(fence))
      let text = SampleLesson.text.replacing(fence + "\n", with: fence + "\n// Secret\n").replacing(
        "```yaml key\n// Secret", with: "```yaml key\n# Secret"
      ).replacing("```text answer\n// Secret\n", with: "```text answer\n")
      #expect(try !StudentEdition(of: text.utf8, path: "x.md").text.contains("Secret"))
    }
  }

  // MARK: What stays

  @Test("texts of every shape come through the YAML that is written anew")
  func shapes() throws {
    let odd = [
      #""a: b""#, #"'it''s # no comment'"#, #""\"quoted\" \\ back""#, "\"two\\nlines\"", "yes", "\"007\"", "\"- dash\"",
      "|\n      a block\n        indented\n      # of text", ">\n      folded\n      text", "\"{{k}} of {{n}}\"",
      "\"é — ∑ 🎲\"",
      "\"tab\\tand \\u0085 and \\u2028\"", "\"`code` *bold* [x](#y)\"", "\"  spaces  \"", "[flow] is no list", "a #b",
    ].map { $0 == "[flow] is no list" ? "\"[flow] is a text\"" : $0 }
    for text in odd {
      let source = SampleLesson.text(
        replacing: "text: It draws from 1 to N.", with: "text: \(text)"
      )
      .replacing("kind: choice\nassumes: nothing", with: "kind: choice\nassumes: nothing", maxReplacements: 1)
      let document = LessonDocument.parse(source.utf8, path: "x.md")
      guard document.problems.isEmpty else { continue }
      let edition = try StudentEdition(of: source.utf8, path: "x.md").text
      let made = LessonDocument.parse(edition.utf8, path: "x.md")
      guard case .choice(let before)? = document.lesson?.exercise("which-bug")?.task,
        case .choice(let after)? = made.lesson?.exercise("which-bug")?.task
      else { return #expect(Bool(false)) }
      #expect(Set(before.options) == Set(after.options))
    }
  }

  @Test("what looks like a comment in a string, in code or in a code span stays")
  func noComments() throws {
    let code = ##"""
      let a = "// no comment", b = #"/* "no" */"#, c = "\(["x": "/* no */"].count) // no"
      let d = """
        // a line
        """
      let k = variant.pick("k", from: [500, 100, 200, 1_000])
      """##
    let source = SampleLesson.text(
      replacing: "let k = variant.pick(\"k\", from: [500, 100, 200, 1_000])", with: code + "  // Secret"
    ).replacing(
      "A stream never ends.",
      with: "A `<!-- span -->` and [used] words.\n\n    <!-- indented code -->\n\n[used]: #the-three-steps")
    let edition = try StudentEdition(of: source.utf8, path: "x.md")
    #expect(edition.text.contains(code))
    #expect(
      edition.text.contains(
        "A `<!-- span -->` and [used] words.\n\n    <!-- indented code -->\n\n[used]: #the-three-steps"))
    #expect(!edition.text.contains("Secret"))
    #expect(edition.omissions.comments == 1)
  }

  @Test("a comment that is never closed is told, and nothing is released")
  func unclosed() {
    let source = SampleLesson.text(replacing: "Importance sampling.\n", with: "Importance sampling.\n\n<!-- Secret\n")
    #expect(throws: StudentEditionError.comment(path: "x.md", text: "<!-- Secret")) {
      try StudentEdition(of: source.utf8, path: "x.md")
    }
  }
}
