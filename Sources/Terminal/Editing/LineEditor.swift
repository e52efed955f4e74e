internal import Glibc
internal import Plotting

/// Reads cells typed at a terminal, with editing over many lines, history, search, completion and paste.
///
/// - **Enter** sends the cell if it is complete, wherever the cursor is; else it opens a line, indented. **Alt-Enter**
///   (or Ctrl-O) always opens a line.
/// - **Up** and **Down** move through the lines of the cell, and beyond its first and last line through history. A
///   recalled cell comes back whole and can be edited line by line; the edits last until something is sent.
///   **PageUp**, **PageDown** and Ctrl-Up, Ctrl-Down go by whole entries, **Alt-P**, **Alt-N** by entries that begin
///   with what stands before the cursor, **Ctrl-R** searches as you type.
/// - **Tab** indents at the start of a line, and elsewhere completes: first what all candidates share, then a list.
/// - **Ctrl-C** drops the cell (Up brings it back), **Ctrl-D** on an empty line ends the input, **Ctrl-L** clears the
///   screen, **Ctrl-Z** suspends.
/// - A paste arrives as one cell, as it is. It is sent at once only if it ends with a line end and is complete.
///
/// Other keys are libedit's, in emacs or vi manner, with the bindings of the user's `~/.editrc`.
public final class LineEditor: CellReader {
  /// A descriptor that is watched while a key is awaited.
  public struct Watch {
    /// What is to be done after the descriptor was read.
    public enum Response {
      /// Nothing.
      case none
      /// Show this text above the cell that is being typed.
      case print(String)
      /// Candidates that Tab asked for may have come: ask again, if nothing was typed since.
      case complete
      /// Like `print`, then stop watching this descriptor.
      case stop(String)
    }

    public var descriptor: Int32
    /// Called when the descriptor is readable or closed; must read what is there.
    public var onReady: () -> Response

    public init(descriptor: Int32, onReady: @escaping () -> Response) {
      self.descriptor = descriptor
      self.onReady = onReady
    }
  }

  /// Whether a text can be sent as it is; asked when Enter is pressed.
  public var isComplete: (String) -> Completeness
  /// What the word at the cursor could become: the text and the cursor's offset in UTF-8 bytes. Asked on Tab.
  public var complete: ((String, Int) -> Completions)?
  /// Descriptors watched while a key is awaited.
  public var watches: [Watch] = []

  private static let indentWidth = 2
  private let input: Int32
  private let output: Int32
  private let color: Bool
  private let history: History
  private let edit: LibEdit
  private var keys: KeyInput
  private var painter: CellPainter

  // The cell being typed.
  private var prompt = Prompt("", continuation: "")
  private var outcome = Outcome.none
  private var notes: [String] = []
  private var match: Range<Int>?
  /// The command that the key just handled has run; nil if libedit itself handled it.
  private var lastCommand: EditingCommand?
  /// The command before the one that runs.
  private var previousCommand: EditingCommand?
  private var goalColumn = 0
  private var killed = ""
  private var undoStack: [EditBuffer] = []
  private var lastSeen = EditBuffer("")
  /// Whether the last change was a character typed.
  private var wasTyping = false
  private var isSearching = false
  /// The place in history (0 is the newest entry); -1 for the cell that was being typed.
  private var age = -1
  /// Entries as they were left when moving through history, by age.
  private var edited: [Int: EditBuffer] = [:]
  private var searchedPrefix = ""
  /// The text for which candidates were last asked, and which page of their list is shown.
  private var listed: (buffer: EditBuffer, page: Int)?

  private enum Outcome {
    case none, send(EditBuffer), interrupted
  }

  /// Opens an editor on a terminal; nil if either end is none. See ``TerminalCapabilities/canEdit``.
  ///
  /// - Complexity: opening takes about a millisecond and draws nothing.
  public init?(
    input: Int32 = 0, output: Int32 = 1, color: Bool, history: History,
    isComplete: @escaping (String) -> Completeness
  ) {
    TerminalCapabilities.prepareLocale()
    guard isatty(input) == 1, isatty(output) == 1,
      let edit = LibEdit(program: "lectern", input: input, output: output)
    else { return nil }
    self.input = input
    self.output = output
    self.color = color
    self.history = history
    self.isComplete = isComplete
    self.edit = edit
    keys = KeyInput(descriptor: input)
    painter = CellPainter { text in
      var text = text
      text.withUTF8 { writeAll($0, to: output) }
    }
    edit.use(history.list)
    for command in EditingCommand.allCases {
      edit.define(command.rawValue, name: command.name, help: command.name)
      for keys in command.keys + command.escapeKeys { edit.bind(keys, to: command.rawValue) }
    }
    keys.passesUnknownSequences = edit.readUserSettings()
    // Choosing vi has undone all bindings.
    if edit.usesViKeys {
      for command in EditingCommand.allCases {
        for keys in command.keys { edit.bind(keys, to: command.rawValue) }
        for keys in command.viCommandKeys { edit.bind(keys, to: command.rawValue, inViCommandMode: true) }
      }
    }
    edit.readKey = { [unowned self] in awaitKey() }
    edit.runCommand = { [unowned self] in
      let command = EditingCommand(rawValue: $0)!
      let result = run(command)
      lastCommand = command
      return result
    }
  }

  // MARK: One cell

  /// Shows the prompt and edits until a cell or command is sent, the input ends, or Ctrl-C drops the cell.
  public func next(prompt: Prompt) throws -> Input {
    self.prompt = prompt
    outcome = .none
    notes = []
    match = nil
    lastCommand = nil
    previousCommand = nil
    undoStack = []
    lastSeen = EditBuffer("")
    wasTyping = false
    age = -1
    edited = [:]
    listed = nil
    enterTerminal()
    startOnFreshRow()
    edit.run()
    let shown: EditBuffer
    let result: Input
    switch outcome {
    case .send(let buffer):
      shown = buffer
      let text = buffer.text
      history.add(text)
      result = Input(singleLine: text) ?? .cell(text)
    case .interrupted:
      shown = edit.buffer
      history.remember(shown.text)
      result = .interrupted
    case .none:
      shown = EditBuffer("")
      result = .endOfInput
    }
    painter.finish(picture(of: shown), columns: window.columns, suffix: result == .interrupted ? "^C" : "")
    leaveTerminal()
    return result
  }

  private static let pasteOn = "\u{1B}[?2004h"
  private static let restore = "\u{1B}[?2004l\u{1B}[0m\u{1B}[?25h"

  private func enterTerminal() {
    TerminalState.enter(input: input, output: output, restore: Self.restore)
    write(Self.pasteOn)
  }

  private func leaveTerminal() {
    edit.setRaw(false)
    TerminalState.leave()
  }

  /// If something was written without a line end, the prompt goes to the next row. Spaces as wide as the window end
  /// on the next row exactly if the cursor was not in the first column.
  private func startOnFreshRow() {
    painter.forget()
    write(String(repeating: " ", count: window.columns) + "\r\u{1B}[J")
  }

  private var window: (columns: Int, rows: Int) {
    TerminalState.windowSize(of: output) ?? (80, 24)
  }

  private func picture(of buffer: EditBuffer) -> CellPainter.Picture {
    CellPainter.Picture(prompt: prompt, buffer: buffer, notes: notes, match: match, color: color)
  }

  private func draw() {
    let window = window
    painter.draw(picture(of: edit.buffer), columns: window.columns, rows: window.rows)
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { writeAll($0, to: output) }
  }

  // MARK: Waiting for a key

  /// The next key; draws what the last ones did if none is waiting.
  private func awaitKey() -> Unicode.Scalar? {
    noteChange()
    while true {
      if let key = keys.nextKey() {
        // What is shown below the cell is there until the next key.
        notes = []
        return key
      }
      if !keys.hasMore() {
        draw()
        guard awaitInput() else { return nil }
      }
    }
  }

  /// Waits until there is something to read from the terminal, and attends to everything else meanwhile. False at
  /// the end of the input.
  private func awaitInput() -> Bool {
    while true {
      var pollers = ([input, TerminalState.eventDescriptor] + watches.map(\.descriptor)).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&pollers, nfds_t(pollers.count), -1) >= 0 || errno == EINTR else { return false }
      for event in TerminalState.events() { attend(to: event) }
      let ready = Set(pollers.dropFirst(2).filter { $0.revents != 0 }.map(\.fd))
      for descriptor in ready.sorted() { attend(toWatch: descriptor) }
      if pollers[0].revents != 0 { return keys.readAvailable() }
    }
  }

  private func attend(to event: TerminalState.Event) {
    switch event {
    case .resized:
      edit.windowResized()
      painter.eraseAfterResize(columns: window.columns)
    case .resumed:
      edit.setRaw(false)
      enterTerminal()
      edit.setRaw(true)
      startOnFreshRow()
    }
    draw()
  }

  private func attend(toWatch descriptor: Int32) {
    guard let watch = watches.first(where: { $0.descriptor == descriptor }) else { return }
    switch watch.onReady() {
    case .none: break
    case .print(let text): printAbove(text)
    case .complete:
      if let listed, listed.buffer == edit.buffer {
        _ = completeWord()
        draw()
      }
    case .stop(let text):
      watches.removeAll { $0.descriptor == descriptor }
      printAbove(text)
    }
  }

  private func printAbove(_ text: String) {
    guard !text.isEmpty else { return }
    painter.erase()
    write(text)
    startOnFreshRow()
    draw()
  }

  // MARK: Undo

  /// Keeps what a key changed, so that it can be undone: a word typed, or a whole search, is one step.
  private func noteChange() {
    guard !isSearching else { return }
    let now = edit.buffer
    if now.scalars != lastSeen.scalars {
      let isTyping =
        lastCommand == nil && now.scalars.count == lastSeen.scalars.count + 1
        && now.cursor == lastSeen.cursor + 1 && now.scalars[lastSeen.cursor] != " "
      if !isTyping || !wasTyping { undoStack.append(lastSeen) }
      wasTyping = isTyping
    }
    if lastCommand != nil || now != lastSeen { previousCommand = lastCommand }
    lastSeen = now
    lastCommand = nil
  }

  // MARK: Commands

  private func run(_ command: EditingCommand) -> LibEdit.CommandResult {
    var buffer = edit.buffer
    let isRepeated = previousCommand == command
    switch command {
    case .enter: return enter()
    case .newline: buffer.breakLine(indent: buffer.indentation)
    case .paste: return paste()
    case .complete: return tab()
    case .interrupt:
      outcome = .interrupted
      return .finished
    case .deleteOrEnd:
      if buffer.isEmpty { return .ended }
      guard buffer.deleteForward() else { return .refused }
    case .clearScreen:
      write("\u{1B}[H\u{1B}[2J")
      painter.forget()
    case .suspend: stop(with: SIGTSTP)
    case .quit: stop(with: SIGQUIT)
    case .up, .down:
      let direction = command == .up ? -1 : 1
      if previousCommand != .up, previousCommand != .down { goalColumn = buffer.column }
      if !buffer.moveVertically(direction, goal: goalColumn) {
        return recall(age - direction, from: buffer)
      }
    case .entryUp: return recall(age + 1, from: buffer)
    case .entryDown: return recall(age - 1, from: buffer)
    case .prefixUp, .prefixDown:
      if previousCommand != .prefixUp, previousCommand != .prefixDown {
        searchedPrefix = buffer.textBeforeCursor
      }
      return recallWithPrefix(step: command == .prefixUp ? 1 : -1, from: buffer)
    case .searchBack: return search()
    case .left:
      guard let place = buffer.clusterStart(before: buffer.cursor) else { return .refused }
      buffer.cursor = place
    case .right:
      guard let place = buffer.clusterEnd(after: buffer.cursor) else { return .refused }
      buffer.cursor = place
    case .wordLeft: buffer.cursor = buffer.wordStart
    case .wordRight: buffer.cursor = buffer.wordEnd
    case .lineStart: buffer.cursor = buffer.lineStart(of: buffer.cursor)
    case .lineEnd: buffer.cursor = buffer.lineEnd(of: buffer.cursor)
    case .cellStart: buffer.cursor = 0
    case .cellEnd: buffer.cursor = buffer.scalars.count
    case .deleteBackward:
      guard buffer.deleteBackward(indentWidth: Self.indentWidth) else { return .refused }
    case .deleteForward:
      guard buffer.deleteForward() else { return .refused }
    case .killToLineEnd:
      let end = buffer.lineEnd(of: buffer.cursor)
      // At the end of a line, its line end goes.
      let stop = end == buffer.cursor ? min(end + 1, buffer.scalars.count) : end
      let text = buffer.remove(buffer.cursor..<stop)
      killed = isRepeated ? killed + text : text
    case .killToLineStart:
      let text = buffer.remove(buffer.lineStart(of: buffer.cursor)..<buffer.cursor)
      killed = isRepeated ? text + killed : text
    case .killWordBack:
      let text = buffer.remove(buffer.wordStart..<buffer.cursor)
      killed = isRepeated ? text + killed : text
    case .killWordForward:
      let text = buffer.remove(buffer.cursor..<buffer.wordEnd)
      killed = isRepeated ? killed + text : text
    case .yank: buffer.insert(killed)
    case .undo:
      guard let earlier = undoStack.popLast() else { return .refused }
      buffer = earlier
      lastSeen = earlier
      wasTyping = false
    case .closeBrace: insertClosing("}", into: &buffer)
    case .closeParenthesis: insertClosing(")", into: &buffer)
    case .closeBracket: insertClosing("]", into: &buffer)
    }
    edit.buffer = buffer
    return .edited
  }

  private func insertClosing(_ bracket: Character, into buffer: inout EditBuffer) {
    // Text that comes faster than anyone types is pasted, and is taken as it is.
    if keys.hasMore() {
      buffer.insert(String(bracket))
    } else {
      buffer.insertClosing(bracket, indentWidth: Self.indentWidth)
    }
  }

  private func enter() -> LibEdit.CommandResult {
    var buffer = edit.buffer
    if Input(singleLine: buffer.text) != nil { return send(buffer) }
    guard case .incomplete(var indent) = isComplete(buffer.text) else { return send(buffer) }
    if keys.hasMore() {
      indent = 0
    } else if !buffer.cursorIsAtEnd {
      if case .incomplete(let inner) = isComplete(buffer.textBeforeCursor) {
        indent = inner
      } else {
        indent = buffer.indentation
      }
    }
    buffer.breakLine(indent: indent)
    edit.buffer = buffer
    return .edited
  }

  private func send(_ buffer: EditBuffer) -> LibEdit.CommandResult {
    var buffer = buffer
    while buffer.isMultiline, let last = buffer.scalars.last, last == "\n" || last == " " {
      buffer.scalars.removeLast()
    }
    buffer.cursor = buffer.scalars.count
    outcome = .send(buffer)
    return .finished
  }

  private func paste() -> LibEdit.CommandResult {
    let text = keys.readPaste()
    var buffer = edit.buffer
    buffer.insert(text)
    edit.buffer = buffer
    if text.hasSuffix("\n"), buffer.cursorIsAtEnd {
      let whole = EditBuffer(buffer.text.trimmingLineEnds())
      if Input(singleLine: whole.text) != nil || isComplete(whole.text) == .complete { return send(whole) }
    }
    return .edited
  }

  /// Gives the terminal back and lets a job-control signal take its course; goes on when the process is continued.
  private func stop(with signal: Int32) {
    painter.finish(picture(of: edit.buffer), columns: window.columns)
    leaveTerminal()
    kill(0, signal)
    enterTerminal()
    edit.setRaw(true)
    startOnFreshRow()
  }

  // MARK: History

  private func recall(_ wanted: Int, from buffer: EditBuffer) -> LibEdit.CommandResult {
    guard wanted >= -1, wanted < history.list.count else { return .refused }
    edited[age] = buffer
    let isOlder = wanted > age
    age = wanted
    var recalled = edited[wanted] ?? EditBuffer(history.list.entry(wanted) ?? "")
    // The cursor stands so that pressing the same key again goes on through history.
    recalled.cursor = isOlder ? recalled.lineEnd(of: 0) : recalled.scalars.count
    goalColumn = recalled.column
    edit.buffer = recalled
    return .edited
  }

  private func recallWithPrefix(step: Int, from buffer: EditBuffer) -> LibEdit.CommandResult {
    var wanted = age + step
    while wanted >= 0, let entry = history.list.entry(wanted),
      !entry.hasPrefix(searchedPrefix) || entry == buffer.text
    {
      wanted += step
    }
    guard recall(wanted, from: buffer) == .edited else { return .refused }
    var recalled = edit.buffer
    recalled.cursor = min(searchedPrefix.unicodeScalars.count, recalled.scalars.count)
    edit.buffer = recalled
    return .edited
  }

  /// Searches the history while its pattern is typed. Enter sends what was found; Escape, Tab or a movement edits it;
  /// Ctrl-C and Ctrl-G leave everything as it was.
  private func search() -> LibEdit.CommandResult {
    let before = edit.buffer
    var pattern: [Character] = []
    var found = -1
    isSearching = true
    defer {
      isSearching = false
      match = nil
    }

    /// Looks from the entry of this age on, towards older (1) or newer (-1) ones.
    func look(from start: Int, step: Int) -> Bool {
      var candidate = start
      while candidate >= 0, let entry = history.list.entry(candidate) {
        if let place = entry.range(of: String(pattern)) {
          var buffer = EditBuffer(entry)
          buffer.cursor = entry.unicodeScalars.distance(from: entry.startIndex, to: place.lowerBound)
          match = buffer.cursor..<buffer.cursor + String(pattern).unicodeScalars.count
          edit.buffer = buffer
          found = candidate
          return true
        }
        candidate += step
      }
      return false
    }

    var failed = false
    while true {
      let label = failed ? "no earlier cell with" : "search history"
      notes = [(color ? TextStyle.faint.applied(to: "\(label): ") : "\(label): ") + String(pattern)]
      guard let key = edit.nextKey() else {
        edit.buffer = before
        return .ended
      }
      switch key {
      case "\u{12}": failed = !look(from: found + 1, step: 1)
      case "\u{13}": failed = !look(from: found - 1, step: -1)
      case "\u{8}", "\u{7F}":
        _ = pattern.popLast()
        found = -1
        failed = !pattern.isEmpty && !look(from: 0, step: 1)
        if pattern.isEmpty {
          edit.buffer = before
          match = nil
        }
      case "\u{3}", "\u{7}":
        edit.buffer = before
        return .edited
      case "\r", "\n":
        guard found >= 0, !failed else { return .edited }
        age = found
        return enter()
      case _ where key.value < 0x20 || (0x80..<0xA0).contains(key.value):
        if found >= 0 {
          edited[age] = before
          age = found
        }
        // A lone Escape only ends the search; any other key also does its work.
        if key != "\u{1B}" || keys.hasMore() { edit.push(key) }
        return .edited
      default:
        // Joined as it is typed, so that a combining mark becomes part of its letter.
        pattern = Array(String(pattern) + String(Character(key)))
        failed = !look(from: max(found, 0), step: 1)
      }
    }
  }

  // MARK: Completion

  private func tab() -> LibEdit.CommandResult {
    var buffer = edit.buffer
    let startsLine = buffer.isInIndentation && !(buffer.isEmpty && complete != nil)
    if startsLine || keys.hasMore() {
      buffer.insert(String(repeating: " ", count: Self.indentWidth - buffer.indentation % Self.indentWidth))
      edit.buffer = buffer
      return .edited
    }
    return completeWord()
  }

  private func completeWord() -> LibEdit.CommandResult {
    var buffer = edit.buffer
    let before = buffer.textBeforeCursor
    guard let completions = complete?(buffer.text, before.utf8.count), !completions.candidates.isEmpty else {
      // Shows the first page when candidates come later.
      listed = (buffer, -1)
      return .refused
    }
    let replaced = String(decoding: before.utf8.suffix(completions.replacing), as: UTF8.self)
    let shared = completions.commonPrefix
    let isOnly = completions.candidates.count == 1
    if isOnly || (shared.count > replaced.count && shared.lowercased().hasPrefix(replaced.lowercased())) {
      let isNew = shared != replaced
      _ = buffer.remove(buffer.cursor - replaced.unicodeScalars.count..<buffer.cursor)
      buffer.insert(shared)
      edit.buffer = buffer
      listed = nil
      return isNew ? .edited : .refused
    }
    list(completions, for: buffer)
    return .edited
  }

  /// Shows the candidates below the cell; when they do not fit, each further Tab shows the next of them.
  private func list(_ completions: Completions, for buffer: EditBuffer) {
    let window = window
    let lines = completions.list(columns: window.columns, color: color)
    let page = listed.map { $0.buffer == buffer ? $0.page + 1 : 0 } ?? 0
    let size = max(1, window.rows / 2 - 1)
    let pages = (lines.count + size - 1) / size
    let shown = page % pages
    notes = Array(lines[shown * size..<min(lines.count, (shown + 1) * size)])
    if pages > 1 {
      let text = "\(completions.candidates.count) candidates, part \(shown + 1) of \(pages); Tab for the next"
      notes.append(color ? TextStyle.faint.applied(to: text) : text)
    }
    listed = (buffer, shown)
  }
}

extension String {
  fileprivate func trimmingLineEnds() -> String {
    var text = self
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
