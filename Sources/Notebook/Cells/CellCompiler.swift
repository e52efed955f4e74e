internal import Foundation
internal import Glibc

/// Turns the text of a cell into a shared object that the kernel can load.
struct CellCompiler: Sendable {
  let toolchain: Toolchain
  /// Folder with the compiled interfaces of the library.
  let modules: String
  /// Folder that holds the objects of this run of cells.
  let directory: String
  /// Folder of the compiler's module cache.
  let moduleCache: String
  /// Modules that every cell gets.
  let prelude: [String]
  /// Shuts the compiler in.
  let confinement: (any Confinement)?

  struct Request: Sendable {
    var text: String
    var parsed: ParsedCell
    var name: String
    var module: String
    var imports: [String]
    var optimize: Bool
    var showsLast: Bool
    /// Whether it must keep the rules for answers.
    var isAnswer: Bool
    var stop: Int32?
    var timeLimit: Double?
  }

  enum Outcome: Sendable {
    /// The shared object and its entry point; the diagnostics are warnings.
    case compiled(object: String, entry: String, diagnostics: [CellDiagnostic])
    case rejected([CellDiagnostic])
    /// It breaks a rule for answers.
    case refused(CellDiagnostic)
    /// Not finished.
    case stopped(ChildProcess.Stop)
  }

  private static let wrapper = "_showLast("

  /// The compiler's parse tree of `text` in JSON.
  func tree(of text: String, stop: Int32?) throws -> ChildProcess.Result {
    let file = directory + "/parse.swift"
    try write(text, to: file)
    return try ChildProcess.run(
      shutIn([
        toolchain.frontend, "-frontend", "-dump-parse", "-dump-ast-format", "json", "-enable-bare-slash-regex",
        "-swift-version", "5", "-suppress-warnings", file,
      ]), timeLimit: 20, stop: stop)
  }

  /// The command for a part of the toolchain that works on a cell.
  func shutIn(_ words: [String]) -> Command {
    confinement?.compiling(words, in: directory) ?? Command(words)
  }

  /// Compiles and links one cell.
  func compile(_ request: Request) throws -> Outcome {
    if request.showsLast, request.parsed.isWellFormed, let start = request.parsed.lastExpressionStart {
      let outcome = try compile(request, wrappingFrom: start)
      // A cell that does not compile is reported as the student wrote it.
      if case .rejected = outcome { return try compile(request, wrappingFrom: nil) }
      return outcome
    }
    return try compile(request, wrappingFrom: nil)
  }

  private func compile(_ request: Request, wrappingFrom start: Int?) throws -> Outcome {
    let folder = "\(directory)/\(request.module)"
    mkdir(folder, 0o755)
    chmod(folder, 0o755)
    let source = folder + "/main.swift"
    var body = request.text
    if let start {
      let split = body.utf8.index(body.utf8.startIndex, offsetBy: start)
      body = body[..<split] + Self.wrapper + body[split...] + "\n)"
    }
    let imports = (prelude.map { "import \($0)" } + request.imports).joined(separator: "; ")
    try write(
      """
      \(imports)
      #sourceLocation(file: "\(request.name)", line: 1)
      \(body)

      """, to: source)

    let object = "\(directory)/\(request.module).o"
    let entry = request.module + "_main"
    let compiled = try ChildProcess.run(
      shutIn(
        arguments(
          source: source, object: object, entry: entry, request: request,
          suggestsNames: start == nil && request.parsed.isWellFormed)), timeLimit: request.timeLimit,
      stop: request.stop)
    if let stop = compiled.stop { return .stopped(stop) }
    let text = String(decoding: compiled.errors, as: UTF8.self)
    var diagnostics = DiagnosticText.parse(text, file: request.name)
    if let start { diagnostics = diagnostics.map { unwrap($0, text: request.text, start: start) } }
    if start != nil { diagnostics.removeAll { $0.severity != .error && Self.isAboutWrapper($0) } }
    let lastLine = max(1, request.text.split(separator: "\n", omittingEmptySubsequences: false).count)
    for index in diagnostics.indices { diagnostics[index].line = min(diagnostics[index].line, lastLine) }
    guard compiled.status == 0 else {
      if !diagnostics.contains(where: { $0.severity == .error }) {
        let reason =
          compiled.status > 128
          ? "the compiler itself stopped (signal \(compiled.status - 128)) on this cell; nothing was run"
          : "the compiler refused this cell: \(text.prefix(400))"
        diagnostics.insert(
          CellDiagnostic(severity: .error, line: 1, column: 1, message: reason, excerpt: ""), at: 0)
      }
      return .rejected(diagnostics)
    }
    if request.isAnswer, let violation = AnswerRules.violation(compilerText: text) { return .refused(violation) }
    guard let bytes = FileManager.default.contents(atPath: object) else {
      throw NotebookError.cannotWrite(path: object, reason: "the compiler left no object")
    }
    if bytes.range(of: Data("swift_task_asyncMainDrainQueue".utf8)) != nil {
      let line =
        request.text.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("await") }.map { $0 + 1 } ?? 1
      return .rejected([
        CellDiagnostic(
          severity: .error, line: line, column: 1,
          message: """
            a cell has no top-level await. Write `let value = try blocking { try await … }`, which waits for the result
            """, excerpt: "")
      ])
    }
    if request.isAnswer, let violation = AnswerRules.violation(object: bytes, text: request.text) {
      return .refused(violation)
    }
    let shared = "\(directory)/\(request.module).so"
    let linked = try ChildProcess.run(
      shutIn(
        [
          toolchain.linker, "-shared", "--build-id=none", toolchain.imageRegistration, object, "-o", shared, "-L",
          toolchain.runtimeLibraries,
          "-rpath", toolchain.runtimeLibraries,
        ] + libraries(neededBy: bytes)), timeLimit: 60, stop: request.stop)
    if let stop = linked.stop { return .stopped(stop) }
    guard linked.status == 0 else {
      let reason = String(decoding: linked.errors.prefix(600), as: UTF8.self)
      return .rejected([
        CellDiagnostic(
          severity: .error, line: 1, column: 1, message: "the cell cannot be linked: \(reason)", excerpt: "")
      ])
    }
    return .compiled(object: shared, entry: entry, diagnostics: diagnostics)
  }

  /// What the compiler is told for every cell, also by completion.
  var commonArguments: [String] {
    [
      "-swift-version", "5", "-enable-bare-slash-regex", "-enable-upcoming-feature", "MemberImportVisibility",
      "-enable-testing", "-I", modules, "-I", directory, "-module-cache-path", moduleCache,
    ]
  }

  /// - Parameter suggestsNames: whether the compiler looks for the names that were meant. It takes a fifth of a second,
  ///   so it is left out where the cell is compiled again if it is rejected, and where its text is not even Swift.
  private func arguments(
    source: String, object: String, entry: String, request: Request, suggestsNames: Bool
  ) -> [String] {
    [toolchain.frontend, "-frontend", "-c", request.optimize ? "-O" : "-Onone", "-g"] + commonArguments
      + (request.isAnswer ? ["-strict-memory-safety"] : []) + [
        "-target", toolchain.target, "-plugin-path", toolchain.plugins, "-entry-point-function-name", entry,
        "-typo-correction-limit", suggestsNames ? "20" : "0", "-diagnostic-style", "llvm", "-module-name",
        request.module, source,
        "-emit-module-path",
        "\(directory)/\(request.module).swiftmodule", "-emit-module-doc-path",
        "\(directory)/\(request.module).swiftdoc", "-o", object,
      ]
  }

  /// The toolchain's libraries that the compiler recorded in the object as needed.
  ///
  /// They stand as `-lname` strings, each ended by a zero, in a section of their own; the linker does not read them.
  /// The C library's own parts are left out: the kernel has them loaded.
  private func libraries(neededBy object: Data) -> [String] {
    guard let section = ElfSections(object)?.contents(of: ".swift1_autolink_entries") else { return [] }
    var seen: Set<String> = []
    return section.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter { entry in
      entry.hasPrefix("-l") && seen.insert(entry).inserted
        && access("\(toolchain.runtimeLibraries)/lib\(entry.dropFirst(2)).so", R_OK) == 0
    }
  }

  /// A call that never returns leaves the wrapper around it unused, which is no concern of the student's.
  private static func isAboutWrapper(_ diagnostic: CellDiagnostic) -> Bool {
    diagnostic.message == "will never be executed" || diagnostic.message == "a call to a never-returning function"
  }

  /// Takes the wrapper of the shown expression out of a message's column and excerpt.
  private func unwrap(_ diagnostic: CellDiagnostic, text: String, start: Int) -> CellDiagnostic {
    let prefix = text.utf8.prefix(start)
    let line = prefix.count { $0 == UInt8(ascii: "\n") } + 1
    guard diagnostic.line == line else { return diagnostic }
    let column = prefix.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    var result = diagnostic
    if diagnostic.column > column { result.column = max(column + 1, diagnostic.column - Self.wrapper.count) }
    var lines = diagnostic.excerpt.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let first = lines.first, let found = first.range(of: Self.wrapper) {
      let offset = first.distance(from: first.startIndex, to: found.lowerBound)
      for index in lines.indices where lines[index].count > offset {
        let from = lines[index].index(lines[index].startIndex, offsetBy: offset)
        let to = lines[index].index(from, offsetBy: Self.wrapper.count, limitedBy: lines[index].endIndex)
        lines[index].removeSubrange(from..<(to ?? lines[index].endIndex))
      }
    }
    result.excerpt = lines.joined(separator: "\n")
    return result
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      // The session's folder is closed to others; what the compiler is shut in as must be able to read what is in it.
      chmod(path, 0o644)
    } catch {
      throw NotebookError.cannotWrite(path: path, reason: "\(error.localizedDescription)")
    }
  }
}
