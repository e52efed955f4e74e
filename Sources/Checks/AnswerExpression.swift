/// Takes what a student typed as an expression where numbers were asked.
///
/// The overloads for `Double` come first, so that `27 / 7 + 1` is a fraction and not a whole number.
public enum AnswerExpression {
  /// Observes one number.
  public static func send(_ value: Double) { observe(name, [value]) }

  /// Observes several numbers.
  public static func send(_ values: [Double]) { observe(name, values) }

  @_disfavoredOverload
  public static func send(_ value: some BinaryInteger) { observe(name, [Double(value)]) }

  @_disfavoredOverload
  public static func send(_ value: some BinaryFloatingPoint) { observe(name, [Double(value)]) }

  @_disfavoredOverload
  public static func send<Value: BinaryInteger>(_ values: some Sequence<Value>) {
    observe(name, values.map { Double($0) })
  }

  @_disfavoredOverload
  public static func send<Value: BinaryFloatingPoint>(_ values: some Sequence<Value>) {
    observe(name, values.map { Double($0) })
  }

  /// The name under which the numbers are observed.
  public static let name = "answer"
}
