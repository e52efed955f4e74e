/// How the learning rate changes from epoch to epoch.
public enum LearningRateSchedule: Equatable, Sendable {
  /// It stays as it is.
  case constant
  /// It is multiplied by `factor` (above 0, at most 1) after each epoch.
  case exponential(factor: Double)
  /// It is multiplied by `factor` (above 0, at most 1) after every `every` epochs.
  case steps(every: Int, factor: Double)

  /// What the learning rate is multiplied by in an epoch, counted from 0.
  func factor(epoch: Int) -> Double {
    switch self {
    case .constant: 1
    case .exponential(let factor): wholePower(factor, epoch)
    case .steps(let every, let factor): wholePower(factor, epoch / every)
    }
  }

  func check() throws {
    switch self {
    case .constant: break
    case .exponential(let factor): try Self.check(factor)
    case .steps(let every, let factor):
      try requireAtLeastOne(every, "the schedule's every")
      try Self.check(factor)
    }
  }

  private static func check(_ factor: Double) throws {
    guard factor > 0, factor <= 1 else {
      throw ModelError.setting(name: "the schedule's factor", value: factor, requirement: "above 0 and at most 1")
    }
  }
}
