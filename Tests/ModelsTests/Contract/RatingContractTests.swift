import Foundation
import Kernels
import Models
import Statistics
import Testing

@Suite("The contract of every learner of ratings")
struct RatingContractTests {
  typealias Subject = RatingLearnerUnderContract

  /// What a model expects of the pairs of fresh ratings.
  private func answers(_ model: MatrixFactorizationModel, _ fresh: DrawnRatings) throws -> [Double] {
    try model.predict(users: fresh.users, items: fresh.items)
  }

  // MARK: What is refused

  private func expectRefusal(of value: Double, by subject: Subject) throws {
    var ratings = subject.ratings()
    ratings.values[7] = value
    let error = #expect(throws: ModelError.self) { try subject.fit(ratings) }
    #expect(error?.description.hasPrefix("the rating at position 7 is \(value), and it must be ") == true)
  }

  @Test("a rating that is not a number is refused with its position", arguments: Subject.all)
  func notANumber(_ subject: Subject) throws {
    try expectRefusal(of: .nan, by: subject)
  }

  @Test("an infinite rating is refused with its position", arguments: Subject.all)
  func infinite(_ subject: Subject) throws {
    try expectRefusal(of: .infinity, by: subject)
  }

  @Test("a rating out of the range of the loss is refused with its position", arguments: Subject.all)
  func outOfRange(_ subject: Subject) throws {
    try expectRefusal(of: subject.takesClicks ? 1.5 : 1e101, by: subject)
  }

  @Test("a training set without ratings is refused", arguments: Subject.all)
  func noRatings(_ subject: Subject) throws {
    #expect(throws: ModelError.noRows) { try subject.fit(subject.ratings(0)) }
  }

  @Test("lists of different lengths are refused with all three", arguments: Subject.all)
  func lengths(_ subject: Subject) throws {
    let ratings = subject.ratings()
    #expect(throws: ModelError.ratingCounts(users: 399, items: 400, ratings: 400)) {
      try subject.learner.fit(users: ratings.users.dropLast(), items: ratings.items, ratings: ratings.values)
    }
    #expect(throws: ModelError.ratingCounts(users: 400, items: 0, ratings: 400)) {
      try subject.learner.fit(users: ratings.users, items: [], ratings: ratings.values)
    }
    #expect(throws: ModelError.ratingCounts(users: 400, items: 400, ratings: 1)) {
      try subject.learner.fit(users: ratings.users, items: ratings.items, ratings: [1])
    }
  }

  @Test("a prediction for more users than items is refused", arguments: Subject.all)
  func pairs(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    #expect(throws: ModelError.self) { try model.predict(users: [100, 107], items: [1]) }
  }

  @Test("a setting that cannot be is refused by its name", arguments: Subject.all)
  func settings(_ subject: Subject) throws {
    let ratings = subject.ratings()
    for (setting, learner) in subject.unusable {
      let error = #expect(throws: ModelError.self) {
        try learner.fit(users: ratings.users, items: ratings.items, ratings: ratings.values)
      }
      #expect(error?.description.hasPrefix(setting + " is ") == true)
    }
  }

  @Test("weights for another number of ratings are refused with both numbers", arguments: Subject.all)
  func weightCount(_ subject: Subject) throws {
    #expect(throws: ModelError.weightCount(weights: 1, rows: 400)) {
      try subject.fit(subject.ratings(), weights: [1])
    }
  }

  @Test("a weight that is no usable number is refused with its row", arguments: Subject.all)
  func unusableWeights(_ subject: Subject) throws {
    for bad in [-1, Double.nan, .infinity] {
      var weights = [Double](repeating: 1, count: 400)
      weights[9] = bad
      let error = #expect(throws: ModelError.self) { try subject.fit(subject.ratings(), weights: weights) }
      #expect(
        error?.description == "the sample weight of row 9 is \(bad); a weight must be a number from 0 to 1e100")
    }
  }

  @Test("weights that are all zero are refused", arguments: Subject.all)
  func weightsAllZero(_ subject: Subject) throws {
    #expect(throws: ModelError.weightsAllZero) {
      try subject.fit(subject.ratings(), weights: [Double](repeating: 0, count: 400))
    }
  }

  // MARK: What decides a fit

  @Test("two fits to the same ratings give the same model, to the last bit", arguments: Subject.all)
  func repeatable(_ subject: Subject) throws {
    let ratings = subject.ratings()
    let weights = (0..<400).map { Double($0 % 4) + 0.5 }
    #expect(try encoded(subject.fit(ratings, weights: weights)) == encoded(subject.fit(ratings, weights: weights)))
  }

  @Test("another seed gives another model, which predicts nearly the same", arguments: Subject.all)
  func seeds(_ subject: Subject) throws {
    guard let reseeded = subject.reseeded else { return }
    let ratings = subject.ratings()
    let model = try subject.fit(ratings)
    let other = try reseeded.fit(users: ratings.users, items: ratings.items, ratings: ratings.values)
    #expect(model != other)
    #expect(distance(try answers(model, ratings), try answers(other, ratings)) < 1.5)
  }

  @Test("the number of threads changes no bit of a model", arguments: Subject.all)
  func threads(_ subject: Subject) throws {
    let ratings = subject.ratings(2000)
    let model = try subject.fit(ratings)
    #expect(try encoded(Threads.limited(to: 1) { try subject.fit(ratings) }) == encoded(model))
  }

  @Test("a learner does with weights what it says it does", arguments: Subject.all)
  func weights(_ subject: Subject) throws {
    let ratings = subject.ratings()
    let fresh = subject.ratings(200, seed: 12)
    let weights = (0..<400).map { Double($0 % 4) }
    let weighted = try answers(subject.fit(ratings, weights: weights), fresh)
    let toPlain = distance(weighted, try answers(subject.fit(ratings), fresh))
    switch subject.learner.sampleWeightUse {
    case .ignored:
      #expect(toPlain == 0)
    case .scalesLoss:
      #expect(toPlain > 1e-4)
    case .equalsCopies:
      #expect(toPlain > 1e-4)
      let copies = (0..<400).flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      #expect(distance(weighted, try answers(subject.fit(ratings.at(copies)), fresh)) < 1e-6)
    }
  }

  @Test("a rating of weight 0 is left out, its user and its item too, to the last bit", arguments: Subject.all)
  func zeroWeights(_ subject: Subject) throws {
    var ratings = subject.ratings()
    let kept = (0..<400).filter { $0 % 3 != 2 }
    for row in 0..<400 where row % 3 == 2 { (ratings.users[row], ratings.items[row]) = (9_999, -9_999) }
    let weights = (0..<400).map { $0 % 3 == 2 ? 0 : 1 + Double($0 % 2) }
    #expect(
      try encoded(subject.fit(ratings, weights: weights))
        == encoded(subject.fit(ratings.at(kept), weights: kept.map { weights[$0] })))
  }

  @Test("weights of 1 are no weights, to the last bit", arguments: Subject.all)
  func unitWeights(_ subject: Subject) throws {
    let ratings = subject.ratings()
    #expect(
      try encoded(subject.fit(ratings, weights: [Double](repeating: 1, count: 400))) == encoded(subject.fit(ratings)))
  }

  @Test("of the weights only their ratios matter where no steps are drawn", arguments: Subject.all)
  func weightRatios(_ subject: Subject) throws {
    if subject.stepsAreDrawn { return }
    let ratings = subject.ratings()
    let weights = (0..<400).map { 1 + Double($0 % 4) }
    let model = try subject.fit(ratings, weights: weights)
    let heavy = try subject.fit(ratings, weights: weights.map { 8 * $0 })
    #expect(distance(try answers(heavy, ratings), try answers(model, ratings)) < 1e-9)
  }

  @Test("the order of the ratings does not matter where no steps are drawn", arguments: Subject.all)
  func order(_ subject: Subject) throws {
    if subject.stepsAreDrawn { return }
    let ratings = subject.ratings()
    let backwards = try subject.fit(ratings.at((0..<400).reversed()))
    #expect(distance(try answers(backwards, ratings), try answers(subject.fit(ratings), ratings)) < 1e-6)
  }

  @Test("ratings moved by a number move the predictions by it", arguments: Subject.all)
  func shifts(_ subject: Subject) throws {
    if subject.takesClicks { return }
    let ratings = subject.ratings()
    var moved = ratings
    moved.values = ratings.values.map { $0 + 1024 }
    let expected = try answers(subject.fit(ratings), ratings).map { $0 + 1024 }
    #expect(distance(try answers(subject.fit(moved), ratings), expected) < 1e-6)
  }

  // MARK: What ratings may be

  @Test("a single user, a single item and a single rating are learned from", arguments: Subject.all)
  func few(_ subject: Subject) throws {
    let pairs = subject.takesClicks ? [0.0, 1] : [4.0]
    for (users, items) in [([5, 5], [1, 2]), ([5, 6], [1, 1])] {
      let model = try subject.learner.fit(
        users: Array(users.prefix(pairs.count)), items: Array(items.prefix(pairs.count)), ratings: pairs)
      #expect(model.predict(user: 5, item: 1).isFinite)
    }
  }

  @Test("a pair that is rated twice is no error, and both ratings count", arguments: Subject.all)
  func twice(_ subject: Subject) throws {
    let ratings = subject.ratings()
    func expected(_ values: [Double]) throws -> Double {
      var more = ratings
      for value in values {
        more.users.append(100)
        more.items.append(-20)
        more.values.append(value)
      }
      return try subject.fit(more).predict(user: 100, item: -20)
    }
    let (low, high) = subject.takesClicks ? (0.0, 1.0) : (-5, 11)
    let between = try expected([low, high])
    #expect(try expected([low, low]) < between)
    #expect(try between < expected([high, high]))
  }

  @Test("what was not seen is predicted better than by the mean", arguments: Subject.all)
  func learns(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings(2000))
    let fresh = subject.ratings(400, seed: 12)
    let mean = fresh.values.reduce(0, +) / 400
    let errors = zip(try answers(model, fresh), fresh.values).map { ($0 - $1) * ($0 - $1) }
    let spread = fresh.values.map { ($0 - mean) * ($0 - mean) }
    #expect(errors.reduce(0, +) < 0.7 * spread.reduce(0, +))
  }

  // MARK: What a model says

  @Test("a model knows its users and its items by their ids, ascending", arguments: Subject.all)
  func ids(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    #expect(model.userIDs == (0..<20).map { 100 + 7 * $0 })
    #expect(model.itemIDs == (0..<16).map { 3 * $0 - 20 })
    #expect(model.userBiases.count == 20 && model.itemBiases.count == 16)
    #expect(model.userFactors.rowCount == 20 && model.userFactors.columnCount == model.factorCount)
    #expect(model.itemFactors.rowCount == 16 && model.itemFactors.columnCount == model.factorCount)
  }

  @Test("a model says of a pair the same bits alone and in any list", arguments: Subject.all)
  func lists(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    let fresh = subject.ratings(200, seed: 12)
    let together = try answers(model, fresh)
    #expect((0..<200).allSatisfy { model.predict(user: fresh.users[$0], item: fresh.items[$0]) == together[$0] })
    #expect(try answers(model, fresh.at((0..<200).reversed())) == together.reversed())
    #expect(try model.predict(users: [], items: []) == [])
  }

  @Test("of an unknown user and an unknown item the mean is expected", arguments: Subject.all)
  func unknown(_ subject: Subject) throws {
    let ratings = subject.ratings()
    let model = try subject.fit(ratings)
    let mean = ratings.values.reduce(0, +) / 400
    #expect(abs(model.predict(user: -1, item: 9_999) - mean) < 1e-12)
    #expect(model.predict(user: 100, item: 9_999).isFinite && model.predict(user: -1, item: -20).isFinite)
  }

  @Test("a probability of a click is above 0 and below 1", arguments: Subject.all)
  func probabilities(_ subject: Subject) throws {
    guard subject.takesClicks else { return }
    let model = try subject.fit(subject.ratings())
    #expect(try answers(model, subject.ratings(200, seed: 12)).allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("what is recommended is what is expected to be rated highest", arguments: Subject.all)
  func recommendations(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    for user in [100, 107, 9_999] {
      let best = model.recommend(user: user, count: 5, excluding: [-20])
      let expected = model.itemIDs.filter { $0 != -20 }.map { model.predict(user: user, item: $0) }.sorted(by: >)
      #expect(best.map(\.rating) == Array(expected.prefix(5)))
      #expect(best.allSatisfy { model.predict(user: user, item: $0.item) == $0.rating })
    }
  }

  // MARK: Files

  @Test("a model read back from its file says the same bits", arguments: Subject.all)
  func coding(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    let fresh = subject.ratings(200, seed: 12)
    #expect(try readBack(model) == model)
    #expect(try answers(readBack(model), fresh) == answers(model, fresh))
  }

  @Test("a model read back from its file is written as the same file", arguments: Subject.all)
  func codingTwice(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    #expect(try encoded(readBack(model)) == encoded(model))
  }

  @Test("a model in a later format is refused with both formats", arguments: Subject.all)
  func laterFormat(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    let later = try withLaterFormat(encoded(model))
    let error = #expect(throws: DecodingError.self) { try decode(like: model, later) }
    #expect(
      error.map { "\($0)".contains("the model was written in format 999, and this library reads format 1") } == true)
  }

  @Test("a model whose file was cut short is refused", arguments: Subject.all)
  func cutShort(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    let bytes = try encoded(model)
    #expect(throws: DecodingError.self) { try decode(like: model, bytes.prefix(bytes.count / 2)) }
  }

  @Test("a model that was damaged is refused, or still answers", arguments: Subject.all)
  func damage(_ subject: Subject) throws {
    let model = try subject.fit(subject.ratings())
    let cases = try damaged(encoded(model))
    #expect(cases.count > 5)
    for (damage, bytes) in cases {
      expectRefusalOrAnswer(damage) {
        let read = try decode(like: model, bytes)
        _ = try answers(read, subject.ratings(20, seed: 12))
        _ = read.recommend(user: 100, count: 3)
      }
    }
  }

  // MARK: Updates

  @Test("a model goes on learning from later ratings, those of new users and items too", arguments: Subject.all)
  func updates(_ subject: Subject) throws {
    guard let learner = subject.learner as? MatrixFactorizationSGD else { return }
    var model = try subject.fit(subject.ratings())
    let before = model
    try learner.update(&model, users: [100, 5], items: [-20, 500], ratings: [1, 0])
    #expect(model.userIDs == [5] + before.userIDs)
    #expect(model.itemIDs == before.itemIDs + [500])
    #expect(model.predict(user: 100, item: -20) != before.predict(user: 100, item: -20))
  }

  @Test("later ratings teach the same at once and in pieces", arguments: Subject.all)
  func updatesInPieces(_ subject: Subject) throws {
    guard let learner = subject.learner as? MatrixFactorizationSGD else { return }
    let later = subject.ratings(300, seed: 22)
    var whole = try subject.fit(subject.ratings())
    var pieces = whole
    try learner.update(&whole, users: later.users, items: later.items, ratings: later.values)
    for places in [0..<1, 1..<120, 120..<300] {
      let piece = later.at(places)
      try learner.update(&pieces, users: piece.users, items: piece.items, ratings: piece.values)
    }
    #expect(try encoded(pieces) == encoded(whole))
  }

  @Test("an update that is refused changes nothing", arguments: Subject.all)
  func refusedUpdates(_ subject: Subject) throws {
    guard let learner = subject.learner as? MatrixFactorizationSGD else { return }
    var model = try subject.fit(subject.ratings())
    let before = try encoded(model)
    #expect(throws: ModelError.self) { try learner.update(&model, users: [100], items: [-20], ratings: [.nan]) }
    #expect(throws: ModelError.noRows) { try learner.update(&model, users: [], items: [], ratings: []) }
    #expect(throws: ModelError.ratingCounts(users: 1, items: 2, ratings: 1)) {
      try learner.update(&model, users: [100], items: [-20, -17], ratings: [1])
    }
    #expect(throws: ModelError.weight(row: 0, value: -1)) {
      try learner.update(&model, users: [100], items: [-20], ratings: [1], sampleWeights: [-1])
    }
    #expect(try encoded(model) == before)
  }
}
