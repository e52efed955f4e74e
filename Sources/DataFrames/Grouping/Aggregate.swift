public import Statistics

/// A number or value that is worked out from the rows of each group.
///
///     try frame.group(by: "country").aggregate(.count(), .mean("amount"), .sum("amount", as: "total"))
///
/// Nulls are left out; a group without any value has a null, but a count and a sum of 0. What is not a number is a
/// value: a sum, mean, quantile or standard deviation with it is not a number either; a least or greatest value passes
/// over it as long as there is another. To pandas it is a null.
public struct Aggregate: Sendable {
  enum Work: Sendable {
    case rowCount
    case count, sum, mean, min, max, std, distinct, first, last
    case quantile(Double, QuantileMethod)
    case custom(@Sendable (Column, GroupRows) throws -> Column)

    /// What it needs the sums of a column as doubles for; nil if it does not.
    var useOfSums: String? {
      switch self {
      case .mean: "a mean"
      case .std: "a standard deviation"
      default: nil
      }
    }
  }

  let work: Work
  let column: String?
  let name: String

  private init(_ work: Work, _ column: String?, _ name: String?, _ suffix: String) {
    self.work = work
    self.column = column
    self.name = name ?? column.map { "\($0)_\(suffix)" } ?? suffix
  }

  /// The number of rows.
  public static func count(as name: String? = nil) -> Aggregate { Aggregate(.rowCount, nil, name, "count") }
  /// The number of rows with a value in a column.
  public static func count(_ column: String, as name: String? = nil) -> Aggregate {
    Aggregate(.count, column, name, "count")
  }
  /// The number of different values in a column.
  public static func distinct(_ column: String, as name: String? = nil) -> Aggregate {
    Aggregate(.distinct, column, name, "distinct")
  }
  /// The sum of a column: whole numbers for int and bool.
  public static func sum(_ column: String, as name: String? = nil) -> Aggregate { Aggregate(.sum, column, name, "sum") }
  /// The arithmetic mean of a column.
  public static func mean(_ column: String, as name: String? = nil) -> Aggregate {
    Aggregate(.mean, column, name, "mean")
  }
  /// The smallest value of a column: of numbers, texts (in order of UTF-8), dates or truth values.
  public static func min(_ column: String, as name: String? = nil) -> Aggregate { Aggregate(.min, column, name, "min") }
  /// The greatest value of a column.
  public static func max(_ column: String, as name: String? = nil) -> Aggregate { Aggregate(.max, column, name, "max") }
  /// The standard deviation of a sample (divisor n − 1) in a column; null for fewer than two values.
  public static func std(_ column: String, as name: String? = nil) -> Aggregate { Aggregate(.std, column, name, "std") }
  /// The median of a column.
  public static func median(_ column: String, as name: String? = nil) -> Aggregate {
    Aggregate(.quantile(0.5, .linear), column, name, "median")
  }
  /// A quantile of a column; `probability` is between 0 and 1.
  public static func quantile(
    _ column: String, _ probability: Double, method: QuantileMethod = .linear, as name: String? = nil
  ) -> Aggregate {
    Aggregate(.quantile(probability, method), column, name, "q\(probability)")
  }
  /// The first value of a column.
  public static func first(_ column: String, as name: String? = nil) -> Aggregate {
    Aggregate(.first, column, name, "first")
  }
  /// The last value of a column.
  public static func last(_ column: String, as name: String? = nil) -> Aggregate {
    Aggregate(.last, column, name, "last")
  }

  /// Whatever a function makes of the values of a column, nulls left out; nil gives a null.
  ///
  ///     .custom("amount", of: Double.self, as: "range") { values in
  ///       values.isEmpty ? nil : values.max()! - values.min()!
  ///     }
  public static func custom<Value: ColumnValue, Result: ColumnValue>(
    _ column: String, of type: Value.Type, as name: String, _ body: @escaping @Sendable ([Value]) throws -> Result?
  ) -> Aggregate {
    let work = Work.custom { source, groups in
      let values = try source.values(as: Value.self)
      var results: [Result?] = []
      results.reserveCapacity(groups.count)
      for group in 0..<groups.count {
        results.append(try body(groups[group].compactMap { values[Int($0)] }))
      }
      return Column(name, results)
    }
    return Aggregate(work, column, name, "custom")
  }
}

/// The rows of each group, in order.
struct GroupRows {
  let starts: [Int]
  let rows: Buffer<Int32>

  var count: Int { starts.count - 1 }
  subscript(group: Int) -> Slice<Buffer<Int32>> { rows[starts[group]..<starts[group + 1]] }
}
