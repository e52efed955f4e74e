internal import GRDB

/// A column that holds what no version of this program writes there.
struct UnexpectedValue: Error {
  let column: String
}

extension Row {
  /// The value of a column; unlike a subscript, a value of the wrong type is an error and not the end.
  func required<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[column]) else { throw UnexpectedValue(column: column) }
    return value
  }

  /// The same for a column that may be empty.
  func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    let stored: DatabaseValue = self[column]
    return stored.isNull ? nil : try required(column)
  }
}

extension DatabaseError {
  /// Why it failed, in the user's words.
  var reason: String {
    switch resultCode {
    case .SQLITE_FULL: "the disk is full"
    case .SQLITE_READONLY: "the file, its folder or the disk is read-only"
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: "the file cannot be opened for writing"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "another program keeps it locked"
    case .SQLITE_IOERR: "the disk reports an error (full, over quota, or failing)"
    case .SQLITE_CORRUPT: "it is damaged"
    case .SQLITE_NOTADB: "it is not a database"
    default: message ?? "SQLite reports error \(resultCode.rawValue)"
    }
  }
}
