import Classroom
import Foundation
import Lessons
import Notebook
import Plotting
import Terminal

/// The notebook at the prompt: reads cells and commands, runs them, shows what they do, and leads through lessons.
final class Shell {
  private let installation: Installation
  private let screen = Screen()
  private let starter: SessionStarter
  private let progress: ProgressStore?
  private let seed: UInt64
  private let history: History
  private var reader: (any CellReader)!
  /// Made for the first `:doc` where nothing is completed with Tab.
  private var documentation: CompletionClient?
  private var guide: LessonGuide?
  /// The lesson that the guide leads through.
  private var openedLesson: LessonCatalog.Entry?
  private var document = NotebookDocument(title: "Lectern session")
  private var cellCount = 0
  private var showsTime = false
  private var isFast = false
  /// A lesson that Enter on an empty line starts.
  private var offeredLesson: LessonCatalog.Entry?
  /// Files that this session has written or read back, which it may write again without asking.
  private var ownFiles: Set<String> = []

  /// - Parameter keepsProgress: whether what happens goes into the student's record.
  init(keepsProgress: Bool = true) {
    installation = Installation()
    starter = SessionStarter(installation, context: screen.context, completes: screen.terminal.canEdit)
    history = History(
      path: screen.terminal.canEdit ? installation.state.appendingPathComponent("history").path : nil)
    var store: ProgressStore?
    if keepsProgress {
      do {
        store = try ProgressStore()
      } catch {
        screen.problem("\(error)")
        screen.notice("Your progress is not kept this time.")
      }
    }
    progress = store
    seed = store?.studentSeed ?? UInt64.random(in: .min ... .max)
    for notice in store?.takeNotices() ?? [] { screen.problem("\(notice)") }
    let isComplete = { [unowned self] (text: String) in completeness(of: text) }
    if screen.terminal.canEdit,
      let editor = LineEditor(color: screen.terminal.color, history: history, isComplete: isComplete)
    {
      editor.complete = { [unowned self] in completions(for: $0, cursor: $1) }
      reader = editor
    } else {
      let script = ScriptReader(sendsWhenComplete: screen.terminal.inputIsTerminal, isComplete: isComplete) {
        [screen] line in
        screen.problem("input line \(line): bytes that are not UTF-8 were replaced")
      }
      script.takesSingleLines = { [unowned self] in guide.map { $0.awaitsAnswer && !$0.awaitsCode } ?? false }
      reader = script
    }
  }

  /// Whether everything that was asked for went well.
  var succeeded: Bool { !screen.hasFailed }

  // MARK: Ways to begin

  /// Free play: a prompt and nothing else.
  func startFree() {
    screen.notice("Lectern \(Installation.version). Swift at the prompt, `:help` for commands, `:quit` to leave.")
  }

  /// Goes on where the student stopped; the first time, says what this is.
  func startWhereLeft() throws {
    let catalog = try LessonCatalog.locate()
    if let last = try progress?.lastLesson(), let entry = catalog.entries.first(where: { $0.identifier == last }) {
      if try progress?.position(lesson: last)?.finished == nil {
        try begin(entry)
        return
      }
      offeredLesson = catalog.entries.first { ($0.chapter, $0.number) > (entry.chapter, entry.number) }
      screen.heading("Welcome back.")
      screen.line("You have finished \(entry.shortName) \(entry.words).")
      if let offeredLesson { screen.line("Enter begins \(offeredLesson.shortName), \(offeredLesson.words).") }
      screen.notice("`:lessons` lists all lessons, `:help` all commands.")
      return
    }
    offeredLesson = catalog.entries.first
    screen.markdown(
      """
      # Lectern

      How are machine-learning systems designed? Here you find out by running them. Every lesson is a question, some real \
      Swift to run and change, and exercises that check themselves.

      - **Enter** on an empty line goes on: it begins the first lesson\(offeredLesson.map { ", *\($0.words.replacing("-", with: " "))*" } ?? ""), and then each next step.
      - **Type Swift** at any time: `(1...10).reduce(0, +)` shows its value, and what you declare stays.
      - **Tab** completes, **Up** brings back, **Ctrl-C** stops a cell. Nothing you do can lose your work.
      - `:help` lists the commands, `:lessons` the lessons, `:quit` leaves.
      """)
  }

  /// Begins or goes on with the lesson that `name` means; without a name, the one where the student stopped.
  func startLesson(_ name: String?) throws {
    guard let name else { return try startWhereLeft() }
    if FileManager.default.fileExists(atPath: name) {
      try begin(LessonCatalog.entry(ofFile: name))
    } else {
      try begin(LessonCatalog.locate().find(name))
    }
  }

  // MARK: The loop

  /// Reads and does what is typed until the end.
  func run() throws {
    while true {
      screen.refresh()
      let first = screen.styled(guide?.prompt ?? "\(cellCount + 1)> ", "36")
      let width = (guide?.prompt ?? "\(cellCount + 1)> ").count
      let more = screen.styled(
        String(repeating: " ", count: max(0, width - 2)) + (screen.terminal.unicode ? "· " : ". "), "2")
      if screen.terminal.inputIsTerminal, !screen.terminal.canEdit { screen.write(first) }
      do {
        let prompt = Prompt(first, continuation: more)
        // The editor hears Ctrl-C as a key; without one it drops the line.
        let input =
          screen.terminal.canEdit || !screen.terminal.inputIsTerminal
          ? try reader.next(prompt: prompt) : try Interrupts.during { try reader.next(prompt: prompt) }
        // The window may have been resized while the prompt waited.
        screen.refresh()
        switch input {
        case .endOfInput:
          if screen.terminal.canEdit { screen.line() }
          return
        case .interrupted: continue
        case .command(let text):
          if try !Interrupts.during({ try obey(text) }) { return }
        case .cell(let text): try Interrupts.during { try take(text) }
        }
      } catch let error as NotebookError {
        throw error
      } catch {
        screen.hasFailed = true
        screen.problem("\(error)")
      }
    }
  }

  private func take(_ text: String) throws {
    if text.isEmpty {
      if let guide {
        try go(.enter, guide)
      } else if let entry = offeredLesson, screen.terminal.canEdit {
        try begin(entry)
      }
      return
    }
    if let guide, guide.awaitsAnswer {
      try go(.answer(text), guide)
    } else {
      try runCell(text)
    }
  }

  // MARK: Cells

  private func session() throws -> NotebookSession {
    let session = try starter.session()
    session.interruptDescriptor = Interrupts.descriptor
    session.setContext(screen.context)
    session.optimizes = isFast
    session.onOutput = { [screen] in screen.output($0) }
    session.onNotice = { [screen] in screen.notice($0) }
    session.confirmReplay = { [unowned self] replay in
      let seconds = String(format: "%.0f", replay.seconds)
      let cells = replay.cells == 1 ? "1 cell" : "\(replay.cells) cells"
      return confirm(
        "\(replay.reason) To bring your values back, \(cells) must run again, which took \(seconds) s. Run?")
    }
    return session
  }

  private func runCell(_ text: String) throws {
    try guide?.catchUp()
    cellCount += 1
    try run(CellSource(text, name: "cell \(cellCount)"))
  }

  @discardableResult
  private func run(_ cell: CellSource) throws -> Bool {
    let session = try session()
    let begun = ContinuousClock.now
    let outcome = try session.run(cell)
    screen.end(of: outcome, name: cell.name)
    if showsTime {
      let whole = (ContinuousClock.now - begun) / .milliseconds(1)
      screen.notice(String(format: "%.0f ms, of which %.0f ms ran", whole, outcome.seconds * 1000))
    }
    document.items.append(
      .cell(DocumentCell(source: cell.text, outcome: outcome, executionCount: max(1, cellCount))))
    if outcome.status == .succeeded { starter.completion?.warmUp(session.completionContext) }
    return outcome.status == .succeeded
  }

  private func confirm(_ question: String) -> Bool {
    guard let answer = ask(question + " [y/N]") else { return false }
    return ["y", "yes"].contains(answer.lowercased())
  }

  /// What the student types when asked; nil where nobody can, or nobody did.
  private func ask(_ question: String) -> String? {
    guard screen.terminal.canEdit else { return nil }
    screen.question(question)
    guard case .cell(let answer)? = try? reader.next(prompt: Prompt("? ", continuation: "")) else { return nil }
    return answer.isEmpty ? nil : answer
  }

  // MARK: Lessons

  private func go(_ input: LessonPlayer.Input, _ guide: LessonGuide) throws {
    try guide.take(input)
    if guide.isFinished { leave(guide) }
  }

  private func begin(_ entry: LessonCatalog.Entry) throws {
    let document = LessonDocument.parse(contentsOf: entry.path)
    let errors = document.problems.filter { $0.severity == .error }
    guard let lesson = document.lesson, errors.isEmpty else {
      errors.prefix(5).forEach { screen.problem("\($0)") }
      screen.hasFailed = true
      return
    }
    offeredLesson = nil
    openedLesson = entry
    self.document.title = lesson.title
    self.document.metadata["lesson"] = entry.identifier
    let guide = try LessonGuide(
      lesson, id: entry.identifier,
      around: .init(
        screen: screen, session: { [unowned self] in try session() }, progress: progress, seed: seed,
        runCell: { [unowned self] cell in
          cellCount += 1
          return try run(CellSource(cell.code, name: cell.name, isOfLesson: true, isFast: cell.isFast))
        },
        note: { [unowned self] in self.document.items.append(.exercise($0)) },
        offer: { [history] in history.add($0) }))
    self.guide = guide
    try Interrupts.during { try guide.start() }
  }

  private func leave(_ guide: LessonGuide) {
    self.guide = nil
    let catalog = try? LessonCatalog.locate()
    let index = catalog?.entries.firstIndex { $0.identifier == guide.id }
    if let catalog, let index, index + 1 < catalog.entries.count {
      let next = catalog.entries[index + 1]
      offeredLesson = next
      screen.line("Next: \(next.shortName), \(next.words.replacing("-", with: " ")). Enter begins it.")
    } else {
      screen.line("`:lessons` lists the others; the prompt is yours.")
    }
  }

  // MARK: Commands

  /// Does what a command says; false to leave.
  private func obey(_ text: String) throws -> Bool {
    switch ShellCommand.read(text) {
    case .unknown(let word, let nearest):
      screen.hasFailed = true
      screen.problem(
        "There is no command :\(word)." + (nearest.map { " Did you mean :\($0)?" } ?? " :help lists them."))
    case .command(.quit, _): return false
    case .command(let command, let argument): try obey(command, argument)
    }
    return true
  }

  private func obey(_ command: ShellCommand, _ argument: String) throws {
    switch command {
    case .help: showHelp()
    case .lessons: try showLessons()
    case .lesson:
      if argument.isEmpty {
        guard let guide else { return try showLessons() }
        try guide.isInFreePlay ? go(.comeBack, guide) : guide.start()
      } else {
        try startLesson(argument)
      }
    case .next: try inLesson { argument.isEmpty ? .next : .go(argument) }
    case .back: try inLesson { .back }
    case .hint: try inLesson { .hint }
    case .skip: try inLesson { .skip }
    case .solution: try inLesson { .solution }
    case .tryOut: try inLesson { guide?.isInFreePlay == true ? .comeBack : .tryOut }
    case .vars: try showVariables()
    case .doc: try showDocumentation(of: argument)
    case .time: showsTime = try toggle(argument, showsTime, "Times are shown.", "Times are not shown.")
    case .fast:
      isFast = try toggle(
        argument, isFast,
        "Cells are compiled with optimisation: slower to start, faster to run, fewer words in faults.",
        "Cells are compiled for clear faults.")
    case .restart:
      try session().restart()
      screen.notice("All values are forgotten; a fresh kernel is ready.")
      if guide != nil, let openedLesson { try begin(openedLesson) }
    case .save: try save(argument)
    case .open: try open(argument)
    case .export: try export(argument)
    case .submit: try submit(argument)
    case .progress: try ProgressReport.show(on: screen, progress: progress)
    case .quit: break
    }
  }

  private func inLesson(_ input: () -> LessonPlayer.Input) throws {
    guard let guide else {
      screen.hasFailed = true
      screen.problem("No lesson is open. :lessons lists them, :lesson NAME opens one.")
      return
    }
    try go(input(), guide)
  }

  private func toggle(_ argument: String, _ value: Bool, _ on: String, _ off: String) throws -> Bool {
    let result: Bool
    switch argument {
    case "on": result = true
    case "off": result = false
    case "": result = !value
    default: throw ShellError.notASwitch(argument)
    }
    screen.notice(result ? on : off)
    return result
  }

  private func showHelp() {
    let width = ShellCommand.allCases.map { $0.rawValue.count + $0.argument.count }.max() ?? 0
    for command in ShellCommand.allCases {
      let name = ":\(command.rawValue) \(command.argument)".padding(toLength: width + 4, withPad: " ", startingAt: 0)
      screen.line("  " + screen.styled(name, "36") + command.summary)
    }
    screen.notice("Anything else is Swift. Enter sends a cell when it is complete; Alt-Enter opens a line.")
  }

  private func showLessons() throws {
    let catalog = try LessonCatalog.locate()
    var rows: [[String]] = []
    for entry in catalog.entries {
      guard let lesson = LessonDocument.parse(contentsOf: entry.path).lesson else { continue }
      let state: String
      if let position = try progress?.position(lesson: entry.identifier) {
        state = position.finished != nil ? "finished" : "step \(position.place.index + 1) of \(lesson.steps.count)"
      } else {
        state = ""
      }
      rows.append([entry.shortName, lesson.title, lesson.question, state])
    }
    screen.show(Table(columns: ["", "lesson", "question", ""], rows: rows))
    screen.notice(":lesson \(catalog.entries.first?.shortName ?? "4.2") begins one.")
  }

  private func showVariables() throws {
    guard let variables = try session().variables() else {
      screen.hasFailed = true
      return screen.problem("The list was stopped: one of the variables cannot be described.")
    }
    guard !variables.isEmpty else { return screen.notice("There are no variables yet.") }
    screen.show(
      Table(columns: ["name", "type", "value"], rows: variables.map { [$0.name, $0.type, $0.value] }))
  }

  private func showDocumentation(of name: String) throws {
    guard !name.isEmpty else { throw ShellError.missingArgument("a name", example: ":doc Reservoir") }
    let client = try completionClient()
    // A script can wait for the service to read every module on a busy machine; a student asks again.
    let patience = Duration.seconds(screen.terminal.canEdit ? 10 : 120)
    switch try client.documentation(of: name, in: try session().completionContext, patience: patience) {
    case .found(let found):
      screen.declaration(found.declaration)
      if let module = found.module { screen.notice("in \(module)") }
      screen.markdown(found.markdown.isEmpty ? "*No documentation.*" : found.markdown)
      screen.forms(found.forms)
    case .ambiguous(let candidates):
      screen.line("Several things have this name; ask for one of them:")
      for candidate in candidates { screen.choice(candidate.name, candidate.display) }
    case .unknown(let suggestions):
      screen.hasFailed = true
      screen.problem(
        "Nothing in scope is called \(name)."
          + (suggestions.isEmpty ? "" : " Did you mean \(suggestions.prefix(3).joined(separator: ", "))?"))
    }
  }

  // MARK: Files

  private func save(_ file: String) throws {
    guard !file.isEmpty else { throw ShellError.missingArgument("a file", example: ":save mine.md") }
    guard mayWrite(file) else { return }
    var plain = document
    // What failed once would stop the cells after it when they are read back.
    plain.items = document.items.compactMap { item in
      guard case .cell(let cell) = item else { return item }
      return cell.outcome?.status == .succeeded ? .cell(DocumentCell(source: cell.source)) : nil
    }
    try plain.write(to: URL(fileURLWithPath: file))
    ownFiles.insert(file)
    screen.notice("The cells that ran to their end are in \(file); :open \(file) reads them back.")
  }

  private func export(_ file: String) throws {
    guard !file.isEmpty else { throw ShellError.missingArgument("a file", example: ":export session.html") }
    guard mayWrite(file) else { return }
    try document.write(to: URL(fileURLWithPath: file))
    ownFiles.insert(file)
    screen.notice("The session with its results is in \(file).")
  }

  /// Whether `file` can be written without losing anything: it is new, of this session, or the student says so.
  private func mayWrite(_ file: String) -> Bool {
    guard !ownFiles.contains(file), FileManager.default.fileExists(atPath: file) else { return true }
    if let answer = ask("\(file) exists. Replace it? [y/N]") { return ["y", "yes"].contains(answer.lowercased()) }
    if !screen.terminal.canEdit {
      screen.hasFailed = true
      screen.problem("\(file) exists and was left as it is. Remove it first, or choose another name.")
    }
    return false
  }

  /// Writes the answers to the lesson that is open, was just finished, or was the last one.
  private func submit(_ argument: String) throws {
    let request = try AnswersSender.Request(argument)
    guard let progress else {
      screen.hasFailed = true
      return screen.problem("Nothing is recorded here, so there are no answers to hand in.")
    }
    let last = try progress.lastLesson()
    guard let entry = try openedLesson ?? LessonCatalog.locate().entries.first(where: { $0.identifier == last }) else {
      screen.hasFailed = true
      return screen.problem("No lesson is open. :lessons lists them, :lesson NAME opens one.")
    }
    let document = LessonDocument.parse(contentsOf: entry.path)
    guard let lesson = guide?.lesson ?? document.lesson else {
      document.problems.prefix(5).forEach { screen.problem("\($0)") }
      screen.hasFailed = true
      return
    }
    let sender = AnswersSender(screen: screen, progress: progress) { [unowned self] question in ask(question) }
    try sender.send(lesson, id: entry.identifier, request)
    for notice in progress.takeNotices() { screen.problem("\(notice)") }
  }

  private func open(_ file: String) throws {
    guard !file.isEmpty else { throw ShellError.missingArgument("a file", example: ":open mine.md") }
    let read = try NotebookDocument(contentsOf: URL(fileURLWithPath: file))
    ownFiles.insert(file)
    for item in read.items {
      guard case .cell(let cell) = item else { continue }
      screen.code(cell.source)
      cellCount += 1
      guard try run(CellSource(cell.source, name: "cell \(cellCount)")) else {
        screen.notice("Stopped here; the cells after this one were not run.")
        return
      }
    }
  }

  // MARK: Typing

  private func completeness(of text: String) -> Completeness {
    // What answers an exercise is letters, numbers or an expression of one line, unless code is asked for.
    if let guide, guide.awaitsAnswer, !guide.awaitsCode { return .complete }
    switch CellCompleteness(of: text) {
    case .complete: return .complete
    case .incomplete(let depth): return .incomplete(indent: depth * 2)
    }
  }

  private func completionClient() throws -> CompletionClient {
    let session = try session()
    if let client = starter.completion ?? documentation { return client }
    let client = CompletionClient(
      command: [installation.program, Installation.completionWord], library: session.toolchain.completionLibrary,
      timeout: Installation.completionPatience)
    documentation = client
    client.warmUp(session.completionContext)
    return client
  }

  private func completions(for text: String, cursor: Int) -> Completions {
    if text.hasPrefix(":") { return commandCompletions(for: String(decoding: text.utf8.prefix(cursor), as: UTF8.self)) }
    guard let client = try? completionClient(), let context = try? session().completionContext else {
      return Completions([], replacing: 0)
    }
    let list = client.complete(text, cursor: cursor, in: context)
    let erased = list.candidates.map(\.erases).min() ?? 0
    return Completions(
      list.candidates.filter { $0.erases == erased }.map {
        Completions.Candidate(insert: $0.insertion, display: $0.display, detail: "")
      }, replacing: cursor - list.start + erased)
  }

  private func commandCompletions(for text: String) -> Completions {
    let words = text.dropFirst().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if words.count <= 1 {
      let typed = words.first ?? ""
      return Completions(
        ShellCommand.allCases.filter { $0.rawValue.hasPrefix(typed) }.map {
          .init(
            insert: ":" + $0.rawValue + ($0.argument.isEmpty ? "" : " "), display: ":" + $0.rawValue, detail: $0.summary
          )
        }, replacing: text.utf8.count)
    }
    let typed = words.last ?? ""
    switch ShellCommand(rawValue: words[0]) {
    case .lesson?:
      let names = (try? LessonCatalog.locate().entries.map(\.name)) ?? []
      return Completions(
        names.filter { $0.hasPrefix(typed) || $0.contains(typed) }.map { .init(insert: $0, display: $0) },
        replacing: typed.utf8.count)
    case .submit?:
      return Completions(
        ["--student"].filter { $0.hasPrefix(typed) }.map { .init(insert: $0 + " ", display: $0) },
        replacing: typed.utf8.count)
    case .fast?, .time?:
      return Completions(
        ["on", "off"].filter { $0.hasPrefix(typed) }.map { .init(insert: $0, display: $0) }, replacing: typed.utf8.count
      )
    case .doc?:
      guard let client = try? completionClient(), let context = try? session().completionContext else { break }
      let list = client.complete(typed, cursor: typed.utf8.count, in: context)
      return Completions(
        list.candidates.map { .init(insert: $0.name, display: $0.display) }, replacing: typed.utf8.count - list.start)
    default: break
    }
    return Completions([], replacing: 0)
  }
}
