public import Statistics

/// What a column of numbers or truth values (1 and 0) has in one number; nulls are left out.
extension Column {
  /// The arithmetic mean; of truth values the share that is true; not a number if there is no value. O(n).
  /// - Throws: ``FrameError/notNumeric(column:type:operation:)`` if the values are not numbers, as do all of these.
  public func mean() throws(FrameError) -> Double { try present(for: "a mean").mean() }

  /// The sum; 0 if there is no value. Whole numbers are added exactly, and their sum is rounded once, to the nearest
  /// `Double`; ``sum(as:)`` gives all its digits. O(n).
  public func sum() throws(FrameError) -> Double {
    if let total = wideSum { return total.nearest }
    return try present(for: "a sum").reduce(0, +)
  }

  /// The sum of whole numbers or truth values, exactly, as the groups of a frame have it; 0 if there is no value. O(n).
  ///
  ///     try frame["bytes"].sum(as: Int.self)
  /// - Throws: ``FrameError/sumTooLarge(column:)``; ``FrameError/wrongType(column:type:wanted:)`` if the values are not
  ///   whole.
  public func sum(as type: Int.Type) throws(FrameError) -> Int {
    guard let total = wideSum else { throw .wrongType(column: name, type: self.type, wanted: .int) }
    guard let sum = total.whole else { throw .sumTooLarge(column: name) }
    return sum
  }

  /// The standard deviation, dividing by n − 1 (`.sample`) or n (`.population`); not a number if that is 0. O(n).
  public func standardDeviation(_ kind: VarianceKind = .sample) throws(FrameError) -> Double {
    try present(for: "a standard deviation").standardDeviation(kind)
  }

  /// The smallest value; nil if there is none. O(n).
  public func minimum() throws(FrameError) -> Double? { try present(for: "minimum()").min() }

  /// The greatest value; nil if there is none. O(n).
  public func maximum() throws(FrameError) -> Double? { try present(for: "maximum()").max() }

  /// The smallest value as `type`, which is for dates, texts (by their bytes) and large whole numbers, too; nil if
  /// there is none. Values that are not numbers count only where there is nothing else. O(n).
  ///
  ///     try frame["day"].minimum(as: Date.self)
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public func minimum<Value: ColumnValue>(as type: Value.Type) throws(FrameError) -> Value? {
    try extreme(as: type, least: true)
  }

  /// The greatest value as `type`, which is for dates, texts (by their bytes) and large whole numbers, too; nil if
  /// there is none. Values that are not numbers count only where there is nothing else. O(n).
  ///
  ///     try frame["day"].maximum(as: Date.self)
  /// - Throws: ``FrameError/wrongType(column:type:wanted:)``.
  public func maximum<Value: ColumnValue>(as type: Value.Type) throws(FrameError) -> Value? {
    try extreme(as: type, least: false)
  }

  /// The median. O(n) on average.
  /// - Throws: ``FrameError``; ``SummaryError`` if there is no value.
  public func median() throws -> Double { try present(for: "a median").median() }

  /// The value below which the share `probability` of the values lies, by one of the nine methods of Hyndman and Fan.
  /// O(n log n).
  /// - Throws: ``FrameError``; ``SummaryError`` if there is no value or the share is not from 0 to 1.
  public func quantile(_ probability: Double, method: QuantileMethod = .linear) throws -> Double {
    try present(for: "a quantile").quantile(probability, method: method)
  }

  private func present(for operation: String) throws(FrameError) -> [Double] {
    try numbers(for: operation).present
  }

  /// The sum of whole numbers or truth values; nil for all others.
  private var wideSum: WideSum? {
    guard let values = try? values(as: Int.self) else { return nil }
    var total = WideSum()
    for row in 0..<count where validity?[row] != false { total.add(values.elements[row]) }
    return total
  }

  private func extreme<Value: ColumnValue>(as type: Value.Type, least: Bool) throws(FrameError) -> Value? {
    let values = try values(as: type)
    let row = GroupExtremes.rows(self, RowNumbers([], rowCount: count), least: least).first ?? -1
    return row < 0 ? nil : values[Int(row)]
  }
}
