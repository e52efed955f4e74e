import Foundation
import Notebook
import Plotting

/// A notebook with everything that one can hold.
enum DocumentSample {
  static let plot = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" width="480" height="200">\
    <title>Loss by step</title><defs><clipPath id="area"><rect x="40" y="10" width="430" height="160"/></clipPath>\
    </defs><style>.axis { stroke: #59636e } text { font: 12px sans-serif; fill: #1d2329 } \
    @media (prefers-color-scheme: dark) { text { fill: #e3e7eb } .axis { stroke: #9ba6b1 } }</style>\
    <path class="axis" fill="none" d="M40 10V170H470"/>\
    <polyline clip-path="url(#area)" fill="none" stroke="#0072B2" stroke-width="2" \
    points="40,20 100,80 160,110 220,128 280,140 340,147 400,151 470,153"/>\
    <text x="255" y="190" text-anchor="middle">step</text></svg>
    """

  static let document = NotebookDocument(
    title: "Sampling & *weights*: a <first> look",
    metadata: ["lesson": "04-01-sampling", "student": "Ada \"L\""],
    items: [
      .prose(
        """
        A **reservoir** keeps *k* of *n* elements, each with probability `k / n` ([Vitter 1985][v]).

        | sampler | passes | memory |
        |:--|--:|--:|
        | simple | 1 | n |
        | reservoir | 1 | k |

        - [x] read
        - [ ] try it

        > Never draw the test set twice.

        ```swift
        // An example in the prose, not a cell.
        let rate = 0.5
        ```

        [v]: https://dl.acm.org/doi/10.1145/3147.3165
        """),
      .cell(
        DocumentCell(
          source: """
            import Statistics

            /// Draws `count` elements; see `Reservoir`.
            func draw<T>(_ count: Int, from all: [T], seed: UInt64 = 0x2A) -> [T] {
              var rng = SeededGenerator(seed: seed)
              print("drawing \\(count) of \\(all.map { "<\\($0)>" }.count)")
              return all.sample(count, using: &rng)  // "uniform"
            }
            draw(3, from: Array(0..<1_000))
            """,
          outcome: CellOutcome(
            status: .succeeded,
            diagnostics: [
              CellDiagnostic(
                severity: .warning, line: 4, column: 8, message: "a <warning> & more",
                excerpt: "4 | func draw<T>(\n  |      ^")
            ],
            outputs: [
              .text("drawing 3 of 1000\n", isError: false), .text("careful\n", isError: true),
              .display(
                DisplayBundle(plain: "[17, 256, 900]", json: "[17, 256, 9007199254740993]"), type: "[Int]"),
            ], seconds: 0.01),
          executionCount: 1)),
      .cell(
        DocumentCell(
          source: "plot(loss)",
          outcome: CellOutcome(
            status: .succeeded,
            outputs: [
              .text(
                "\u{1B}[32mok\u{1B}[0m \u{1B}[1;38;5;208m88 %\u{1B}[0m\rdone \u{1B}[32;1m100 %\u{1B}[0m\n",
                isError: false),
              .display(DisplayBundle(plain: "loss ⡇⠑⠤⣀⣀", svg: plot), type: "Plot"),
              .display(DisplayBundle(plain: "loss ⡇⠑⠤⣀⣀", svg: plot), type: "Plot"),
              .display(
                DisplayBundle(
                  plain: "name   n\ntrain  800\ntest   200",
                  ansi:
                    "\u{1B}[1mname   n\u{1B}[22m\ntrain  \u{1B}[34m800\u{1B}[39m\ntest   \u{1B}[34m200\u{1B}[0m"
                ),
                type: "Table"),
            ]),
          executionCount: 2)),
      .cell(
        DocumentCell(
          source: "let x: Int = \"one\"",
          outcome: CellOutcome(
            status: .rejected,
            diagnostics: [
              CellDiagnostic(
                severity: .error, line: 1, column: 14,
                message: "cannot convert value of type 'String' to specified type 'Int'",
                excerpt: "1 | let x: Int = \"one\"\n  |              ^")
            ]),
          executionCount: 3)),
      .cell(
        DocumentCell(
          source: "print(\"before\")\n[1, 2][5]",
          outcome: CellOutcome(
            status: .faulted, fault: CellFault(message: "index out of range", cell: "cell 4", line: 2),
            outputs: [.text("before\n", isError: false)]),
          executionCount: 4)),
      .cell(
        DocumentCell(source: "while true {}", outcome: CellOutcome(status: .timedOut), executionCount: 5)),
      .exercise(
        DocumentExercise(
          id: "keep", prompt: "With *k* = 10 and *n* = 1000, with what probability is an element kept?",
          answer: "0.01", verdict: "Yes: every element has `k / n`.", score: 1)),
      .exercise(
        DocumentExercise(
          id: "write-step", prompt: "Write the step of the reservoir.",
          answer: "func step(_ i: Int) -> Bool {\n  i < 3\n}", isCode: true,
          verdict: "It keeps only the **first** three elements.", score: 0)),
      .prose("That was all. Not run yet:"),
      .cell(DocumentCell(source: "draw(5, from: [1, 2, 3])")),
    ])

  static func fixture(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Notebook/\(name)").standardized
  }
}

extension NotebookDocument {
  /// The sources of the cells, in order.
  var sources: [String] {
    items.compactMap { item in if case .cell(let cell) = item { cell.source } else { nil } }
  }

  /// The prose, in order.
  var prose: [String] {
    items.compactMap { item in if case .prose(let text) = item { text } else { nil } }
  }
}
