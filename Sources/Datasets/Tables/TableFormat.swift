import DataFrames
internal import Foundation
import LinearAlgebra

/// What a column of a data set's file may hold.
struct ColumnFormat: Sendable {
  enum Kind: Sendable {
    case number(ClosedRange<Double>)
    case whole(ClosedRange<Int>)
    /// The names of the classes, and how many rows each must have.
    case classes([(name: String, count: Int)])
  }

  let name: String
  let kind: Kind

  var type: ColumnType {
    switch kind {
    case .number: .double
    case .whole: .int
    case .classes: .string
    }
  }

  /// What a value must be, for a message.
  var expected: String {
    switch kind {
    case .number(let range):
      range.upperBound == .infinity
        ? "a number, \(Self.text(range.lowerBound)) or more"
        : "a number in \(Self.text(range.lowerBound))...\(Self.text(range.upperBound))"
    case .whole(let range): "a whole number in \(range.lowerBound)...\(range.upperBound)"
    case .classes(let classes):
      classes.count == 2
        ? "\(classes[0].name) or \(classes[1].name)" : "one of " + classes.map(\.name).joined(separator: ", ")
    }
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}

/// What the file of a data set must hold, to the last row.
struct TableFormat: Sendable {
  /// The path below the folder `datasets`.
  let file: String
  /// The features, from left to right.
  let features: [ColumnFormat]
  /// The last column: the class, or the number to predict.
  let outcome: ColumnFormat
  let rowCount: Int

  var featureNames: [String] { features.map(\.name) }
  private var columns: [ColumnFormat] { features + [outcome] }

  /// A file that has been read and found to be right.
  struct Contents {
    let frame: DataFrame
    /// One row per row of the file.
    let features: Matrix<Double>
    /// The last column: the number, or the place of the class among the classes.
    let outcomes: [Double]
  }

  /// Reads the file of the folder `datasets`.
  func load() throws(DatasetError) -> Contents { try read(DatasetFolder.path(of: file)) }

  /// Reads a file and refuses whatever is not as the format says, with the line where it first differs.
  func read(_ path: String) throws(DatasetError) -> Contents {
    guard let data = FileManager.default.contents(atPath: path), String(data: data, encoding: .utf8) != nil else {
      throw .unreadableFile(path: path)
    }
    let bytes = [UInt8](data)
    try checkLines(bytes, path)
    let frame = try frame(of: bytes, path)
    guard frame.rowCount == rowCount else {
      throw .malformedFile(
        path: path, line: frame.rowCount + 1, problem: "\(frame.rowCount) rows; there must be \(rowCount)")
    }
    let numbers = try columns.enumerated().map { place, format throws(DatasetError) in
      try checked(frame.columns[place], format, path)
    }
    let features = Matrix(rowCount: rowCount, columnCount: features.count) { numbers[$1][$0] }
    return Contents(frame: frame, features: features, outcomes: numbers[numbers.count - 1])
  }

  /// The header, and that no line is empty, so that row r stands on line r + 2.
  private func checkLines(_ bytes: [UInt8], _ path: String) throws(DatasetError) {
    let lineFeed = UInt8(ascii: "\n")
    var lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let header = columns.map(\.name).joined(separator: ",")
    guard let first = lines.first, first.elementsEqual(header.utf8) else {
      throw .malformedFile(path: path, line: 1, problem: "the header must be \(header)")
    }
    if let empty = lines.firstIndex(where: \.isEmpty) {
      throw .malformedFile(path: path, line: empty + 1, problem: "an empty line; there must be none")
    }
  }

  private func frame(of bytes: [UInt8], _ path: String) throws(DatasetError) -> DataFrame {
    var options = CSVOptions()
    options.quote = nil
    options.nulls = []
    for column in columns { options.types[column.name] = column.type }
    do {
      return try CSVReader(bytes: bytes, options).readAll().frame
    } catch .badRow(_, let row) {
      throw .malformedFile(path: path, line: row.line, problem: problem(of: row))
    } catch {
      throw .malformedFile(path: path, line: 1, problem: "\(error)")
    }
  }

  private func problem(of row: BadRow) -> String {
    switch row.problem {
    case .fieldCount(let expected, let found): "\(found) fields; there must be \(expected)"
    case .value(let column, let name, _, let found):
      "\(name) is \"\(found)\"; it must be \(columns[column - 1].expected)"
    default: "\(row)"
    }
  }

  /// The values as numbers, a class as its place among the classes.
  private func checked(_ column: Column, _ format: ColumnFormat, _ path: String) throws(DatasetError) -> [Double] {
    func refuse(_ value: some CustomStringConvertible, at row: Int) -> DatasetError {
      .malformedFile(
        path: path, line: row + 2, problem: "\(format.name) is \"\(value)\"; it must be \(format.expected)")
    }
    switch format.kind {
    case .number(let range):
      let values: [Double] = Self.values(of: column)
      if let row = values.firstIndex(where: { !$0.isFinite || !range.contains($0) }) {
        throw refuse(values[row], at: row)
      }
      return values
    case .whole(let range):
      let values: [Int] = Self.values(of: column)
      if let row = values.firstIndex(where: { !range.contains($0) }) { throw refuse(values[row], at: row) }
      return values.map(Double.init)
    case .classes(let classes):
      let values: [String] = Self.values(of: column)
      let places = values.map { value in classes.firstIndex { $0.name == value } }
      if let row = places.firstIndex(of: nil) { throw refuse(values[row], at: row) }
      for (place, label) in classes.enumerated() {
        let count = places.count { $0 == place }
        guard count == label.count else {
          throw .malformedFile(
            path: path, line: rowCount + 1, problem: "\(count) \(label.name) rows; there must be \(label.count)")
        }
      }
      return places.compactMap { $0.map(Double.init) }
    }
  }

  /// The values of a column whose type was chosen when it was read and that has no nulls.
  private static func values<Value: ColumnValue>(of column: Column) -> [Value] {
    do {
      return try column.array(of: Value.self)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
