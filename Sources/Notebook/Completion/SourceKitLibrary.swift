internal import CSourceKit

/// The compiler's editor service, loaded into this process.
///
/// A request may bring the process down, so only the completion service's process loads it.
struct SourceKitLibrary: @unchecked Sendable {
  private let table: LecternSourceKit

  /// Loads the library at `path` and starts the service.
  /// - Throws: ``SourceKitError/notLoaded(reason:)``.
  init(path: String) throws(SourceKitError) {
    let table = UnsafeMutablePointer<LecternSourceKit>.allocate(capacity: 1)
    defer { table.deallocate() }
    if let reason = lectern_load_sourcekit(path, table) {
      throw .notLoaded(reason: String(cString: reason))
    }
    self.table = table.pointee
    self.table.initialize()
  }

  /// Sends a request, waits for its answer, and lets `read` take from it what is wanted.
  /// - Throws: ``SourceKitError/refused(reason:)``.
  func send<Result>(
    _ request: [String: SourceKitValue], _ read: (SourceKitAnswer) -> Result
  ) throws(SourceKitError) -> Result {
    let object = build(.dictionary(request))
    defer { table.release(object) }
    let response = table.send(object)
    defer { table.dispose(response) }
    guard !table.is_error(response) else {
      throw .refused(reason: table.error_text(response).map { String(cString: $0) } ?? "no reason given")
    }
    return read(SourceKitAnswer(variant: table.value(response), table: table))
  }

  /// The interned form of a key, for reading many answers.
  func key(_ name: String) -> SourceKitKey {
    SourceKitKey(uid: table.uid(name))
  }

  private func build(_ value: SourceKitValue) -> LecternRequest {
    switch value {
    case .dictionary(let members):
      let object = table.dictionary(nil, nil, 0)
      for (name, member) in members {
        let key = table.uid(name)
        switch member {
        case .string(let text): table.set_string(object, key, text)
        case .integer(let number): table.set_integer(object, key, Int64(number))
        case .name(let name): table.set_uid(object, key, table.uid(name))
        case .dictionary, .strings:
          let inner = build(member)
          table.set_value(object, key, inner)
          table.release(inner)
        }
      }
      return object
    case .strings(let texts):
      let object = table.array(nil, 0)
      for text in texts { table.array_set_string(object, Int(bitPattern: UInt.max), text) }
      return object
    case .string, .integer, .name:
      preconditionFailure("a request is a dictionary")
    }
  }
}

/// A key of an answer.
struct SourceKitKey: @unchecked Sendable {
  fileprivate let uid: LecternUID
}

/// A value of a request.
enum SourceKitValue {
  case string(String)
  case integer(Int)
  /// One of the service's fixed names.
  case name(String)
  case strings([String])
  case dictionary([String: SourceKitValue])
}

/// A value of an answer; valid only while the answer is being read.
struct SourceKitAnswer {
  fileprivate let variant: LecternVariant
  fileprivate let table: LecternSourceKit

  func string(_ key: SourceKitKey) -> String? {
    table.get_string(variant, key.uid).map { String(cString: $0) }
  }

  /// The bytes of a string, without copying them; ends with a zero.
  func bytes(_ key: SourceKitKey) -> UnsafePointer<CChar>? {
    table.get_string(variant, key.uid)
  }

  /// 0 if there is none.
  func integer(_ key: SourceKitKey) -> Int {
    Int(table.get_integer(variant, key.uid))
  }

  /// One of the service's fixed names.
  func name(_ key: SourceKitKey) -> String? {
    table.get_uid(variant, key.uid).map { String(cString: table.uid_name($0)) }
  }

  /// The elements of a list; none if there is no list.
  func list(_ key: SourceKitKey) -> some Sequence<SourceKitAnswer> {
    let list = table.get_value(variant, key.uid)
    let count = table.type(list) == Self.listType ? table.count(list) : 0
    return (0..<count).lazy.map { [table] in
      SourceKitAnswer(variant: table.element(list, $0), table: table)
    }
  }

  private static let listType: Int32 = 2
}

/// Why the compiler's editor service gave no answer.
enum SourceKitError: Error, CustomStringConvertible {
  case notLoaded(reason: String)
  case refused(reason: String)

  var description: String {
    switch self {
    case .notLoaded(let reason): "the toolchain's completion library cannot be loaded: \(reason)"
    case .refused(let reason): "the toolchain's completion library refused: \(reason)"
    }
  }
}
