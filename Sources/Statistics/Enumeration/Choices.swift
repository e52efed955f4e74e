/// The random choices of an algorithm whose every course is run by ``ExactDistribution``.
///
/// Its methods are named as those of a generator, so an algorithm reads the same with either.
public struct Choices: Sendable {
  /// One choice on the current course: which option was taken of how many, and the probability of each.
  private struct Choice {
    var taken: Int
    let options: [Double]
  }

  private var course: [Choice] = []
  private var depth = 0

  /// The probability of the course so far.
  private(set) var probability = 1.0

  /// A whole number from `0 ..< bound`, each with probability 1/bound; `bound` must be positive.
  public mutating func uniformInt(below bound: Int) -> Int {
    precondition(bound > 0, "the bound of a uniform choice must be positive, not \(bound)")
    return choose { Array(repeating: 1 / Double(bound), count: bound) }
  }

  /// True with the given probability: never for 0 or less, always for 1 or more.
  public mutating func bernoulli(_ probability: Double) -> Bool {
    if probability <= 0 { return false }
    if probability >= 1 { return true }
    return choose { [1 - probability, probability] } == 1
  }

  /// An element of `items`, each as likely as any other; nil if there is none.
  public mutating func element<C: RandomAccessCollection>(of items: C) -> C.Element? {
    guard !items.isEmpty else { return nil }
    return items[items.index(items.startIndex, offsetBy: uniformInt(below: items.count))]
  }

  /// Takes the recorded option, or the first one of a choice not met before.
  private mutating func choose(_ options: () -> [Double]) -> Int {
    if depth == course.count { course.append(Choice(taken: 0, options: options())) }
    let choice = course[depth]
    depth += 1
    probability *= choice.options[choice.taken]
    return choice.taken
  }

  mutating func rewind() {
    depth = 0
    probability = 1
  }

  /// Moves to the next course, as an odometer does; false if there is none.
  mutating func advance() -> Bool {
    while let last = course.last {
      if last.taken + 1 < last.options.count {
        course[course.count - 1].taken += 1
        return true
      }
      course.removeLast()
    }
    return false
  }
}
