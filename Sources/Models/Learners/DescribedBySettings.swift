import LinearAlgebra

/// A learner that describes itself by the settings that are not the usual ones: `GradientBoosting(rounds: 200)`.
public protocol DescribedBySettings: CustomStringConvertible {
  /// The learner with which the settings are compared; a setting without a default is out of range in it.
  static var usual: Self { get }
}

extension DescribedBySettings {
  public var description: String { describe(self, usual: Self.usual) }
}

/// The learner by the settings that are not those of `usual`; written for any learner, so that it is compiled once.
private func describe(_ learner: Any, usual: Any) -> String {
  let changed = zip(settings(of: learner), settings(of: usual)).filter { $0 != $1 }.map(\.0)
  return "\(type(of: learner))(" + changed.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")"
}

/// A setting as it is written in Swift.
private struct SettingText: Equatable {
  let name: String
  let value: String
}

/// The settings of a learner in order, with those that are one value taken apart.
private func settings(of learner: Any) -> [SettingText] {
  Mirror(reflecting: learner).children.flatMap { child -> [SettingText] in
    guard let name = child.label else { return [] }
    return name == "settings" ? settings(of: child.value) : [SettingText(name: name, value: text(of: child.value))]
  }
}

private func text(of value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  if let matrix = value as? Matrix<Double> { return "\(matrix.rowCount) × \(matrix.columnCount) matrix" }
  switch mirror.displayStyle {
  case .optional: return mirror.children.first.map { text(of: $0.value) } ?? "nil"
  case .enum:
    // A dictionary has no order of its own.
    guard let payload = mirror.children.first, let numbers = payload.value as? [Int: Double] else { return ".\(value)" }
    let list = numbers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    return ".\(payload.label ?? "")([\(list)])"
  default: return "\(value)"
  }
}

extension AdaBoost: DescribedBySettings { public static var usual: Self { Self() } }
extension BernoulliNaiveBayes: DescribedBySettings { public static var usual: Self { Self() } }
extension DecisionTree: DescribedBySettings { public static var usual: Self { Self() } }
extension DecisionTreeRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension ElasticNetRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension ExtraTrees: DescribedBySettings { public static var usual: Self { Self() } }
extension ExtraTreesRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension GaussianMixture: DescribedBySettings { public static var usual: Self { Self(components: 0) } }
extension GaussianNaiveBayes: DescribedBySettings { public static var usual: Self { Self() } }
extension GradientBoosting: DescribedBySettings { public static var usual: Self { Self() } }
extension GradientBoostingRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension IsolationForest: DescribedBySettings { public static var usual: Self { Self() } }
extension KMeans: DescribedBySettings { public static var usual: Self { Self(clusters: 0) } }
extension LassoRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension LinearRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension LinearRegressionSGD: DescribedBySettings { public static var usual: Self { Self() } }
extension LinearSupportVectorMachine: DescribedBySettings { public static var usual: Self { Self() } }
extension LogisticRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension LogisticRegressionSGD: DescribedBySettings { public static var usual: Self { Self() } }
extension MatrixFactorization: DescribedBySettings { public static var usual: Self { Self(factors: -1) } }
extension MatrixFactorizationSGD: DescribedBySettings { public static var usual: Self { Self(factors: -1) } }
extension MiniBatchKMeans: DescribedBySettings { public static var usual: Self { Self(clusters: 0) } }
extension MultilayerPerceptron: DescribedBySettings { public static var usual: Self { Self() } }
extension MultilayerPerceptronRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension MultinomialNaiveBayes: DescribedBySettings { public static var usual: Self { Self() } }
extension NearestNeighbors: DescribedBySettings { public static var usual: Self { Self() } }
extension NearestNeighborsRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension RandomForest: DescribedBySettings { public static var usual: Self { Self() } }
extension RandomForestRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension RidgeRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension SoftmaxRegression: DescribedBySettings { public static var usual: Self { Self() } }
extension StandardScaler: DescribedBySettings { public static var usual: Self { Self() } }
extension SupportVectorMachine: DescribedBySettings { public static var usual: Self { Self() } }

extension PrincipalComponents: CustomStringConvertible {
  public var description: String {
    let kept =
      switch selection {
      case .all: [String]()
      case .count(let count): ["components: \(count)"]
      case .varianceShare(let share): ["varianceShare: \(share)"]
      }
    return "PrincipalComponents(" + (kept + (whiten ? ["whiten: true"] : [])).joined(separator: ", ") + ")"
  }
}

extension OneVersusRest: CustomStringConvertible {
  public var description: String { wrapping("OneVersusRest", learner, classWeights) }
}

extension OneVersusOne: CustomStringConvertible {
  public var description: String { wrapping("OneVersusOne", learner, classWeights) }
}

extension Standardized: CustomStringConvertible {
  public var description: String { "\(learner).standardized()" }
}

private func wrapping(_ name: String, _ learner: Any, _ classWeights: ClassWeights) -> String {
  "\(name)(\(learner)" + (classWeights == .equal ? "" : ", classWeights: \(text(of: classWeights))") + ")"
}
