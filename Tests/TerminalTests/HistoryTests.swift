import Foundation
import Terminal
import Testing

@Suite("History")
struct HistoryTests {
  private let path = NSTemporaryDirectory() + "lectern-history-\(UUID().uuidString)/deep/history"

  private func removeFile() {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent().deletingLastPathComponent())
  }

  @Test("entries of many lines, backslashes and all scripts come back as they were")
  func roundTrip() {
    defer { removeFile() }
    let entries = [
      "a\nb\n\n  c", "\\n is not a line end \\", "漢字 e\u{301} 👩\u{200D}🔬", "\n\u{301}", "tab\tand \r return",
    ]
    let history = History(path: path)
    for entry in entries { history.add(entry) }
    #expect(history.problem == nil)
    #expect(History(path: path).entries.reversed() == entries)
  }

  @Test("an entry that is made again is kept once, as the newest; blank ones are not kept")
  func folding() {
    defer { removeFile() }
    let history = History(path: path)
    for entry in ["a", "b", "a", " \n ", "a", "c"] { history.add(entry) }
    #expect(history.entries == ["c", "a", "b"])
    #expect(History(path: path).entries == ["c", "a", "b"])
  }

  @Test("two terminals at once lose nothing")
  func concurrentWriters() async {
    defer { removeFile() }
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let history = History(path: path)
          for entry in 0..<50 { history.add("writer \(writer)\nentry \(entry)") }
        }
      }
    }
    let entries = History(path: path).entries
    #expect(entries.count == 200)
    for writer in 0..<4 {
      let own = entries.reversed().filter { $0.hasPrefix("writer \(writer)\n") }
      #expect(own == (0..<50).map { "writer \(writer)\nentry \($0)" })
    }
  }

  @Test("only the newest entries are kept, and the file does not grow without end")
  func limit() throws {
    defer { removeFile() }
    let history = History(path: path, limit: 10)
    for entry in 0..<40 { history.add("entry \(entry)") }
    #expect(history.entries == (30..<40).reversed().map { "entry \($0)" })
    #expect(History(path: path, limit: 10).entries == history.entries)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 10)
  }

  @Test("a line that was cut off does not take the next entry with it")
  func tornLine() throws {
    defer { removeFile() }
    History(path: path).add("whole")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0x68, 0x61, 0xC3]))
    try handle.close()
    History(path: path).add("after")
    #expect(History(path: path).entries == ["after", "ha\u{FFFD}", "whole"])
  }

  @Test("a file that cannot be used is reported, and the session's own history works")
  func unusableFile() {
    let history = History(path: "/proc/none/history")
    history.add("a")
    #expect(history.entries == ["a"])
    #expect(history.problem?.contains("/proc/none/history") == true)
  }
}
