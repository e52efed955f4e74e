internal import Foundation

/// The functions of an answer that a cell after it calls, as the linker sees them.
///
/// A mangled name says all that a caller has to know of a function: module, name, labels, types and effects. So a cell that was
/// compiled against one answer can call another that defines the same names, as long as only functions are called and
/// no type of the answer's own takes part: the layout of a type is not in its name.
enum AnswerFunctions {
  /// What the object of a cell calls of `module`; nil if it uses more of it than functions of foreign types.
  static func calls(inObject path: String, of module: String) -> Set<String>? {
    guard let object = FileManager.default.contents(atPath: path), let symbols = ElfSections(object)?.undefinedSymbols
    else { return nil }
    let prefix = "$s\(module.utf8.count)\(module)"
    var calls: Set<String> = []
    for symbol in symbols where symbol.contains(prefix.dropFirst(2)) {
      // "AA" stands for the module again: for a type in it, or a function inside another declaration.
      guard symbol.hasPrefix(prefix), symbol.hasSuffix("F"), !symbol.contains("AA") else { return nil }
      calls.insert(symbol)
    }
    return calls.isEmpty ? nil : calls
  }

  /// What the object of an answer defines.
  static func definitions(inObject path: String) -> Set<String> {
    FileManager.default.contents(atPath: path).flatMap { ElfSections($0)?.definedSymbols } ?? []
  }
}
