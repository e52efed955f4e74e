internal import Foundation

/// What an answer that is to be judged may not do.
///
/// An answer runs in the same process as the probe that observes it. It computes: it stays within Swift's memory safety and
/// calls the library, the standard library and mathematics. Then it can neither speak in the probe's place nor end
/// the process in the middle. Files and the rest of the machine are the sandbox's concern.
enum AnswerRules {
  /// The sentence that says which rule `text`, whose parse tree is `tree`, breaks; nil if none.
  static func violation(tree: [UInt8], text: String) -> CellDiagnostic? {
    // The tree does not show what stands between #if and #endif.
    if let line = line(of: "#if", in: text) {
      return refusal("an answer has no #if: write the code that is to run", line: line)
    }
    // What cannot be looked through is not run.
    guard let root = try? JSONSerialization.jsonObject(with: Data(tree)) else {
      return refusal("the answer is too large or too deeply nested to be looked through", line: nil)
    }
    var pending: [Any] = [root]
    while let next = pending.popLast() {
      if let list = next as? [Any] {
        pending.append(contentsOf: list)
      } else if let node = next as? [String: Any] {
        if let kind = node["_kind"] as? String {
          if kind == "unsafe_expr" { return refusal(unsafeSentence, line: self.line(of: "unsafe", in: text)) }
          if let attribute = forbiddenAttributes[kind] {
            return refusal("an answer does not use \(attribute)", line: self.line(of: attribute, in: text))
          }
        }
        pending.append(contentsOf: node.values)
      }
    }
    return nil
  }

  /// The sentence about the first place that leaves memory safety, as the compiler's text says; nil if it names none.
  static func violation(compilerText: String) -> CellDiagnostic? {
    guard let remark = compilerText.split(separator: "\n").first(where: { $0.hasSuffix("[#StrictMemorySafety]") })
    else {
      return nil
    }
    let place = remark.prefix { $0 != " " }.split(separator: ":").compactMap { Int($0) }
    return refusal(unsafeSentence, line: place.first)
  }

  /// The sentence about what the compiled answer calls and may not; nil if it calls nothing of the kind.
  static func violation(object: Data, text: String) -> CellDiagnostic? {
    guard let symbols = ElfSections(object)?.undefinedSymbols else {
      return refusal("the compiled answer cannot be read", line: nil)
    }
    for symbol in symbols.sorted() {
      if symbol.hasPrefix("$s") {
        guard let name = forbiddenParts.first(where: { symbol.contains($0.mangled) })?.name else { continue }
        return refusal("an answer does not use \(name)", line: line(of: name, in: text))
      }
      if isHarmless(symbol) { continue }
      return refusal("an answer computes; it does not call \(symbol)", line: line(of: symbol, in: text))
    }
    return nil
  }

  private static let unsafeSentence =
    "an answer stays within Swift's memory safety: no unsafe pointers, casts or C functions that take them"

  private static func refusal(_ sentence: String, line: Int?) -> CellDiagnostic {
    CellDiagnostic(severity: .error, line: line ?? 1, column: 1, message: sentence, excerpt: "")
  }

  /// The 1-based line of the first place outside a line comment where `word` stands.
  private static func line(of word: String, in text: String) -> Int? {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let found = line.range(of: word) else { continue }
      if let comment = line.range(of: "//"), comment.lowerBound < found.lowerBound { continue }
      return index + 1
    }
    return nil
  }

  /// Attributes that reach around the language, by the kind of their node.
  private static let forbiddenAttributes = [
    "silgen_name_attr": "@_silgen_name", "extern_attr": "@_extern", "cdecl_attr": "@_cdecl", "expose_attr": "@_expose",
    "safe_attr": "@safe", "unsafe_attr": "@unsafe", "exported_attr": "@_exported", "section_attr": "@_section",
    "dynamic_replacement_attr": "@_dynamicReplacement", "testable_attr": "@testable",
    "spi_access_control_attr": "@_spi", "private_import_attr": "@_private",
  ]

  /// Pieces of mangled names of what can reach the process that an answer runs in.
  private static let forbiddenParts: [(mangled: String, name: String)] = [
    ("6Checks", "Checks"), ("8Notebook", "Notebook"), ("7Lessons", "Lessons"), ("9Classroom", "Classroom"),
    ("10FileHandle", "FileHandle"), ("10Foundation7ProcessC", "Process"), ("10Foundation6BundleC", "Bundle"),
    ("10Foundation4PipeC", "Pipe"), ("6ThreadC4exit", "Thread.exit"), ("8Dispatch0A6Source", "DispatchSource"),
    ("8Dispatch0A2IO", "DispatchIO"), ("12FileDescriptor", "FileDescriptor"), ("11CellRuntime0aB0", "CellRuntime"),
    ("5Glibc4open", "open"), ("5Glibc6openat", "openat"), ("5Glibc5fcntl", "fcntl"), ("5Glibc5ioctl", "ioctl"),
    ("5Glibc8sem_open", "sem_open"),
  ]

  /// Whether a function that is not Swift's own is one that an answer, or what the compiler makes of it, may call.
  private static func isHarmless(_ symbol: String) -> Bool {
    if symbol.hasPrefix("swift_") || symbol.hasPrefix("_swift") || symbol.hasPrefix("__swift") { return true }
    if harmless.contains(symbol) { return true }
    // Mathematics comes for Double, Float and wider ones.
    if let last = symbol.last, "fl".contains(last), mathematics.contains(String(symbol.dropLast())) { return true }
    if mathematics.contains(symbol) { return true }
    // The compiler's own helpers for wide integers: __udivti3 and its like.
    return symbol.hasPrefix("__") && (symbol.hasSuffix("ti3") || symbol.hasSuffix("ti4") || symbol.hasSuffix("ti"))
  }

  private static let harmless: Set<String> = [
    "memcpy", "memmove", "memset", "memcmp", "bcmp", "bzero", "strlen", "malloc", "free", "calloc", "realloc",
    "posix_memalign", "_GLOBAL_OFFSET_TABLE_", "__stack_chk_fail", "__tls_get_addr", "rand", "srand", "random",
    "srandom",
    "drand48", "srand48", "time", "clock", "sleep", "usleep", "abs", "labs", "llabs", "putchar", "__extendhfsf2",
    "__truncsfhf2", "__truncdfhf2", "__gnu_h2f_ieee", "__gnu_f2h_ieee",
  ]

  private static let mathematics: Set<String> = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign", "cos", "cosh", "erf",
    "erfc",
    "exp", "exp2", "exp10", "expm1", "fabs", "fdim", "floor", "fma", "fmax", "fmin", "fmod", "hypot", "ilogb", "j0",
    "j1",
    "jn", "ldexp", "lgamma", "llrint", "llround", "log", "log10", "log1p", "log2", "logb", "lrint", "lround",
    "nearbyint",
    "nextafter", "pow", "remainder", "rint", "round", "scalb", "scalbn", "sin", "sincos", "sinh", "sqrt", "tan", "tanh",
    "tgamma", "trunc", "y0", "y1", "yn",
  ]
}
