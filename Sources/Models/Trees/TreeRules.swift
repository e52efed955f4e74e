import Statistics

extension Tree {
  /// The tree as indented questions and answers, one per line.
  ///
  ///     print(model.tree.rules(features: ["age", "income"]))
  /// - Parameters:
  ///   - features: the names of the columns; `x0`, `x1`, … for those without one.
  ///   - classes: the labels that the values of a leaf belong to; empty for numbers.
  public func rules(features: [String] = [], classes: [Int] = []) -> String {
    rules(
      feature: { features.indices.contains($0) ? features[$0] : "x\($0)" }, classNames: classes.map(String.init),
      category: { "\($1)" }, number: { "\($0)" })
  }

  /// The same with names of columns by their place, of classes, and of categories by the place of their column and their
  /// number, and with numbers written by `number`.
  func rules(
    feature name: (Int) -> String, classNames classes: [String], category: (Int, Double) -> String,
    number: (Double) -> String
  ) -> String {
    var lines: [String] = []
    var waiting = [(node: 0, depth: 0, question: "")]
    while let (index, depth, question) = waiting.popLast() {
      let node = nodes[index]
      let indent = String(repeating: "  ", count: max(0, depth - 1))
      var line = question.isEmpty ? "" : indent + question
      if let feature = node.feature {
        if !line.isEmpty { lines.append(line) }
        let name = name(feature)
        let missing = node.missingGoesLeft ? " or missing" : ""
        if let set = categories(at: index) {
          let list = set.map { category(feature, $0) }.joined(separator: ", ")
          waiting.append((node.right, depth + 1, "if \(name) is none of \(list):"))
          waiting.append((node.left, depth + 1, "if \(name) is one of \(list):"))
        } else {
          waiting.append((node.right, depth + 1, "if \(name) > \(number(node.threshold)):"))
          waiting.append((node.left, depth + 1, "if \(name) <= \(number(node.threshold))\(missing):"))
        }
      } else {
        let values = values(at: index)
        let answer: String
        if values.count > 1, let best = values.indices.max(by: { (values[$0], $1) < (values[$1], $0) }) {
          answer = best < classes.count ? "class \(classes[best])" : "class number \(best)"
        } else {
          answer = number(values[0])
        }
        line += (line.isEmpty ? "" : " ") + "\(answer) (\(counted(node.rowCount, "row")))"
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }
}
