internal import Statistics

/// The items of one query in the order of their scores, with how relevant each is.
///
///     let ranking = try Ranking(scores: [0.9, 0.5, 0.1], relevance: [0, 2, 1])
///     ranking.precision(at: 2)   // 0.5
///     ranking.ndcg(at: 3)
///
/// Relevance is 0 for an item of no use and larger for a better one; measures that know only relevant or not take
/// everything above 0. Where scores tie, every measure is its mean over all orders of the tied items, so that no order
/// is favored.
///
/// Source: Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", ACM TOIS 20(4), 2002; ties:
/// McSherry and Najork, "Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied
/// Scores", ECIR 2008.
public struct Ranking: Hashable, Codable, Sendable {
  /// Items that tie, as relevances; the best group first.
  private let groups: [[Double]]
  /// The number of items.
  public let count: Int

  /// Orders items by their scores, highest first.
  ///
  /// - Throws: ``EvaluationError`` when there are no items, when lengths differ, when a score is NaN, or when a
  ///   relevance is negative or not finite.
  public init(scores: [Double], relevance: [Double]) throws {
    guard scores.count == relevance.count else {
      throw EvaluationError.lengths(
        first: "scores", count: scores.count, second: "relevances", secondCount: relevance.count)
    }
    if let row = scores.firstIndex(where: \.isNaN) { throw EvaluationError.scoreIsNaN(row: row) }
    try Self.require(relevance)
    let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    var groups: [[Double]] = []
    for (place, item) in order.enumerated() {
      if place > 0 && scores[order[place - 1]] == scores[item] {
        groups[groups.count - 1].append(relevance[item])
      } else {
        groups.append([relevance[item]])
      }
    }
    self.groups = groups
    count = scores.count
  }

  /// Orders items by their scores, each relevant or not.
  ///
  /// - Throws: ``EvaluationError`` as with degrees of relevance.
  public init(scores: [Double], isRelevant: [Bool]) throws {
    try self.init(scores: scores, relevance: isRelevant.map { $0 ? 1 : 0 })
  }

  /// Takes items that are in order already, the first one on top.
  ///
  /// - Throws: ``EvaluationError`` when there are no items or a relevance is negative or not finite.
  public init(relevanceInOrder relevance: [Double]) throws {
    try Self.require(relevance)
    groups = relevance.map { [$0] }
    count = relevance.count
  }

  private static func require(_ relevance: [Double]) throws {
    guard !relevance.isEmpty else { throw EvaluationError.noPredictions }
    if let row = relevance.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw EvaluationError.setting(
        name: "the relevance of item \(row)", value: relevance[row], requirement: "a finite number of at least 0")
    }
  }

  /// The number of relevant items.
  public var relevantCount: Int { groups.reduce(0) { $0 + $1.count { $0 > 0 } } }

  /// The share of the first `k` items that are relevant; places beyond the last item count as not relevant.
  ///
  /// 0 for a `k` below 1.
  public func precision(at k: Int) -> Double { k < 1 ? 0 : relevant(among: k) / Double(k) }

  /// The share of the relevant items that are among the first `k`; 0 where none is relevant.
  public func recall(at k: Int) -> Double { ratio(relevant(among: k), Double(relevantCount)) }

  /// The chance that one of the first `k` items is relevant: 0 or 1 without ties.
  public func hitRate(at k: Int) -> Double {
    var place = 0
    for group in groups {
      let hits = group.count { $0 > 0 }
      if place >= k { return 0 }
      if hits > 0 {
        // The chance that all of the places left in this group go to items that are not relevant.
        let taken = min(group.count, k - place)
        var miss = 1.0
        for step in 0..<taken { miss *= max(0, Double(group.count - hits - step)) / Double(group.count - step) }
        return 1 - miss
      }
      place += group.count
    }
    return 0
  }

  /// The expected number of relevant items among the first `k`.
  private func relevant(among k: Int) -> Double {
    var place = 0
    var sum = 0.0
    for group in groups where place < k {
      let taken = min(group.count, k - place)
      sum += Double(group.count { $0 > 0 }) * Double(taken) / Double(group.count)
      place += group.count
    }
    return sum
  }

  /// One over the place of the first relevant item; 0 where none is relevant.
  public var reciprocalRank: Double {
    var place = 0
    for group in groups {
      let hits = group.count { $0 > 0 }
      guard hits > 0 else {
        place += group.count
        continue
      }
      // The chance that the group's first relevant item stands at each of its places.
      var sum = 0.0
      var noneYet = 1.0
      for step in 0...group.count - hits {
        let left = Double(group.count - step)
        sum += noneYet * Double(hits) / left / Double(place + step + 1)
        noneYet *= (left - Double(hits)) / left
      }
      return sum
    }
    return 0
  }

  /// The mean, over the relevant items, of the precision down to their place; 0 where none is relevant.
  ///
  /// - Parameter k: counts only the first `k` places; the mean is then over min(k, relevant items).
  public func averagePrecision(at k: Int? = nil) -> Double {
    let limit = k ?? count
    let relevant = min(relevantCount, limit)
    guard relevant > 0 else { return 0 }
    var place = 0
    var found = 0.0
    var sum = 0.0
    for group in groups where place < limit {
      let hits = Double(group.count { $0 > 0 })
      let size = Double(group.count)
      for step in 0..<min(group.count, limit - place) {
        // Of the items of the group before a relevant one, (hits − 1)/(size − 1) are relevant on average.
        let before = size > 1 ? Double(step) * (hits - 1) / (size - 1) : 0
        sum += hits / size * (found + before + 1) / Double(place + step + 1)
      }
      found += hits
      place += group.count
    }
    return sum / Double(relevant)
  }

  /// What an item of a given relevance is worth at the top.
  public enum Gain: String, CaseIterable, Hashable, Codable, Sendable {
    /// Its relevance.
    case linear
    /// 2 to its relevance, less 1: the best items count far more.
    case exponential

    func callAsFunction(_ relevance: Double) -> Double {
      self == .linear ? relevance : Portable.exp(relevance * Portable.log(2)) - 1
    }
  }

  /// The gains of the items, each divided by log₂(place + 1), added up over the first `k` places.
  public func dcg(at k: Int? = nil, gain: Gain = .linear) -> Double {
    Self.discounted(groups, limit: k ?? count, gain: gain)
  }

  /// The discounted gain as a share of that of the best order: 1 is perfect; 0 where no item is relevant.
  public func ndcg(at k: Int? = nil, gain: Gain = .linear) -> Double {
    let best = groups.joined().sorted(by: >).map { [$0] }
    return ratio(dcg(at: k, gain: gain), Self.discounted(best, limit: k ?? count, gain: gain))
  }

  private static func discounted(_ groups: [[Double]], limit: Int, gain: Gain) -> Double {
    var place = 0
    var sum = 0.0
    for group in groups where place < limit {
      let mean = group.reduce(0) { $0 + gain($1) } / Double(group.count)
      for step in 0..<min(group.count, limit - place) {
        sum += mean * Portable.log(2) / Portable.log(Double(place + step + 2))
      }
      place += group.count
    }
    return sum
  }
}

extension Ranking: CustomStringConvertible {
  /// The number of items, and the first relevances; those of items that tie in parentheses.
  public var description: String {
    let items = groups.map { group in
      group.count == 1 ? rounded(group[0]) : "(" + firstValues(group.map(rounded)) + ")"
    }
    return "\(counted(count, "item")) by score, relevance \(firstValues(items))"
  }
}

extension Collection where Element == Ranking {
  /// The mean precision among the first `k` items over queries.
  public func meanPrecision(at k: Int) -> Double { mean { $0.precision(at: k) } }
  /// The mean recall among the first `k` items over queries.
  public func meanRecall(at k: Int) -> Double { mean { $0.recall(at: k) } }
  /// The mean reciprocal rank over queries (MRR).
  public func meanReciprocalRank() -> Double { mean { $0.reciprocalRank } }
  /// The mean average precision over queries (MAP).
  public func meanAveragePrecision(at k: Int? = nil) -> Double { mean { $0.averagePrecision(at: k) } }
  /// The mean normalized discounted gain over queries.
  public func meanNDCG(at k: Int? = nil, gain: Ranking.Gain = .linear) -> Double {
    mean { $0.ndcg(at: k, gain: gain) }
  }

  private func mean(_ measure: (Ranking) -> Double) -> Double {
    ratio(reduce(0) { $0 + measure($1) }, Double(count))
  }
}
