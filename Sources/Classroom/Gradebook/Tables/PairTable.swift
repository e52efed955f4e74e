public import Plotting

extension SimilarPairs {
  /// A row for each pair, in the order given.
  public static func table(of pairs: [SimilarPair]) -> Table {
    let rows = pairs.map { pair -> [any TableValue] in
      [
        pair.first, pair.second, pair.isWhole ? "all" : "some", pair.weight, pair.exercises.count,
        pair.exercises.joined(separator: ", "),
      ]
    }
    return Table(
      "Code that is the same but for names, layout and comments",
      columns: ["student", "and", "same", "bits", "exercises", "which"], rows: rows
    ).digits(3).showing(rows: max(2, rows.count)).note(
      "all: every code answer of both; bits: how rare such code is in this class, summed over the exercises")
  }
}
