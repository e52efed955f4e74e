public import Foundation
internal import Plotting

/// Notebooks in Jupyter's format, version 4.5 (nbformat 5.10).
extension NotebookDocument {
  // MARK: - Writing

  /// The notebook as an `.ipynb` file. An exercise becomes a Markdown cell.
  public func jupyter() -> Data {
    var cells: [JSONTree] = []
    if !title.isEmpty {
      cells.append(Self.cell("markdown", id: "title", source: Self.heading(title, level: 1)))
    }
    for (index, item) in items.enumerated() {
      switch item {
      case .prose(let text):
        cells.append(Self.cell("markdown", id: "prose-\(index + 1)", source: text.withPlainLineEnds))
      case .cell(let cell):
        let outputs = cell.outcome.map { Self.outputs(of: $0, executionCount: cell.executionCount) } ?? []
        cells.append(
          Self.cell(
            "code", id: "cell-\(index + 1)", source: cell.source.withPlainLineEnds,
            with: [
              "execution_count": Self.count(cell.executionCount), "outputs": .array(outputs),
            ]))
      case .exercise(let exercise):
        cells.append(
          Self.cell(
            "markdown", id: "exercise-\(index + 1)", source: exercise.markdown(),
            metadata: ["lectern": .object(["exercise": .string(exercise.id)])]))
      }
    }
    var facts: [String: JSONTree] = [
      "kernelspec": .object([
        "name": .string("lectern"), "display_name": .string("Swift (Lectern)"), "language": .string("swift"),
      ]),
      "language_info": .object([
        "name": .string("swift"), "file_extension": .string(".swift"), "mimetype": .string("text/x-swift"),
      ]),
    ]
    if !title.isEmpty { facts["title"] = .string(title) }
    if !metadata.isEmpty { facts["lectern"] = .object(metadata.mapValues(JSONTree.string)) }
    let tree = JSONTree.object([
      "nbformat": .integer(4), "nbformat_minor": .integer(5), "metadata": .object(facts),
      "cells": .array(cells),
    ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(tree)
    } catch {
      preconditionFailure("a tree of finite numbers that cannot be encoded: \(error)")
    }
  }

  private static func cell(
    _ type: String, id: String, source: String, metadata: [String: JSONTree] = [:],
    with members: [String: JSONTree] = [:]
  ) -> JSONTree {
    let common: [String: JSONTree] = [
      "cell_type": .string(type), "id": .string(id), "metadata": .object(metadata), "source": lines(source),
    ]
    return .object(common.merging(members) { common, _ in common })
  }

  /// Text as Jupyter writes it: a list of lines, each with its line end.
  private static func lines(_ text: String) -> JSONTree {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      JSONTree.string($0 + "\n")
    }
    if let last = lines.popLast()?.string?.dropLast(), !last.isEmpty { lines.append(.string(String(last))) }
    return .array(lines)
  }

  private static func count(_ executionCount: Int?) -> JSONTree {
    executionCount.map { .integer(Int64($0)) } ?? .null
  }

  private static func outputs(of outcome: CellOutcome, executionCount: Int?) -> [JSONTree] {
    var outputs: [JSONTree] = []
    if outcome.status == .rejected {
      let first = outcome.diagnostics.first { $0.severity == .error } ?? outcome.diagnostics.first
      outputs.append(
        error("CompileError", first?.message ?? "the cell does not compile", outcome.diagnostics.map(\.text)))
    } else if !outcome.diagnostics.isEmpty {
      outputs.append(stream("stderr", outcome.diagnostics.map { $0.text + "\n" }.joined()))
    }
    for (index, output) in outcome.outputs.enumerated() {
      switch output {
      case .text(let text, let isError):
        outputs.append(stream(isError ? "stderr" : "stdout", text))
      case .display(let bundle, _):
        // What a cell shows last is its value.
        let isResult = outcome.status == .succeeded && index == outcome.outputs.count - 1
        var members: [String: JSONTree] = [
          "output_type": .string(isResult ? "execute_result" : "display_data"), "metadata": .object([:]),
          "data": data(of: bundle),
        ]
        if isResult { members["execution_count"] = count(executionCount) }
        outputs.append(.object(members))
      }
    }
    if let end = outcome.endedBy {
      outputs.append(error(end.kind, end.sentence, ["\(end.kind): \(end.sentence)"]))
    }
    return outputs
  }

  private static func stream(_ name: String, _ text: String) -> JSONTree {
    .object(["output_type": .string("stream"), "name": .string(name), "text": lines(text)])
  }

  private static func error(_ name: String, _ value: String, _ traceback: [String]) -> JSONTree {
    .object([
      "output_type": .string("error"), "ename": .string(name), "evalue": .string(value),
      "traceback": .array(traceback.map(JSONTree.string)),
    ])
  }

  private static func data(of bundle: DisplayBundle) -> JSONTree {
    var data = ["text/plain": lines(bundle.plain)]
    if let svg = bundle.svg { data["image/svg+xml"] = lines(svg) }
    if let json = bundle.json, let value = try? JSONDecoder().decode(JSONTree.self, from: Data(json.utf8)) {
      data["application/json"] = value
    }
    return .object(data)
  }

  // MARK: - Reading

  /// Reads a Jupyter notebook of format 4: code cells become cells, without what they had shown, and Markdown cells
  /// become prose. A level 1 heading at the head is the title.
  ///
  /// Throws ``DocumentError`` for anything else, whatever the bytes are.
  public init(jupyter bytes: Data) throws(DocumentError) {
    guard bytes.count <= Self.longestText else {
      throw .tooLong(bytes: bytes.count, limit: Self.longestText)
    }
    let tree: JSONTree
    do {
      tree = try JSONDecoder().decode(JSONTree.self, from: bytes)
    } catch {
      throw .notJupyter(why: "it is not JSON")
    }
    guard case .integer(let version) = tree["nbformat"] else {
      throw .notJupyter(why: "it does not say its format (nbformat)")
    }
    guard version == 4 else { throw .jupyterVersion(Int(version)) }
    let facts = tree["metadata"]
    let language = facts?["language_info"]?["name"]?.string ?? facts?["kernelspec"]?["language"]?.string
    if let language, language.lowercased() != "swift" { throw .otherLanguage(language) }
    guard let cells = tree["cells"]?.array else { throw .notJupyter(why: "it has no list of cells") }

    self.init()
    if case .object(let own) = facts?["lectern"] { metadata = own.compactMapValues(\.string) }
    for (index, cell) in cells.enumerated() {
      guard let source = Self.text(cell["source"]) else {
        throw .notJupyter(why: "cell \(index + 1) has no text (source)")
      }
      switch cell["cell_type"]?.string {
      case "code":
        items.append(.cell(DocumentCell(source: source)))
      case "markdown":
        items.append(.prose(source))
      case "raw":
        items.append(.prose(String(Self.fenced(source, as: "text").dropLast())))
      case let type:
        throw .notJupyter(why: "cell \(index + 1) is of the unknown type \(type ?? "none")")
      }
    }
    takeTitle()
    if title.isEmpty { title = facts?["title"]?.string ?? "" }
  }

  private static func text(_ tree: JSONTree?) -> String? {
    switch tree {
    case .string(let text):
      return text
    case .array(let lines):
      let texts = lines.compactMap(\.string)
      return texts.count == lines.count ? texts.joined() : nil
    default:
      return nil
    }
  }
}
