/// A model whose fit goes step by step until what is left to do is small enough.
///
///     if model.converged == false { print(model.convergence) }
public protocol IterativeModel {
  /// A ``ConvergenceReport``, optional where some learners of the model do not test for convergence.
  associatedtype Report
  /// How the fit ended.
  var convergence: Report { get }
  /// What a display says of a fit that stopped before it had converged; nil of any other.
  var convergenceNote: String? { get }
}

extension IterativeModel where Report == ConvergenceReport {
  /// Whether the fit came to its end before the steps ran out.
  public var converged: Bool { convergence.converged }
  /// The number of steps taken.
  public var iterations: Int { convergence.iterations }
  public var convergenceNote: String? { convergence.note }
}

extension IterativeModel where Report == ConvergenceReport? {
  /// Whether the fit came to its end before the steps ran out; nil if its learner does not test for that.
  public var converged: Bool? { convergence?.converged }
  /// The number of steps taken; nil if the learner of the model does not test for convergence.
  public var iterations: Int? { convergence?.iterations }
  public var convergenceNote: String? { convergence?.note }
}

extension ConvergenceReport {
  fileprivate var note: String? {
    converged
      ? nil
      : "not converged after \(iterations) \(iterations == 1 ? "step" : "steps"); allow more with maximumIterations"
  }
}

extension LinearModel: IterativeModel {}
extension LogisticModel: IterativeModel {}
extension SoftmaxModel: IterativeModel {}
extension LinearSupportVectorModel: IterativeModel {}
extension SupportVectorModel: IterativeModel {}
extension KMeansModel: IterativeModel {}
extension GaussianMixtureModel: IterativeModel {}
extension MatrixFactorizationModel: IterativeModel {}
