/// Sentences about one file, each once, fit for a terminal, and not more than anyone would read.
struct RemarkList {
  static let limit = 20

  private var sentences: [String] = []
  private var hidden = 0

  mutating func add(_ sentence: String) {
    let line = ForeignText.line(sentence)
    if sentences.contains(line) { return }
    if sentences.count < Self.limit { sentences.append(line) } else { hidden += 1 }
  }

  mutating func add(_ others: [String]) {
    others.forEach { add($0) }
  }

  /// All of them, and how many more there were.
  var all: [String] {
    hidden == 0 ? sentences : sentences + ["there is more of this kind: \(hidden) times"]
  }
}
