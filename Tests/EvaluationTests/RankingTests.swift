import Evaluation
import Testing

@Suite("Ranking measures")
struct RankingTests {
  struct Case: Decodable {
    let scores, relevance: [Double]
    let k: Int
    let precision, recall, hitRate, reciprocalRank, averagePrecision, averagePrecisionAtK: Double
    let dcg, ndcg, ndcgExponential: Double
  }
  struct Content: Decodable { let rankings: [Case] }

  @Test("every measure is its mean over all orders of tied items")
  func reference() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).rankings {
      let ranking = try Ranking(scores: item.scores, relevance: item.relevance)
      let name = "\(item.scores) at \(item.k)"
      worst.add(ranking.precision(at: item.k), item.precision, "\(name): precision")
      worst.add(ranking.recall(at: item.k), item.recall, "\(name): recall")
      worst.add(ranking.hitRate(at: item.k), item.hitRate, "\(name): hit rate")
      worst.add(ranking.reciprocalRank, item.reciprocalRank, "\(name): reciprocal rank")
      worst.add(ranking.averagePrecision(), item.averagePrecision, "\(name): average precision")
      worst.add(ranking.averagePrecision(at: item.k), item.averagePrecisionAtK, "\(name): average precision at k")
      worst.add(ranking.dcg(at: item.k), item.dcg, "\(name): DCG")
      worst.add(ranking.ndcg(at: item.k), item.ndcg, "\(name): NDCG")
      worst.add(ranking.ndcg(at: item.k, gain: .exponential), item.ndcgExponential, "\(name): exponential NDCG")
    }
    #expect(worst.error < 1e-14, "\(worst)")
  }

  @Test("means over queries")
  func means() throws {
    let queries = [
      try Ranking(relevanceInOrder: [0, 1, 0]), try Ranking(relevanceInOrder: [1, 0, 1]),
      try Ranking(relevanceInOrder: [0, 0, 0]),
    ]
    #expect(queries.meanReciprocalRank() == 0.5)
    #expect(abs(queries.meanAveragePrecision() - (0.5 + 5.0 / 6) / 3) < 1e-15)
    #expect(queries.meanPrecision(at: 1) == 1.0 / 3)
    #expect(queries.meanRecall(at: 1) == 0.5 / 3)
    #expect(queries.meanNDCG(at: 3) < 1)
  }

  @Test("the best order has NDCG 1")
  func best() throws {
    #expect(try Ranking(scores: [3, 2, 1], relevance: [5, 2, 0]).ndcg() == 1)
  }

  @Test("what cannot be ranked is refused")
  func refusals() {
    #expect(
      sentence { try Ranking(scores: [1, 2], relevance: [1]) }
        == "there are 2 scores but 1 relevances; they must be equally many")
    #expect(
      sentence { try Ranking(relevanceInOrder: [0, -1]) }
        == "the relevance of item 1 is -1, and it must be a finite number of at least 0")
    #expect(sentence { try Ranking(scores: [.nan], isRelevant: [true]) }?.contains("row 0 is nan") == true)
  }
}
