import Foundation
import LinearAlgebra

/// What a piece of work is told, as `rows=1000000` on the command line.
struct WorkValues {
  struct Problem: Error, CustomStringConvertible { var description: String }

  private var values: [String: String] = [:]

  init(_ words: [String]) throws {
    for word in words {
      guard let sign = word.firstIndex(of: "=") else { throw Problem(description: "\"\(word)\" is not name=value") }
      values[String(word[..<sign])] = String(word[word.index(after: sign)...])
    }
  }

  func optionalText(_ name: String) -> String? { values[name] }

  func text(_ name: String) throws -> String {
    guard let value = values[name] else { throw Problem(description: "the work needs \(name)=…") }
    return value
  }

  func number(_ name: String) throws -> Int {
    guard let value = Int(try text(name)) else { throw Problem(description: "\(name) must be a whole number") }
    return value
  }

  /// The file of that name in the data's folder.
  func path(_ file: String) throws -> String { try text("data") + "/" + file }

  /// The first values of a file of raw ones; nil for all.
  func array<Value: BitwiseCopyable>(_ file: String, of type: Value.Type, count: Int? = nil) throws -> [Value] {
    let path = try path(file)
    guard let handle = fopen(path, "rb") else { throw Problem(description: "\(path) cannot be read") }
    defer { fclose(handle) }
    fseek(handle, 0, SEEK_END)
    let count = count ?? ftell(handle) / MemoryLayout<Value>.stride
    rewind(handle)
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress!, MemoryLayout<Value>.stride, count, handle)
    }
    guard values.count == count else { throw Problem(description: "\(path) has fewer than \(count) values") }
    return values
  }

  /// The first rows of a file of raw values, as a matrix.
  func matrix<Value: MatrixScalar>(
    _ file: String, of type: Value.Type, rows: Int, columns: Int
  ) throws -> Matrix<Value> {
    try Matrix(rowCount: rows, columnCount: columns, values: array(file, of: type, count: rows * columns))
  }

  /// Writes numbers to where the harness compares them one by one, if it wants to.
  func write(_ columns: [Double]...) throws {
    guard let path = values["out"] else { return }
    guard let handle = fopen(path, "wb") else { throw Problem(description: "\(path) cannot be written") }
    defer { fclose(handle) }
    for column in columns {
      guard fwrite(column, MemoryLayout<Double>.stride, column.count, handle) == column.count else {
        throw Problem(description: "\(path) cannot be written")
      }
    }
  }
}

/// Of the bits of values in their order: the sum of each times 1, 3, 5, … modulo 2⁶⁴.
func checksum(_ bits: some Sequence<UInt64>) -> String {
  var sum: UInt64 = 0
  var odd: UInt64 = 1
  for value in bits {
    sum &+= value &* odd
    odd &+= 2
  }
  return String(sum, radix: 16)
}
