public import Foundation

/// A Swift type whose values a column can hold: `Int`, `Double`, `Float`, `Bool`, `String` and `Date`.
public protocol ColumnValue: ColumnCell, Equatable {
  /// The values of a whole column, read one by one.
  associatedtype Elements: ColumnElements where Elements.Element == Self
  /// The type of the columns that hold such values.
  static var columnType: ColumnType { get }
  /// The values of `column`, or nil if they are of another kind.
  static func elements(of column: Column) -> Elements?
  /// The value in one row of `column`, which has one there, or nil if it is of another kind. O(1).
  static func element(of column: Column, at row: Int) -> Self?
  /// A column of such values.
  static func column(named name: String, holding values: some Sequence<Self?>) -> Column
}

/// The values of a column by row number; in rows without a value there is one that means nothing.
public protocol ColumnElements<Element>: Sendable {
  associatedtype Element
  subscript(row: Int) -> Element { get }
  var count: Int { get }
}

/// Values that are stored as they are.
public struct PlainElements<Element: BitwiseCopyable & Sendable>: ColumnElements {
  @usableFromInline let buffer: Buffer<Element>

  @usableFromInline
  init(_ buffer: Buffer<Element>) { self.buffer = buffer }

  init(count: Int, _ value: (Int) -> Element) {
    buffer = Buffer(uninitialized: count)
    for row in 0..<count { buffer.base[row] = value(row) }
  }

  @inlinable public var count: Int { buffer.count }
  @inlinable public subscript(row: Int) -> Element { buffer.base[row] }
}

/// Texts, stored end to end or once for each different one.
public struct TextElements: ColumnElements {
  @usableFromInline let codes: Buffer<Int32>?
  @usableFromInline let texts: TextValues

  public var count: Int { codes?.count ?? texts.count }
  public subscript(row: Int) -> String {
    guard let codes else { return texts.text(row) }
    let code = Int(codes.base[row])
    return code < texts.count ? texts.text(code) : ""
  }
}

/// Moments, stored as microseconds.
public struct DateElements: ColumnElements {
  let buffer: Buffer<Int>

  public var count: Int { buffer.count }
  public subscript(row: Int) -> Date { Date(microsecondsSince1970: buffer.base[row]) }
}

extension Date {
  /// The moment that many microseconds after the start of 1970, UTC.
  init(microsecondsSince1970 count: Int) {
    let (seconds, rest) = count.quotientAndRemainder(dividingBy: 1_000_000)
    self.init(
      timeIntervalSinceReferenceDate: Double(seconds) - Date.timeIntervalBetween1970AndReferenceDate
        + Double(rest) / 1_000_000)
  }

  /// Microseconds after the start of 1970, UTC, rounded to the nearest; the ends of the range for moments beyond it.
  var microsecondsSince1970: Int {
    let seconds = timeIntervalSinceReferenceDate
    let whole = seconds.rounded(.down)
    let micros = ((seconds - whole) * 1_000_000).rounded()
    let total = (whole + Date.timeIntervalBetween1970AndReferenceDate) * 1_000_000 + micros
    return Int(exactly: total) ?? (total > 0 ? .max : .min)
  }
}

/// Fills a buffer and a bitmap from optional values.
private func collect<Value, Element: BitwiseCopyable>(
  _ values: some Sequence<Value?>, nothing: Element, _ element: (Value) -> Element
) -> (Buffer<Element>, Validity?) {
  var elements: [Element] = []
  elements.reserveCapacity(values.underestimatedCount)
  var validity = ValidityBuilder()
  for value in values {
    validity.append(value != nil)
    elements.append(value.map(element) ?? nothing)
  }
  return (Buffer(elements), validity.finish())
}

extension Int: ColumnValue {
  public static var columnType: ColumnType { .int }

  public static func elements(of column: Column) -> PlainElements<Int>? {
    switch column.storage {
    case .int(let buffer): PlainElements(buffer)
    case .bool(let buffer): PlainElements(count: buffer.count) { buffer.base[$0] ? 1 : 0 }
    default: nil
    }
  }

  public static func element(of column: Column, at row: Int) -> Int? {
    switch column.storage {
    case .int(let buffer): buffer.base[row]
    case .bool(let buffer): buffer.base[row] ? 1 : 0
    default: nil
    }
  }

  public static func column(named name: String, holding values: some Sequence<Int?>) -> Column {
    let (buffer, validity) = collect(values, nothing: 0) { $0 }
    return Column(name: name, storage: .int(buffer), validity: validity)
  }
}

extension Double: ColumnValue {
  public static var columnType: ColumnType { .double }

  public static func elements(of column: Column) -> PlainElements<Double>? {
    switch column.storage {
    case .double(let buffer): PlainElements(buffer)
    case .int(let buffer): PlainElements(count: buffer.count) { Double(buffer.base[$0]) }
    case .float(let buffer): PlainElements(count: buffer.count) { Double(buffer.base[$0]) }
    case .bool(let buffer): PlainElements(count: buffer.count) { buffer.base[$0] ? 1 : 0 }
    default: nil
    }
  }

  public static func element(of column: Column, at row: Int) -> Double? {
    switch column.storage {
    case .double(let buffer): buffer.base[row]
    case .int(let buffer): Double(buffer.base[row])
    case .float(let buffer): Double(buffer.base[row])
    case .bool(let buffer): buffer.base[row] ? 1 : 0
    default: nil
    }
  }

  public static func column(named name: String, holding values: some Sequence<Double?>) -> Column {
    let (buffer, validity) = collect(values, nothing: 0) { $0 }
    return Column(name: name, storage: .double(buffer), validity: validity)
  }
}

extension Float: ColumnValue {
  public static var columnType: ColumnType { .float }

  public static func elements(of column: Column) -> PlainElements<Float>? {
    switch column.storage {
    case .float(let buffer): PlainElements(buffer)
    case .double(let buffer): PlainElements(count: buffer.count) { Float(buffer.base[$0]) }
    case .int(let buffer): PlainElements(count: buffer.count) { Float(buffer.base[$0]) }
    case .bool(let buffer): PlainElements(count: buffer.count) { buffer.base[$0] ? 1 : 0 }
    default: nil
    }
  }

  public static func element(of column: Column, at row: Int) -> Float? {
    switch column.storage {
    case .float(let buffer): buffer.base[row]
    case .double(let buffer): Float(buffer.base[row])
    case .int(let buffer): Float(buffer.base[row])
    case .bool(let buffer): buffer.base[row] ? 1 : 0
    default: nil
    }
  }

  public static func column(named name: String, holding values: some Sequence<Float?>) -> Column {
    let (buffer, validity) = collect(values, nothing: 0) { $0 }
    return Column(name: name, storage: .float(buffer), validity: validity)
  }
}

extension Bool: ColumnValue {
  public static var columnType: ColumnType { .bool }

  public static func elements(of column: Column) -> PlainElements<Bool>? {
    guard case .bool(let buffer) = column.storage else { return nil }
    return PlainElements(buffer)
  }

  public static func element(of column: Column, at row: Int) -> Bool? {
    guard case .bool(let buffer) = column.storage else { return nil }
    return buffer.base[row]
  }

  public static func column(named name: String, holding values: some Sequence<Bool?>) -> Column {
    let (buffer, validity) = collect(values, nothing: false) { $0 }
    return Column(name: name, storage: .bool(buffer), validity: validity)
  }
}

extension String: ColumnValue {
  public static var columnType: ColumnType { .string }

  public static func elements(of column: Column) -> TextElements? {
    switch column.storage {
    case .text(let texts): TextElements(codes: nil, texts: texts)
    case .categorical(let codes, let names): TextElements(codes: codes, texts: names)
    default: nil
    }
  }

  public static func element(of column: Column, at row: Int) -> String? {
    switch column.storage {
    case .text(let texts): texts.text(row)
    case .categorical(let codes, let names): names.text(Int(codes.base[row]))
    default: nil
    }
  }

  public static func column(named name: String, holding values: some Sequence<String?>) -> Column {
    var texts = TextBuilder()
    var validity = ValidityBuilder()
    for value in values {
      validity.append(value != nil)
      texts.append(value ?? "")
    }
    return Column(name: name, storage: .text(texts.finish()), validity: validity.finish())
  }
}

extension Date: ColumnValue {
  public static var columnType: ColumnType { .date }

  public static func elements(of column: Column) -> DateElements? {
    guard case .date(let buffer) = column.storage else { return nil }
    return DateElements(buffer: buffer)
  }

  public static func element(of column: Column, at row: Int) -> Date? {
    guard case .date(let buffer) = column.storage else { return nil }
    return Date(microsecondsSince1970: buffer.base[row])
  }

  public static func column(named name: String, holding values: some Sequence<Date?>) -> Column {
    let (buffer, validity) = collect(values, nothing: 0) { $0.microsecondsSince1970 }
    return Column(name: name, storage: .date(buffer), validity: validity)
  }
}
