import Classroom
import Testing

@Suite("Answers are read as they were written")
struct AnswersRoundTripTests {
  private func roundTrip(_ file: AnswersFile) throws -> AnswersFile {
    try AnswersFile(parsing: Array(file.text.utf8))
  }

  private func file(_ text: String, isSwift: Bool = true) -> AnswersFile {
    AnswersFile(
      lesson: "04-training-data/04-reservoir-sampling", student: "s042", seed: 77,
      answers: [.init(exercise: "write-step", isSwift: isSwift, text: text, tries: 3)])
  }

  @Test("the form is the one that the documents show")
  func form() {
    let file = AnswersFile(
      lesson: "04-training-data/04-reservoir-sampling", student: "s042",
      answers: [
        .init(exercise: "write-step", isSwift: true, text: "func step() {}", tries: 2),
        .init(exercise: "p-millionth", isSwift: false, text: "0.0005"),
      ])
    #expect(
      file.text == """
        ---
        lesson: 04-training-data/04-reservoir-sampling
        student: s042
        ---

        ```swift exercise=write-step tries=2
        func step() {}
        ```

        ```text exercise=p-millionth
        0.0005
        ```

        """)
  }

  @Test(
    "answers of every kind",
    arguments: [
      ("0.0005, 27/7", false), ("yes because-of-ess", false), ("fill draw replace", false),
      ("sunny=convenience followees=snowball", false), ("func f() {\n\n  1\n}\n", true), ("", true), ("\n\n", true),
      ("   indented\n\ttabbed  ", true), ("---\nstudent: s001\n---", true), ("# Heading\n- list\n> quote", true),
      ("let s = \"\u{2028}é🇩🇪\u{0301}\"", true), ("<!-- a\n```", true), ("\u{FEFF}x", true),
    ])
  func kinds(text: String, isSwift: Bool) throws {
    let file = file(text, isSwift: isSwift)
    #expect(try roundTrip(file) == file)
  }

  @Test("code that has fences in it stands in a longer fence")
  func fences() throws {
    for text in [
      "```", "/// ```\n/// f()\n/// ```", "`````swift exercise=other\n1\n`````", "~~~\n```\n~~~", "a ```````` b",
      "```text exercise=write-step\nforged\n```",
    ] {
      let file = file(text)
      #expect(try roundTrip(file) == file, "\(text)")
    }
  }

  @Test("line ends of other systems become line feeds; zero bytes cannot be kept")
  func lineEnds() throws {
    #expect(try roundTrip(file("a\r\nb\rc\n\rd")).answers[0].text == "a\nb\nc\n\nd")
    #expect(try roundTrip(file("a\0b")).answers[0].text == "a\u{FFFD}b")
  }

  @Test(
    "ids of any script, and names that YAML would take for something else",
    arguments: [
      "Ada Lovelace", "ada@example.org", "Зоя", "李雷", "O'Brien: 1", "#1", "null", "42", "0x1F", "1e5", "a\"b", "&a",
      "*a",
      "[x]", "{x}", "? x", "| x", "%x", "'", "yes", "!x", "😀",
    ])
  func ids(_ student: String) throws {
    var file = file("1")
    file.student = student
    #expect(try roundTrip(file) == file)
  }

  @Test("the book's numbers need no seed, and every seed is kept whole", arguments: [nil, 0, 1, UInt64.max])
  func seeds(_ seed: UInt64?) throws {
    var file = file("1")
    file.seed = seed
    #expect(try roundTrip(file).seed == seed)
  }

  @Test("a file that a system has rewritten says the same", arguments: ["\r\n", "\r"])
  func rewritten(lineEnd: String) throws {
    let file = file("func f() {\n  1\n}")
    let rewritten = "\u{FEFF}" + file.text.replacing("\n", with: lineEnd)
    #expect(try AnswersFile(parsing: Array(rewritten.utf8)) == file)
  }

  @Test("fences of any length and of tildes, blocks in any order, prose between them")
  func byHand() throws {
    let text = """
      ---
      student: "s042"
      lesson: '04-training-data/04-reservoir-sampling' # mine
      ---
      # My answers

      ~~~~swift exercise=b   tries=2
      ```
      1
      ```
      ~~~~

      Some prose with `code`.

         ``````Text exercise=a
         2
         ``````
      """
    let file = try AnswersFile(parsing: Array(text.utf8))
    #expect(file.remarks == [])
    #expect(file.answer(to: "b") == .init(exercise: "b", isSwift: true, text: "```\n1\n```", tries: 2))
    #expect(file.answer(to: "a") == .init(exercise: "a", isSwift: false, text: "2"))
  }
}
