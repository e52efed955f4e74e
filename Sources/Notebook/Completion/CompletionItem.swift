/// One result of the compiler's completion, as it comes.
struct CompletionItem {
  /// `append(:)`: each label followed by a colon.
  var rawName: String
  var description: String
  var sourceText: String
  var typeName: String
  /// The last words of the kind's name: `decl.function.method.instance`.
  var kind: String
  /// How near the declaration is: `local`, `thisclass`, `othermodule`, …
  var context: String
  /// How its type fits what the place expects: `identical`, `convertible`, `unrelated`, `invalid`, `unknown`, …
  var relation: String
  var module: String
  var summary: String
  var erases: Int
  var isDiscouraged: Bool
  /// What the compiler calls the declaration; the same for all forms of a function that leave out default arguments.
  var declarationID: String

  /// Declared in C.
  var isForeign: Bool { declarationID.hasPrefix("c:") }

  /// The name without labels.
  var baseName: Substring {
    rawName.prefix { $0 != "(" }
  }

  /// The name with labels, as Swift writes it: `append(_:)`.
  var name: String {
    guard let open = rawName.firstIndex(of: "("), rawName.last == ")" else { return rawName }
    let labels = rawName[rawName.index(after: open)...].dropLast()
    // The values of a case, if they have no labels, are left out.
    if labels.isEmpty, kind == "decl.enumelement" {
      return baseName + "(" + String(repeating: "_:", count: arity) + ")"
    }
    guard labels.last == ":" else { return rawName }
    let spelled = labels.dropLast().split(separator: ":", omittingEmptySubsequences: false)
      .map { ($0.isEmpty ? "_" : $0) + ":" }
    return baseName + "(" + spelled.joined() + ")"
  }

  /// How many arguments the description shows.
  private var arity: Int {
    var depth = 0
    var count = 0
    var previous: Character = " "
    for character in description.dropFirst(baseName.count) {
      switch character {
      case ",": if depth == 1 { count += 1 }
      case "(", "[", "<", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case ">" where previous != "-": depth -= 1
      default: if count == 0 { count = 1 }
      }
      previous = character
    }
    return count
  }

  /// A call of it in which every argument is `argument`; nil if it has no argument labels.
  func call(with argument: String) -> String? {
    guard name.contains("("), name.last == ")" else { return nil }
    let labels = SymbolPath.labelList(name)
    return baseName + "(" + labels.map { ($0 == "_" ? "" : $0 + ": ") + argument }.joined(separator: ", ") + ")"
  }

  /// An instance method offered on its type, to be called with the instance first.
  var isCurried: Bool {
    kind == "decl.function.method.instance" && description.dropFirst(baseName.count).hasPrefix("(self: ")
  }

  /// A call whose arguments are being written: labels without a name.
  var isArgumentList: Bool {
    description.first == "(" || rawName.first == ":" || (rawName.last == ":" && !rawName.contains("("))
  }

  /// The declaration in short: `append(_ newElement: Int) -> Void`.
  var display: String {
    switch candidateKind {
    case .function, .method, .initializer, .subscript, .argument, .macro:
      let labeled = Self.labeled(description, name: isArgumentList ? "(" + rawName + ")" : rawName)
      return typeName.isEmpty || candidateKind == .initializer ? labeled : labeled + " -> " + typeName
    case .variable, .property, .local:
      return typeName.isEmpty ? description : description + ": " + typeName
    case .enumCase:
      return "case " + description
    case .type:
      let word = kind.split(separator: ".").last.map(String.init) ?? ""
      return (["struct", "class", "enum", "protocol", "actor"].contains(word) ? word + " " : "")
        + (typeName.isEmpty || typeName.hasSuffix(".Type") ? description : typeName)
    case .keyword, .module, .other:
      return description
    }
  }

  /// What to put in.
  var insertion: String {
    sourceText.firstRange(of: "<#").map { String(sourceText[..<$0.lowerBound]) } ?? sourceText
  }

  var candidateKind: CompletionCandidate.Kind {
    if isArgumentList && kind != "keyword" { return .argument }
    switch kind {
    case "keyword": return .keyword
    case "decl.var.local", "decl.var.parameter": return .local
    case "decl.var.global": return context == "local" ? .local : .variable
    case "decl.function.free": return .function
    case "decl.function.constructor": return .initializer
    case "decl.function.subscript": return .subscript
    case "decl.enumelement": return .enumCase
    case "decl.module": return .module
    case "decl.macro": return .macro
    case let kind where kind.hasPrefix("decl.function.method"): return .method
    case let kind where kind.hasPrefix("decl.var"): return .property
    case let kind where Self.typeKinds.contains(kind): return .type
    default: return .other
    }
  }

  private static let typeKinds: Set = [
    "decl.struct", "decl.class", "decl.enum", "decl.protocol", "decl.typealias", "decl.associatedtype",
    "decl.generic_type_param", "decl.actor",
  ]

  var candidate: CompletionCandidate {
    CompletionCandidate(
      insertion: insertion, erases: erases, name: name, display: display, kind: candidateKind,
      module: context == "local" || context == "thismodule" || module.isEmpty ? nil : module, summary: summary)
  }

  /// `description` with `_ ` before each argument that `name` gives no label.
  private static func labeled(_ description: String, name: String) -> String {
    guard let open = description.firstIndex(of: "("), let labelsOpen = name.firstIndex(of: "(") else {
      return description
    }
    let labels = name[name.index(after: labelsOpen)...].split(separator: ":", omittingEmptySubsequences: false)
    var result = String(description[...open])
    var depth = 0
    var argument = 0
    var startsArgument = true
    var place = description.index(after: open)
    while place < description.endIndex {
      let character = description[place]
      if depth == 0, character == ")" { break }
      if startsArgument, character != " " {
        if argument < labels.count, labels[argument].isEmpty { result += "_ " }
        startsArgument = false
      }
      switch character {
      case "(", "[", "<", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case ">" where result.last != "-": depth -= 1
      case "," where depth == 0:
        argument += 1
        startsArgument = true
      default: break
      }
      result.append(character)
      place = description.index(after: place)
    }
    return result + description[place...]
  }
}
