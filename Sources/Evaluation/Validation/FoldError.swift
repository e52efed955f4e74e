/// What went wrong in one fold.
public struct FoldError: Error, CustomStringConvertible {
  /// The fold, counting from 0.
  public let fold: Int
  /// What the fit, the prediction or the score threw.
  public let underlying: any Error

  public var description: String { "in fold \(fold): \(underlying)" }
}
