internal import CMarkGFM

/// A block of a Markdown document that stands at its top level.
package struct MarkdownBlock {
  package enum Kind {
    case heading(level: Int, text: String)
    /// A fenced block: what stands behind the fence, what is in it, and whether the fence is closed.
    case fenced(info: String, content: String, isClosed: Bool)
    case thematicBreak
    case other
  }

  package var kind: Kind
  /// 1-based, both included.
  package var firstLine: Int
  package var lastLine: Int
}

/// A Markdown document as far as lessons need it. This is the one file that talks to cmark-gfm.
package struct MarkdownTree {
  struct Link {
    var destination: String
    var line: Int
  }

  package private(set) var blocks: [MarkdownBlock] = []
  /// Links and images, with the line that their block begins on or a later one.
  private(set) var links: [Link] = []
  /// Fenced blocks inside lists and quotations.
  package private(set) var nestedFences: [(info: String, line: Int)] = []
  /// The lines of blocks of code, fenced or indented, nested ones included.
  private(set) var codeLines: [ClosedRange<Int>] = []
  /// Lines on which HTML with a comment begins, or the block that holds it.
  private(set) var commentLines: [Int] = []
  /// Every heading's text, nested ones included, in order.
  private(set) var headings: [String] = []

  /// Parses `lines`. CommonMark has no syntax errors.
  ///
  /// - Parameter extended: whether GitHub's tables, automatic links and the like are understood. Some inputs take them time
  ///   and memory that grow with the square of the length, so text by strangers is read without them.
  package init(lines: [String], extended: Bool = true) {
    guard let root = Self.parse(lines.joined(separator: "\n") + "\n", extended: extended) else { return }
    defer { cmark_node_free(root) }
    var child = cmark_node_first_child(root)
    while let node = child {
      blocks.append(Self.block(node, lines: lines))
      child = cmark_node_next(node)
    }
    collectInside(root)
  }

  /// How many lines `markdown` takes when its paragraphs are wrapped at `width` columns.
  static func height(of markdown: String, width: Int) -> Int {
    guard let root = parse(markdown + "\n") else { return 0 }
    defer { cmark_node_free(root) }
    guard let rendered = cmark_render_plaintext(root, CMARK_OPT_DEFAULT, Int32(width)) else { return 0 }
    defer { freeRendered(rendered) }
    let text = String(cString: rendered)
    return text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  private static let areExtensionsRegistered: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  private static func parse(_ text: String, extended: Bool = true) -> OpaquePointer? {
    guard areExtensionsRegistered, let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in extended ? ["table", "strikethrough", "autolink", "tasklist"] : [] {
      if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    return cmark_parser_finish(parser)
  }

  private static func freeRendered(_ text: UnsafeMutablePointer<CChar>) {
    cmark_get_default_mem_allocator().pointee.free(text)
  }

  private static func block(_ node: OpaquePointer, lines: [String]) -> MarkdownBlock {
    let first = max(1, Int(cmark_node_get_start_line(node)))
    let last = max(first, min(Int(cmark_node_get_end_line(node)), lines.count))
    let type = cmark_node_get_type(node)
    let kind: MarkdownBlock.Kind
    if type == CMARK_NODE_HEADING {
      kind = .heading(level: Int(cmark_node_get_heading_level(node)), text: plainText(of: node))
    } else if type == CMARK_NODE_THEMATIC_BREAK {
      kind = .thematicBreak
    } else if type == CMARK_NODE_CODE_BLOCK, let fence = fence(of: node) {
      let closing = lines.indices.contains(last - 1) && last > first ? lines[last - 1] : ""
      let marks = closing.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\t" }
      kind = .fenced(
        info: string(cmark_node_get_fence_info(node)), content: string(cmark_node_get_literal(node)),
        isClosed: marks.count >= fence.length && marks.allSatisfy { $0 == fence.mark })
    } else {
      kind = .other
    }
    return MarkdownBlock(kind: kind, firstLine: first, lastLine: last)
  }

  private static func fence(of node: OpaquePointer) -> (length: Int, mark: Character)? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var mark: CChar = 0
    guard cmark_node_get_fenced(node, &length, &offset, &mark) != 0 else { return nil }
    return (Int(length), Character(Unicode.Scalar(UInt8(bitPattern: mark))))
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  private static func plainText(of node: OpaquePointer) -> String {
    var text = ""
    walk(node) { inner in
      switch cmark_node_get_type(inner) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += string(cmark_node_get_literal(inner))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: break
      }
    }
    return text
  }

  private static func walk(
    _ root: OpaquePointer, _ visit: (OpaquePointer) -> Void
  ) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { visit(node) }
    }
  }

  private mutating func collectInside(_ root: OpaquePointer) {
    var line = 1
    var links: [Link] = []
    var fences: [(info: String, line: Int)] = []
    var headings: [String] = []
    var codeLines: [ClosedRange<Int>] = []
    var commentLines: [Int] = []
    Self.walk(root) { node in
      line = max(line, Int(cmark_node_get_start_line(node)))
      switch cmark_node_get_type(node) {
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        links.append(Link(destination: Self.string(cmark_node_get_url(node)), line: line))
      case CMARK_NODE_HEADING:
        headings.append(Self.plainText(of: node))
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
        if Self.string(cmark_node_get_literal(node)).contains("<!--") { commentLines.append(line) }
      case CMARK_NODE_CODE_BLOCK:
        let first = Int(cmark_node_get_start_line(node))
        codeLines.append(first...max(first, Int(cmark_node_get_end_line(node))))
        if cmark_node_parent(node) != root, Self.fence(of: node) != nil {
          fences.append((Self.string(cmark_node_get_fence_info(node)), Int(cmark_node_get_start_line(node))))
        }
      default: break
      }
    }
    self.links = links
    nestedFences = fences
    self.headings = headings
    self.codeLines = codeLines
    self.commentLines = commentLines
  }
}

/// The anchor that code hosts give a heading: lower case, words joined by hyphens, punctuation dropped.
package func anchor(of heading: String) -> String {
  var result = ""
  for character in heading.lowercased() {
    if character.isLetter || character.isNumber || character == "-" || character == "_" {
      result.append(character)
    } else if character.isWhitespace {
      result.append("-")
    }
  }
  return result
}
