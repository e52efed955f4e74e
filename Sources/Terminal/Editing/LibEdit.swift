internal import CLibEdit
internal import Glibc

/// The only file that touches libedit (and the C that looks after the terminal's state).
///
/// libedit reads keys, knows the key maps (emacs, vi, the user's `.editrc`), holds and edits the text, keeps the
/// history and sets the terminal's mode. It does not draw: it has no continuation prompt, loses combining
/// characters, and misplaces the cursor in a text taller than the screen. ``CellPainter`` draws instead.
final class LibEdit {
  /// What a command asks libedit to do after it.
  enum CommandResult {
    /// The text may have changed.
    case edited
    /// The cell is finished.
    case finished
    /// The input has ended.
    case ended
    /// The key does not apply here.
    case refused

    fileprivate var code: Int32 {
      switch self {
      case .edited: CC_REFRESH
      case .finished: CC_NEWLINE
      case .ended: CC_EOF
      case .refused: CC_ERROR
      }
    }
  }

  private var handle: OpaquePointer?
  /// Gives the next key, or nil at the end of the input.
  var readKey: () -> Unicode.Scalar? = { nil }
  /// Runs a defined command.
  var runCommand: (Int) -> CommandResult = { _ in .refused }
  /// Opens an editor on a terminal; nil if libedit cannot.
  init?(program: String, input: Int32, output: Int32) {
    handle = lectern_edit_open(
      program, input, output, Unmanaged.passUnretained(self).toOpaque(),
      { owner, key in
        let edit = Unmanaged<LibEdit>.fromOpaque(owner!).takeUnretainedValue()
        guard let scalar = edit.readKey() else { return 0 }
        key!.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      },
      { owner, command, _ in
        Unmanaged<LibEdit>.fromOpaque(owner!).takeUnretainedValue().runCommand(Int(command)).code
      })
    if handle == nil { return nil }
  }

  deinit {
    if let handle { lectern_edit_close(handle) }
  }

  /// Reads the user's `~/.editrc`; whether there is one.
  func readUserSettings() -> Bool { lectern_edit_read_settings(handle) == 0 }

  /// Whether the user's settings chose vi keys.
  var usesViKeys: Bool { lectern_edit_is_vi(handle) != 0 }

  func define(_ command: Int, name: String, help: String) {
    let defined = lectern_edit_define(handle, Int32(command), name.wide, help.wide)
    precondition(defined == 0, "libedit takes no more commands than \(LECTERN_COMMAND_LIMIT)")
    names[command] = name
  }
  private var names: [Int: String] = [:]

  func bind(_ keys: String, to command: Int, inViCommandMode: Bool = false) {
    // libedit reads `^x` and `\x` in keys as escapes.
    let literal = keys.reduce(into: "") { $0 += ($1 == "\\" || $1 == "^") ? "\\\($1)" : String($1) }
    _ = lectern_edit_bind(handle, literal.wide, names[command]!.wide, inViCommandMode ? 1 : 0)
  }

  func use(_ history: HistoryList) {
    lectern_edit_use_history(handle, history.handle)
  }

  /// Edits until a command finishes the cell or the input ends.
  func run() { lectern_edit_run(handle) }

  /// The text as it is now.
  var buffer: EditBuffer {
    get {
      var text: UnsafePointer<wchar_t>?
      var length = 0
      var cursor = 0
      lectern_edit_line(handle, &text, &length, &cursor)
      let scalars = UnsafeBufferPointer(start: text, count: length).map { Unicode.Scalar($0) }
      return EditBuffer(scalars: scalars, cursor: cursor)
    }
    set {
      var wide = newValue.scalars.map { wchar_t(bitPattern: $0.value) }
      wide.append(0)
      lectern_edit_replace(handle, wide, newValue.cursor)
    }
  }

  /// Makes `key` the next key that is read.
  func push(_ key: Unicode.Scalar) { lectern_edit_push(handle, String(Character(key)).wide) }

  /// Reads the next key in the middle of a command; nil at the end of the input.
  func nextKey() -> Unicode.Scalar? {
    var key: wchar_t = 0
    return lectern_edit_next_key(handle, &key) == 1 ? Unicode.Scalar(key) : nil
  }

  /// Switches the terminal between editing and ordinary mode.
  func setRaw(_ raw: Bool) { lectern_edit_set_raw(handle, raw ? 1 : 0) }

  /// Tells libedit that the window has another size.
  func windowResized() { lectern_edit_resize(handle) }
}

/// libedit's list of past entries, newest first.
final class HistoryList {
  fileprivate let handle: OpaquePointer

  /// Makes an empty list that keeps the newest `limit` entries.
  init(limit: Int) {
    handle = history_winit()
    lectern_history_set_size(handle, Int32(clamping: limit))
  }

  deinit { history_wend(handle) }

  var count: Int { Int(lectern_history_size(handle)) }

  /// Puts `text`, which is not in the list, first. O(1).
  func addDistinct(_ text: String) { lectern_history_enter(handle, text.wide) }

  /// Puts `text` first and removes it from where it was. O(entries).
  func add(_ text: String) {
    let wide = text.wide
    var age: Int32 = 0
    var number: Int32 = 0
    while let entry = lectern_history_entry(handle, age, &number) {
      if wcscmp(entry, wide) == 0 {
        lectern_history_remove(handle, number)
        break
      }
      age += 1
    }
    lectern_history_enter(handle, wide)
  }

  /// The entry `age` places before the newest, which is 0.
  func entry(_ age: Int) -> String? {
    var number: Int32 = 0
    guard age >= 0, let entry = lectern_history_entry(handle, Int32(clamping: age), &number) else { return nil }
    var text = ""
    text.unicodeScalars.append(
      contentsOf: UnsafeBufferPointer(start: entry, count: wcslen(entry)).map { Unicode.Scalar($0) })
    return text
  }
}

/// The terminal while it is in use: remembered first, and given back on every way out.
///
/// There is one at a time in a process. It is given back by ``leave()``, by `exit`, and before a fatal signal
/// takes its course.
enum TerminalState {
  enum Event {
    /// The window has another size.
    case resized
    /// The process was stopped and continued: the terminal must be entered again.
    case resumed
  }

  /// Remembers the terminal's state; `restore` is written to it when it is given back.
  static func enter(input: Int32, output: Int32, restore: String) {
    _ = lectern_terminal_enter(input, output, restore)
  }

  /// Gives the terminal back as it was.
  static func leave() { lectern_terminal_leave() }

  /// Lets keys come one by one, without echo and without signals.
  static func setRaw(input: Int32) { _ = lectern_terminal_set_raw(input) }

  /// Becomes readable when there are events.
  static var eventDescriptor: Int32 { lectern_terminal_events() }

  /// The events since the last call.
  static func events() -> [Event] {
    var events: [Event] = []
    var byte: UInt8 = 0
    while eventDescriptor >= 0, read(eventDescriptor, &byte, 1) == 1 {
      events.append(Int(byte) == LECTERN_EVENT_RESIZED ? .resized : .resumed)
    }
    return events
  }

  /// The window's size, where the terminal says it.
  static func windowSize(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    lectern_terminal_size(descriptor, &columns, &rows)
    return columns > 0 && rows > 0 ? (Int(columns), Int(rows)) : nil
  }
}

extension Unicode.Scalar {
  fileprivate init(_ wide: wchar_t) {
    self = Unicode.Scalar(UInt32(bitPattern: wide)) ?? "\u{FFFD}"
  }
}

extension String {
  /// Zero-terminated wide characters.
  fileprivate var wide: [wchar_t] {
    unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
  }
}
