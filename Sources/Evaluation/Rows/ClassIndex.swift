/// The classes of labeled rows, with the place of each.
struct ClassIndex<Label: Hashable> {
  /// Given, or in ascending order where labels have one (`false` before `true`), or in order of appearance.
  let classes: [Label]
  private let places: [Label: Int]

  /// Takes the classes as given.
  init(_ classes: [Label]) throws {
    var places: [Label: Int] = [:]
    for label in classes {
      guard places.updateValue(places.count, forKey: label) == nil else {
        throw EvaluationError.repeatedClass(String(describing: label))
      }
    }
    self.classes = classes
    self.places = places
  }

  /// Takes the classes that occur.
  init(labels: [[Label]]) {
    var seen: Set<Label> = []
    var found: [Label] = []
    for list in labels {
      for label in list where seen.insert(label).inserted { found.append(label) }
    }
    classes = Self.ascending(found)
    places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
  }

  /// The place of the label of `row`.
  func place(_ label: Label, row: Int) throws -> Int {
    guard let place = places[label] else {
      throw EvaluationError.unknownLabel(
        row: row, label: String(describing: label), classes: classes.map { String(describing: $0) })
    }
    return place
  }

  /// The place of the label of every row.
  func places(of labels: [Label]) throws -> [Int] {
    try labels.enumerated().map { try place($1, row: $0) }
  }

  private static func ascending(_ labels: [Label]) -> [Label] {
    func sorted<Value: Comparable>(_ type: Value.Type) -> [Label] {
      (labels as? [Value]).flatMap { $0.sorted() as? [Label] } ?? labels
    }
    if let truths = labels as? [Bool] {
      return (truths.sorted { !$0 && $1 } as? [Label]) ?? labels
    }
    guard let type = Label.self as? any Comparable.Type else { return labels }
    return sorted(type)
  }
}
