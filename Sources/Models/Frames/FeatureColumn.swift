import DataFrames

/// A column of a frame as a model sees it: its name, and how its values become numbers.
public struct FeatureColumn: Codable, Equatable, Sendable {
  /// How the values of a column become numbers.
  public enum Encoding: Codable, Equatable, Sendable {
    /// Numbers as they are; false and true as 0 and 1.
    case number
    /// Text as one column of zeros and ones for each category, in ascending order of the texts.
    case columnPerCategory([String])
    /// Text as the place of its category, from 0, in ascending order of the texts.
    case categoryNumber([String])
  }

  /// The name under which a frame is asked for the column.
  public let name: String
  /// How its values become numbers.
  public let encoding: Encoding

  /// The texts that the column had where the model was fitted, ascending; nil for a column of numbers.
  public var categories: [String]? {
    switch encoding {
    case .number: nil
    case .columnPerCategory(let categories), .categoryNumber(let categories): categories
    }
  }

  /// The names of the numbers that the column becomes: its own, or `country = NO` for one of its categories.
  public var featureNames: [String] {
    if case .columnPerCategory(let categories) = encoding { return categories.map { "\(name) = \($0)" } }
    return [name]
  }

  /// How many numbers a value becomes.
  var width: Int {
    if case .columnPerCategory(let categories) = encoding { return categories.count }
    return 1
  }

  /// More categories than this are not taken apart into a column each.
  static let mostColumns = 1_000

  /// Looks at the values of a column that a model is to be fitted to.
  init(_ column: Column, numbersCategories: Bool) throws {
    name = column.name
    switch column.type {
    case .int, .double, .float, .bool:
      encoding = .number
    case .date:
      throw FrameInputError.dateFeature(column: column.name)
    case .string, .categorical:
      let categories = Set(try column.values(as: String.self).present).sorted()
      if numbersCategories {
        encoding = .categoryNumber(categories)
      } else {
        guard categories.count <= Self.mostColumns else {
          throw FrameInputError.tooManyCategories(
            column: column.name, count: categories.count, rows: column.count, most: Self.mostColumns)
        }
        encoding = .columnPerCategory(categories)
      }
    }
  }

  /// Writes the numbers of `column` into `values`, a matrix of `stride` columns that is all zeros, from `place` on.
  func write(
    _ column: Column, into values: UnsafeMutableBufferPointer<Double>, at place: Int, stride: Int, takesMissing: Bool
  ) throws {
    if column.nullCount > 0, !takesMissing {
      let row = (0..<column.count).first { column.isNull($0) } ?? 0
      throw FrameInputError.missingFeature(column: name, row: row)
    }
    if let categories {
      let texts = try column.values(as: String.self)
      var places: [String: Int] = [:]
      for (position, category) in categories.enumerated() { places[category] = position }
      for row in 0..<texts.count {
        guard let text = texts[row] else {
          for position in 0..<width { values[row * stride + place + position] = .nan }
          continue
        }
        guard let position = places[text] else {
          throw FrameInputError.unseenCategory(column: name, row: row, value: text, known: categories)
        }
        if case .columnPerCategory = encoding {
          values[row * stride + place + position] = 1
        } else {
          values[row * stride + place] = Double(position)
        }
      }
    } else {
      if column.type == .date { throw FrameInputError.dateFeature(column: name) }
      let numbers = try column.values(as: Double.self)
      for row in 0..<numbers.count { values[row * stride + place] = numbers[row] ?? .nan }
    }
  }
}
