internal import CSeccomp
internal import Foundation
internal import Glibc
public import Notebook
internal import Synchronization

/// Where code of people who are not trusted is compiled and run: namespaces of its own for files, processes, network, System V
/// objects and host name, a read-only view of just what it needs, no rights, a filter of system calls, and limits.
///
/// It is bubblewrap that makes the namespaces. Started by an ordinary user, it takes a user namespace as well; started by
/// root, what runs inside becomes a user of its own instead, who owns nothing: so the limit on processes holds there, too.
public final class Sandbox: Confinement {
  /// What one exercise may use up.
  public struct Limits: Sendable, Hashable {
    /// Bytes of memory that it may map when it runs.
    public var memory: UInt64 = 2 << 30
    /// Bytes of memory that the compiler may map.
    public var compilerMemory: UInt64 = 4 << 30
    /// Threads and processes.
    public var processes = 128
    /// Bytes of files that it may leave in its scratch folder.
    public var scratch = 64 << 20
    /// Seconds of processor time, over all its threads.
    public var processorSeconds = 600
    public var openFiles = 256

    public init() {}
  }

  /// The parts of the machine that are shown inside, read-only.
  public struct View: Sendable {
    public var toolchain: Toolchain
    /// The program that serves as kernel.
    public var program: String
    /// Folder of the library's compiled interfaces.
    public var modules: String
    /// Folder of the compiler's module cache, which must have been filled.
    public var moduleCache: String
    /// Folder of the data sets; nil if there is none.
    public var datasets: String?

    public init(toolchain: Toolchain, program: String, modules: String, moduleCache: String, datasets: String?) {
      self.toolchain = toolchain
      self.program = program
      self.modules = modules
      self.moduleCache = moduleCache
      self.datasets = datasets
    }
  }

  public let limits: Limits
  private let view: View
  /// The folder that holds the filter.
  private let directory: String
  private let filter: String
  private let identity: Identity
  private let canLimitScratch: Bool
  private let nextUser: Atomic<Int>

  /// Who runs inside.
  private enum Identity {
    /// The user who started the program, in a user namespace.
    case sameUser
    /// Users of their own, from this number on.
    case ownUser(first: Int)

    var isOwnUser: Bool {
      if case .ownUser = self { true } else { false }
    }
  }

  private static let filterDescriptor: Int32 = 9
  private static let scratch = "/scratch"

  /// Makes the sandbox and tries it.
  ///
  /// - Throws: ``SandboxError`` when it does not work on this machine.
  public init(_ view: View, limits: Limits = Limits()) throws {
    self.view = view
    self.limits = limits
    guard let version = Self.bubblewrapVersion() else { throw SandboxError.noBubblewrap }
    canLimitScratch = version >= (0, 7)
    directory = try SessionDirectory.make()
    filter = directory + "/filter"
    identity = geteuid() == 0 ? .ownUser(first: Self.firstUser) : .sameUser
    nextUser = Atomic(0)
    chmod(directory, 0o755)
    let descriptor = Glibc.open(filter, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw NotebookError.cannotWrite(path: filter, reason: String(cString: strerror(errno)))
    }
    let code = cseccomp_write_filter(descriptor)
    Glibc.close(descriptor)
    guard code == 0 else { throw SandboxError.noFilter(reason: String(cString: strerror(code))) }
    if identity.isOwnUser { Self.openToAll(view.moduleCache) }
    let trial = try ChildProcess.run(compiling([Self.path(of: "true")], in: directory), timeLimit: 20)
    guard trial.status == 0 else {
      let reason = String(decoding: trial.errors.prefix(400), as: UTF8.self)
      throw SandboxError.refused(reason: reason.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  deinit {
    SessionDirectory.remove(directory)
  }

  // MARK: Confinement

  public func open(directory: String) throws {
    guard case .ownUser(let first) = identity else { return }
    let user = first + nextUser.add(1, ordering: .relaxed).oldValue % Self.users
    guard chown(directory, uid_t(user), gid_t(user)) == 0 else {
      throw NotebookError.cannotWrite(path: directory, reason: String(cString: strerror(errno)))
    }
  }

  public func compiling(_ words: [String], in directory: String) -> Command {
    let shown = ["/usr", view.toolchain.root, view.modules, view.moduleCache]
    return command(
      words, mounts: Self.readOnly(shown) + Self.parents([directory]) + ["--bind", directory, directory],
      user: directory, memory: limits.compilerMemory, environment: ["TMPDIR": directory, "HOME": directory],
      folder: directory)
  }

  public func running(_ words: [String], cells directory: String) -> Command {
    let programs = identity.isOwnUser ? ["prlimit", "setpriv"] : ["prlimit"]
    let shown =
      ["/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/share/zoneinfo", view.toolchain.runtimeLibraries, view.program]
      + programs.map(Self.path) + [directory] + [view.datasets].compactMap { $0 }
    var mounts = Self.readOnly(shown)
    if canLimitScratch {
      mounts += ["--perms", "1777", "--size", "\(limits.scratch)", "--tmpfs", Self.scratch]
    } else {
      mounts += ["--perms", "0555", "--dir", Self.scratch]
    }
    var environment = ["TMPDIR": Self.scratch, "HOME": Self.scratch, "SWIFT_BACKTRACE": "enable=no"]
    environment["LECTERN_DATASETS"] = view.datasets
    return command(
      words, mounts: mounts, user: directory, memory: limits.memory, environment: environment, folder: Self.scratch)
  }

  // MARK: The command

  private func command(
    _ words: [String], mounts: [String], user directory: String, memory: UInt64, environment: [String: String],
    folder: String
  ) -> Command {
    var start = [
      "bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
      "--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox",
    ]
    // Of the same user, bubblewrap's own process must not be there to be taken over. It is needed where the user changes:
    // the wish to die with the parent is lost with that.
    if !identity.isOwnUser { start += ["--unshare-user", "--as-pid-1"] }
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { start += ["--setenv", name, value] }
    start += ["--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8"]
    start += Self.systemLinks + Self.readOnly(["/etc/ld.so.cache"]) + ["--proc", "/proc", "--dev", "/dev"] + mounts
    start += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", folder]
    start += ["--seccomp", "\(Self.filterDescriptor)"]
    if case .ownUser = identity {
      var information = stat()
      let user = lstat(directory, &information) == 0 && information.st_uid != 0 ? Int(information.st_uid) : Self.nobody
      start += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"]
      start += [
        Self.path(of: "setpriv"), "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", "--inh-caps=-all",
        "--no-new-privs",
      ]
    } else {
      start += ["--"]
    }
    start += [
      Self.path(of: "prlimit"), "--as=\(memory)", "--nproc=\(limits.processes)", "--cpu=\(limits.processorSeconds)",
      "--fsize=\(limits.scratch)", "--nofile=\(limits.openFiles)", "--core=0",
    ]
    return Command(
      start + words, openFiles: [Self.filterDescriptor: filter], environment: ["PATH": "/usr/bin:/bin:/usr/local/bin"])
  }

  /// Lets every user read a folder and what is in it; the compiler makes its cache for its own user alone.
  private static func openToAll(_ folder: String) {
    chmod(folder, 0o755)
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
      var information = stat()
      guard lstat("\(folder)/\(name)", &information) == 0 else { continue }
      let kind = information.st_mode & S_IFMT
      if kind == S_IFDIR { chmod("\(folder)/\(name)", 0o755) }
      if kind == S_IFREG { chmod("\(folder)/\(name)", 0o644) }
    }
  }

  private static func readOnly(_ paths: [String]) -> [String] {
    let there = paths.filter { access($0, F_OK) == 0 }
    return parents(there) + there.flatMap { ["--ro-bind", $0, $0] }
  }

  /// The folders above `paths`, which bubblewrap would make for the user alone who started it.
  private static func parents(_ paths: [String]) -> [String] {
    var made: [String] = []
    for path in paths {
      var above: [String] = []
      var folder = (path as NSString).deletingLastPathComponent
      while folder != "/", !folder.isEmpty {
        above.insert(folder, at: 0)
        folder = (folder as NSString).deletingLastPathComponent
      }
      for one in above where !made.contains(one) && !paths.contains(one) { made.append(one) }
    }
    return made.flatMap { ["--perms", "0755", "--dir", $0] }
  }

  /// `/bin`, `/lib` and their like: links into /usr where they are links, folders where they are folders.
  private static let systemLinks: [String] = ["/bin", "/lib", "/lib32", "/lib64"].flatMap { path -> [String] in
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
      return ["--symlink", target, path]
    }
    return readOnly([path])
  }

  private static func path(of program: String) -> String {
    ["/usr/bin/", "/bin/"].map { $0 + program }.first { access($0, X_OK) == 0 } ?? "/usr/bin/" + program
  }

  private static func bubblewrapVersion() -> (Int, Int)? {
    guard let result = try? ChildProcess.run(["bwrap", "--version"], timeLimit: 10), result.status == 0 else {
      return nil
    }
    let numbers = String(decoding: result.output, as: UTF8.self).split { !$0.isNumber }.compactMap { Int($0) }
    return numbers.count >= 2 ? (numbers[0], numbers[1]) : nil
  }

  // MARK: Users

  private static let nobody = 65_534
  /// How many users there are before the first is used again.
  private static let users = 4_096

  /// A range of user numbers that nobody has, apart for each process that grades; a small range where this machine,
  /// being a container, has only the usual 65,536.
  private static var firstUser: Int {
    let map = (try? String(contentsOfFile: "/proc/self/uid_map", encoding: .utf8)) ?? ""
    let last =
      map.split(separator: "\n").compactMap { line -> Int? in
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        return numbers.count == 3 ? numbers[0] + numbers[2] : nil
      }.max() ?? 0
    return last > 1 << 31 ? 1 << 30 + (Int(getpid()) % (1 << 17)) * users : 61_000 - users
  }
}
