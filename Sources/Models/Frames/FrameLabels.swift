public import DataFrames

/// The column of a frame that a classifier predicts, with the class that each of its values is.
public struct FrameLabels: Codable, Equatable, Sendable {
  /// The name of the column.
  public let column: String
  /// What it holds: int, bool, string or categorical.
  public let type: ColumnType
  /// The texts that the column had, ascending: the number of each, from 0, is its label. Empty if it holds no text.
  public let texts: [String]

  /// Looks at the labels that a learner is to be fitted to.
  init(_ column: Column) throws {
    self.column = column.name
    type = column.type
    switch type {
    case .int, .bool: texts = []
    case .string, .categorical: texts = Set(try column.values(as: String.self).present).sorted()
    case .double, .float, .date: throw FrameInputError.labelType(column: column.name, type: column.type)
    }
  }

  /// The label of each row: whole numbers as they are, false and true as 0 and 1, a text by its number.
  /// - Throws: `FrameError` when the column is not there or holds something else; ``FrameInputError`` for a missing
  ///   value or a text that was not there at the fit.
  func labels(in frame: DataFrame) throws -> [Int] {
    let values = try frame[column]
    if values.nullCount > 0, let row = (0..<values.count).first(where: { values.isNull($0) }) {
      throw FrameInputError.missingLabel(column: column, row: row)
    }
    switch type {
    case .bool: return try values.array(of: Bool.self).map { $0 ? 1 : 0 }
    case .string, .categorical:
      var numbers: [String: Int] = [:]
      for (number, text) in texts.enumerated() { numbers[text] = number }
      return try values.array(of: String.self).enumerated().map { row, text in
        guard let number = numbers[text] else {
          throw FrameInputError.unknownLabel(column: column, row: row, value: text, known: texts)
        }
        return number
      }
    default: return try values.array(of: Int.self)
    }
  }

  /// A column of labels in the type of the column that the model was fitted to.
  func values(of labels: [Int], named name: String) -> Column {
    switch type {
    case .bool: Column(name, labels.map { $0 != 0 })
    case .string: Column(name, labels.map { texts[$0] })
    case .categorical: Column(name, categories: labels.map { texts[$0] })
    default: Column(name, labels)
    }
  }

  /// A label as the text that stands in the column.
  package func text(of label: Int) -> String {
    switch type {
    case .bool: label == 0 ? "false" : "true"
    case .string, .categorical: label >= 0 && label < texts.count ? texts[label] : "\(label)"
    default: "\(label)"
    }
  }
}
