internal import CMarkGFM

/// A CommonMark document (with tables, strikethrough, task lists and bare links) as Swift values.
///
/// The only file of this module that touches cmark-gfm. Control characters do not get past it.
enum MarkdownBlock: Hashable, Sendable {
  case heading(level: Int, [MarkdownInline])
  case paragraph([MarkdownInline])
  case code(language: String, String)
  case quote([MarkdownBlock])
  /// `start` is nil for bullets. A tight list has no blank lines between its items.
  case list(start: Int?, isTight: Bool, [MarkdownItem])
  case table(MarkdownTable)
  case rule
  case html(String)

  /// The blocks of a document. Every text is a document; nothing fails.
  static func parse(_ text: String) -> [MarkdownBlock] {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "tasklist", "autolink"] {
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    return blocks(of: root)
  }
}

struct MarkdownItem: Hashable, Sendable {
  /// For an item of a task list, whether it is checked.
  var isChecked: Bool?
  var blocks: [MarkdownBlock]
}

struct MarkdownTable: Hashable, Sendable {
  enum Alignment: Sendable { case left, center, right }
  var alignments: [Alignment]
  /// The first row is the header.
  var rows: [[[MarkdownInline]]]
}

enum MarkdownInline: Hashable, Sendable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case strikethrough([MarkdownInline])
  case link(url: String, [MarkdownInline])
  case image(url: String, alternative: [MarkdownInline])
}

private typealias Node = OpaquePointer

private func children(of node: Node?) -> [Node] {
  guard let first = cmark_node_first_child(node) else { return [] }
  return Array(sequence(first: first, next: { cmark_node_next($0) }))
}

private func kind(_ node: Node) -> String { String(cString: cmark_node_get_type_string(node)) }

private func literal(_ node: Node) -> String { clean(cmark_node_get_literal(node)) }

/// A C string without control characters other than line ends and tabs.
private func clean(_ text: UnsafePointer<CChar>?) -> String {
  guard let text else { return "" }
  let string = String(cString: text)
  guard string.unicodeScalars.contains(where: isUnwanted) else { return string }
  return String(String.UnicodeScalarView(string.unicodeScalars.filter { !isUnwanted($0) }))
}

private func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
  scalar != "\n" && scalar != "\t" && scalar.properties.generalCategory == .control
}

private func blocks(of parent: Node?) -> [MarkdownBlock] { children(of: parent).compactMap(block) }

private func block(_ node: Node) -> MarkdownBlock? {
  switch kind(node) {
  case "heading": return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(of: node))
  case "paragraph": return .paragraph(inlines(of: node))
  case "code_block":
    let info = clean(cmark_node_get_fence_info(node))
    return .code(language: info.split(separator: " ").first.map(String.init) ?? "", literal(node))
  case "block_quote": return .quote(blocks(of: node))
  case "list":
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0,
      children(of: node).map { item in
        let isTask = kind(item) == "tasklist"
        return MarkdownItem(
          isChecked: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(item) : nil, blocks: blocks(of: item))
      })
  case "table":
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    let alignments = cmark_gfm_extensions_get_table_alignments(node)
    return .table(
      MarkdownTable(
        alignments: (0..<columns).map { column in
          switch alignments?[column] {
          case UInt8(ascii: "c"): .center
          case UInt8(ascii: "r"): .right
          default: .left
          }
        },
        rows: children(of: node).map { row in children(of: row).map { inlines(of: $0) } }))
  case "thematic_break": return .rule
  case "html_block":
    let text = literal(node)
    return text.hasPrefix("<!--") ? nil : .html(text)
  default: return nil
  }
}

private func inlines(of parent: Node?) -> [MarkdownInline] { children(of: parent).compactMap(inline) }

private func inline(_ node: Node) -> MarkdownInline? {
  switch kind(node) {
  case "text": .text(literal(node))
  case "softbreak": .softBreak
  case "linebreak": .lineBreak
  case "code": .code(literal(node))
  case "emph": .emphasis(inlines(of: node))
  case "strong": .strong(inlines(of: node))
  case "strikethrough": .strikethrough(inlines(of: node))
  case "link": .link(url: clean(cmark_node_get_url(node)), inlines(of: node))
  case "image": .image(url: clean(cmark_node_get_url(node)), alternative: inlines(of: node))
  case "html_inline": literal(node).hasPrefix("<br") ? .lineBreak : nil
  default: nil
  }
}
