public import DataFrames
public import LinearAlgebra
public import Plotting

/// A fitted model whose scores are weighted sums of the features, plus an intercept.
public protocol LinearlyWeighted: NamedModelDisplay {
  /// The weight of each feature in each score: features × scores.
  var weightMatrix: Matrix<Double> { get }
  /// What is added to each score.
  var intercepts: [Double] { get }
  /// The classes that the scores speak for: one for a score that separates two, none for a number.
  var scoredClasses: [Int] { get }
}

extension LinearlyWeighted {
  /// The weights as a table, one line for each feature.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    let weights = weightMatrix
    var table = Table("Coefficients")
      .column("feature", ["(intercept)"] + names.features(weights.rowCount))
    for (score, header) in headers(names).enumerated() {
      table = table.column(header, [intercepts[score]] + (0..<weights.rowCount).map { weights[$0, score] })
    }
    return table.noting(self).display(in: context)
  }

  func headers(_ names: ModelNames) -> [String] {
    scoredClasses.count == weightMatrix.columnCount && weightMatrix.columnCount > 1
      ? names.classes(scoredClasses)
      : (0..<weightMatrix.columnCount).map { $0 == 0 ? "coefficient" : "coefficient \($0)" }
  }
}

extension FrameClassifier where Model: LinearlyWeighted {
  /// The weight of each feature by name: columns "feature" and "coefficient", or one column for each class.
  public func coefficients() throws -> DataFrame {
    try model.frame(ModelNames(features: features, classes: classNames))
  }
}

extension FrameRegressor where Model: LinearlyWeighted {
  /// The weight of each feature by name: columns "feature" and "coefficient".
  public func coefficients() throws -> DataFrame { try model.frame(ModelNames(features: features)) }
}

extension LinearlyWeighted {
  fileprivate func frame(_ names: ModelNames) throws -> DataFrame {
    let weights = weightMatrix
    return try DataFrame(
      columns: [Column("feature", names.features(weights.rowCount))]
        + headers(names).enumerated().map { score, header in
          Column(header, (0..<weights.rowCount).map { weights[$0, score] })
        })
  }
}
