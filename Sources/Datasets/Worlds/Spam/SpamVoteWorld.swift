import DataFrames
import Statistics

/// Classifiers that each say spam or ham about the same messages, with known accuracies and known dependence: when
/// the majority is better than its members, and when it is not.
///
/// Half of the messages are spam. A voter is right about a message with its accuracy plus the shift of the message's
/// difficulty. Votes are drawn with a uniform number: right where the number is below the probability. Independent
/// voters have numbers of their own. There are two ways to depend, and neither changes how often a voter is right:
/// with the probability `together` all voters use one number for a message; and a voter of a family uses, with its
/// probability `copying`, the number of its family.
///
/// Truth: ``majorityAccuracy()``, ``accuracy(of:)`` and ``correlation(of:and:)``, exact.
///
/// Source: Designing Machine Learning Systems, ch. 6, ensembles (three classifiers of 70%: 78.4%).
public struct SpamVoteWorld: Hashable, Codable, Sendable {
  /// One classifier.
  public struct Voter: Hashable, Codable, Sendable {
    /// The probability of being right about a message of usual difficulty.
    public var accuracy: Double
    /// The number of the family from which the voter copies; nil for none.
    public var family: Int?
    /// The probability that the voter copies its family's number for a message.
    public var copying: Double

    public init(accuracy: Double, family: Int? = nil, copying: Double = 0) {
      self.accuracy = accuracy
      self.family = family
      self.copying = copying
    }
  }

  /// One kind of messages.
  public struct Difficulty: Hashable, Codable, Sendable {
    /// The share of messages of this kind.
    public var share: Double
    /// What is added to each voter's probability of being right; the sum is kept within 0...1.
    public var shift: Double

    public init(share: Double, shift: Double) {
      self.share = share
      self.shift = shift
    }
  }

  /// The classifiers.
  public var voters: [Voter]
  /// The probability that all voters use one number for a message.
  public var together: Double
  /// The kinds of messages.
  public var difficulties: [Difficulty]
  /// The number of messages.
  public var messages: Int

  public init(
    voters: [Voter] = [Voter(accuracy: 0.7), Voter(accuracy: 0.7), Voter(accuracy: 0.7)], together: Double = 0,
    difficulties: [Difficulty] = [Difficulty(share: 1, shift: 0)], messages: Int = 4_000
  ) {
    self.voters = voters
    self.together = together
    self.difficulties = difficulties
    self.messages = messages
  }

  /// Eight voters to choose three from: three near clones at 80%, three independent ones at 76%, two at 70%.
  public static let eightVoters = SpamVoteWorld(
    voters: Array(repeating: Voter(accuracy: 0.8, family: 1, copying: 0.9), count: 3)
      + Array(repeating: Voter(accuracy: 0.76), count: 3) + Array(repeating: Voter(accuracy: 0.7), count: 2))

  /// The exact probability that the majority of the voters is right; with an even number of voters a tie is decided
  /// by a coin.
  ///
  /// Without families O(voters²) for each difficulty; families multiply it by the number of their different
  /// accuracies.
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func majorityAccuracy() throws(DatasetError) -> Double {
    try check()
    return difficulties.reduce(0) { sum, difficulty in
      let right = voters.indices.map { chance(of: $0, difficulty) }
      return sum + difficulty.share
        * (together * majorityOfOneNumber(right) + (1 - together) * majorityOfFamilies(right))
    }
  }

  /// The exact probability that a voter is right about a message.
  ///
  /// - Parameter voter: Its position among ``voters``.
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func accuracy(of voter: Int) throws(DatasetError) -> Double {
    try check()
    try requireVoter(voter)
    return difficulties.reduce(0) { $0 + $1.share * chance(of: voter, $1) }
  }

  /// The exact correlation between two voters' being right, which is also that between their errors; nil if one of
  /// them is never or always right.
  ///
  /// For one difficulty with the probabilities p ≤ q of being right, both are right with the probability p where they
  /// share a number, and p q where they do not. Difficulties of different accuracies make all voters correlate.
  ///
  /// - Parameters:
  ///   - first: Its position among ``voters``.
  ///   - second: The position of the other.
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func correlation(of first: Int, and second: Int) throws(DatasetError) -> Double? {
    let (a, b) = (try accuracy(of: first), try accuracy(of: second))
    let spread = (a * (1 - a) * b * (1 - b)).squareRoot()
    guard spread > 0 else { return nil }
    let (one, other) = (voters[first], voters[second])
    let isFamily = one.family != nil && one.family == other.family
    let copying = first == second ? 1 : isFamily ? one.copying * other.copying : 0
    let sharing = together + (1 - together) * copying
    let both = difficulties.reduce(0) { sum, difficulty in
      let (p, q) = (chance(of: first, difficulty), chance(of: second, difficulty))
      return sum + difficulty.share * (sharing * min(p, q) + (1 - sharing) * p * q)
    }
    return (both - a * b) / spread
  }

  private func chance(of voter: Int, _ difficulty: Difficulty) -> Double {
    min(max(voters[voter].accuracy + difficulty.shift, 0), 1)
  }

  private func requireVoter(_ voter: Int) throws(DatasetError) {
    try requireParameter(
      voters.indices.contains(voter), "the position of a voter", voter, "in 0...\(voters.count - 1)")
  }

  /// All voters right below their probability of one number u: k are right where u is below the k-th largest.
  private func majorityOfOneNumber(_ right: [Double]) -> Double {
    let descending = right.sorted(by: >)
    let needed = right.count / 2 + 1
    let strict = descending[needed - 1]
    guard right.count.isMultiple(of: 2) else { return strict }
    return strict + 0.5 * (descending[needed - 2] - strict)
  }

  /// Given the families' numbers, the voters are independent; the sum is over the intervals in which the numbers lie.
  private func majorityOfFamilies(_ right: [Double]) -> Double {
    let families = Set(voters.compactMap(\.family)).sorted()
    func majority(_ remaining: ArraySlice<Int>, _ chances: [Double]) -> Double {
      guard let family = remaining.first else { return Self.majorityOfIndependent(chances) }
      let members = voters.indices.filter { voters[$0].family == family }
      let ends = ([0, 1] + members.map { right[$0] }).sorted()
      var sum = 0.0
      for (start, end) in zip(ends, ends.dropFirst()) where end > start {
        var conditional = chances
        for member in members {
          let copied = right[member] >= end ? 1.0 : 0.0
          conditional[member] = voters[member].copying * copied + (1 - voters[member].copying) * right[member]
        }
        sum += (end - start) * majority(remaining.dropFirst(), conditional)
      }
      return sum
    }
    return majority(families[...], right)
  }

  /// By the distribution of the number of right voters, one voter at a time.
  private static func majorityOfIndependent(_ chances: [Double]) -> Double {
    var counts = [1.0]
    for chance in chances {
      var next = [Double](repeating: 0, count: counts.count + 1)
      for (count, mass) in counts.enumerated() {
        next[count] += mass * (1 - chance)
        next[count + 1] += mass * chance
      }
      counts = next
    }
    let half = chances.count / 2
    let strict = counts[(half + 1)...].reduce(0, +)
    return chances.count.isMultiple(of: 2) ? strict + 0.5 * counts[half] : strict
  }

  /// Makes the messages and the votes of a seed. O(messages × voters).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if a parameter is out of its range.
  public func generate(seed: UInt64) throws(DatasetError) -> SpamVotes {
    try check()
    let families = Set(voters.compactMap(\.family)).sorted()
    let familyPlaces = voters.map { voter in voter.family.flatMap { families.firstIndex(of: $0) } }
    let kinds = CategoryDraws(weights: difficulties.map(\.share))
    var rng = SeededGenerator(seed: seed, stream: "votes")
    var isSpam = [Bool](repeating: false, count: messages)
    var difficultyOf = [Int](repeating: 0, count: messages)
    var votes = [[Bool]](repeating: isSpam, count: voters.count)
    var familyNumbers = [Double](repeating: 0, count: families.count)
    for message in 0..<messages {
      isSpam[message] = rng.bernoulli(0.5)
      difficultyOf[message] = kinds.draw(using: &rng)
      let shift = difficulties[difficultyOf[message]].shift
      let common = rng.bernoulli(together) ? rng.uniform() : nil
      for family in familyNumbers.indices { familyNumbers[family] = rng.uniform() }
      for (place, voter) in voters.enumerated() {
        let own = rng.uniform()
        let isCopy = rng.bernoulli(voter.copying)
        let number = common ?? (isCopy ? familyPlaces[place].map { familyNumbers[$0] } : nil) ?? own
        let isRight = number < voter.accuracy + shift
        votes[place][message] = isRight == isSpam[message]
      }
    }
    return SpamVotes(
      frame: observedFrame(
        [Column("message", 1...messages)]
          + votes.enumerated().map { Column("vote\($0.offset + 1)", $0.element) }),
      isSpam: isSpam, trueDifficulties: difficultyOf)
  }

  private func check() throws(DatasetError) {
    try requireParameter(!voters.isEmpty, "the number of voters", voters.count, "1 or more")
    try requireParameter(messages >= 1, "the number of messages", messages, "1 or more")
    try requireParameter(
      together >= 0 && together <= 1, "the probability of voting together", together, "in 0...1")
    for (place, voter) in voters.enumerated() {
      try requireParameter(
        voter.accuracy >= 0 && voter.accuracy <= 1, "the accuracy of voter \(place + 1)", voter.accuracy, "in 0...1")
      try requireParameter(
        voter.copying >= 0 && voter.copying <= 1, "the copying of voter \(place + 1)", voter.copying, "in 0...1")
      try requireParameter(
        voter.copying == 0 || voter.family != nil, "the copying of voter \(place + 1)", voter.copying,
        "0 for a voter without a family")
    }
    try requireDistribution(difficulties.map(\.share), "the shares of the difficulties")
    for difficulty in difficulties {
      try requireParameter(abs(difficulty.shift) <= 1, "the shift of a difficulty", difficulty.shift, "in -1...1")
    }
  }
}
