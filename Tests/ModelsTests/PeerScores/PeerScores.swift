import Foundation

/// scikit-learn's scores on the tables of `datasets/`, fold by fold, as `cross_validation.py` wrote them.
struct PeerScores: Decodable {
  struct Table: Decodable {
    /// For each repetition the fold that tests each row, as one digit per row.
    let folds: [String]
    /// The scores of each learner: repetition after repetition, fold after fold.
    let scores: [String: [Double]]

    /// The rows fitted to and the rows tested in each fold of each repetition, in the order of the scores.
    var splits: [(training: [Int], test: [Int])] {
      folds.flatMap { line in
        let foldOfRow = line.utf8.map { Int($0) - 48 }
        return (0..<10).map { fold in
          (foldOfRow.indices.filter { foldOfRow[$0] != fold }, foldOfRow.indices.filter { foldOfRow[$0] == fold })
        }
      }
    }
  }

  let sets: [String: Table]

  static let shared: PeerScores = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Models/cross_validation.json")
    do {
      return try JSONDecoder().decode(PeerScores.self, from: Data(contentsOf: file))
    } catch {
      fatalError("the peer's scores cannot be read: \(error)")
    }
  }()
}
