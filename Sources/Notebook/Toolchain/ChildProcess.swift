internal import CKernel
internal import Foundation
internal import Glibc

/// Runs a program to its end and collects what it wrote.
package enum ChildProcess {
  package struct Result {
    /// The exit status; 128 plus the signal's number if a signal ended it.
    package var status: Int32
    package var output: [UInt8]
    package var errors: [UInt8]
    /// Why it was killed, if it was.
    package var stop: Stop?
  }

  package enum Stop: Hashable {
    case byUser, tooLong
    /// It wrote more than is read.
    case tooMuch
  }

  /// How much of what a program writes is read.
  static let outputLimit = 64 << 20

  /// Runs `arguments[0]` with an empty standard input.
  ///
  /// - Parameters:
  ///   - timeLimit: seconds after which it is killed.
  ///   - stop: a descriptor; when it becomes readable the program is killed.
  /// - Throws: ``NotebookError/cannotStart(program:reason:)``.
  package static func run(
    _ arguments: [String], timeLimit: Double? = nil, stop: Int32? = nil
  ) throws -> Result {
    try run(Command(arguments), timeLimit: timeLimit, stop: stop)
  }

  package static func run(_ command: Command, timeLimit: Double? = nil, stop: Int32? = nil) throws -> Result {
    var outputPipe: [Int32] = [-1, -1]
    var errorPipe: [Int32] = [-1, -1]
    guard ckernel_pipe(&outputPipe), ckernel_pipe(&errorPipe) else {
      throw NotebookError.cannotStart(program: command.words[0], reason: String(cString: strerror(errno)))
    }
    defer {
      close(outputPipe[0])
      close(errorPipe[0])
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    let started = Swift.Result { try spawn(command, actions: &actions) }
    close(outputPipe[1])
    close(errorPipe[1])
    let pid = try started.get()

    var result = Result(status: 0, output: [], errors: [])
    let deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    var open = [outputPipe[0], errorPipe[0]]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !open.isEmpty {
      var entries = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if let stop { entries.append(pollfd(fd: stop, events: Int16(POLLIN), revents: 0)) }
      let wait = deadline.map { Int32(max(0, ($0 - .now) / .milliseconds(1))) } ?? -1
      let ready = poll(&entries, nfds_t(entries.count), wait)
      if ready < 0 && errno == EINTR { continue }
      if ready == 0 || (stop != nil && entries.last!.revents != 0) {
        kill(pid, SIGKILL)
        result.stop = ready == 0 ? .tooLong : .byUser
        break
      }
      for entry in entries.prefix(open.count) where entry.revents != 0 {
        let count = read(entry.fd, &buffer, buffer.count)
        if count > 0 {
          if entry.fd == outputPipe[0] {
            result.output.append(contentsOf: buffer[..<count])
          } else {
            result.errors.append(contentsOf: buffer[..<count])
          }
        } else if count == 0 || errno != EINTR {
          open.removeAll { $0 == entry.fd }
        }
      }
      if result.output.count + result.errors.count > outputLimit {
        kill(pid, SIGKILL)
        result.stop = .tooMuch
        break
      }
    }
    result.status = wait(for: pid)
    return result
  }

  /// Starts a program, looked up in the search path, with the given file actions.
  ///
  /// - Parameter firstClosed: the first descriptor that it does not inherit.
  static func spawn(
    _ command: Command, actions: inout posix_spawn_file_actions_t, firstClosed: Int32 = 3, ownGroup: Bool = false
  ) throws -> pid_t {
    ckernel_close_from(&actions, firstClosed)
    for (descriptor, path) in command.openFiles {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_RDONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    posix_spawnattr_setsigmask(&attributes, &unblocked)
    var flags = Int16(POSIX_SPAWN_SETSIGMASK)
    if ownGroup {
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&attributes, flags)
    var pid = pid_t()
    var words: [UnsafeMutablePointer<CChar>?] = command.words.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let code: Int32
    if let environment = command.environment {
      var variables: [UnsafeMutablePointer<CChar>?] =
        environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
      defer { variables.forEach { free($0) } }
      code = posix_spawnp(&pid, command.words[0], &actions, &attributes, &words, &variables)
    } else {
      code = posix_spawnp(&pid, command.words[0], &actions, &attributes, &words, environ)
    }
    guard code == 0 else {
      throw NotebookError.cannotStart(program: command.words[0], reason: String(cString: strerror(code)))
    }
    return pid
  }

  /// Waits for a child to end; its exit status, or 128 plus the number of the signal that ended it.
  static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      if errno != EINTR { return -1 }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
