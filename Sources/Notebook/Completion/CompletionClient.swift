internal import Foundation

/// Completion, documentation and coloring for the prompt, from a process of its own.
///
/// The process is started by the first call, which should be ``warmUp(_:)``, and again if it dies. It never holds up
/// the prompt: what takes too long gives no candidates. It is let go after a while without requests, and started
/// again when it is needed. All methods can be called from any thread.
public final class CompletionClient: @unchecked Sendable {
  /// Program and arguments that run ``CompletionService/main(descriptor:)``.
  private let command: [String]
  private let library: String
  private let timeout: Duration
  private let idleLimit: Duration

  private let lock = NSLock()
  private var connection: CompletionConnection?
  private var context: CompletionContext?
  private var deaths = 0
  private var offUntil: ContinuousClock.Instant?
  private var problem: String?

  /// - Parameters:
  ///   - command: program and arguments of the service, such as `lectern __complete`.
  ///   - library: the toolchain's `libsourcekitdInProc.so`.
  ///   - timeout: how long the prompt may wait for completion or coloring.
  ///   - idleLimit: how long the process is kept without requests.
  public init(
    command: [String], library: String, timeout: Duration = .milliseconds(500), idleLimit: Duration = .seconds(600)
  ) {
    self.command = command
    self.library = library
    self.timeout = timeout
    self.idleLimit = idleLimit
  }

  deinit {
    connection?.end()
  }

  /// Starts the service if need be and has it read the modules of `context`; returns at once.
  ///
  /// To be called before the first prompt, and after a cell has been run, so that the first Tab is quick.
  public func warmUp(_ context: CompletionContext) {
    lock.withLock { self.context = context }
    if let (connection, isNew) = connect(), !isNew { connection.post(.warmUp(context)) }
  }

  /// What can stand at `cursor`, an offset in UTF-8 bytes of the cell `text`.
  ///
  /// Empty if nothing fits, if the service does not answer in time, and while it cannot be used. Only the last of
  /// several calls that wait at once is worked on; the others get an empty list.
  public func complete(_ text: String, cursor: Int, in context: CompletionContext) -> CompletionList {
    lock.withLock { self.context = context }
    guard case .candidates(let list) = ask(.complete(text: text, cursor: cursor, context), within: timeout) else {
      return CompletionList(start: cursor)
    }
    lock.withLock { deaths = 0 }
    return list
  }

  /// The colored parts of a cell, in order; empty if the service does not answer in time.
  /// - Parameter flags: those of the cell's ``CompletionContext``.
  public func colors(of text: String, flags: [String]) -> [ColoredRange] {
    guard case .colors(let ranges) = ask(.color(text: text, flags: flags), within: timeout) else { return [] }
    return ranges
  }

  /// The documentation of a name in scope: `print`, `Array.append(_:)`, a name of an earlier cell.
  ///
  /// If the service dies over it, a new one is asked once more.
  /// - Parameter patience: how long to wait; a service that has just been started reads all modules first.
  /// - Throws: ``CompletionError``.
  public func documentation(
    of name: String, in context: CompletionContext, patience: Duration
  ) throws(CompletionError) -> SymbolLookup {
    lock.withLock { self.context = context }
    let deadline = ContinuousClock.now + patience
    let work = CompletionRequest.Work.document(name: name, context)
    var reply = ask(work, within: patience)
    if reply == nil, ContinuousClock.now < deadline { reply = ask(work, within: deadline - .now) }
    switch reply {
    case .lookup(let lookup): return lookup
    case .failed(let reason): throw .unavailable(reason: reason)
    case nil: throw .noAnswer
    case .done, .candidates, .colors: throw .unavailable(reason: "the completion service gave another answer")
    }
  }

  /// Ends the process and gives back its memory. The next call starts a new one.
  public func release() {
    let ended = lock.withLock {
      defer { connection = nil }
      return connection
    }
    ended?.end()
  }

  /// Why there is no completion; nil as long as it works or has not been tried.
  public var trouble: String? {
    lock.withLock { problem ?? connection?.problem }
  }

  /// The process's number; nil while none runs.
  public var processID: Int32? {
    lock.withLock { connection.flatMap { $0.isOpen ? $0.process : nil } }
  }

  /// The memory that the process has in use, in bytes; nil while none runs.
  public var residentBytes: Int? {
    guard let processID, let status = try? String(contentsOfFile: "/proc/\(processID)/statm", encoding: .utf8)
    else { return nil }
    let pages = status.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
  }

  // MARK: The process

  /// After two deaths without an answer between them, the service rests this long.
  private static let rest = Duration.seconds(30)

  /// A service that has not answered something for this long hangs.
  private static let hangLimit = Duration.seconds(20)

  private func ask(_ work: CompletionRequest.Work, within limit: Duration) -> CompletionReply.Result? {
    let deadline = ContinuousClock.now + limit
    guard let (connection, _) = connect() else { return nil }
    let result = connection.ask(work, until: deadline)
    // Whatever killed it, the next request finds a process that is warm again.
    if result == nil, !connection.isOpen { _ = connect() }
    return result
  }

  /// The process to ask, started if there is none; nil if it cannot be used now.
  private func connect() -> (CompletionConnection, isNew: Bool)? {
    lock.withLock {
      if let connection, connection.isOpen {
        if !connection.hangs(for: Self.hangLimit) { return (connection, false) }
        connection.end()
        deaths += 1
      } else if let connection, connection.hasDied {
        deaths += 1
      }
      connection = nil
      if deaths >= 2 {
        deaths = 0
        offUntil = .now + Self.rest
      }
      if let offUntil, ContinuousClock.now < offUntil { return nil }
      offUntil = nil
      do {
        let started = try CompletionConnection(command: command, library: library, idleLimit: idleLimit)
        if let context { started.post(.warmUp(context)) }
        connection = started
        problem = nil
        return (started, true)
      } catch {
        problem = "\(error)"
        return nil
      }
    }
  }
}

/// Why a name's documentation could not be given.
public enum CompletionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The completion service did not answer in time, or died.
  case noAnswer
  /// The completion service cannot be used.
  case unavailable(reason: String)

  public var description: String {
    switch self {
    case .noAnswer: "the completion service did not answer; try again in a moment"
    case .unavailable(let reason): reason
    }
  }
}
