/// `a, b and c`, each in quotation marks.
package func listed(_ words: [String], joinedBy conjunction: String = "and") -> String {
  let quoted = words.map { "“\($0)”" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
