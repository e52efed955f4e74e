import Classroom
import Foundation
import Glibc
import Notebook
import Testing

/// What native code without any rules can do from inside: the sandbox alone must hold it.
@Suite("Sandbox", .enabled(if: SandboxFixture.isPossible, "this machine lets nobody make namespaces"))
struct SandboxTests {
  @Test("ordinary cells run as they do outside, one after the other")
  func ordinaryWork() throws {
    let session = try SandboxFixture.session()
    let first = try session.run(CellSource("let squares = (1...3).map { $0 * $0 }", name: "cell 1"))
    #expect(first.status == .succeeded, "\(first)")
    let second = try session.run(
      CellSource(
        """
        let sum = try blocking { await withTaskGroup(of: Int.self) { group in
          for square in squares { group.addTask { square } }
          return await group.reduce(0, +)
        } }
        try String(sum).write(toFile: NSTemporaryDirectory() + "/sum.txt", atomically: true, encoding: .utf8)
        print(try String(contentsOfFile: NSTemporaryDirectory() + "/sum.txt", encoding: .utf8))
        """, name: "cell 2"))
    #expect(second.status == .succeeded, "\(second)")
    #expect(second.printed == "14\n")
  }

  @Test("no file of the machine can be read: users, homes, submissions, lessons, other processes")
  func reading() throws {
    let secret = FileManager.default.temporaryDirectory.appendingPathComponent("submission-\(UUID().uuidString).md")
    try "secret".write(to: secret, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: secret) }
    let lesson = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../lessons/FORMAT.md").standardizedFileURL.path
    try #require(FileManager.default.isReadableFile(atPath: lesson))
    let paths = [
      "/etc/passwd", "/etc/shadow", "/root", "/home", NSHomeDirectory() + "/.bashrc", secret.path, lesson, #filePath,
      "/proc/1/environ", "/proc/1/mem", "/proc/1/root/etc/passwd", "/proc/\(getpid())/environ",
    ]
    let outcome = try SandboxFixture.session().attack(
      """
      for path in \(paths) where !(path.hasPrefix("/proc/1/") && getpid() == 1) {
        let file = open(path, O_RDONLY)
        if file >= 0, path != "/root", path != "/home" { print("READ", path) }
        if let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty { print("LISTED", path) }
      }
      print("done")
      """)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "done\n")
  }

  @Test("nothing can be written but in the scratch folder, and there no more than the limit")
  func writing() throws {
    let mark = "lectern-mark-\(UUID().uuidString)"
    let outcome = try SandboxFixture.session().attack(
      """
      for folder in ["/", "/tmp", "/dev", "/dev/shm", "/usr/lib", "/etc", "/proc", "/home", "/var/tmp"] {
        if open(folder + "/\(mark)", O_CREAT | O_WRONLY, 0o644) >= 0 { print("WROTE", folder) }
        if mkdir(folder + "/\(mark)-folder", 0o755) == 0 { print("MADE", folder) }
      }
      // The compiled cells, this one among them.
      for line in try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\\n") where line.hasSuffix(".so") {
        let path = String(line.split(separator: " ").last!)
        if open(path, O_WRONLY) >= 0 { print("OPENED", path) }
      }
      let block = [UInt8](repeating: 7, count: 1 << 20)
      var total = 0
      for number in 0..<10 {
        let file = open("/scratch/\\(number)", O_CREAT | O_WRONLY, 0o644)
        while block.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == 1 << 20 { total += 1 }
      }
      print(total <= 64 ? "limited" : "WROTE \\(total) MiB")
      """)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "limited\n")
    for folder in ["/", "/tmp", "/dev/shm", "/var/tmp"] {
      #expect(!FileManager.default.fileExists(atPath: folder + "/" + mark))
    }
  }

  @Test("there is no network, not even this machine's own")
  func network() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(listener >= 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(isBound == 0 && listen(listener, 1) == 0)
    let outcome = try SandboxFixture.session().attack(
      """
      for (family, kind) in [(AF_INET, SOCK_STREAM), (AF_INET, SOCK_DGRAM), (AF_INET6, SOCK_STREAM), (AF_UNIX, SOCK_STREAM)] {
        if socket(family, Int32(kind.rawValue), 0) >= 0 { print("SOCKET", family) }
      }
      var names = [Int32](repeating: 0, count: 2)
      if socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &names) == 0 { print("PAIR") }
      print((try? String(contentsOf: URL(string: "http://127.0.0.1/")!, encoding: .utf8)) == nil ? "none" : "FETCHED")
      """)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "none\n")
  }

  @Test("a fork bomb makes no process, and threads come to an end")
  func forkBomb() throws {
    let outcome = try SandboxFixture.session().attack(
      """
      @_silgen_name("fork") func forkProcess() -> Int32
      @_silgen_name("vfork") func forkQuickly() -> Int32
      var processes = 0
      for _ in 0..<1_000 { if forkProcess() > 0 { processes += 1 } }
      if forkQuickly() > 0 { processes += 1 }
      var started = pid_t()
      if posix_spawn(&started, "/usr/bin/prlimit", nil, nil, [nil], nil) == 0 { processes += 1 }
      var threads = 0
      var thread = pthread_t()
      while threads < 20_000, pthread_create(&thread, nil, { _ in sleep(60); return nil }, nil) == 0 { threads += 1 }
      print(processes, threads < 200 ? "few" : "\\(threads) THREADS")
      """, timeLimit: 30)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "0 few\n")
  }

  @Test("memory ends where the limit says, by whatever way it is taken")
  func memoryBomb() throws {
    let bomb = try SandboxFixture.session().attack(
      "var kept: [[UInt8]] = []\nwhile true { kept.append([UInt8](repeating: 1, count: 1 << 26)) }", timeLimit: 60)
    #expect(bomb.status == .faulted, "\(bomb)")
    #expect(bomb.fault?.message.contains("no memory left") == true)
    // Memory that does not count as the process's own.
    let hidden = try SandboxFixture.session().attack(
      """
      @_silgen_name("memfd_create") func makeFile(_ name: UnsafePointer<CChar>, _ flags: UInt32) -> Int32
      print(makeFile("x", 0) < 0, shmget(0, 1 << 20, 0o1666) < 0)
      """)
    #expect(hidden.printed == "true true\n", "\(hidden)")
  }

  @Test("an endless loop ends when its time is up, and endless output when it is too much")
  func endless() throws {
    let loop = try SandboxFixture.session().attack("while true {}", timeLimit: 1)
    #expect(loop.status == .timedOut)
    let deaf = try SandboxFixture.session().attack(
      """
      for number in Int32(1)..<65 { signal(number, SIG_IGN) }
      var every = sigset_t()
      sigfillset(&every)
      pthread_sigmask(SIG_BLOCK, &every, nil)
      while true {}
      """, timeLimit: 1)
    #expect(deaf.status == .timedOut)
    // Ten gigabytes, of which a few megabytes are read.
    let flood = try SandboxFixture.session().attack(
      """
      let block = [UInt8](repeating: 0x61, count: 1 << 20)
      for _ in 0..<10_240 { block.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) } }
      """, timeLimit: 60)
    #expect(flood.status == .flooded)
    #expect(flood.printed.utf8.count < 1 << 20)
  }

  @Test("a compiler that does not come to an end is stopped")
  func endlessTypeChecking() throws {
    let outcome = try SandboxFixture.session(compilerSeconds: 2).attack(
      """
      let value = 1 + 2.0 * -3 + 4 - 5.0 * 6 + 7 / 8.0 - 9 + 10 * -11.0 + 12 - 13 * 14.0
        + [1, 2.0, 3].map { $0 * 2 + 1.5 - $0 / 3 }.reduce(0) { $0 + $1 * 2 - 1 }
        + "a".count * 2.0 + -(-1) + Int8(3) - UInt8(4) + 1.0 * 2
      """)
    #expect(outcome.status == .timedOut)
    #expect(outcome.fault?.message == "compiling it took more than 2 s")
  }

  @Test("neither the grader nor another process can be killed or traced")
  func otherProcesses() throws {
    let outcome = try SandboxFixture.session().attack(
      """
      @_silgen_name("ptrace") func trace(_ request: Int, _ pid: Int, _ address: Int, _ data: Int) -> Int
      @_silgen_name("process_vm_readv") func readMemory(_ pid: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int) -> Int
      let seen = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
      print(seen.count <= 3, seen.contains(\(getpid())))
      print(kill(\(getpid()), 9), kill(getppid(), 9) == 0 && getppid() > 1)
      print(trace(16, 1, 0, 0), trace(0, 0, 0, 0), readMemory(1, 0, 0, 0, 0, 0))
      print(getpid() == 1 || open("/proc/1/mem", O_RDWR) < 0, getuid() == 0)
      """)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "true false\n-1 false\n-1 -1 -1\ntrue false\n")
  }

  @Test("namespaces, mounts, keys and the rest of the kernel are out of reach")
  func kernelInterfaces() throws {
    let outcome = try SandboxFixture.session().attack(
      """
      @_silgen_name("unshare") func leave(_ flags: Int32) -> Int32
      @_silgen_name("mount") func attach(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int) -> Int32
      @_silgen_name("chroot") func changeRoot(_ path: UnsafePointer<CChar>) -> Int32
      @_silgen_name("setns") func enter(_ file: Int32, _ kind: Int32) -> Int32
      print(leave(0x1000_0000), attach(0, 0, 0, 0, 0), changeRoot("/scratch"), enter(0, 0), setuid(0), nice(-5))
      """)
    #expect(outcome.status == .succeeded, "\(outcome)")
    #expect(outcome.printed == "-1 -1 -1 -1 -1 -1\n")
  }

  @Test("a program that ends itself, or closes what it talks through, ends alone")
  func endingItself() throws {
    #expect(try SandboxFixture.session().attack("exit(0)").status == .faulted)
    #expect(try SandboxFixture.session().attack("_exit(0)").status == .died)
    #expect(try SandboxFixture.session().attack("let early: Int = { _exit(0) }()\nprint(early)").status == .died)
    #expect(try SandboxFixture.session().attack("for file in Int32(0)..<64 { close(file) }\nprint(1)").status == .died)
    #expect(try SandboxFixture.session().attack("raise(SIGKILL)").status == .died)
  }

  @Test("what is sent through the result channel besides answers is not believed, and is not too much")
  func forgedMessages() throws {
    let garbage = try SandboxFixture.session().attack(
      "let junk = [UInt8](repeating: 0xff, count: 4_096)\njunk.withUnsafeBytes { _ = write(3, $0.baseAddress, $0.count) }"
    )
    #expect(garbage.status == .flooded || garbage.status == .died, "\(garbage)")
    let flood = try SandboxFixture.session().attack(
      """
      let body = Array(#"{"observation":{"_0":{"name":"x","json":"1"}}}"#.utf8)
      let frame = [0, 0, 0, UInt8(body.count)] + body
      for _ in 0..<1_000_000 { frame.withUnsafeBytes { _ = write(3, $0.baseAddress, $0.count) } }
      """, timeLimit: 60)
    #expect(flood.status == .flooded, "\(flood.status)")
    #expect(flood.observations.count <= 10_000)
  }

  @Test("what this process has open is not handed in")
  func inheritedDescriptors() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)").path
    let file = open(path, O_CREAT | O_RDWR, 0o644)
    defer {
      close(file)
      unlink(path)
    }
    try #require(file >= 0 && fcntl(file, F_SETFD, 0) == 0)
    let outcome = try SandboxFixture.session().attack(
      """
      for file in Int32(0)..<256 where fcntl(file, F_GETFL) >= 0 {
        var information = stat()
        if fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG { print("FILE", file) }
      }
      print("none")
      """)
    #expect(outcome.printed == "none\n", "\(outcome)")
  }
}
