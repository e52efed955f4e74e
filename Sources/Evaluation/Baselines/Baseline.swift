internal import Statistics

/// A prediction without a model, to hold a model's score against: a measure says little without one.
///
///     let folds = try Folds.stratifiedKFold(5, strata: labels, seed: 1)
///     try crossValidate(folds, score: score, fit: Baseline.majority(of: labels).fit)
///
/// | baseline | predicts |
/// |---|---|
/// | ``uniform(over:seed:)`` | any class alike, at random |
/// | ``prior(of:seed:)`` | classes at random, as often as they occur |
/// | ``majority(of:)`` | always the most frequent class (the zero rule) |
/// | ``rule(_:_:)`` | what a rule of thumb or the present system says |
/// | ``human(_:labels:)`` | what people said |
/// | ``mean(of:)``, ``median(of:)`` | for numbers, the mean or the median |
///
/// Source: *Designing Machine Learning Systems*, ch. 6, "Baselines".
public struct Baseline<Prediction: Sendable>: Sendable {
  /// What the baseline is called in tables.
  public let name: String
  /// Takes the rows to fit on, and gives what predicts other rows.
  public let fit: @Sendable ([Int]) throws -> ([Int]) throws -> [Prediction]

  /// Makes a baseline of any kind.
  public init(_ name: String, fit: @escaping @Sendable ([Int]) throws -> ([Int]) throws -> [Prediction]) {
    self.name = name
    self.fit = fit
  }

  /// Predicts by a rule that needs no fit: a rule of thumb, or the system that is there already.
  public static func rule(
    _ name: String = "rule", _ predict: @escaping @Sendable (_ row: Int) throws -> Prediction
  ) -> Baseline {
    Baseline(name) { _ in { rows in try rows.map(predict) } }
  }

  /// Predicts what people said about the same rows.
  public static func human(_ name: String = "human", labels: [Prediction]) -> Baseline {
    Baseline(name) { _ in
      { rows in
        try rows.map { row in
          guard labels.indices.contains(row) else {
            throw EvaluationError.setting(
              name: "a row to predict", value: Double(row),
              requirement: "among the \(labels.count) rows that people labeled")
          }
          return labels[row]
        }
      }
    }
  }
}

extension Baseline where Prediction: Hashable {
  /// Predicts each class with the same chance. Each row has a draw of its own, whatever the fold.
  public static func uniform(over classes: [Prediction], seed: UInt64) -> Baseline {
    Baseline("uniform") { _ in
      { rows in
        try rows.map { row in
          var rng = SeededGenerator(seed: seed, stream: "uniform baseline", index: row)
          guard let label = rng.element(of: classes) else {
            throw EvaluationError.tooFew(what: "classes", count: 0, needed: 1, purpose: "a baseline")
          }
          return label
        }
      }
    }
  }

  /// Predicts classes at random as often as they occur among the rows fitted on. Each row has a draw of its own.
  public static func prior(of labels: [Prediction], seed: UInt64) -> Baseline {
    Baseline("prior") { train in
      let known = try train.map { try entry(of: $0, in: labels) }
      guard !known.isEmpty else {
        throw EvaluationError.tooFew(what: "rows", count: 0, needed: 1, purpose: "a baseline")
      }
      return { rows in
        rows.map { row in
          var rng = SeededGenerator(seed: seed, stream: "prior baseline", index: row)
          return known[rng.uniformInt(below: known.count)]
        }
      }
    }
  }

  /// Predicts the class that is most frequent among the rows fitted on; of several, the one that appears first.
  public static func majority(of labels: [Prediction]) -> Baseline {
    Baseline("majority") { train in
      let classes = GroupedRows(try train.map { try entry(of: $0, in: labels) })
      guard
        let best = classes.rows.indices.max(by: {
          (classes.rows[$0].count, $1) < (classes.rows[$1].count, $0)
        })
      else { throw EvaluationError.tooFew(what: "rows", count: 0, needed: 1, purpose: "a baseline") }
      let label = classes.labels[best]
      return { rows in rows.map { _ in label } }
    }
  }
}

extension Baseline where Prediction == Double {
  /// Predicts the mean of the rows fitted on.
  public static func mean(of values: [Double]) -> Baseline {
    Baseline("mean") { train in
      let mean = try train.map { try entry(of: $0, in: values) }.mean()
      return { rows in rows.map { _ in mean } }
    }
  }

  /// Predicts the median of the rows fitted on.
  public static func median(of values: [Double]) -> Baseline {
    Baseline("median") { train in
      let median = try train.map { try entry(of: $0, in: values) }.median()
      return { rows in rows.map { _ in median } }
    }
  }
}

extension Baseline: CustomStringConvertible {
  /// The name.
  public var description: String { "baseline \(name)" }
}

/// What is known of a row.
private func entry<Value>(of row: Int, in labels: [Value]) throws -> Value {
  guard labels.indices.contains(row) else {
    throw EvaluationError.setting(
      name: "a row to fit on", value: Double(row), requirement: "among the \(labels.count) labeled rows")
  }
  return labels[row]
}
