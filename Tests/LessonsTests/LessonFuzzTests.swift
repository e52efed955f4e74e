import Lessons
import Statistics
import Testing

@Suite("Mangled lesson files")
struct LessonFuzzTests {
  @Test("of 10,000 mangled files none stops the parser, and every problem has a place inside its file")
  func mangled() {
    let pieces = [
      "---", "```", "```swift cell=", "```yaml exercise=x", "```yaml key", "## Exercise:", "### Wrong answer: ", "{{",
      "}}",
      "{{k}}", "&a [*a, *a]", "*a", "&a", "- - - - - - -", "[[[[[[[[", "{{{{", "? ", ": ", "\t", "\u{0}", "\"", "'",
      "|",
      ">", "!!binary", "!<", "%YAML 9.9", "...", "\u{FEFF}", "\u{2028}", "~~~", "<!--", "[a]: b", "\\", "\r", "\r\n",
      "\n",
    ].map { Array($0.utf8) }
    let lines = SampleLesson.text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    var withProblems = 0
    for seed in 0..<10_000 {
      var rng = SeededGenerator(seed: UInt64(seed))
      var bytes = SampleLesson.bytes
      if seed.isMultiple(of: 3) {
        var mangled = lines
        for _ in 0...rng.uniformInt(below: 4) { mangleLines(&mangled, using: &rng) }
        bytes = Array(mangled.joined(separator: [UInt8(ascii: "\n")]))
      }
      for _ in 0...rng.uniformInt(below: 5) { mangleBytes(&bytes, with: pieces, using: &rng) }
      let document = LessonDocument.parse(bytes, path: "x.md")
      let count = lineCount(of: bytes)
      if !document.problems.isEmpty { withProblems += 1 }
      for problem in document.problems where !(1...max(1, count)).contains(problem.line) || problem.sentence.isEmpty {
        Issue.record("seed \(seed): \(problem) is not in a file of \(count) lines")
      }
      for step in document.lesson?.steps ?? [] where !(1...max(1, count)).contains(step.line) {
        Issue.record("seed \(seed): step \(step.id) at line \(step.line) of \(count)")
      }
      if let steps = document.lesson?.steps, Set(steps.map(\.id)).count < steps.count {
        Issue.record("seed \(seed): two steps have the same id")
      }
    }
    #expect(withProblems > 5_000)
  }

  @Test("YAML that stands for more than fits in memory, or is nested without end, is refused at once")
  func yamlBombs() {
    func problems(_ yaml: String) -> [String] {
      let text = SampleLesson.text(replacing: "minutes: 25", with: "minutes: 25\n" + yaml)
      return LessonDocument.parse(text.utf8, path: "x.md").problems.map(\.sentence)
    }
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, earlier) in zip("bcdefghi", "abcdefgh") {
      bomb += "\(name): &\(name) [" + Array(repeating: "*\(earlier)", count: 9).joined(separator: ", ") + "]\n"
    }
    bomb += "? *i\n: key\n"
    #expect(problems(bomb) == ["YAML anchors and aliases (&name, *name) are not read; write the value out"])
    #expect(problems("deep: " + String(repeating: "[", count: 50_000)) == ["the block is nested too deeply"])
    #expect(problems("deep: " + String(repeating: "{a: ", count: 15_000)) == ["the block is nested too deeply"])
    #expect(problems("deep:\n  " + String(repeating: "- ", count: 30_000) + "x") == ["the block is nested too deeply"])
    #expect(problems("long: " + String(repeating: "x", count: 70_000)) == ["the block is larger than 65536 bytes"])
    let staircase = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(problems(staircase) == ["the block is too large or nested too deeply"])
    #expect(
      problems("many: [" + String(repeating: "x,", count: 20_000) + "]") == [
        "the block is too large or nested too deeply"
      ])
  }

  private func mangleBytes(_ bytes: inout [UInt8], with pieces: [[UInt8]], using rng: inout SeededGenerator) {
    let place = rng.uniformInt(below: bytes.count + 1)
    switch rng.uniformInt(below: 6) {
    case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: rng.next())
    case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(rng.uniformInt(below: 8))
    case 2:
      bytes.removeSubrange(place..<min(bytes.count, place + 1 + rng.uniformInt(below: 40)))
    case 3:
      bytes.insert(contentsOf: pieces[rng.uniformInt(below: pieces.count)], at: place)
    case 4:
      let end = min(bytes.count, place + 1 + rng.uniformInt(below: 200))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: rng.uniformInt(below: bytes.count + 1))
    default:
      if rng.uniformInt(below: 8) == 0 { bytes.removeSubrange(place...) } else { bytes.insert(0xC3, at: place) }
    }
  }

  private func mangleLines(_ lines: inout [[UInt8]], using rng: inout SeededGenerator) {
    guard lines.count > 2 else { return }
    let first = rng.uniformInt(below: lines.count)
    let second = rng.uniformInt(below: lines.count)
    switch rng.uniformInt(below: 4) {
    case 0: lines.remove(at: first)
    case 1: lines.swapAt(first, second)
    case 2: lines.insert(lines[first], at: second)
    default: lines[first] = lines[first] + lines[second]
    }
  }

  private func lineCount(of bytes: [UInt8]) -> Int {
    var count = 0
    var wasReturn = false
    for byte in bytes {
      if byte == 13 || (byte == 10 && !wasReturn) { count += 1 }
      wasReturn = byte == 13
    }
    return count + (bytes.last == 10 || bytes.last == 13 || bytes.isEmpty ? 0 : 1)
  }
}
