import Foundation
import Notebook
import Plotting
import Testing

@Suite("Notebooks for Jupyter")
struct DocumentJupyterTests {
  @Test("A notebook is written as the fixture shows, which nbformat accepts")
  func writing() throws {
    let expected = try Data(contentsOf: DocumentSample.fixture("document.ipynb"))
    #expect(
      String(decoding: DocumentSample.document.jupyter(), as: UTF8.self)
        == String(decoding: expected, as: UTF8.self))
  }

  @Test("The structure is that of format 4.5")
  func structure() throws {
    let json = try JSONSerialization.jsonObject(with: DocumentSample.document.jupyter())
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    let metadata = try #require(notebook["metadata"] as? [String: Any])
    let kernel = try #require(metadata["kernelspec"] as? [String: Any])
    #expect(kernel["name"] is String && kernel["display_name"] is String)
    #expect(kernel["language"] as? String == "swift")
    #expect((metadata["language_info"] as? [String: Any])?["name"] as? String == "swift")

    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == cells.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
    let linesOnly: Set<String> = ["source", "text"]
    for cell in cells {
      #expect(cell["metadata"] is [String: Any] && cell["source"] is [String])
      let isCode = cell["cell_type"] as? String == "code"
      #expect(isCode == (cell["outputs"] != nil) && isCode == (cell["execution_count"] != nil))
      for output in cell["outputs"] as? [[String: Any]] ?? [] {
        let members = Set(output.keys).subtracting(["output_type"])
        switch output["output_type"] as? String {
        case "stream":
          #expect(members == ["name", "text"])
          #expect(["stdout", "stderr"].contains(output["name"] as? String))
        case "display_data": #expect(members == ["data", "metadata"])
        case "execute_result": #expect(members == ["data", "metadata", "execution_count"])
        case "error":
          #expect(members == ["ename", "evalue", "traceback"])
          #expect(output["traceback"] is [String])
        case let type: Issue.record("unknown output type \(type ?? "none")")
        }
        for name in members.intersection(linesOnly) { #expect(output[name] is [String]) }
      }
    }
  }

  @Test("What a cell shows goes into the outputs of its kind")
  func outputs() throws {
    func outputs(_ outcome: CellOutcome) throws -> [[String: Any]] {
      let cell = DocumentCell(source: "x", outcome: outcome, executionCount: 7)
      let json = try JSONSerialization.jsonObject(with: NotebookDocument(items: [.cell(cell)]).jupyter())
      let cells = try #require((json as? [String: Any])?["cells"] as? [[String: Any]])
      return try #require(cells.first?["outputs"] as? [[String: Any]])
    }
    let display = CellOutput.display(
      DisplayBundle(plain: "a\nb", svg: "<svg/>", json: "[1, null]"), type: "T")
    let shown = try outputs(
      CellOutcome(status: .succeeded, outputs: [display, .text("t\n", isError: true), display]))
    #expect(shown.map { $0["output_type"] as? String } == ["display_data", "stream", "execute_result"])
    #expect(shown[2]["execution_count"] as? Int == 7)
    let data = try #require(shown[0]["data"] as? [String: Any])
    #expect(data["text/plain"] as? [String] == ["a\n", "b"])
    #expect(data["image/svg+xml"] as? [String] == ["<svg/>"])
    #expect((data["application/json"] as? [Any])?.first as? Int == 1)
    #expect(shown[1]["name"] as? String == "stderr")

    let broken = try outputs(
      CellOutcome(status: .succeeded, outputs: [.display(DisplayBundle(plain: "x", json: "{nan"), type: "T")])
    )
    #expect((broken[0]["data"] as? [String: Any])?.keys.sorted() == ["text/plain"])

    for (status, name) in [
      (CellOutcome.Status.rejected, "CompileError"), (.faulted, "Fault"), (.interrupted, "Interrupted"),
      (.timedOut, "Time limit"), (.died, "Kernel died"),
    ] {
      let ended = try outputs(CellOutcome(status: status))
      #expect(ended.map { $0["ename"] as? String } == [name])
    }
  }

  @Test("Written and read again, a notebook has the same cells and prose")
  func roundTrip() throws {
    let original = DocumentSample.document
    let read = try NotebookDocument(jupyter: original.jupyter())
    #expect(read.title == original.title)
    #expect(read.metadata == original.metadata)
    #expect(read.sources == original.sources)
    #expect(read.prose.count == 4)
    #expect(read.prose.first == original.prose.first)
    for case .cell(let cell) in read.items { #expect(cell.outcome == nil) }
  }

  @Test("Any text comes back from a Jupyter notebook as it was")
  func anyText() throws {
    var rng = SplitMix(state: 11)
    for _ in 0..<500 {
      let source = rng.text(pieces: rng.below(10)).without("\r")
      let document = NotebookDocument(
        title: "T", items: [.cell(DocumentCell(source: source)), .prose(source), .prose("x" + source)])
      let read = try NotebookDocument(jupyter: document.jupyter())
      #expect(read.sources == [source])
      #expect(read.prose == [source, "x" + source])
    }
  }

  @Test("A notebook that Jupyter itself wrote is read")
  func foreignNotebook() throws {
    let text = """
      {"nbformat": 4, "nbformat_minor": 2, "metadata": {"kernelspec": {"name": "swift", "display_name": "Swift"}},
       "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Title\\n", "\\n", "Text"]},
        {"cell_type": "code", "metadata": {}, "execution_count": null, "source": "let a = 1",
         "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]},
        {"cell_type": "raw", "metadata": {}, "source": "raw"}]}
      """
    let read = try NotebookDocument(jupyter: Data(text.utf8))
    #expect(read.title == "Title")
    #expect(read.sources == ["let a = 1"])
    #expect(read.prose == ["Text", "```text\nraw\n```"])
  }

  @Test(
    "What is no Swift notebook of format 4 is refused with a sentence",
    arguments: [
      ("", "it is not a Jupyter notebook: it is not JSON"),
      ("[]", "it is not a Jupyter notebook: it does not say its format (nbformat)"),
      (
        #"{"nbformat": 3, "worksheets": []}"#,
        """
        it is a Jupyter notebook of format 3, and only format 4 is read: \
        convert it with `jupyter nbconvert --to notebook`
        """
      ),
      (
        #"{"nbformat": 4, "metadata": {"language_info": {"name": "python"}}, "cells": []}"#,
        "its cells are written in python, and only Swift cells can be run here"
      ),
      (#"{"nbformat": 4}"#, "it is not a Jupyter notebook: it has no list of cells"),
      (
        #"{"nbformat": 4, "cells": [{"cell_type": "code"}]}"#,
        "it is not a Jupyter notebook: cell 1 has no text (source)"
      ),
      (
        #"{"nbformat": 4, "cells": [{"cell_type": "slide", "source": ""}]}"#,
        "it is not a Jupyter notebook: cell 1 is of the unknown type slide"
      ),
    ])
  func refused(text: String, sentence: String) {
    let error = #expect(throws: DocumentError.self) { try NotebookDocument(jupyter: Data(text.utf8)) }
    #expect(error?.description == sentence)
  }

  @Test("Mangled and cut off notebooks are read or refused, and nothing else happens")
  func mangled() {
    var rng = SplitMix(state: 5)
    let whole = DocumentSample.document.jupyter()
    for _ in 0..<400 {
      var bytes = whole.prefix(rng.below(whole.count))
      for _ in 0..<rng.below(5) where !bytes.isEmpty {
        bytes[bytes.startIndex + rng.below(bytes.count)] = UInt8(truncatingIfNeeded: rng.next())
      }
      _ = try? NotebookDocument(jupyter: Data(bytes))
    }
    for nest in ["[", "{\"a\":"] {
      let deep = Data(String(repeating: nest, count: 100_000).utf8)
      #expect(throws: DocumentError.self) { try NotebookDocument(jupyter: deep) }
    }
  }

  /// `python3` with nbformat, where there is one.
  private static let hasValidator = run("import nbformat") == 0

  private static func run(_ script: String, _ arguments: String...) -> Int32? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("nbformat accepts what is written", .enabled(if: hasValidator))
  func validates() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID().uuidString).ipynb")
    defer { try? FileManager.default.removeItem(at: file) }
    let script =
      "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))"
    for document in [DocumentSample.document, NotebookDocument()] {
      try document.write(to: file)
      #expect(Self.run(script, file.path) == 0)
    }
  }
}
