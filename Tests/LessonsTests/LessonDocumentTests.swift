import Lessons
import Testing

@Suite("Lesson documents")
struct LessonDocumentTests {
  @Test("the sample lesson has no problems and every part of it is found")
  func sample() throws {
    let document = LessonDocument.parse(SampleLesson.bytes, path: "04-chapter/04-reservoir-sampling.md")
    #expect(document.problems == [])
    #expect(document.isSound)
    let lesson = try #require(document.lesson)
    #expect(lesson.name == "04-reservoir-sampling")
    #expect(lesson.title == "Reservoir sampling")
    #expect(lesson.chapter == 4)
    #expect(lesson.minutes == 25)
    #expect(lesson.edition == .instructor)
    #expect(lesson.points == 9)
    #expect(
      lesson.steps.map(\.id) == [
        "prose:reservoir-sampling", "prose:reservoir-sampling-2", "prose:the-three-steps", "cell:fill",
        "prose:after-fill", "cell:inclusion", "prose:after-inclusion", "exercise:millionth-tweet",
        "exercise:the-rate", "exercise:which-bug", "exercise:put-in-order", "exercise:pair-them",
        "exercise:write-step", "prose:what-comes-next",
      ])
    #expect(lesson.cells.map(\.name) == ["fill", "inclusion"])
    #expect(lesson.cells.map(\.isFast) == [false, true])
    #expect(lesson.cells[0].code == "var slots = [1, 2, 3]\n")
    let lines = SampleLesson.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[lesson.cells[0].line - 1] == "var slots = [1, 2, 3]")
    guard case .prose(let third) = lesson.steps[2].content else { return #expect(Bool(false)) }
    #expect(third == "## The three steps\n\nFirst, fill the slots.")
  }

  @Test("an exercise keeps its prompt apart from what is not for reading")
  func exercise() throws {
    let lesson = try #require(LessonDocument.parse(SampleLesson.bytes, path: "x.md").lesson)
    let tweet = try #require(lesson.exercise("millionth-tweet"))
    #expect(tweet.title == "The millionth tweet")
    #expect(tweet.prompt.markdown == "A reservoir of {{k}} slots has seen {{n}} tweets; in code, `n = {{n}}`.")
    #expect(tweet.hints.count == 2)
    #expect(tweet.wrongAnswers.map(\.id) == ["first-is-favored"])
    #expect(tweet.solution?.markdown == "It is k/n at every moment.")
    guard case .number(let task) = tweet.task else { return #expect(Bool(false)) }
    #expect(task.parts.map(\.name) == ["enters", "first-stays"])
    #expect(task.key?.tolerances == [.absolute(1e-9), .absolute(1e-9)])
    #expect(task.key?.canonical == [0.0005, 0.0005])

    let step = try #require(lesson.exercise("write-step"))
    #expect(step.assumes == ["fill", "inclusion"])
    #expect(step.tries == 2)
    #expect(step.prompt.markdown == "Write `step(_:)`.\n\n```swift\nlet capacity = 3\n```")
    #expect(step.solutionAnswer?.text == "func step(_ n: Int) -> Int { n }\n")
    guard case .code(let code) = step.task else { return #expect(Bool(false)) }
    #expect(code.starter?.text == "func step(_ n: Int) -> Int { 0 }\n")
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    var replaced: String
    var with: String
    /// A piece of the line on which the problem is reported.
    var line: String
    var exercise: String?
    var sentence: String

    var testDescription: String { sentence }

    init(_ replaced: String, _ with: String, line: String, _ exercise: String?, _ sentence: String) {
      (self.replaced, self.with, self.line, self.exercise, self.sentence) = (replaced, with, line, exercise, sentence)
    }
  }

  static let mistakes: [Mistake] = [
    .init("title: Reservoir sampling\n", "", line: "chapter: 4", nil, "the front matter has no `title`"),
    .init(
      "minutes: 25", "minutes: soon", line: "minutes: soon", nil,
      "`minutes` should be a whole number from 1 to 600, not “soon”"),
    .init(
      "minutes: 25", "minutes: 25\nminuets: 3", line: "minuets", nil,
      "the front matter has no key “minuets”; did you mean “minutes”?"),
    .init("minutes: 25", "minutes: 25\nminutes: 26", line: "minutes: 25", nil, "“minutes” is given twice"),
    .init(
      "minutes: 25", "minutes: [25", line: "minutes: [25", nil, "this is not YAML: did not find expected ',' or ']'"),
    .init(
      "cell=inclusion", "cell=fill", line: "cell=fill fast", nil,
      "there is a cell “fill” already; each needs a name of its own"),
    .init(
      "cell=inclusion fast", "cell=inclusion quick", line: "quick", nil,
      "only “fast” can follow “cell=inclusion”, not “quick”"),
    .init(
      "cell=fill", "cell=Fill", line: "cell=Fill", nil,
      "“Fill” is no name: names are lower-case words and digits joined by hyphens"),
    .init(
      "```swift cell=fill", "```swift cel=fill", line: "cel=fill", nil,
      "a swift block cannot be “cel=fill”; did you mean “cell”? "),
    .init("```swift cell=fill", "```Swift cell=fill", line: "Swift cell=fill", nil, "write “swift”, not “Swift”"),
    .init(
      "Then draw.", "Then {{draw}}.", line: "Then {{draw}}", nil,
      "{{draw}} has nothing to stand for: placeholders are filled in exercises only"),
    .init(
      "Then draw.", "- a list\n\n  ```swift cell=inner\n  1\n  ```", line: "cell=inner", nil,
      "“swift cell=inner” stands inside a list or a quotation; move it to the margin"),
    .init(
      "Then draw.", "```swift probe\n1\n```", line: "```swift probe", nil,
      "“swift probe” stands outside an exercise; an exercise begins with “## Exercise: title”"),
    .init(
      "## Exercise: The rate", "## Excercise: The rate", line: "## Excercise: The rate", nil,
      "write “## Exercise: title” for an exercise"),
    .init(
      "## Exercise: The rate", "### Exercise: The rate", line: "### Exercise: The rate", "millionth-tweet",
      "a level 3 section of an exercise is “Hint”, “Wrong answer: id” or “Solution”, not “Exercise: The rate”"),
    .init(
      "Then draw.", "Then draw.\n---", line: "Then draw.", nil,
      "the line below makes a heading of this text; put an empty line before “---”, or write “## ” for a heading"),
    .init(
      "exercise=the-rate", "exercise=millionth-tweet", line: "## Exercise: The rate", "millionth-tweet",
      "there is an exercise “millionth-tweet” already; each needs an id of its own"),
    .init(
      "exercise=the-rate", "exersice=the-rate", line: "exersice=the-rate", nil,
      "a yaml block cannot be “exersice=the-rate”; did you mean “exercise”? "),
    .init(
      "kind: order", "kind: ordre", line: "kind: ordre", "put-in-order",
      "there is no kind “ordre”; did you mean “order”?; the kinds are number, choice, order, match, code, design"),
    .init(
      "kind: order\nassumes: nothing", "kind: order", line: "kind: order", "put-in-order",
      "the exercise does not say what it `assumes`: `nothing`, or the names of cells"),
    .init(
      "assumes: [inclusion, fill]", "assumes: [inclusoin]", line: "inclusoin", "write-step",
      "no cell before this exercise is called “inclusoin”; did you mean “inclusion”?"),
    .init(
      "points: 3", "points: 3\ntrys: 9", line: "trys: 9", "write-step",
      "the exercise block has no key “trys”; did you mean “tries”?"),
    .init(
      "has seen {{n}} tweets", "has seen {{m}} tweets", line: "has seen {{m}}", "millionth-tweet",
      "{{m}} is recorded nowhere in the `variant` block; did you mean “k”?"),
    .init(
      "Count the slots: {{k}}.", "Count the slots: {{kk}}.", line: "{{kk}}", "millionth-tweet",
      "{{kk}} is recorded nowhere in the `variant` block; did you mean “k”?"),
    .init(
      "### Hint\nSolve for the rate.\n", "", line: "## Exercise: The rate", "the-rate",
      "the exercise has no section “### Hint”"),
    .init(
      "### Solution\nThe 100th root of 0.05.\n", "", line: "## Exercise: The rate", "the-rate",
      "the exercise has no section “### Solution”"),
    .init(
      "### Wrong answer: same-rate", "### Wrong anwser: same-rate", line: "anwser", "the-rate",
      "a level 3 section of an exercise is “Hint”, “Wrong answer: id” or “Solution”, not “Wrong anwser: same-rate”; did you mean “Wrong answer”?"
    ),
    .init(
      "```text answer\n5\n```\n", "", line: "### Wrong answer: same-rate", "the-rate",
      "the section has no answer to try: it needs a block ```text answer, or wrong[\"same-rate\"] in the `expected` block"
    ),
    .init(
      "wrong[\"first-is-favored\"]", "wrong[\"first-is-favoured\"]", line: "first-is-favoured", "millionth-tweet",
      "there is no section “### Wrong answer: first-is-favoured”; did you mean “first-is-favored”?"),
    .init(
      "return .correct", "return .mistake(\"n-minus-two\")", line: "n-minus-two", "write-step",
      "there is no section “### Wrong answer: n-minus-two”; did you mean “n-minus-one”?"),
    .init(
      "relative tolerance: 0.01\n", "", line: "answer: 2.95", "the-rate",
      "the key gives no `tolerance` and no `relative tolerance`"),
    .init(
      "relative tolerance: 0.01", "relative tolerence: 0.01", line: "tolerence", "the-rate",
      "the key has no key “relative tolerence”; did you mean “relative tolerance”?"),
    .init(
      "answer: 2.95\n", "", line: "relative tolerance", "the-rate",
      "the key has no `answer`, and there is no `expected` block to compute it"),
    .init(
      "canonical: [0.0005, 0.0005]", "canonical: 0.0005", line: "canonical", "millionth-tweet",
      "`canonical` should have 2 numbers, and has 1"),
    .init(
      "tolerance: 1e-9", "tolerance: {enters: 1e-9, first-stay: 1e-9}", line: "first-stay:", "millionth-tweet",
      "there is no part “first-stay”; did you mean “first-stays”?"),
    .init(
      "right: fixed-range", "right: fixd-range", line: "right: fixd-range", "which-bug",
      "there is no “fixd-range” here; did you mean “fixed-range”?"),
    .init("reason: early-favored\n", "", line: "right: fixed-range", "which-bug", "the key gives no `reason`"),
    .init(
      "right: [fill, draw, replace]", "right: [fill, draw]", line: "right: [fill, draw]", "put-in-order",
      "`right` should have 3 ids, and has 2"),
    .init("  followees: snowball\n", "", line: "pairs:", "pair-them", "`pairs` leaves out “followees”"),
    .init("- id: stratified", "- id: snowball", line: "right:", "pair-them", "the id “snowball” is given twice"),
    .init(
      "- id: sort", "- id: ab", line: "items:", "put-in-order",
      "the id “ab” could be read as letters of the options; take a longer word"),
    .init(
      "```swift probe\nobserve(\"step\", (1...5).map { step($0 + Int(seed % 7)) })\n```\n", "",
      line: "## Exercise: Write the step", "write-step", "a code exercise needs a block ```swift probe"),
    .init(
      "```swift given", "```swift givn", line: "givn", "write-step",
      "a swift block cannot be “givn”; did you mean “given”? "),
    .init(
      "Which three steps, in which order?", "", line: "## Exercise: Put in order", "put-in-order",
      "the exercise has no prompt"),
    .init(
      "# What comes next\n", "```swift\nlet never = 1\n", line: "```swift", nil,
      "the block that opens here is never closed"),
  ]

  @Test("each mistake of a lesson writer is reported on its line with what would be right", arguments: mistakes)
  func reported(_ mistake: Mistake) throws {
    let text = SampleLesson.text(replacing: mistake.replaced, with: mistake.with)
    let document = LessonDocument.parse(text.utf8, path: "x.md")
    let problem = try #require(
      document.problems.first { $0.sentence == mistake.sentence }, "found: \(document.problems)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[problem.line - 1].contains(mistake.line), "reported on line \(problem.line): \(lines[problem.line - 1])")
    if mistake.exercise != nil { #expect(problem.exercise == mistake.exercise) }
    #expect(problem.severity == .error)
    #expect(!document.isSound)
  }

  @Test("all problems of a file are reported, not just the first")
  func allOfThem() {
    var text = SampleLesson.text(replacing: "minutes: 25\n", with: "")
    text = text.replacing("kind: order", with: "kind: ordre")
    text = text.replacing("right: fixed-range", with: "right: fixd-range")
    text = text.replacing("has seen {{n}}", with: "has seen {{m}}")
    let document = LessonDocument.parse(text.utf8, path: "x.md")
    #expect(document.problems.count >= 4)
    #expect(document.problems.map(\.line) == document.problems.map(\.line).sorted())
    #expect(document.lesson == nil)
  }

  @Test("a problem is written as editors want it")
  func description() {
    let problem = LessonProblem(path: "a.md", line: 3, exercise: "step", sentence: "it is wrong")
    #expect(problem.description == "a.md:3: error: [step] it is wrong")
  }

  @Test("a placeholder that only the expected block records is not for the prompt")
  func secretPlaceholder() throws {
    let text = SampleLesson.text(
      replacing: "expected[\"enters\"]", with: "variant[\"secret\"] = 3\nexpected[\"enters\"]"
    )
    .replacing("has seen {{n}}", with: "has seen {{secret}}")
    .replacing("It is k/n at", with: "It is {{secret}} at")
    let document = LessonDocument.parse(text.utf8, path: "x.md")
    #expect(
      document.problems.map(\.sentence) == [
        "{{secret}} is recorded in the `expected` block only, which students do not have"
      ])
  }

  @Test("bytes that are not UTF-8 and a file that is far too large are problems, too")
  func oddBytes() throws {
    var bytes = SampleLesson.bytes
    let place = try #require(bytes.firstRange(of: Array("no length".utf8))).lowerBound
    bytes[place] = 0xFF
    let broken = LessonDocument.parse(bytes, path: "x.md")
    #expect(broken.problems.map(\.sentence) == ["this line is not UTF-8"])
    #expect(broken.lesson != nil)
    let large = LessonDocument.parse([UInt8](repeating: 65, count: 1_000_000), path: "x.md")
    #expect(large.problems.map(\.sentence) == ["the file is larger than 512 KiB; a lesson is one to read"])
    #expect(LessonDocument.parse(contentsOf: "/nowhere/at-all.md").problems.count == 1)
  }

  @Test("line ends of other systems make no difference", arguments: ["\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let other = LessonDocument.parse(SampleLesson.text.replacing("\n", with: end).utf8, path: "x.md")
    #expect(other.problems == [])
    let lesson = try #require(LessonDocument.parse(SampleLesson.bytes, path: "x.md").lesson)
    #expect(other.lesson?.steps.map(\.id) == lesson.steps.map(\.id))
    #expect(other.lesson?.steps.map(\.line) == lesson.steps.map(\.line))
    #expect(other.lesson?.cells == lesson.cells)
  }
}
