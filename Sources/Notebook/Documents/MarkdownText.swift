internal import CMarkGFM

/// Markdown as GitHub reads it: its blocks, and as HTML. The only place of this module that touches cmark-gfm.
struct MarkdownText {
  let text: String

  struct Fence {
    /// What follows the opening fence.
    var info: String
    var content: String
    /// 0-based lines, both fences included.
    var lines: ClosedRange<Int>
  }

  /// - Parameter text: with plain line ends.
  init(_ text: String) {
    self.text = text
  }

  /// The fenced code blocks that are not inside another block.
  func fences() -> [Fence] {
    withTree { root in
      Self.children(of: root).compactMap { node in
        guard cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK, Self.isFenced(node) else { return nil }
        let first = Int(cmark_node_get_start_line(node)) - 1
        let last = Int(cmark_node_get_end_line(node)) - 1
        return Fence(
          info: Self.string(cmark_node_get_fence_info(node)),
          content: Self.string(cmark_node_get_literal(node)),
          lines: first...max(first, last))
      }
    }
  }

  /// The text of a level 1 heading that comes before everything else, and its last line (0-based).
  func leadingTitle() -> (title: String, lastLine: Int)? {
    withTree { root in
      guard let node = cmark_node_first_child(root), cmark_node_get_type(node) == CMARK_NODE_HEADING,
        cmark_node_get_heading_level(node) == 1
      else { return nil }
      return (Self.plainText(of: node), Int(cmark_node_get_end_line(node)) - 1)
    }
  }

  /// The text as HTML that shows no raw HTML of its own, follows no dangerous link and loads nothing: an image that
  /// is not in the text itself becomes a link to it.
  /// - Parameter color: turns Swift code into HTML.
  func html(color: (String) -> String) -> String {
    withTree { root in
      for node in Self.descendants(of: root) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_IMAGE where !Self.string(cmark_node_get_url(node)).hasPrefix("data:image/"):
          Self.replaceByLink(image: node)
        case CMARK_NODE_CODE_BLOCK:
          let info = Self.string(cmark_node_get_fence_info(node)).split(separator: " ").first?.lowercased()
          guard info == "swift", let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { continue }
          let code = color(Self.string(cmark_node_get_literal(node)))
          cmark_node_set_on_enter(
            block, "<pre tabindex=\"0\"><code class=\"language-swift\">\(code)</code></pre>")
          cmark_node_replace(node, block)
          cmark_node_free(node)
        default:
          break
        }
      }
      guard let rendered = cmark_render_html(root, CMARK_OPT_DEFAULT, nil) else { return "" }
      defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
      return String(cString: rendered)
    }
  }

  // MARK: - The tree

  private typealias Node = OpaquePointer

  /// Registered once and never changed or freed, so safe to share.
  nonisolated(unsafe) private static let extensions: [OpaquePointer] = {
    cmark_gfm_core_extensions_ensure_registered()
    let names = ["table", "strikethrough", "tasklist", "autolink"]
    return names.compactMap { name in cmark_find_syntax_extension(name) }
  }()

  private func withTree<Value>(_ body: (Node) -> Value) -> Value {
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { preconditionFailure("out of memory") }
    defer { cmark_parser_free(parser) }
    for each in Self.extensions { cmark_parser_attach_syntax_extension(parser, each) }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        if let base = characters.baseAddress { cmark_parser_feed(parser, base, characters.count) }
      }
    }
    guard let root = cmark_parser_finish(parser) else { preconditionFailure("out of memory") }
    defer { cmark_node_free(root) }
    return body(root)
  }

  private static func children(of node: Node) -> [Node] {
    Array(
      sequence(first: cmark_node_first_child(node)) { cmark_node_next($0) }.lazy.prefix { $0 != nil }.map {
        $0!
      })
  }

  /// All nodes under `root`, each after its children.
  private static func descendants(of root: Node) -> [Node] {
    guard let walk = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(walk) }
    var nodes: [Node] = []
    while true {
      let event = cmark_iter_next(walk)
      if event == CMARK_EVENT_DONE { return nodes }
      guard let node = cmark_iter_get_node(walk), node != root else { continue }
      // A leaf is only entered, a container is also left.
      if event == CMARK_EVENT_EXIT || isLeaf(node) { nodes.append(node) }
    }
  }

  private static func isLeaf(_ node: Node) -> Bool {
    let leaves = [
      CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_TEXT,
      CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE,
    ]
    return leaves.contains(cmark_node_get_type(node))
  }

  private static func replaceByLink(image: Node) {
    guard let link = cmark_node_new(CMARK_NODE_LINK) else { return }
    cmark_node_set_url(link, cmark_node_get_url(image))
    cmark_node_set_title(link, cmark_node_get_title(image))
    while let child = cmark_node_first_child(image) { cmark_node_append_child(link, child) }
    if cmark_node_first_child(link) == nil, let text = cmark_node_new(CMARK_NODE_TEXT) {
      cmark_node_set_literal(text, cmark_node_get_url(image))
      cmark_node_append_child(link, text)
    }
    cmark_node_replace(image, link)
    cmark_node_free(image)
  }

  private static func plainText(of node: Node) -> String {
    descendants(of: node).map { node in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: string(cmark_node_get_literal(node))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: " "
      default: ""
      }
    }.joined()
  }

  private static func isFenced(_ node: Node) -> Bool {
    var (length, offset): (Int32, Int32) = (0, 0)
    var character: CChar = 0
    return cmark_node_get_fenced(node, &length, &offset, &character) != 0
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
