import Foundation
import Notebook
import Testing

@Suite("Completion", .serialized)
struct CompletionTests {
  let fixture: CompletionFixture

  init() throws {
    fixture = try CompletionFixture.shared.get()
  }

  @Test("members come with their types, filtered by what is typed")
  func members() throws {
    let list = fixture.complete("let xs = [1, 2]\nxs.app|")
    #expect(list.start == 19)
    let append = try #require(list.candidates.first)
    #expect(append.insertion == "append(")
    #expect(append.name == "append(_:)")
    #expect(append.display == "append(_ newElement: Int) -> Void")
    #expect(append.kind == .method)
    #expect(append.module == "Swift")
    #expect(append.summary == "Adds a new element at the end of the array.")
    #expect(list.candidates.contains { $0.insertion == "append(contentsOf: " })
    #expect(list.candidates.allSatisfy { $0.name.hasPrefix("app") })
  }

  @Test("names of earlier cells are known, with documentation and the type of the cell that declared them last")
  func earlierCells() throws {
    let depth = fixture.complete("let d = dep|").candidates.filter { $0.module == "cell1" }
    #expect(depth.map(\.display) == ["depth(of: Int) -> Double", "depth(of: [Int], in: String) -> [Double]"])
    #expect(depth.first?.summary == "Depth of one well in meters.")
    #expect(fixture.complete("wellC|").candidates.map(\.module) == ["cell2"])
    #expect(fixture.complete("Well(depth: 1).de|").candidates.map(\.name) == ["deepened(by:)", "depth"])
    #expect(fixture.complete("rng.uniformI|").candidates.map(\.insertion) == ["uniformInt(below: "])
  }

  @Test("what is near comes first, what is underscored last, and modules of cells not at all")
  func ranking() throws {
    let all = fixture.complete("let wide = 1\nfunc f(width: Int) { let w = wi|").candidates.map(\.name)
    #expect(Array(all.prefix(2)).sorted() == ["wide", "width"])
    let names = fixture.complete("|").candidates.map(\.name)
    let own = try #require(names.firstIndex(of: "Well"))
    let library = try #require(names.firstIndex(of: "SeededGenerator"))
    let keyword = try #require(names.firstIndex(of: "let"))
    #expect(own < library && library < keyword)
    #expect(!names.contains("cell1") && !names.contains("_secret()"))
    #expect(fixture.complete("_sec|").candidates.first?.name == "_secret()")
    #expect(fixture.complete("|").candidates.count == CompletionList.limit)
    #expect(fixture.complete("|").omitted > 1000)
  }

  @Test("what is typed in other case is found too, after what is typed as it is")
  func letterCase() {
    let names = fixture.complete("WELL|").candidates.map(\.name)
    #expect(Set(names) == ["Well", "wellCount"])
    #expect(fixture.complete("well|").candidates.map(\.name) == ["wellCount", "Well"])
  }

  @Test("the arguments of a call are offered by their labels")
  func arguments() {
    let list = fixture.complete("let w = Well(|")
    #expect(list.candidates.map(\.kind) == [.argument, .argument])
    #expect(list.candidates.map(\.insertion) == ["depth: ", "depth: "])
    #expect(list.candidates.map(\.display) == ["(depth: Double) -> Well", "(depth: Double, name: String?) -> Well"])
    let print = fixture.complete("print(|").candidates
    #expect(print.first?.display == "(_ items: Any...) -> Void")
  }

  @Test("a member of an optional takes the place of the dot")
  func optionalChaining() {
    let list = fixture.complete("let name: String? = nil\nname.isEm|")
    #expect(list.candidates.map(\.insertion) == ["?.isEmpty"])
    #expect(list.candidates.map(\.erases) == [1])
  }

  @Test(
    "places where nothing can be completed give nothing",
    arguments: ["let s = \"abc |\"", "// abc |", "nowhere.|", "x.y.z|", "1.5|"])
  func nothing(text: String) {
    #expect(fixture.complete(text).candidates.isEmpty)
  }

  @Test("the text after the cursor and inside the word, and characters of several bytes, are taken into account")
  func cursor() {
    let text = "let größe = [1]\nlet é = größe.co|unt + 1"
    let list = fixture.complete(text)
    #expect(list.start == "let größe = [1]\nlet é = größe.".utf8.count)
    #expect(list.candidates.contains { $0.display == "count: Int" })
    #expect(fixture.complete("let größe = [1]\ngrö|").candidates.map(\.name) == ["größe"])
    for cursor in [-5, 0, 7, 8, 9, 1000] {
      let list = fixture.client.complete("let größe", cursor: cursor, in: fixture.context)
      #expect((0...11).contains(list.start))
    }
  }

  @Test("the place's type and scope decide: cases after a dot, types after a colon, parameters in a closure")
  func meaning() {
    let cases = fixture.complete("enum Rock { case clay, sand }\nlet r: Rock = .|").candidates
    #expect(cases.prefix(2).map(\.display) == ["case clay", "case sand"])
    #expect(fixture.complete("let d: Doub|").candidates.first?.display == "struct Double")
    #expect(fixture.complete("[1].map { inner in inn|").candidates.first?.name == "inner")
    #expect(fixture.complete("import Statis|").candidates.allSatisfy { $0.kind == .module })
  }

  @Test("a cell that is cut off or mangled never costs the service more than a restart")
  func mangledCells() {
    let cell = CellCompletenessTests.longCells[1]
    let bytes = Array(cell.utf8)
    for end in stride(from: 0, through: bytes.count, by: 37) {
      var text = String(decoding: bytes[..<end], as: UTF8.self)
      if end % 3 == 0 { text += "\u{0}\\(\"#.<" }
      _ = fixture.client.complete(text, cursor: text.utf8.count, in: fixture.context)
    }
    #expect(fixture.complete("[1].appe|").candidates.first?.name == "append(_:)")
  }

  @Test("the parts of a cell are colored by what they are")
  func coloring() {
    let text = "/// Doc.\nlet é = \"a \\(n)\" // note\n@MainActor func f() -> Int { 12 }"
    let colors = fixture.client.colors(of: text, flags: fixture.context.flags)
    let bytes = Array(text.utf8)
    let parts = colors.map { range in
      (String(decoding: bytes[range.offset..<range.offset + range.length], as: UTF8.self), range.kind)
    }
    for (part, kind) in [
      ("/// Doc.\n", ColoredRange.Kind.documentation), ("let", .keyword), ("é", .identifier), ("// note\n", .comment),
      ("func", .keyword), ("Int", .type), ("12", .number), ("\"a ", .string),
    ] {
      #expect(parts.contains { $0.0 == part && $0.1 == kind }, "\(part)")
    }
    #expect(zip(colors, colors.dropFirst()).allSatisfy { $0.offset + $0.length <= $1.offset })
    #expect(fixture.client.colors(of: "", flags: fixture.context.flags).isEmpty)
  }
}
