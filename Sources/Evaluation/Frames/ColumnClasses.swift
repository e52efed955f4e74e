internal import DataFrames

/// The values of a column of classes as texts.
func classTexts(_ column: Column) throws -> [String] { try column.cast(to: .string).array(of: String.self) }

/// The texts of the classes in some columns, whole numbers in their order.
func classNames(_ columns: [Column]) throws -> [String] {
  if columns.allSatisfy({ $0.type == .int }) {
    return try Set(columns.flatMap { try $0.array(of: Int.self) }).sorted().map(String.init)
  }
  return try Set(columns.flatMap(classTexts)).sorted()
}

/// Whether each row is of the positive class: the one named, or `true`, or 1 of 0 and 1.
func positiveRows(_ column: Column, _ positive: String?) throws -> [Bool] {
  let texts = try classTexts(column)
  let classes = try classNames([column])
  if let positive {
    guard classes.contains(positive) else { throw EvaluationError.noSuchClass(positive, classes: classes) }
    return texts.map { $0 == positive }
  }
  if column.type == .bool { return texts.map { $0 == "true" } }
  guard column.type == .int, classes.allSatisfy({ $0 == "0" || $0 == "1" }) else {
    throw EvaluationError.positiveNotNamed(column: column.name, classes: classes)
  }
  return texts.map { $0 == "1" }
}
