/// A JSON value whose members keep the order in which they were given, and whose numbers keep their digits.
indirect enum OrderedJSON {
  case text(String)
  case integer(Int)
  /// A number's digits, as ``ReportNumber`` writes them.
  case number(String)
  case array([OrderedJSON])
  case object([(key: String, value: OrderedJSON)])

  /// The value with an indentation of two blanks, objects of plain values in one line each; it ends in a line break.
  var rendered: String {
    var out = ""
    write(to: &out, indent: 0)
    return out + "\n"
  }

  private func write(to out: inout String, indent: Int) {
    switch self {
    case .text(let text): Self.write(text, to: &out)
    case .integer(let value): out += String(value)
    case .number(let digits): out += digits
    case .array(let values):
      Self.write(values, between: ("[", "]"), isFlat: values.allSatisfy(\.isPlain), to: &out, indent: indent) {
        $0.write(to: &$1, indent: $2)
      }
    case .object(let members):
      let isFlat = members.allSatisfy { $0.value.isPlain }
      Self.write(members, between: ("{", "}"), isFlat: isFlat, to: &out, indent: indent) { member, out, indent in
        Self.write(member.key, to: &out)
        out += ": "
        member.value.write(to: &out, indent: indent)
      }
    }
  }

  /// Neither an object nor an array that holds one.
  private var isPlain: Bool {
    switch self {
    case .text, .integer, .number: true
    case .array(let values): values.allSatisfy(\.isPlain)
    case .object: false
    }
  }

  private static func write<Part>(
    _ parts: [Part], between marks: (String, String), isFlat: Bool, to out: inout String, indent: Int,
    each: (Part, inout String, Int) -> Void
  ) {
    out += marks.0
    for (index, part) in parts.enumerated() {
      if index > 0 { out += isFlat ? ", " : "," }
      if !isFlat { out += "\n" + String(repeating: "  ", count: indent + 1) }
      each(part, &out, indent + 1)
    }
    if !isFlat { out += "\n" + String(repeating: "  ", count: indent) }
    out += marks.1
  }

  /// A string as RFC 8259, section 7, has it.
  private static func write(_ text: String, to out: inout String) {
    out.unicodeScalars.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\0"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    out.unicodeScalars.append("\"")
  }
}
