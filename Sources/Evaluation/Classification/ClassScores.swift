extension ConfusionMatrix {
  /// The share of rows on the diagonal.
  public var accuracy: Double { ratio(diagonal, total) }

  /// The mean recall of the classes that have rows.
  public var balancedAccuracy: Double {
    let recalls = zip(classCounts, actualTotals).filter { $1 > 0 }.map(\.0.recall)
    return ratio(recalls.reduce(0, +), Double(recalls.count))
  }

  /// How many of the predictions of a class are right; 0 if there are none.
  ///
  /// - Throws: ``EvaluationError/noSuchClass(_:classes:)`` for a class that the matrix does not have; so do the others.
  public func precision(of label: Label) throws -> Double { try counts(of: label).precision }
  /// How many of the rows of a class are found; 0 if it has none.
  public func recall(of label: Label) throws -> Double { try counts(of: label).recall }
  /// How many of the rows of other classes are not taken for this one.
  public func specificity(of label: Label) throws -> Double { try counts(of: label).specificity }
  /// The harmonic mean of precision and recall of a class.
  public func f1(of label: Label) throws -> Double { try counts(of: label).f1 }
  /// The harmonic mean of precision and recall of a class, recall counting β times as much.
  public func fBeta(_ beta: Double, of label: Label) throws -> Double { try counts(of: label).fBeta(beta) }

  /// The precision over all classes.
  public func precision(_ average: ClassAverage) -> Double { averaged(average) { $0.precision } }
  /// The recall over all classes.
  public func recall(_ average: ClassAverage) -> Double { averaged(average) { $0.recall } }
  /// The specificity over all classes.
  public func specificity(_ average: ClassAverage) -> Double { averaged(average) { $0.specificity } }
  /// The F₁ score over all classes; macro and weighted are means of the classes' F₁.
  public func f1(_ average: ClassAverage) -> Double { averaged(average) { $0.f1 } }
  /// The Fβ score over all classes; macro and weighted are means of the classes' Fβ.
  public func fBeta(_ beta: Double, _ average: ClassAverage) -> Double { averaged(average) { $0.fBeta(beta) } }

  private func averaged(_ average: ClassAverage, _ score: (ClassCounts) -> Double) -> Double {
    let counts = classCounts
    switch average {
    case .macro:
      return ratio(counts.reduce(0) { $0 + score($1) }, Double(counts.count))
    case .weighted:
      return ratio(counts.reduce(0) { $0 + $1.support * score($1) }, total)
    case .micro:
      return score(
        ClassCounts(
          truePositives: counts.reduce(0) { $0 + $1.truePositives },
          falsePositives: counts.reduce(0) { $0 + $1.falsePositives },
          falseNegatives: counts.reduce(0) { $0 + $1.falseNegatives },
          trueNegatives: counts.reduce(0) { $0 + $1.trueNegatives }))
    }
  }

  private var diagonal: Double { classes.indices.reduce(0) { $0 + cells[$1][$1] } }

  /// Matthews' correlation coefficient for any number of classes: from −1 or above to 1; 0 where only one class was
  /// predicted or true.
  ///
  /// Source: Gorodkin, "Comparing Two K-Category Assignments by a K-Category Correlation Coefficient", Computational
  /// Biology and Chemistry 28, 2004.
  public var matthewsCorrelation: Double {
    // In shares, so that squares of large weights do not overflow.
    let all = total
    guard all > 0 else { return 0 }
    let actual = actualTotals.map { $0 / all }
    let predicted = predictedTotals.map { $0 / all }
    let chance = zip(actual, predicted).reduce(0) { $0 + $1.0 * $1.1 }
    func spread(_ shares: [Double]) -> Double {
      // Σ sᵢ(1 − sᵢ), exactly 0 where one class has everything.
      shares.contains(1) ? 0 : shares.reduce(0) { $0 + $1 * (1 - $1) }
    }
    return ratio(diagonal / all - chance, (spread(actual) * spread(predicted)).squareRoot())
  }

  /// How far apart two classes are, for Cohen's kappa.
  public enum Disagreement: String, CaseIterable, Hashable, Codable, Sendable {
    /// Any two classes are as different as any others.
    case any
    /// By the distance of the classes in their order.
    case linear
    /// By the square of that distance.
    case quadratic
  }

  /// Cohen's kappa: agreement beyond what the two sets of labels would reach by chance; 1 is perfect, 0 is chance.
  ///
  /// 1 − Σ d·observed/Σ d·expected, where d says how different two classes are; 0 where chance already agrees always.
  /// Source: Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20(1),
  /// 1960.
  public func kappa(_ disagreement: Disagreement = .any) -> Double {
    let all = total
    let actual = actualTotals
    let predicted = predictedTotals
    var observed = 0.0
    var expected = 0.0
    for row in classes.indices {
      for column in classes.indices where row != column {
        let distance = Double(abs(row - column))
        let weight =
          switch disagreement {
          case .any: 1.0
          case .linear: distance
          case .quadratic: distance * distance
          }
        observed += weight * cells[row][column]
        expected += weight * actual[row] * (predicted[column] / all)
      }
    }
    return expected > 0 ? 1 - observed / expected : 0
  }
}
