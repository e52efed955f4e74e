import Foundation
import Glibc
import Notebook
import Testing

@Suite("Completion client")
struct CompletionClientTests {
  let fixture: CompletionFixture

  init() throws {
    fixture = try CompletionFixture.shared.get()
  }

  private func client(
    _ command: [String] = CompletionFixture.command, library: String? = nil, timeout: Duration = .seconds(60),
    idleLimit: Duration = .seconds(600)
  ) -> CompletionClient {
    CompletionClient(
      command: command, library: library ?? fixture.library, timeout: timeout, idleLimit: idleLimit)
  }

  /// Waits until `condition` holds; it always does in the end.
  private func wait(until condition: () -> Bool) async throws {
    while !condition() { try await Task.sleep(for: .milliseconds(5)) }
  }

  private func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 }

  @Test("a service that dies is started again and answers")
  func restart() async throws {
    let client = client()
    client.warmUp(fixture.context)
    #expect(!client.complete("[1].app", cursor: 7, in: fixture.context).candidates.isEmpty)
    let first = try #require(client.processID)
    kill(first, SIGKILL)
    try await wait { client.processID != first }
    #expect(!client.complete("[1].app", cursor: 7, in: fixture.context).candidates.isEmpty)
    #expect(try #require(client.processID) != first)
    #expect(!isAlive(first))
  }

  @Test("a service that never answers gives no candidates, and the call returns")
  func silence() {
    let client = client(["/bin/sh", "-c", "exec sleep 1000"], timeout: .milliseconds(50))
    client.warmUp(fixture.context)
    #expect(client.complete("[1].app", cursor: 7, in: fixture.context) == CompletionList(start: 7))
    #expect(client.colors(of: "let x = 1", flags: []).isEmpty)
    #expect(throws: CompletionError.noAnswer) {
      try client.documentation(of: "print", in: fixture.context, patience: .milliseconds(50))
    }
  }

  @Test("a service that talks nonsense gives no candidates")
  func nonsense() {
    for script in [
      "printf 'nonsense that is no message at all' >&3", "printf '\\0\\0\\0\\002{}' >&3; sleep 1000", "exit 3",
    ] {
      let client = client(["/bin/sh", "-c", script], timeout: .milliseconds(200))
      for _ in 0..<3 {
        #expect(client.complete("[1].app", cursor: 7, in: fixture.context).candidates.isEmpty)
      }
    }
  }

  @Test("a program or a library that is not there is named")
  func missing() {
    let noProgram = client(["/nowhere/lectern"])
    #expect(noProgram.complete("x", cursor: 1, in: fixture.context).candidates.isEmpty)
    #expect(noProgram.trouble?.contains("/nowhere/lectern") == true)
    let noLibrary = client(library: "/nowhere/library.so")
    #expect(noLibrary.complete("x", cursor: 1, in: fixture.context).candidates.isEmpty)
    #expect(noLibrary.trouble?.contains("/nowhere/library.so") == true)
    #expect(throws: CompletionError.unavailable(reason: noLibrary.trouble ?? "")) {
      try noLibrary.documentation(of: "print", in: fixture.context, patience: .seconds(10))
    }
  }

  @Test("a released service ends and comes back when it is needed")
  func release() async throws {
    let client = client()
    #expect(client.processID == nil)
    #expect(!client.colors(of: "let x = 1", flags: fixture.context.flags).isEmpty)
    let first = try #require(client.processID)
    #expect(try #require(client.residentBytes) > 1 << 20)
    client.release()
    #expect(client.processID == nil && client.residentBytes == nil)
    try await wait { !isAlive(first) }
    #expect(!client.colors(of: "let x = 1", flags: fixture.context.flags).isEmpty)
  }

  @Test("a service that is not used for long ends by itself, and ends with its client")
  func idle() async throws {
    let short = client(idleLimit: .milliseconds(100))
    #expect(!short.colors(of: "let x = 1", flags: fixture.context.flags).isEmpty)
    try await wait { short.processID == nil }
    #expect(!short.colors(of: "let x = 1", flags: fixture.context.flags).isEmpty)
    var kept: CompletionClient? = client()
    _ = kept?.colors(of: "let x = 1", flags: fixture.context.flags)
    let process = try #require(kept?.processID)
    kept = nil
    try await wait { !isAlive(process) }
  }

  @Test("calls from many threads at once each get their own answer")
  func threads() async {
    let fixture = fixture
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<24 {
        group.addTask {
          if index % 2 == 0 {
            let text = "let value\(index) = 1"
            return fixture.client.colors(of: text, flags: fixture.context.flags).contains {
              $0.offset == 4 && $0.length == "value\(index)".utf8.count
            }
          }
          let lookup = try? fixture.lookUp(index % 4 == 1 ? "Well.depth" : "Well.name")
          guard case .found(let documentation) = lookup else { return false }
          return documentation.name == (index % 4 == 1 ? "Well.depth" : "Well.name")
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
