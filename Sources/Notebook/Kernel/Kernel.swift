internal import CKernel
internal import Foundation
internal import Glibc
internal import Plotting

/// The front end's hold on one kernel process.
final class Kernel {
  enum Event {
    case text([UInt8], isError: Bool)
    case display(DisplayBundle, type: String)
    case observation(Observation)
  }

  enum End {
    case ended(CellEnd)
    /// It used up its time and was stopped.
    case timedOut(CellEnd?)
    /// The process is gone; the status as of a shell, and whether it had begun with the cell.
    case died(status: Int32, hadStarted: Bool)
    /// It did not obey an interrupt and was ended.
    case unresponsive
    /// It sent more than one cell may, and was ended.
    case flooded
  }

  /// How much one cell may send before the kernel is ended.
  struct Limits: Sendable {
    /// Bytes of text; nil for any amount.
    var textBytes: Int?
    /// Displays and observations.
    var messages: Int?
    /// Bytes of one message.
    var messageBytes = MessageChannel.defaultLimit
  }

  /// The descriptor on which the kernel finds its front end.
  static let childDescriptor: Int32 = 3
  private static let obedienceMilliseconds = 400.0

  let pid: pid_t
  private let channel: MessageChannel
  private let limits: Limits
  private let output: Int32
  private let errors: Int32
  private(set) var isAlive = true
  private var isReady = false
  private var context: DisplayContext
  private var status: Int32 = 0

  /// Starts the process, which begins to serve while other things are done; see ``awaitReady()``.
  ///
  /// - Throws: ``NotebookError/cannotStart(program:reason:)``.
  init(_ command: Command, context: DisplayContext, limits: Limits = Limits()) throws {
    let (channel, other) = try MessageChannel.pair(limit: limits.messageBytes)
    var outputPipe: [Int32] = [-1, -1]
    var errorPipe: [Int32] = [-1, -1]
    guard ckernel_pipe(&outputPipe), ckernel_pipe(&errorPipe) else {
      close(other)
      throw NotebookError.cannotStart(program: command.words[0], reason: String(cString: strerror(errno)))
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    // A descriptor that already has the right number would keep its close-on-exec mark.
    var moved = other
    if other == Self.childDescriptor {
      moved = fcntl(other, F_DUPFD_CLOEXEC, 10)
      close(other)
    }
    posix_spawn_file_actions_adddup2(&actions, moved, Self.childDescriptor)
    var command = command
    if command.environment == nil { command.environment = ProcessInfo.processInfo.environment }
    command.environment?["SWIFT_BACKTRACE"] = "enable=no"
    defer {
      close(moved)
      close(outputPipe[1])
      close(errorPipe[1])
    }
    do {
      pid = try ChildProcess.spawn(
        command, actions: &actions, firstClosed: Self.childDescriptor + 1, ownGroup: true)
    } catch {
      close(outputPipe[0])
      close(errorPipe[0])
      throw error
    }
    self.channel = channel
    self.limits = limits
    output = outputPipe[0]
    errors = errorPipe[0]
    self.context = context
    for descriptor in [output, errors] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
  }

  /// Waits until the process serves; returns at once if it has been waited for.
  ///
  /// - Throws: ``NotebookError/kernelSilent(reason:)``.
  func awaitReady() throws {
    guard !isReady else { return }
    do {
      guard case .ready = try channel.receive(KernelReply.self, within: .seconds(20)) else {
        throw NotebookError.kernelSilent(reason: "it said something else first")
      }
      try channel.send(KernelRequest.context(context), within: .seconds(2))
      isReady = true
    } catch let error as MessageError {
      var text: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      readText(errors, isError: true, { if case .text(let bytes, _) = $0 { text += bytes } }, &buffer)
      let said = String(decoding: text.prefix(400), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      throw NotebookError.kernelSilent(reason: said.isEmpty ? "\(error)" : "\(error): \(said)")
    }
  }

  deinit {
    end()
    close(output)
    close(errors)
  }

  /// Kills the process.
  func end() {
    guard isAlive else { return }
    kill(pid, SIGKILL)
    status = ChildProcess.wait(for: pid)
    isAlive = false
  }

  /// Whether the process still runs; looks, does not wait.
  func checkAlive() -> Bool {
    guard isAlive else { return false }
    var code: Int32 = 0
    if waitpid(pid, &code, WNOHANG) == pid {
      isAlive = false
      let signal = code & 0x7f
      status = signal == 0 ? (code >> 8) & 0xff : 128 + signal
    }
    return isAlive
  }

  /// Tells the kernel what the place of display can do.
  func setContext(_ context: DisplayContext) {
    self.context = context
    if isReady { try? channel.send(KernelRequest.context(context), within: .seconds(1)) }
  }

  /// Whether the kernel answers within `seconds`.
  func answers(within seconds: Double) -> Bool {
    guard (try? channel.send(KernelRequest.ping, within: .seconds(seconds))) != nil else { return false }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      guard let reply = try? channel.receive(KernelReply.self, within: deadline - .now) else { return false }
      if case .pong = reply { return true }
    }
    return false
  }

  /// Has the kernel do one thing to its end, handing over what it shows as it comes.
  ///
  /// - Parameters:
  ///   - timeLimit: seconds after which it is interrupted.
  ///   - stop: a descriptor; when it becomes readable what runs is interrupted.
  func perform(
    _ request: KernelRequest, timeLimit: Double?, stop: Int32?, handle take: (Event) -> Void
  ) -> End {
    var textBytes = 0
    var messages = 0
    func handle(_ event: Event) {
      if case .text(let bytes, _) = event { textBytes += bytes.count } else { messages += 1 }
      if !isOverLimit { take(event) }
    }
    var isOverLimit: Bool { textBytes > limits.textBytes ?? .max || messages > limits.messages ?? .max }
    guard (try? channel.send(request, within: .seconds(5))) != nil else {
      return died(hadStarted: false, handle)
    }
    var hadStarted = false
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    var interruptedAt: ContinuousClock.Instant?
    var isOverTime = false

    func interrupt() {
      interruptedAt = .now
      try? channel.send(KernelRequest.interrupt, within: .milliseconds(100))
    }

    while true {
      var entries = [channel.descriptor, output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if let stop, interruptedAt == nil { entries.append(pollfd(fd: stop, events: Int16(POLLIN), revents: 0)) }
      var wait: Int32 = -1
      if let interruptedAt {
        let left = Self.obedienceMilliseconds - (ContinuousClock.now - interruptedAt) / .milliseconds(1)
        if left <= 0 {
          end()
          drain(handle, &buffer)
          return isOverTime ? .timedOut(nil) : .unresponsive
        }
        wait = Int32(left) + 1
      } else if let limit = deadline {
        let left = (limit - .now) / .milliseconds(1)
        if left <= 0 {
          isOverTime = true
          deadline = nil
          interrupt()
          continue
        }
        wait = Int32(min(left, 1e9)) + 1
      }
      let ready = poll(&entries, nfds_t(entries.count), wait)
      if ready < 0 && errno != EINTR { return died(hadStarted: hadStarted, handle) }
      if ready <= 0 { continue }
      // Text first: the kernel sends a message only after the text before it was taken.
      if entries[1].revents != 0 { readText(output, isError: false, handle, &buffer) }
      if entries[2].revents != 0 { readText(errors, isError: true, handle, &buffer) }
      if isOverLimit {
        end()
        return .flooded
      }
      if entries.count > 3, entries[3].revents != 0 {
        var byte: UInt8 = 0
        while read(entries[3].fd, &byte, 1) == 1 {}
        interrupt()
      }
      guard entries[0].revents != 0 else { continue }
      do {
        switch try channel.receive(KernelReply.self, within: .seconds(10)) {
        case .display(let bundle, let type):
          handle(.display(bundle, type: type))
          try? channel.send(KernelRequest.taken, within: .milliseconds(200))
        case .observation(let observation): handle(.observation(observation))
        case .finished(let end):
          drain(handle, &buffer)
          return isOverTime ? .timedOut(end) : .ended(end)
        case .started: hadStarted = true
        case .ready, .pong: break
        }
      } catch .malformed, .unexpected {
        messages += 1
      } catch .tooLong {
        end()
        return .flooded
      } catch {
        return died(hadStarted: hadStarted, handle)
      }
    }
  }

  private func died(hadStarted: Bool, _ handle: (Event) -> Void) -> End {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    if isAlive {
      // The socket closes a moment before the process is gone.
      for _ in 0..<50 where checkAlive() { usleep(2_000) }
      end()
    }
    drain(handle, &buffer)
    return .died(status: status, hadStarted: hadStarted)
  }

  private func drain(_ handle: (Event) -> Void, _ buffer: inout [UInt8]) {
    readText(output, isError: false, handle, &buffer)
    readText(errors, isError: true, handle, &buffer)
  }

  private func readText(_ descriptor: Int32, isError: Bool, _ handle: (Event) -> Void, _ buffer: inout [UInt8]) {
    for _ in 0..<64 {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      handle(.text(Array(buffer[..<count]), isError: isError))
    }
  }
}
