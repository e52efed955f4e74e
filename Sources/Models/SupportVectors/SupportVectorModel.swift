public import LinearAlgebra

/// A boundary held by some of the training rows: f(x) = Σ βᵢ K(sᵢ, x) + b, where βᵢ = yᵢ αᵢ.
public struct SupportVectorModel: BinaryClassifier, Equatable {
  /// The inner product of two rows.
  public let kernel: Kernel
  /// The training rows with a multiplier above zero: support vectors × features.
  public let supportVectors: Matrix<Double>
  /// The positions of the support vectors among the training rows, ascending.
  public let supportIndices: [Int]
  /// βᵢ, the multiplier of each support vector times its sign: positive for the positive class.
  public let dualCoefficients: [Double]
  /// b, the value of f before any support vector has its say.
  public let bias: Double
  /// The label predicted where f is below 0.
  public let negativeClass: Int
  /// The label predicted where f is 0 or more.
  public let positiveClass: Int
  /// How the fit ended.
  public let convergence: ConvergenceReport

  /// αᵢ, the multiplier of each support vector, from 0 to Cᵢ.
  public var multipliers: [Double] { dualCoefficients.map(abs) }
  public var featureCount: Int { supportVectors.columnCount }

  private let tiles: RowTiles

  init(
    kernel: Kernel, supportVectors: Matrix<Double>, supportIndices: [Int], dualCoefficients: [Double], bias: Double,
    negativeClass: Int, positiveClass: Int, convergence: ConvergenceReport
  ) throws {
    try kernel.requireUsable()
    try supportVectors.requireUsableFeatures()
    try supportVectors.requireLabels(supportIndices)
    guard dualCoefficients.count == supportVectors.rowCount else {
      throw ModelError.weightCount(weights: dualCoefficients.count, rows: supportVectors.rowCount)
    }
    self.kernel = kernel
    self.supportVectors = supportVectors
    self.supportIndices = supportIndices
    self.dualCoefficients = dualCoefficients
    self.bias = bias
    self.negativeClass = negativeClass
    self.positiveClass = positiveClass
    self.convergence = convergence
    tiles = RowTiles(supportVectors)
  }

  public static func == (left: SupportVectorModel, right: SupportVectorModel) -> Bool {
    left.kernel == right.kernel && left.supportVectors == right.supportVectors
      && left.supportIndices == right.supportIndices && left.dualCoefficients == right.dualCoefficients
      && left.bias == right.bias && left.classes == right.classes && left.convergence == right.convergence
  }

  /// f(x) for each row of `features`: its sign gives the class, and rows on a margin have -1 or 1.
  ///
  /// O(n s d) for n rows and s support vectors.
  /// - Throws: ``ModelError`` when the number of columns is wrong or a value is not finite.
  public func decisionValues(_ features: Matrix<Double>) throws -> [Double] {
    try features.requireFeatures(featureCount)
    var products = [Double](repeating: 0, count: tiles.count * tiles.height)
    return features.withUnsafeValues { values in
      products.withUnsafeMutableBufferPointer { products in
        (0..<features.rowCount).map { row in
          let target = products.baseAddress!
          kernel.fill(target, query: values.baseAddress! + row * featureCount, against: tiles)
          return bias + dotProduct(dualCoefficients, target, count: dualCoefficients.count)
        }
      }
    }
  }
}

extension SupportVectorModel {
  private enum CodingKeys: String, CodingKey {
    case format, kernel, supportVectors, supportIndices, dualCoefficients, bias, negativeClass, positiveClass
    case convergence
  }

  /// Reads a model, and refuses one whose parts do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try container.decode(ModelFormat<1>.self, forKey: .format)
    do {
      try self.init(
        kernel: container.decode(Kernel.self, forKey: .kernel),
        supportVectors: container.decode(Matrix<Double>.self, forKey: .supportVectors),
        supportIndices: container.decode([Int].self, forKey: .supportIndices),
        dualCoefficients: container.decode([Double].self, forKey: .dualCoefficients),
        bias: container.decode(Double.self, forKey: .bias),
        negativeClass: container.decode(Int.self, forKey: .negativeClass),
        positiveClass: container.decode(Int.self, forKey: .positiveClass),
        convergence: container.decode(ConvergenceReport.self, forKey: .convergence))
    } catch let error as ModelError {
      throw DecodingError.dataCorruptedError(
        forKey: .supportVectors, in: container, debugDescription: error.description)
    }
    try container.require(
      dualCoefficients.allSatisfy(\.isFinite) && bias.isFinite, .dualCoefficients,
      "the multipliers and the bias must be finite numbers")
    try container.requireAscending(negativeClass, positiveClass, .positiveClass)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFormat<1>(), forKey: .format)
    try container.encode(kernel, forKey: .kernel)
    try container.encode(supportVectors, forKey: .supportVectors)
    try container.encode(supportIndices, forKey: .supportIndices)
    try container.encode(dualCoefficients, forKey: .dualCoefficients)
    try container.encode(bias, forKey: .bias)
    try container.encode(negativeClass, forKey: .negativeClass)
    try container.encode(positiveClass, forKey: .positiveClass)
    try container.encode(convergence, forKey: .convergence)
  }
}
