/// The parts that a linear model of two classes is read from.
struct LinearParts: Decodable {
  let coefficients: [Double]
  let intercept: Double
  let negativeClass: Int
  let positiveClass: Int
  let convergence: ConvergenceReport?

  private enum CodingKeys: String, CodingKey {
    case format, coefficients, intercept, negativeClass, positiveClass, convergence
  }

  /// Reads the parts, and refuses those that no fit gives.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    coefficients = try container.decode([Double].self, forKey: .coefficients)
    intercept = try container.decode(Double.self, forKey: .intercept)
    negativeClass = try container.decode(Int.self, forKey: .negativeClass)
    positiveClass = try container.decode(Int.self, forKey: .positiveClass)
    convergence = try container.decodeIfPresent(ConvergenceReport.self, forKey: .convergence)
    try container.requireLinear(coefficients, [intercept], .coefficients)
    try container.requireAscending(negativeClass, positiveClass, .positiveClass)
  }
}
