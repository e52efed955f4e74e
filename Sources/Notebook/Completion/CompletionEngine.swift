/// Asks the compiler's editor service what completion, documentation and coloring need.
struct CompletionEngine: Sendable {
  let library: SourceKitLibrary
  private let keys: Keys

  init(library: SourceKitLibrary) {
    self.library = library
    keys = Keys(library)
  }

  private struct Keys {
    let results, name, description, sourceText, typeName, kind, context, relation, module, summary: SourceKitKey
    let erases, discouraged, associated: SourceKitKey
    let annotated, comment, others, syntaxMap, offset, length: SourceKitKey

    init(_ library: SourceKitLibrary) {
      results = library.key("key.results")
      name = library.key("key.name")
      description = library.key("key.description")
      sourceText = library.key("key.sourcetext")
      typeName = library.key("key.typename")
      kind = library.key("key.kind")
      context = library.key("key.context")
      relation = library.key("key.typerelation")
      module = library.key("key.modulename")
      summary = library.key("key.doc.brief")
      erases = library.key("key.num_bytes_to_erase")
      discouraged = library.key("key.not_recommended")
      associated = library.key("key.associated_usrs")
      annotated = library.key("key.annotated_decl")
      comment = library.key("key.doc_comment")
      others = library.key("key.secondary_symbols")
      syntaxMap = library.key("key.syntaxmap")
      offset = library.key("key.offset")
      length = library.key("key.length")
    }
  }

  /// What can stand at the offset of `source`, of which the name begins with `prefix` in any case.
  func items(
    at source: SourceText, beginningWith prefix: String = "", in context: CompletionContext
  ) throws(SourceKitError) -> [CompletionItem] {
    let wanted = prefix.utf8.map(Self.lowercased)
    return try library.send([
      "key.request": .name("source.request.codecomplete"), "key.sourcefile": .string(CompletionContext.file),
      "key.sourcetext": .string(source.text), "key.offset": .integer(source.offset),
      "key.compilerargs": .strings(context.arguments),
    ]) { answer in
      answer.list(keys.results).compactMap { result in
        guard let name = result.bytes(keys.name), Self.begins(name, with: wanted) else { return nil }
        return item(result)
      }
    }
  }

  private func item(_ result: SourceKitAnswer) -> CompletionItem {
    CompletionItem(
      rawName: result.string(keys.name) ?? "", description: result.string(keys.description) ?? "",
      sourceText: result.string(keys.sourceText) ?? "", typeName: result.string(keys.typeName) ?? "",
      kind: Self.last(result.name(keys.kind), after: "source.lang.swift."),
      context: Self.last(result.name(keys.context), after: "source.codecompletion.context."),
      relation: Self.last(result.name(keys.relation), after: "source.codecompletion.typerelation."),
      module: result.string(keys.module) ?? "", summary: result.string(keys.summary) ?? "",
      erases: result.integer(keys.erases), isDiscouraged: result.integer(keys.discouraged) != 0,
      declarationID: result.string(keys.associated) ?? "")
  }

  /// A declaration that a name in a text refers to.
  struct Symbol {
    var name: String
    var declaration: String
    var markdown: String
    var module: String?
  }

  /// What the name at the offset of `source` refers to; several if that is open.
  func symbols(at source: SourceText, in context: CompletionContext) throws(SourceKitError) -> [Symbol] {
    let file = SourceKitValue.string(CompletionContext.file)
    try library.send([
      "key.request": .name("source.request.editor.open"), "key.name": file, "key.sourcetext": .string(source.text),
      "key.compilerargs": .strings(context.arguments), "key.syntactic_only": .integer(1),
      "key.enablesyntaxmap": .integer(0), "key.enablesubstructure": .integer(0), "key.enablediagnostics": .integer(0),
    ]) { _ in }
    defer { close(CompletionContext.file) }
    return try library.send([
      "key.request": .name("source.request.cursorinfo"), "key.sourcefile": file,
      "key.offset": .integer(source.offset), "key.compilerargs": .strings(context.arguments),
    ]) { answer in
      guard let first = symbol(answer) else { return [] }
      return [first] + answer.list(keys.others).compactMap(symbol)
    }
  }

  private func symbol(_ answer: SourceKitAnswer) -> Symbol? {
    guard let name = answer.string(keys.name), let annotated = answer.string(keys.annotated) else { return nil }
    return Symbol(
      name: name, declaration: DeclarationText.plain(annotated), markdown: answer.string(keys.comment) ?? "",
      module: answer.string(keys.module))
  }

  /// The colored parts of `text`, in order, none inside another.
  func colors(of text: String, flags: [String]) throws(SourceKitError) -> [ColoredRange] {
    let file = "/lectern/coloring/main.swift"
    let source = String(decoding: text.utf8.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    defer { close(file) }
    return try library.send([
      "key.request": .name("source.request.editor.open"), "key.name": .string(file),
      "key.sourcetext": .string(source), "key.compilerargs": .strings(flags + [file]),
      "key.syntactic_only": .integer(1), "key.enablesyntaxmap": .integer(1), "key.enablesubstructure": .integer(0),
      "key.enablediagnostics": .integer(0),
    ]) { answer in
      answer.list(keys.syntaxMap).map { part in
        let kind = part.name(keys.kind) ?? ""
        return ColoredRange(
          offset: part.integer(keys.offset), length: part.integer(keys.length),
          kind: .init(syntaxType: kind.dropFirst("source.lang.swift.syntaxtype.".count)))
      }
    }
  }

  private func close(_ file: String) {
    _ = try? library.send([
      "key.request": .name("source.request.editor.close"), "key.name": .string(file),
    ]) { _ in }
  }

  private static func last(_ name: String?, after prefix: String) -> String {
    guard let name, name.hasPrefix(prefix) else { return name ?? "" }
    return String(name.dropFirst(prefix.count))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func begins(_ name: UnsafePointer<CChar>, with wanted: [UInt8]) -> Bool {
    for index in wanted.indices {
      let byte = UInt8(bitPattern: name[index])
      if byte == 0 || lowercased(byte) != wanted[index] { return false }
    }
    return true
  }
}
