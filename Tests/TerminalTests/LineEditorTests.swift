import Foundation
import PseudoTerminal
import Terminal
import Testing

extension TerminalTests {
  @Suite("Line editor", .serialized, .timeLimit(.minutes(3)))
  struct LineEditorTests {
    private static let up = "\u{1B}[A"
    private static let down = "\u{1B}[B"
    private static let left = "\u{1B}[D"
    private static let scientist = "👩\u{200D}🔬"

    @Test("Enter sends a complete line, and an open bracket continues it with an indent")
    func enterSendsOrContinues() {
      let session = EditorSession()
      session.type("let x = 1\r")
      #expect(session.inputs(1) == [.cell("let x = 1")])
      session.type("f {\r")
      #expect(session.terminal.shows("1> f {", " >"))
      session.type("g()\r")
      #expect(session.terminal.shows("1> f {", " >   g()", " >"))
      session.type("}")
      #expect(session.terminal.shows("1> f {", " >   g()", " > }"))
      session.type("\r")
      #expect(session.inputs(2).last == .cell("f {\n  g()\n}"))
      session.end()
    }

    @Test("an empty line and a line with a colon are sent without asking whether they are complete")
    func emptyLineAndCommand() {
      let session = EditorSession { $0.isComplete = { _ in .incomplete(indent: 0) } }
      session.type("\r")
      #expect(session.inputs(1) == [.cell("")])
      session.type("  :help ( \r")
      #expect(session.inputs(2).last == .command("help ("))
      session.end()
    }

    @Test("a pasted block of 40 lines is one cell, character for character")
    func pasteIsOneCell() {
      let session = EditorSession {
        $0.complete = { _, _ in Completions([.init(insert: "X", display: "X")], replacing: 0) }
      }
      let lines = ["func f() {"] + (1...38).map { "\tlet v\($0) = [\($0)] // 漢字 \(Self.scientist)" } + ["}"]
      let block = lines.joined(separator: "\n")
      session.terminal.paste(block.replacingOccurrences(of: "\n", with: "\r"))
      #expect(session.terminal.shows { $0.lines.last == " > }" })
      session.type("\r")
      #expect(session.inputs(1) == [.cell(block)])
      session.end()
    }

    @Test("a paste that ends with a line end is sent at once if it is complete, and waits if it is not")
    func pasteWithLineEnd() {
      let session = EditorSession()
      session.terminal.paste("f(1)\ng(2)\n")
      #expect(session.inputs(1) == [.cell("f(1)\ng(2)")])
      session.terminal.paste("f {\n")
      #expect(session.terminal.shows("1> f {", " >"))
      session.type("}\r")
      #expect(session.inputs(2).last == .cell("f {\n}"))
      session.end()
    }

    @Test("a paste brings no control characters")
    func pasteIsCleaned() {
      let session = EditorSession()
      session.terminal.paste("a\u{1B}[31m]b\u{0}c\u{7}\r\nd")
      #expect(session.terminal.shows("1> a[31m]bc", " > d"))
      session.type("\r")
      #expect(session.inputs(1) == [.cell("a[31m]bc\nd")])
      session.end()
    }

    @Test("lines that come faster than anyone types are not indented")
    func unmarkedPasteIsNotIndented() {
      let session = EditorSession()
      session.type("f {\r  g {\r  }\r}\r")
      #expect(session.inputs(1) == [.cell("f {\n  g {\n  }\n}")])
      session.end()
    }

    @Test("a recalled cell comes back whole, and its lines can be edited")
    func recallAndEdit() {
      let session = EditorSession()
      session.terminal.paste("f {\n  one\n  two\n}\n")
      #expect(session.inputs(1).count == 1)
      session.type("x\r")
      #expect(session.inputs(2).count == 2)
      session.type(Self.up + Self.up)
      #expect(session.terminal.shows("1> f {", " >   one", " >   two", " > }"))
      session.type(Self.down + Self.down + "\u{5}!")
      #expect(session.terminal.shows("1> f {", " >   one", " >   two!", " > }"))
      session.type("\r")
      #expect(session.inputs(3).last == .cell("f {\n  one\n  two!\n}"))
      session.end()
    }

    @Test("Up and Down keep what was being typed, and edits to recalled cells, until something is sent")
    func navigationKeepsEdits() {
      let session = EditorSession()
      session.type("first\r")
      session.type("second\r")
      #expect(session.inputs(2).count == 2)
      session.type("draft" + Self.up + "!" + Self.up)
      #expect(session.terminal.shows("1> first"))
      session.type(Self.down)
      #expect(session.terminal.shows("1> second!"))
      session.type(Self.down)
      #expect(session.terminal.shows("1> draft"))
      session.type(Self.down + "\r")
      #expect(session.inputs(3).last == .cell("draft"))
      session.type(Self.up + Self.up + "\r")
      #expect(session.inputs(4).last == .cell("second"))
      session.end()
    }

    @Test("Alt-P finds entries that begin with what stands before the cursor")
    func prefixSearch() {
      let session = EditorSession()
      for line in ["let a = 1", "print(a)", "let b = 2", "other"] { session.type(line + "\r") }
      #expect(session.inputs(4).count == 4)
      session.type("let\u{1B}p")
      #expect(session.terminal.shows("1> let b = 2"))
      session.type("\u{1B}p")
      #expect(session.terminal.shows("1> let a = 1"))
      session.type("\u{1B}n")
      #expect(session.terminal.shows("1> let b = 2"))
      session.end()
    }

    @Test("Ctrl-R finds an earlier cell while its pattern is typed")
    func incrementalSearch() {
      let session = EditorSession()
      for line in ["alpha one", "beta one", "gamma"] { session.type(line + "\r") }
      #expect(session.inputs(3).count == 3)
      session.type("\u{12}one")
      #expect(session.terminal.shows("1> beta one", "search history: one"))
      session.type("\u{12}")
      #expect(session.terminal.shows("1> alpha one", "search history: one"))
      session.type("\u{12}")
      #expect(session.terminal.shows("1> alpha one", "no earlier cell with: one"))
      session.type("\u{5}!\r")
      #expect(session.inputs(4).last == .cell("alpha one!"))
      session.type("kept\u{12}beta\u{7}")
      #expect(session.terminal.shows("1> kept"))
      session.type("\u{12}#\r!")
      #expect(session.terminal.shows("1> kept!"))
      session.end()
    }

    @Test("Ctrl-C drops the cell and gives a new prompt; Up brings the cell back")
    func interrupt() {
      let session = EditorSession()
      session.type("f {\r")
      #expect(session.terminal.shows("1> f {", " >"))
      session.type("g\u{3}")
      #expect(session.inputs(1) == [.interrupted])
      #expect(session.terminal.shows("1> f {", " >   g^C", "1>"))
      session.type(Self.up)
      #expect(session.terminal.shows("1> f {", " >   g"))
      session.end()
    }

    @Test("Ctrl-D ends the input on an empty line only, and elsewhere deletes")
    func endOfInput() {
      let session = EditorSession()
      session.type("abc\u{1}\u{4}")
      #expect(session.terminal.shows("1> bc"))
      session.type("\u{4}\u{4}\u{4}")
      #expect(session.inputs(1) == [.endOfInput])
    }

    @Test(
      "Backspace deletes a whole character as people see it",
      arguments: [("é", 1), ("e\u{301}", 1), ("漢", 2), (scientist, 2), ("🇩🇰", 2), ("👍🏽", 2)])
    func backspaceDeletesCluster(character: String, width: Int) {
      let session = EditorSession()
      session.type("a\(character)b")
      #expect(session.terminal.shows { $0.lines == ["1> a\(character)b"] && $0.cursorColumn == 5 + width })
      session.type(Self.left)
      #expect(session.terminal.shows { $0.cursorColumn == 4 + width })
      session.type(Self.left)
      #expect(session.terminal.shows { $0.cursorColumn == 4 })
      session.type("\u{1B}[C\u{7F}")
      #expect(session.terminal.shows { $0.lines == ["1> ab"] && $0.cursorColumn == 4 })
      session.type("\r")
      #expect(session.inputs(1) == [.cell("ab")])
      session.end()
    }

    @Test("bytes that are not UTF-8 become U+FFFD")
    func invalidBytes() {
      let session = EditorSession()
      session.terminal.type([0x61, 0xFF, 0x62, 0xC3, 0x2E, 0x0D])
      #expect(session.inputs(1) == [.cell("a\u{FFFD}b\u{FFFD}.")])
      session.end()
    }

    @Test("keys that mean nothing here leave no traces")
    func unknownSequences() {
      let session = EditorSession()
      session.type("a\u{1B}[15~\u{1B}[1;9Z\u{1B}OQ\u{1B}[<0;1;1mb\r")
      #expect(session.inputs(1) == [.cell("ab")])
      session.end()
    }

    @Test("Tab inserts what all candidates share, then lists them with their types")
    func completion() {
      let session = EditorSession {
        $0.complete = { text, offset in
          let word = String(decoding: text.utf8.prefix(offset), as: UTF8.self).split(separator: ".").last ?? ""
          let names = ["median", "mean", "map"].filter { $0.hasPrefix(word) }
          return Completions(
            names.map { .init(insert: $0, display: $0 + "()", detail: "Double") }, replacing: word.utf8.count)
        }
      }
      session.type("漢.me\t")
      #expect(session.terminal.shows { $0.lines.first == "1> 漢.me" && $0.lines.count == 2 })
      #expect(session.terminal.screen.lines.last == "median()  Double  mean()    Double")
      session.type("d\t")
      #expect(session.terminal.shows("1> 漢.median"))
      session.type("\r")
      #expect(session.inputs(1) == [.cell("漢.median")])
      session.end()
    }

    @Test("candidates that are not there yet are shown when they come")
    func lateCompletion() {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      let (reading, writing) = (ends[0], ends[1])
      let session = EditorSession { editor in
        var names: [String] = []
        editor.complete = { _, _ in Completions(names.map { .init(insert: $0, display: $0) }, replacing: 1) }
        editor.watches = [
          .init(descriptor: reading) {
            var byte: UInt8 = 0
            guard read(reading, &byte, 1) == 1 else { return .stop("") }
            names = ["ab", "ac"]
            return .complete
          }
        ]
      }
      session.type("a\t")
      #expect(session.terminal.shows("1> a"))
      _ = [UInt8(1)].withUnsafeBytes { write(writing, $0.baseAddress!, 1) }
      #expect(session.terminal.shows("1> a", "ab  ac"))
      session.end()
      close(reading)
      close(writing)
    }

    @Test("Tab at the start of a line indents")
    func tabIndents() {
      let session = EditorSession()
      session.type("\t")
      #expect(session.terminal.shows { $0.cursorColumn == 5 })
      session.type("x")
      #expect(session.terminal.shows("1>   x"))
      session.end()
    }

    @Test("a cell is wrapped anew when the window changes")
    func resize() {
      let session = EditorSession(columns: 60)
      let text = String(repeating: "0123456789", count: 4)
      session.type(text)
      #expect(session.terminal.shows("1> " + text))
      session.terminal.resize(columns: 33, rows: 20)
      #expect(session.terminal.shows { $0.lines.suffix(2) == ["1> " + text.prefix(30), String(text.suffix(10))] })
      session.type("!")
      #expect(session.terminal.shows { $0.lines.last == "0123456789!" && $0.cursorColumn == 11 })
      session.end()
    }

    @Test("a cell taller than the screen is shown around the cursor and written whole when sent")
    func tallCell() {
      let session = EditorSession(rows: 8)
      let lines = (1...20).map { "line\($0)" }
      session.terminal.paste("{\n" + lines.joined(separator: "\n") + "\n}")
      #expect(session.terminal.shows { $0.lines.last == " > }" && $0.lines.count == 8 })
      session.type(String(repeating: Self.up, count: 15) + "X")
      #expect(session.terminal.shows { $0.lines.first == " > lXine6" && $0.cursorRow == 0 })
      session.type("\r")
      #expect(session.inputs(1).count == 1)
      let expected = ["1> {"] + lines.map { " > " + ($0 == "line6" ? "lXine6" : $0) } + [" > }"]
      #expect(session.terminal.shows { $0.allLines.dropLast().suffix(22) == expected[...] })
      session.end()
    }

    @Test("colors in the prompt take up no columns, and color changes no text")
    func coloredPrompt() {
      let session = EditorSession(
        prompt: Prompt("\u{1B}[1;36m7>\u{1B}[0m ", continuation: "\u{1B}[2m·>\u{1B}[0m "), color: true)
      session.type("let s = \"é\" // hm")
      #expect(session.terminal.shows { $0.lines == ["7> let s = \"é\" // hm"] && $0.cursorColumn == 20 })
      session.end()
    }

    @Test("the prompt starts on a fresh row when output has ended without a line end")
    func freshRow() {
      let terminal = PseudoTerminal()
      "no end".withCString { _ = write(terminal.descriptor, $0, 6) }
      let session = EditorSession(on: terminal)
      #expect(session.terminal.shows("no end", "1>"))
      session.end()
    }

    @Test("kill, yank and undo work within the line")
    func killYankUndo() {
      let session = EditorSession()
      session.terminal.paste("one two\nthree")
      session.type(Self.up + "\u{15}")
      #expect(session.terminal.shows("1> wo", " > three"))
      session.type("\u{5}\u{19}")
      #expect(session.terminal.shows("1> woone t", " > three"))
      session.type("\u{1F}\u{1F}")
      #expect(session.terminal.shows("1> one two", " > three"))
      session.type("\u{12}#\u{7}abc\u{1F}")
      #expect(session.terminal.shows("1> one two", " > three"))
      session.end()
    }

    @Test("vi keys of the user's settings work, with a lone Escape")
    func viKeys() throws {
      try "bind -v\n".write(toFile: EditorSession.settingsPath, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: EditorSession.settingsPath) }
      let session = EditorSession()
      session.type("one two\r")
      #expect(session.inputs(1) == [.cell("one two")])
      session.type("three\u{1B}")
      usleep(100_000)
      session.type("k0x")
      #expect(session.terminal.shows("1> ne two"))
      session.type("A!" + Self.left + "?\r")
      #expect(session.inputs(2).last == .cell("ne two?!"))
      session.end()
    }

    @Test("while a key is awaited, other descriptors are attended to")
    func watches() {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      let (reading, writing) = (ends[0], ends[1])
      let session = EditorSession {
        $0.watches = [
          .init(descriptor: reading) {
            var byte: UInt8 = 0
            return read(reading, &byte, 1) == 1 ? .print("the kernel says \(byte)\n") : .stop("the kernel died\n")
          }
        ]
      }
      session.type("abc")
      #expect(session.terminal.shows("1> abc"))
      _ = [UInt8(7)].withUnsafeBytes { write(writing, $0.baseAddress!, 1) }
      #expect(session.terminal.shows("the kernel says 7", "1> abc"))
      session.type("d")
      #expect(session.terminal.shows("the kernel says 7", "1> abcd"))
      close(writing)
      #expect(session.terminal.shows("the kernel died", "1> abcd"))
      session.type("\r")
      #expect(session.inputs(1) == [.cell("abcd")])
      session.end()
      close(reading)
    }

    @Test("the terminal is given back after each cell and at the end")
    func terminalIsGivenBack() {
      let session = EditorSession()
      #expect(wait { session.terminal.isWaitingForKeys })
      #expect(session.terminal.screen.isPasteBracketed)
      session.end()
      #expect(!session.terminal.isWaitingForKeys)
      #expect(session.terminal.shows { !$0.isPasteBracketed && !$0.isCursorHidden })
    }

    @Test("the terminal is given back before a fatal signal takes its course, and taken again if it is survived")
    func terminalIsGivenBackOnSignal() {
      // A handler that lets the process live.
      signal(SIGTERM) { _ in }
      defer { signal(SIGTERM, SIG_DFL) }
      let session = EditorSession()
      session.type("abc")
      #expect(session.terminal.shows("1> abc"))
      kill(getpid(), SIGTERM)
      #expect(wait { session.terminal.written.contains("\u{1B}[?2004l\u{1B}[0m\u{1B}[?25h\r") })
      #expect(session.terminal.shows { $0.isPasteBracketed && $0.lines.last == "1> abc" })
      #expect(wait { session.terminal.isWaitingForKeys })
      session.type("d\r")
      #expect(session.inputs(1) == [.cell("abcd")])
      session.end()
    }

    @Test("entries of an earlier session are recalled")
    func historyAcrossSessions() throws {
      let path = NSTemporaryDirectory() + "lectern-editor-history-\(getpid())"
      defer { try? FileManager.default.removeItem(atPath: path) }
      let first = EditorSession(historyPath: path)
      first.terminal.paste("f {\n  漢\\n\n}\n")
      #expect(first.inputs(1).count == 1)
      first.end()
      let second = EditorSession(historyPath: path)
      second.type(Self.up + "\r")
      #expect(second.inputs(1) == [.cell("f {\n  漢\\n\n}")])
      second.end()
    }

    @Test("whatever is typed, the prompt comes back", arguments: 0..<12)
    func anyKeys(seed: UInt64) {
      let session = EditorSession(columns: 23, rows: 7)
      var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
      func draw(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % bound
      }
      let pieces: [[UInt8]] = [
        Array("é".utf8), Array("漢".utf8), Array(Self.scientist.utf8), [0xCC, 0x81], [0xFF], [0xE6], [0x1B],
        [0x1B, 0x5B],
        Array(Self.up.utf8), Array(Self.down.utf8), Array(Self.left.utf8), Array("\u{1B}[3~".utf8), Array("{".utf8),
        Array("}".utf8), Array("\r".utf8), Array("\u{1B}[200~a\nb".utf8), Array("\u{1B}[201~".utf8),
      ]
      for _ in 0..<300 {
        let piece = draw(2) == 0 ? pieces[draw(pieces.count)] : [UInt8(draw(256))]
        // Not the end of the input, nor what stops the process or, between cells, the output.
        if [[0x04], [0x1A], [0x1C], [0x13]].contains(piece) { continue }
        session.terminal.type(piece)
      }
      // Ends a paste, then a search or a quoted key, then the cell.
      for key in ["\u{1B}[201~", "\u{7}", "\u{3}", "\u{3}"] {
        session.type(key)
        usleep(40_000)
      }
      session.type("still here\r")
      #expect(wait { session.inputs(0).last == .cell("still here") })
      session.end()
    }
  }
}
