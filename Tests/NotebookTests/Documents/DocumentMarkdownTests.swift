import Foundation
import Notebook
import Plotting
import Testing

@Suite("Notebooks as Markdown")
struct DocumentMarkdownTests {
  @Test("A notebook reads well as Markdown: what is written is what the fixture shows")
  func writing() throws {
    let expected = try String(contentsOf: DocumentSample.fixture("document.md"), encoding: .utf8)
    #expect(DocumentSample.document.markdown() == expected)
  }

  @Test(
    "Saved and opened again, a notebook has its title, its facts, its cells and its prose, and no outputs")
  func roundTrip() throws {
    let original = DocumentSample.document
    let read = try NotebookDocument(markdown: original.markdown())
    #expect(read.title == original.title)
    #expect(read.metadata == original.metadata)
    #expect(read.sources == original.sources)
    #expect(read.prose.count == 2)
    #expect(read.prose[0].contains("[v]: https://dl.acm.org"))
    #expect(read.prose[1].hasPrefix("### Exercise keep"))
    #expect(!read.prose.joined().contains("drawing 3 of 1000"))
    #expect(!read.prose.joined().contains("Time limit"))
    for case .cell(let cell) in read.items { #expect(cell.outcome == nil && cell.executionCount == nil) }
    #expect(try NotebookDocument(markdown: read.markdown()).markdown() == read.markdown())
  }

  @Test(
    "Cells come back as they were, whatever is in them",
    arguments: [
      "", "\n", "a\n\n", "\n\na", "```", "````swift\nx\n````", "let s = \"\"\"\n```\n\"\"\"", "    indented",
      "\tx",
      "# heading", "---", "<!-- -->", "x\\", "é🙂\u{2028}y", "> quote", "- a\n- b",
    ])
  func cells(source: String) throws {
    let document = NotebookDocument(items: [
      .prose("before"), .cell(DocumentCell(source: source)), .cell(DocumentCell(source: "next")),
      .prose("after"),
    ])
    let read = try NotebookDocument(markdown: document.markdown())
    #expect(read.sources == [source, "next"])
    #expect(read.prose == ["before", "after"])
  }

  @Test(
    "Prose never swallows a cell and never becomes one",
    arguments: [
      "```\nnot closed", "<!-- not closed", "<div>\n<p>", "```swift\nlet a = 1\n```", "~~~swift\nx\n~~~",
      "```output\nmine\n```", "```&#115;wift\nx\n```", "- item\n\n  ```swift\n  x\n  ```", "> ```swift\n> x",
      "<pre>\nnot closed", "---\na: b\n---", "[a]:", "    code", "text\n---", "<![CDATA[", "<?php",
    ])
  func prose(text: String) throws {
    let document = NotebookDocument(items: [
      .cell(DocumentCell(source: "one")), .prose(text), .cell(DocumentCell(source: "two")),
    ])
    let read = try NotebookDocument(markdown: document.markdown())
    #expect(read.sources == ["one", "two"])
    #expect(read.prose.count == 1)
    #expect(try NotebookDocument(markdown: read.markdown()).prose == read.prose)
  }

  @Test("Only blocks marked swift at the outermost level are cells")
  func whatIsACell() throws {
    let text = """
      ```swift
      a
      ```
      ~~~swift
      b
      ~~~
      ```Swift
      c
      ```
      ```python
      d
      ```
      - item
        ```swift
        e
        ```

          indented

      ```swift
      f
      """
    let read = try NotebookDocument(markdown: text)
    #expect(read.sources == ["a", "b", "f"])
    #expect(read.prose.count == 1)
  }

  @Test("A block marked output is left out after a cell and kept elsewhere")
  func outputs() throws {
    let text = """
      ```output
      kept
      ```

      ```swift
      a
      ```

      ```output
      left out
      ```
      ```output stderr
      left out
      ```

      Some prose.

      ```output
      kept
      ```
      """
    let read = try NotebookDocument(markdown: text)
    #expect(read.sources == ["a"])
    #expect(read.prose == ["```output\nkept\n```", "Some prose.\n\n```output\nkept\n```"])
  }

  @Test("The facts at the head are read in any plain YAML spelling, and anything else there does no harm")
  func frontMatter() throws {
    let text = """
      ---
      lesson: 04-01
      quoted: "a \\"b\\" \\u00e9"
      single: 'it''s'
      nested:
        - x
      : nothing
      broken: "a
      ---
      # Title

      Text
      """
    let read = try NotebookDocument(markdown: text)
    #expect(
      read.metadata == [
        "lesson": "04-01", "quoted": "a \"b\" é", "single": "it's", "nested": "", "broken": "\"a",
      ])
    #expect(read.title == "Title")
    #expect(read.prose == ["Text"])
  }

  @Test("Facts come back whatever their values are")
  func facts() throws {
    let values = [
      "", " ", "yes", "- a", "a: b", "#", "\"", "'", "é", "line\nline", "\\", "---", "[", "null", "a ",
    ]
    let metadata = Dictionary(uniqueKeysWithValues: values.enumerated().map { ("fact\($0)", $1) })
    let document = NotebookDocument(title: "T", metadata: metadata)
    #expect(try NotebookDocument(markdown: document.markdown()).metadata == metadata)
  }

  @Test(
    "A title comes back whatever is in it",
    arguments: ["*a* `b` [c](d) <e> & #", "1. x", "a_b_c | \\ ~~d~~", "é!"])
  func titles(title: String) throws {
    let document = NotebookDocument(title: title, items: [.prose("text")])
    #expect(try NotebookDocument(markdown: document.markdown()).title == title)
  }

  @Test("Line ends of other systems and a byte order mark make no difference")
  func lineEnds() throws {
    let text = "\u{FEFF}---\nlesson: l\n---\n# T\n\n```swift\na\nb\n```\n\ntext"
    for lineEnd in ["\n", "\r\n", "\r"] {
      let read = try NotebookDocument(markdown: text.replacing("\n", with: lineEnd))
      #expect(read.metadata == ["lesson": "l"])
      #expect(read.title == "T")
      #expect(read.sources == ["a\nb"])
      #expect(read.prose == ["text"])
    }
  }

  @Test("Any text is read, and what was read is written such that it is read the same again")
  func anyText() throws {
    var rng = SplitMix(state: 42)
    for _ in 0..<3000 {
      let text = rng.text(pieces: 1 + rng.below(14))
      let first = try NotebookDocument(markdown: text)
      let second = try NotebookDocument(markdown: first.markdown())
      #expect(second.sources == first.sources, "\(text.debugDescription)")
      let third = try NotebookDocument(markdown: second.markdown())
      #expect(third.sources == first.sources && third.prose == second.prose, "\(text.debugDescription)")
    }
  }

  @Test("Any notebook keeps its cells through Markdown")
  func anyNotebook() throws {
    var rng = SplitMix(state: 7)
    for _ in 0..<1500 {
      let items = (0..<5).map { _ -> NotebookDocument.Item in
        let text = rng.text(pieces: rng.below(9)).replacing("\u{0}", with: "0")
        return switch rng.below(3) {
        case 0: .prose(text)
        case 1: .exercise(DocumentExercise(id: text, prompt: text, answer: text, isCode: true, verdict: text))
        default:
          .cell(
            DocumentCell(
              source: text,
              outcome: CellOutcome(
                status: .faulted, fault: CellFault(message: text),
                outputs: [.text(text, isError: false), .display(DisplayBundle(plain: text), type: text)])))
        }
      }
      let document = NotebookDocument(title: "T", metadata: ["a": "b"], items: items)
      let read = try NotebookDocument(markdown: document.markdown())
      let expected = document.sources.map {
        $0.replacing(/\r\n?/.matchingSemantics(.unicodeScalar), with: "\n")
      }
      #expect(read.sources == expected, "\(items)")
      #expect(read.title == "T")
    }
  }

  @Test("Any bytes in a file are read")
  func anyBytes() throws {
    var rng = SplitMix(state: 3)
    let file = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID().uuidString).md")
    defer { try? FileManager.default.removeItem(at: file) }
    for _ in 0..<60 {
      try Data((0..<rng.below(300)).map { _ in UInt8(truncatingIfNeeded: rng.next()) }).write(to: file)
      _ = try NotebookDocument(contentsOf: file).html()
    }
  }

  @Test(
    "Deeply nested and very long Markdown is read",
    arguments: [">", "- ", "[", "*", "`", "<", "| ", "(", "#"])
  func extremes(piece: String) throws {
    let text = String(repeating: piece, count: 20_000) + "\n\n```swift\na\n```\n"
    _ = try NotebookDocument(markdown: text).html()
  }

  @Test("A file is written and read by the end of its name, and another end is refused with those that work")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["a.md", "a.MARKDOWN", "a.ipynb"] {
      let file = folder.appending(path: name)
      try DocumentSample.document.write(to: file)
      #expect(try NotebookDocument(contentsOf: file).sources == DocumentSample.document.sources)
    }
    try DocumentSample.document.write(to: folder.appending(path: "a.html"))

    let writing = #expect(throws: DocumentError.self) {
      try DocumentSample.document.write(to: folder.appending(path: "a.txt"))
    }
    #expect(writing?.description == "a.txt: the name must end in .md or .ipynb or .html")
    let reading = #expect(throws: DocumentError.self) {
      try NotebookDocument(contentsOf: folder.appending(path: "a.html"))
    }
    #expect(reading?.description == "a.html: the name must end in .md or .ipynb")
    #expect(throws: DocumentError.self) {
      try NotebookDocument(contentsOf: folder.appending(path: "none.md"))
    }
    #expect(throws: DocumentError.self) {
      try DocumentSample.document.write(to: folder.appending(path: "no/a.md"))
    }
  }
}
