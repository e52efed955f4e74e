internal import Foundation
internal import Glibc
public import Plotting

/// A series of cells that share their names and values: compiles each, runs it in a kernel process, survives its faults.
///
/// One thread at a time may use a session; ``prepare()`` may run on another one meanwhile.
public final class NotebookSession: CellRunner {
  public struct Configuration: Sendable {
    /// The program that serves as kernel, and the words that make it one.
    public var program: String
    public var kernelArguments: [String]
    /// Folder with the compiled interfaces of the library.
    public var modules: String
    /// Modules that every cell gets.
    public var prelude: [String]
    /// Bytes of memory a kernel may map; nil for no limit.
    public var memoryLimit: UInt64?
    /// Folder for the whole text of cells that printed much; nil keeps it with the session's files.
    public var outputDirectory: String?
    /// Folder of the compiler's module cache; it may be shared by many sessions.
    public var moduleCache: String
    /// Shuts the compiler and the kernel in; nil to run cells with all rights of this process.
    public var confinement: (any Confinement)?
    /// Bytes that one cell may print before its kernel is ended; nil for any amount.
    public var printLimit: Int?
    /// Seconds that compiling one cell may take.
    public var compilerSeconds = 120.0
    /// Whether a kernel that has died is started again and given its values back.
    public var recovers = true

    public init(
      program: String, kernelArguments: [String], modules: String, prelude: [String], memoryLimit: UInt64?,
      outputDirectory: String?, moduleCache: String
    ) {
      self.program = program
      self.kernelArguments = kernelArguments
      self.modules = modules
      self.prelude = prelude
      self.memoryLimit = memoryLimit
      self.outputDirectory = outputDirectory
      self.moduleCache = moduleCache
    }
  }

  /// Cells that would have to run again to bring their values back.
  public struct Replay: Sendable {
    /// A sentence that says why.
    public var reason: String
    public var cells: Int
    public var seconds: Double
  }

  /// A variable of the student.
  public struct Variable: Sendable, Hashable {
    public var name: String
    public var type: String
    public var value: String
  }

  private struct Completed {
    var name: String
    var parsed: ParsedCell
    var module: String
    var object: String
    var entry: String
    var seconds: Double
    var isOfLesson: Bool
  }

  /// Replaying less than this is done without asking.
  public static let silentReplaySeconds = 2.0

  public let configuration: Configuration
  public let toolchain: Toolchain
  /// Whether cells are compiled with optimisation.
  public var optimizes = false
  /// Becomes readable when the user wants the running cell to stop.
  public var interruptDescriptor: Int32?
  /// Takes each output as it comes.
  public var onOutput: (CellOutput) -> Void = { _ in }
  /// Takes sentences about the kernel itself: that it was started again, what was replayed.
  public var onNotice: (String) -> Void = { _ in }
  /// Takes the text and the compiler's parse tree, in JSON, of each answer to be judged.
  public var onAnswerTree: (String, [UInt8]) -> Void = { _, _ in }
  /// Asked before cells that took long are run again.
  public var confirmReplay: (Replay) -> Bool = { _ in true }

  private let compiler: CellCompiler
  private let directory: String
  private let store: CompiledCellStore?
  private let lock = NSRecursiveLock()
  private var kernel: Kernel?
  private var context: DisplayContext
  /// The names that the student's cells see, and those that the lesson's see.
  private var namespace = CellNamespace()
  private var lessonNamespace = CellNamespace()
  private var completed: [Completed] = []
  /// The answer that was the last cell to run, and the stored cell before it.
  private var answer: (module: String, isModel: Bool, parent: Int)?
  private var cellNames: [String: String] = [:]
  private var runCount = 0
  /// The last cell as the store knows it, 0 at the start; nil once a cell has run that it does not keep.
  private var parent: Int? = 0

  /// - Parameters:
  ///   - store: compiled cells to share with other sessions.
  /// - Throws: ``NotebookError``.
  public convenience init(
    _ configuration: Configuration, toolchain: Toolchain, context: DisplayContext = DisplayContext()
  ) throws {
    try self.init(configuration, toolchain: toolchain, context: context, store: nil)
  }

  package init(
    _ configuration: Configuration, toolchain: Toolchain, context: DisplayContext = DisplayContext(),
    store: CompiledCellStore?, interruptDescriptor: Int32? = nil
  ) throws {
    self.interruptDescriptor = interruptDescriptor
    var configuration = configuration
    // The compiler takes one module cache under two names for two.
    for path in [\Configuration.modules, \.moduleCache, \.program] {
      configuration[keyPath: path] = Self.resolved(configuration[keyPath: path])
    }
    self.configuration = configuration
    self.toolchain = toolchain
    self.context = context
    self.store = store
    guard FileManager.default.fileExists(atPath: configuration.modules) else {
      throw NotebookError.noModules(directory: configuration.modules)
    }
    directory = try SessionDirectory.make()
    compiler = CellCompiler(
      toolchain: toolchain, modules: configuration.modules, directory: directory,
      moduleCache: configuration.moduleCache, prelude: configuration.prelude,
      confinement: configuration.confinement)
    do {
      try configuration.confinement?.open(directory: directory)
    } catch {
      SessionDirectory.remove(directory)
      throw error
    }
  }

  deinit {
    kernel?.end()
    SessionDirectory.remove(directory)
  }

  /// Starts the kernel and fills the compiler's caches, so that the first cell is as quick as the others.
  ///
  /// - Parameter fastCells: whether the caches of optimized cells are filled as well; they are others.
  public func prepare(fastCells: Bool = false) throws {
    lock.lock()
    defer { lock.unlock() }
    try startKernelIfNeeded()
    try kernel?.awaitReady()
    let empty = ParsedCell(tree: [], of: "")
    for optimize in fastCells ? [false, true] : [false] {
      _ = try compiler.compile(
        .init(
          text: "", parsed: empty, name: "start", module: "cell0", imports: [], optimize: optimize, showsLast: false,
          isAnswer: false, stop: nil, timeLimit: configuration.compilerSeconds))
    }
  }

  /// The width and abilities of the place where displays are shown.
  public func setContext(_ context: DisplayContext) {
    lock.lock()
    defer { lock.unlock() }
    guard context != self.context else { return }
    self.context = context
    kernel?.setContext(context)
  }

  /// Runs one cell after the earlier ones.
  public func run(_ cell: CellSource) throws -> CellOutcome {
    lock.lock()
    defer { lock.unlock() }
    try startKernelIfNeeded()
    let module = "cell\(runCount + 1)"
    if cell.isOfLesson, let member = namespace.clash(ofNames: cell.borrowedNames, in: cell.text) {
      let rule = "an answer does not add a member that the check itself uses, \(member): give it another name"
      return CellOutcome(
        status: .refused,
        diagnostics: [CellDiagnostic(severity: .error, line: 1, column: 1, message: rule, excerpt: "")])
    }
    let imports = cell.extraImports.map { "import \($0)" } + importStatements(for: cell)
    let optimize = optimizes || cell.isFast
    let key = (parent ?? answer?.parent).map {
      CompiledCellStore.Key(
        parent: $0, module: module, text: cell.text, name: cell.name, imports: imports, optimize: optimize,
        showsLast: cell.displaysLastValue, isAnswer: cell.isAnswer)
    }

    let parsed: ParsedCell
    let object: String
    let entry: String
    let warnings: [CellDiagnostic]
    var identifier = parent
    if let store, let key, let stored = self.stored(key, in: store, for: cell) {
      parsed = stored.parsed
      entry = stored.entry
      warnings = stored.diagnostics
      identifier = parent == nil ? nil : stored.identifier
      object = "\(directory)/\(module).so"
      store.fetch(stored, to: "\(directory)/\(module)")
    } else {
      let tree = try compiler.tree(of: cell.text, stop: interruptDescriptor)
      parsed = ParsedCell(tree: tree.output, of: cell.text, isWellFormed: tree.status == 0)
      if cell.isAnswer {
        if tree.status == 0 { onAnswerTree(cell.text, tree.output) }
        if let violation = AnswerRules.violation(tree: tree.output, text: cell.text) {
          return CellOutcome(status: .refused, diagnostics: [violation])
        }
      }
      if parsed.isEmpty, !Self.hasContent(cell.text) { return CellOutcome(status: .succeeded) }
      switch try compiler.compile(
        .init(
          text: cell.text, parsed: parsed, name: cell.name, module: module, imports: imports, optimize: optimize,
          showsLast: cell.displaysLastValue, isAnswer: cell.isAnswer, stop: interruptDescriptor,
          timeLimit: configuration.compilerSeconds))
      {
      case .stopped(let reason):
        return stopped(reason, compiling: cell)
      case .rejected(let diagnostics):
        return CellOutcome(status: .rejected, diagnostics: diagnostics)
      case .refused(let violation):
        return CellOutcome(status: .refused, diagnostics: [violation])
      case .compiled(let made, let symbol, let diagnostics):
        (object, entry, warnings) = (made, symbol, diagnostics)
        let path = "\(directory)/\(module)"
        if let store, let key, parent != nil, store.keeps(cell) {
          identifier = store.add(key, parsed: parsed, path: path, entry: symbol, diagnostics: diagnostics).identifier
        } else {
          identifier = nil
          if let store, let key, let answer, answer.isModel, cell.isOfLesson,
            let calls = AnswerFunctions.calls(inObject: path + ".o", of: answer.module)
          {
            store.addFollower(
              key, calls: calls, parsed: parsed, path: path, entry: symbol, diagnostics: diagnostics)
          }
        }
      }
    }
    runCount += 1
    cellNames[module] = cell.name
    let outcome = try execute(.run(object: object, entry: entry), timeLimit: cell.timeLimit, module: module)
    var result = outcome
    result.diagnostics = warnings
    if outcome.status == .succeeded {
      answer = nil
      if cell.isAnswer, identifier == nil, let before = parent { answer = (module, cell.isModel, before) }
      parent = identifier
      let done = Completed(
        name: cell.name, parsed: parsed, module: module, object: object, entry: entry, seconds: outcome.seconds,
        isOfLesson: cell.isOfLesson)
      completed.append(done)
      declare(done)
    }
    return result
  }

  /// Lets a function that an earlier cell registered work on some input.
  public func call(_ function: String, input: String, timeLimit: Double?) throws -> CellOutcome {
    lock.lock()
    defer { lock.unlock() }
    try startKernelIfNeeded()
    return try execute(.call(function: function, input: input), timeLimit: timeLimit, module: function)
  }

  /// Forgets every name and value and starts a fresh kernel.
  public func restart() throws {
    lock.lock()
    defer { lock.unlock() }
    kernel?.end()
    kernel = nil
    namespace = CellNamespace()
    lessonNamespace = CellNamespace()
    completed = []
    parent = 0
    answer = nil
    try startKernelIfNeeded()
  }

  /// The student's variables with their types and values; nil if making the list was stopped, or one of them faulted.
  public func variables() throws -> [Variable]? {
    lock.lock()
    defer { lock.unlock() }
    let names = namespace.variables
    guard !names.isEmpty else { return [] }
    let text = names.map { "_showVariable(\"\($0)\", \($0))" }.joined(separator: "\n")
    let show = onOutput
    onOutput = { _ in }
    defer { onOutput = show }
    let outcome = try run(CellSource(text, name: "the list of variables", displaysLastValue: false))
    guard outcome.status == .succeeded else { return nil }
    return outcome.outputs.compactMap { output in
      guard case .display(let bundle, let type) = output else { return nil }
      let parts = type.split(separator: "\u{0}", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      return Variable(name: parts[0], type: parts[1], value: bundle.plain)
    }
  }

  /// The names of the lesson's cells whose values are there; fewer than were run if some could not be brought back.
  public var lessonCells: Set<String> {
    lock.lock()
    defer { lock.unlock() }
    return Set(completed.filter(\.isOfLesson).map(\.name))
  }

  /// Removes what all sessions of this process have left on disk; to be called when it ends.
  public static func removeFiles() {
    SessionDirectory.removeAll()
  }

  /// The process that runs the cells, while there is one.
  package var kernelProcess: Int32? { kernel?.pid }

  /// What completion needs to see a cell as the compiler does.
  public var completionContext: CompletionContext {
    lock.lock()
    defer { lock.unlock() }
    let imports = compiler.prelude.map { "import \($0)" } + namespace.importStatements
    // sourcekitd remembers what a search path held; arguments that it has not seen make it look again for new cells.
    return CompletionContext(flags: compiler.commonArguments + ["-D", "CELLS_\(runCount)"], prefix: imports)
  }

  // MARK: Running

  /// The cell as the store has it, after the stored cells before it or after an answer that it fits.
  private func stored(
    _ key: CompiledCellStore.Key, in store: CompiledCellStore, for cell: CellSource
  ) -> CompiledCellStore.Entry? {
    if parent != nil { return store[key] }
    guard let answer, cell.isOfLesson else { return nil }
    return store.follower(key, symbols: AnswerFunctions.definitions(inObject: "\(directory)/\(answer.module).o"))
  }

  /// The imports that give a cell the names that it may see.
  private func importStatements(for cell: CellSource) -> [String] {
    guard cell.isOfLesson else { return namespace.importStatements }
    return lessonNamespace.importStatements + namespace.importStatements(ofNames: cell.borrowedNames)
  }

  private func stopped(_ reason: ChildProcess.Stop, compiling cell: CellSource) -> CellOutcome {
    switch reason {
    case .byUser: return CellOutcome(status: .interrupted)
    case .tooLong:
      let seconds = Int(configuration.compilerSeconds.rounded())
      return CellOutcome(
        status: .timedOut, fault: CellFault(message: "compiling it took more than \(seconds) s", cell: cell.name))
    case .tooMuch:
      return CellOutcome(
        status: .flooded, fault: CellFault(message: "the compiler had too much to say about it", cell: cell.name))
    }
  }

  private func execute(
    _ request: KernelRequest, timeLimit: Double?, module: String, mayRetry: Bool = true
  ) throws -> CellOutcome {
    guard let kernel else { return CellOutcome(status: .died) }
    try kernel.awaitReady()
    let collector = OutputCollector(
      limits: .init(),
      keptFile: { [self] in configuration.printLimit == nil ? keptFile(for: cellNames[module] ?? module) : nil },
      emit: { [self] in onOutput($0) })
    var observations: [Observation] = []
    let end = kernel.perform(request, timeLimit: timeLimit, stop: interruptDescriptor) { event in
      switch event {
      case .text(let bytes, let isError): collector.add(bytes, isError: isError)
      case .display(let bundle, let type): collector.add(bundle, type: type)
      case .observation(let observation): observations.append(observation)
      }
    }
    var outcome = CellOutcome(status: .succeeded)
    let faults = FaultDescription(
      cellNames: cellNames, compiler: compiler, memoryLimit: configuration.memoryLimit)
    switch end {
    case .ended(let end):
      outcome.seconds = end.seconds
      let hasFault = end.kind == .signal
      let message = collector.finish(takingRuntimeMessage: hasFault)
      switch end.kind {
      case .completed: break
      case .interrupted: outcome.status = .interrupted
      default:
        outcome.status = .faulted
        outcome.fault = faults.fault(for: end, runtimeMessage: message)
      }
    case .timedOut(let end):
      _ = collector.finish(takingRuntimeMessage: false)
      outcome.status = .timedOut
      outcome.seconds = end?.seconds ?? timeLimit ?? 0
    case .unresponsive:
      _ = collector.finish(takingRuntimeMessage: false)
      outcome.status = .interrupted
    case .flooded:
      _ = collector.finish(takingRuntimeMessage: false)
      outcome.status = .flooded
      outcome.fault = CellFault(message: "it printed or sent more than is taken", cell: cellNames[module])
    case .died(_, hadStarted: false) where mayRetry && configuration.recovers:
      guard (try? recover(because: "The kernel has ended.")) != nil else { return CellOutcome(status: .died) }
      return try execute(request, timeLimit: timeLimit, module: module, mayRetry: false)
    case .died(let status, _):
      _ = collector.finish(takingRuntimeMessage: false)
      outcome.status = .died
      outcome.fault = CellFault(message: Self.deathSentence(status), cell: cellNames[module])
    }
    outcome.outputs = collector.outputs
    outcome.observations = observations
    guard configuration.recovers else { return outcome }
    switch outcome.status {
    case .interrupted, .timedOut, .faulted:
      if !kernel.checkAlive() {
        try? recover(because: "The kernel did not obey and was ended.")
      } else if !kernel.answers(within: 0.3) {
        kernel.end()
        try? recover(because: "The kernel no longer answered and was ended.")
      }
    case .died, .flooded:
      try? recover(because: "The kernel has ended.")
    case .succeeded, .rejected, .refused: break
    }
    return outcome
  }

  private func startKernelIfNeeded() throws {
    if let kernel {
      if kernel.checkAlive() { return }
      try recover(because: "The kernel has ended.")
      return
    }
    kernel = try makeKernel()
  }

  private func makeKernel() throws -> Kernel {
    let words = [configuration.program] + configuration.kernelArguments
    return try Kernel(
      configuration.confinement?.running(words, cells: directory) ?? Command(words), context: context,
      limits: configuration.printLimit.map { Kernel.Limits(textBytes: $0, messages: 10_000, messageBytes: 4 << 20) }
        ?? Kernel.Limits())
  }

  /// Starts a new kernel and runs the cells that had succeeded again, from their compiled objects.
  private func recover(because reason: String) throws {
    kernel = try makeKernel()
    try kernel?.awaitReady()
    guard !completed.isEmpty else {
      onNotice("\(reason) A new one is ready.")
      return
    }
    let replay = Replay(
      reason: reason, cells: completed.count, seconds: completed.map(\.seconds).reduce(0, +))
    var kept = completed
    if replay.seconds > Self.silentReplaySeconds, !confirmReplay(replay) {
      let firstLong = kept.firstIndex { $0.seconds > Self.silentReplaySeconds / 4 } ?? 0
      kept = Array(kept[..<firstLong])
    }
    var replayed: [Completed] = []
    for cell in kept {
      guard
        case .ended(let end)? = kernel?.perform(
          .run(object: cell.object, entry: cell.entry), timeLimit: nil, stop: interruptDescriptor, handle: { _ in }),
        end.kind == .completed
      else { break }
      replayed.append(cell)
    }
    let lost = completed.count - replayed.count
    completed = replayed
    namespace = CellNamespace()
    lessonNamespace = CellNamespace()
    replayed.forEach(declare)
    onNotice(
      "\(reason) A new one has run your \(replayed.count) earlier cell\(replayed.count == 1 ? "" : "s") again"
        + (lost > 0 ? "; \(lost) could not be brought back." : "."))
  }

  // MARK: Small things

  private func declare(_ cell: Completed) {
    namespace.add(cell.parsed, module: cell.module)
    if cell.isOfLesson { lessonNamespace.add(cell.parsed, module: cell.module) }
  }

  private static let daysOutputIsKept = 7.0

  private func keptFile(for name: String) -> String? {
    let folder = URL(fileURLWithPath: configuration.outputDirectory ?? directory)
    let files = FileManager.default
    try? files.createDirectory(at: folder, withIntermediateDirectories: true)
    for old in (try? files.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.contentModificationDateKey]))
      ?? []
    where old.pathExtension == "txt" {
      let changed = (try? old.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate
      if let changed, changed.timeIntervalSinceNow < -Self.daysOutputIsKept * 86_400 { try? files.removeItem(at: old) }
    }
    let words = name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return folder.appendingPathComponent("\(String(words))-\(getpid()).txt").path
  }

  /// A path whose folder is named without symbolic links.
  private static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    return url.deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent(url.lastPathComponent).path
  }

  /// Whether a cell that the parser found empty has more than comments and space.
  private static func hasContent(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let trimmed = line.drop(while: \.isWhitespace)
      return !trimmed.isEmpty && !trimmed.hasPrefix("//") && !trimmed.hasPrefix("/*")
    }
  }

  private static func deathSentence(_ status: Int32) -> String {
    switch status {
    case 128 + SIGKILL: "the kernel was killed (by the system, if memory ran out)"
    case let status where status > 128: "the kernel was ended by signal \(status - 128)"
    default: "the kernel ended by itself with status \(status)"
    }
  }
}
