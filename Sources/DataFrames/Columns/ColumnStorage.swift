/// The values of a column; where a value is null, the one that stands here means nothing.
@usableFromInline
enum ColumnStorage: Sendable {
  case int(Buffer<Int>)
  case double(Buffer<Double>)
  case float(Buffer<Float>)
  case bool(Buffer<Bool>)
  /// Microseconds since the start of 1970, UTC.
  case date(Buffer<Int>)
  case text(TextValues)
  /// The number of each value's text among `names`.
  case categorical(Buffer<Int32>, names: TextValues)

  @usableFromInline
  var count: Int {
    switch self {
    case .int(let buffer), .date(let buffer): buffer.count
    case .double(let buffer): buffer.count
    case .float(let buffer): buffer.count
    case .bool(let buffer): buffer.count
    case .text(let texts): texts.count
    case .categorical(let codes, _): codes.count
    }
  }

  var type: ColumnType {
    switch self {
    case .int: .int
    case .double: .double
    case .float: .float
    case .bool: .bool
    case .date: .date
    case .text: .string
    case .categorical: .categorical
    }
  }

  var byteCount: Int {
    switch self {
    case .int(let buffer), .date(let buffer): buffer.byteCount
    case .double(let buffer): buffer.byteCount
    case .float(let buffer): buffer.byteCount
    case .bool(let buffer): buffer.byteCount
    case .text(let texts): texts.offsets.byteCount + texts.bytes.byteCount
    case .categorical(let codes, let names): codes.byteCount + names.offsets.byteCount + names.bytes.byteCount
    }
  }

  /// The values of the rows at `rows`; for a row of −1, one that means nothing.
  func gathered(_ rows: Buffer<Int32>) -> ColumnStorage {
    switch self {
    case .int(let buffer): .int(Self.gather(buffer, rows, 0))
    case .date(let buffer): .date(Self.gather(buffer, rows, 0))
    case .double(let buffer): .double(Self.gather(buffer, rows, 0))
    case .float(let buffer): .float(Self.gather(buffer, rows, 0))
    case .bool(let buffer): .bool(Self.gather(buffer, rows, false))
    case .text(let texts): .text(texts.gathered(rows))
    case .categorical(let codes, let names): .categorical(Self.gather(codes, rows, 0), names: names)
    }
  }

  private static func gather<Element>(
    _ source: Buffer<Element>, _ rows: Buffer<Int32>, _ nothing: Element
  ) -> Buffer<Element> {
    let result = Buffer<Element>(uninitialized: rows.count)
    forEachSlice(of: rows.count) { range in
      for index in range {
        let row = Int(rows[index])
        result.base[index] = row >= 0 ? source.base[row] : nothing
      }
    }
    return result
  }
}
