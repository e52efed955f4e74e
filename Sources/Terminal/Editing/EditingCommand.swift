/// What a key does in the editor, and the keys that do it.
enum EditingCommand: Int, CaseIterable {
  case enter, newline, paste, complete, interrupt, deleteOrEnd, clearScreen, suspend, quit
  case up, down, entryUp, entryDown, prefixUp, prefixDown, searchBack
  case left, right, wordLeft, wordRight, lineStart, lineEnd, cellStart, cellEnd
  case deleteBackward, deleteForward, killToLineEnd, killToLineStart, killWordBack, killWordForward, yank, undo
  case closeBrace, closeParenthesis, closeBracket

  /// The name under which a user's `.editrc` can bind it.
  var name: String {
    String(describing: self).reduce(into: "lectern-") { $0 += $1.isUppercase ? "-\($1.lowercased())" : "\($1)" }
  }

  /// The keys in the emacs map and in vi's insert map.
  var keys: [String] {
    typealias Key = KeyInput.NamedKey
    return switch self {
    case .enter: ["\r", "\n"]
    case .newline: ["\u{F}", Key.newline.keys]
    case .paste: [Key.pasteStart.keys]
    case .complete: ["\t"]
    case .interrupt: ["\u{3}"]
    case .deleteOrEnd: ["\u{4}"]
    case .clearScreen: ["\u{C}"]
    case .suspend: ["\u{1A}"]
    case .quit: ["\u{1C}"]
    case .up: ["\u{10}", Key.up.keys]
    case .down: ["\u{E}", Key.down.keys]
    case .entryUp: [Key.entryUp.keys, Key.pageUp.keys]
    case .entryDown: [Key.entryDown.keys, Key.pageDown.keys]
    case .prefixUp, .prefixDown, .cellStart, .cellEnd, .killWordForward: []
    case .searchBack: ["\u{12}"]
    case .left: ["\u{2}", Key.left.keys]
    case .right: ["\u{6}", Key.right.keys]
    case .wordLeft: [Key.wordLeft.keys]
    case .wordRight: [Key.wordRight.keys]
    case .lineStart: ["\u{1}", Key.home.keys]
    case .lineEnd: ["\u{5}", Key.end.keys]
    case .deleteBackward: ["\u{8}", "\u{7F}"]
    case .deleteForward: [Key.delete.keys]
    case .killToLineEnd: ["\u{B}"]
    case .killToLineStart: ["\u{15}"]
    case .killWordBack: ["\u{17}"]
    case .yank: ["\u{19}"]
    case .undo: ["\u{1F}"]
    case .closeBrace: ["}"]
    case .closeParenthesis: [")"]
    case .closeBracket: ["]"]
    }
  }

  /// The keys that start with Escape, in the emacs map only: in vi's, Escape alone means something.
  var escapeKeys: [String] {
    switch self {
    case .newline: ["\u{1B}\r", "\u{1B}\n"]
    case .wordLeft: ["\u{1B}b"]
    case .wordRight: ["\u{1B}f"]
    case .killWordBack: ["\u{1B}\u{7F}", "\u{1B}\u{8}"]
    case .killWordForward: ["\u{1B}d"]
    case .cellStart: ["\u{1B}<"]
    case .cellEnd: ["\u{1B}>"]
    case .prefixUp: ["\u{1B}p"]
    case .prefixDown: ["\u{1B}n"]
    default: []
    }
  }

  /// The keys in vi's command mode.
  var viCommandKeys: [String] {
    switch self {
    case .up: ["k"] + keys
    case .down: ["j"] + keys
    case .left: ["h"] + keys
    case .right: ["l"] + keys
    case .deleteForward: ["x"] + keys
    case .enter, .paste, .interrupt, .deleteOrEnd, .clearScreen, .suspend, .quit, .entryUp, .entryDown, .searchBack,
      .wordLeft, .wordRight, .lineStart, .lineEnd:
      keys
    default: []
    }
  }
}
