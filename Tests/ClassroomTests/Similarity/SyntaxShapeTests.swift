import Classroom
import Foundation
import Lessons
import Testing

@Suite("Syntax shapes")
struct SyntaxShapeTests {
  private func digest(_ text: String, name: String = "answer.swift") throws -> String? {
    let (tree, isWellFormed) = try ParseTree.json(of: text, name: name)
    #expect(isWellFormed, "the text of the test itself does not parse")
    return SyntaxShape.digest(ofTree: tree)
  }

  private let reservoir = """
    func keep(_ item: String, index n: Int, in slots: [String], size k: Int, draw: (Int) -> Int) -> [String] {
      var kept = slots
      if kept.count < k {
        kept.append(item)
        return kept
      }
      let place = draw(n)
      if place < k {
        kept[place] = item
      }
      return kept
    }
    """

  @Test("Other names, other layout and comments leave the shape as it is")
  func renamed() throws {
    let copied = """
      /// My own work.
      func merke(_ ding: String, nummer wievielte: Int, von liste: [String], plätze anzahl: Int, würfel: (Int) -> Int) -> [String]
      {
          var ergebnis = liste;   // a copy
          if ergebnis.count < anzahl { ergebnis.append(ding); return ergebnis }

          /* now draw */
          let stelle = würfel(wievielte)
          if stelle < anzahl { ergebnis[stelle] = ding }
          return ergebnis
      }
      """
    let shape = try #require(try digest(reservoir))
    #expect(shape.count == 64)
    #expect(try digest(copied) == shape)
    #expect(try digest(reservoir, name: "elsewhere.swift") == shape)
  }

  @Test(
    "Another operand order, literal, statement order, operator, call or label is another shape",
    arguments: [
      ("kept.count < k", "k < kept.count"),
      ("place < k", "place <= k"),
      ("place < k", "k > place"),
      ("draw(n)", "draw(n + 1)"),
      ("draw(n)", "draw(k)"),
      ("kept.append(item)", "kept.insert(item, at: 0)"),
      ("kept[place] = item", "kept[0] = item"),
      ("let place", "var place"),
      ("var kept = slots\n", "var kept = slots\n  kept = slots\n"),
      ("  let place = draw(n)\n", "  let place = draw(n)\n  print(place)\n"),
      ("return kept\n  }\n", "return slots\n  }\n"),
    ])
  func changed(_ old: String, _ new: String) throws {
    let edited = reservoir.replacingOccurrences(of: old, with: new)
    #expect(edited != reservoir)
    #expect(try digest(edited) != digest(reservoir))
  }

  @Test("Statements in another order are another shape")
  func order() throws {
    func text(_ first: String, _ second: String) -> String {
      """
      func f(_ values: [Double]) -> Double {
        var a = 1.0
        var b = 2.0
        for value in values {
          \(first)
          \(second)
        }
        return a / b + a * 3
      }
      """
    }
    let shape = try #require(try digest(text("a += value", "b *= value")))
    #expect(try digest(text("b *= value", "a += value")) != shape)
    #expect(try digest(text("b += value", "a *= value")) != shape)
  }

  @Test("A name used for two things and two names for them are the same shape")
  func shadowing() throws {
    let one = """
      func f(_ xs: [Int]) -> Int {
        var total = 0
        for i in xs { total += i * 2 }
        for i in xs.reversed() { total -= i / 3 }
        if let i = xs.first { total += i } else { total -= 1 }
        return total
      }
      """
    let other = """
      func g(_ values: [Int]) -> Int {
        var sum = 0
        for a in values { sum += a * 2 }
        for b in values.reversed() { sum -= b / 3 }
        if let values = values.first { sum += values } else { sum -= 1 }
        return sum
      }
      """
    let mixed = other.replacingOccurrences(of: "sum -= b / 3", with: "sum -= sum / 3")
    let shape = try #require(try digest(one))
    #expect(try digest(other) == shape)
    #expect(try digest(mixed) != shape)
  }

  @Test("A variable that is called like a library member does not change that member")
  func libraryMember() throws {
    func text(_ name: String, _ member: String) -> String {
      """
      func f(_ xs: [Int]) -> Int {
        var \(name) = 0
        while \(name) < xs.\(member) { \(name) += 1; print(xs[\(name) - 1], \(name)) }
        return \(name) * 2 + xs.\(member)
      }
      """
    }
    let shape = try #require(try digest(text("n", "count")))
    #expect(try digest(text("count", "count")) == shape)
    #expect(try digest(text("n", "endIndex")) != shape)
  }

  @Test("Types, members, cases, tuple labels and labels of the answer's own functions are its own names")
  func types() throws {
    let one = """
      struct Reservoir<Element> {
        enum Kind { case full, open(Int) }
        var items: [Element] = []
        let size: Int
        init(size: Int) { self.size = size }
        mutating func add(_ item: Element, at place: Int) -> (kept: Bool, kind: Kind) {
          if items.count < size { items.append(item); return (kept: true, kind: .open(size)) }
          guard place < size else { return (kept: false, kind: .full) }
          items[place] = item
          return (kept: true, kind: Kind.full)
        }
      }
      extension Reservoir { var isFull: Bool { items.count == self.size } }
      var box = Reservoir<Int>(size: 3)
      let result = box.add(4, at: 1)
      print(result.kept, box.isFull, "\\(box.items)")
      """
    var other = one
    for (old, new) in [
      ("Reservoir", "Topf"), ("Element", "T"), ("Kind", "Zustand"), ("full", "voll"), ("open", "offen"),
      ("items", "liste"), ("size", "menge"), ("add", "dazu"), ("at", "bei"), ("place", "stelle"), ("kept", "drin"),
      ("kind", "art"), ("isFull", "istVoll"), ("box", "b"), ("result", "r"), ("item", "ding"),
    ] {
      // Swift's own word boundaries do not part "box.add".
      other = other.replacing(try Regex("\\b\(old)\\b").wordBoundaryKind(.simple), with: new)
    }
    let shape = try #require(try digest(one))
    #expect(other.contains("Topf<Int>(menge: 3)"))
    #expect(try digest(other) == shape)
    #expect(try digest(one.replacingOccurrences(of: "Reservoir<Int>", with: "Reservoir<Double>")) != shape)
    #expect(try digest(one.replacingOccurrences(of: "\\(box.items)", with: "\\(box.size)")) != shape)
  }

  @Test("Argument labels of library functions are part of the shape")
  func foreignLabels() throws {
    func text(_ call: String) -> String {
      """
      func f(_ xs: [Double], rng: inout SystemRandomNumberGenerator) -> Double {
        var total = 0.0
        for x in xs { total += x * \(call) }
        return total / Double(xs.count) + xs.reduce(0) { $0 + $1 * 2 }
      }
      """
    }
    let shape = try #require(try digest(text("Double.random(in: 0..<1, using: &rng)")))
    #expect(try digest(text("Double.random(of: 0..<1, using: &rng)")) != shape)
    #expect(try digest(text("Double.random(in: 0...1, using: &rng)")) != shape)
  }

  @Test("What an exercise gives to start from has no shape, and its solution has one")
  func lessonCode() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../lessons/04-training-data/04-reservoir-sampling.md").standardized.path
    let lesson = try #require(LessonDocument.parse(contentsOf: path).lesson)
    let exercise = try #require(lesson.exercises.first { $0.task.kind == "code" })
    guard case .code(let task) = exercise.task, let starter = task.starter else {
      Issue.record("the lesson's code exercise has no starter")
      return
    }
    #expect(try digest(starter.text) == nil)
    #expect(try digest(#require(exercise.solutionAnswer).text) != nil)
  }

  @Test("What is too small, broken or no tree has no shape")
  func without() throws {
    #expect(try digest("func double(_ x: Int) -> Int { x * 2 }") == nil)
    #expect(try digest("") == nil)
    let broken = try ParseTree.json(of: reservoir.replacingOccurrences(of: "draw(n)", with: "draw(n"))
    #expect(!broken.isWellFormed)
    #expect(SyntaxShape.digest(ofTree: Data("{\"_kind\": \"source_file\"".utf8)) == nil)
    #expect(SyntaxShape.digest(ofTree: Data("[1, 2]".utf8)) == nil)
    #expect(SyntaxShape.digest(ofTree: Data()) == nil)
  }

  @Test("A tree as deep as a hostile answer can make it ends with no shape or one, never with a crash")
  func deep() throws {
    let depth = 3000
    let json =
      String(repeating: "{\"_kind\":\"paren_expr\",\"sub_expr\":", count: depth) + "1"
      + String(repeating: "}", count: depth)
    _ = SyntaxShape.digest(ofTree: Data(json.utf8))
  }
}
