public import Plotting

// Models that keep rows or counts say what they keep.

extension NearestNeighborsModel: NamedModelDisplay {
  /// The number of rows that vote, and how they vote.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    Table("\(k) nearest neighbors").column("rows", [rows.features.rowCount]).column("features", [featureCount])
      .column("voting", ["\(voting)"]).column("distance", ["\(distance)"])
      .note("classes: " + names.classes(classes).prefix(20).joined(separator: ", "))
      .display(in: context)
  }
}

extension NearestNeighborsRegressionModel: NamedModelDisplay {
  /// The number of rows that are asked, and how they are averaged.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    Table("\(k) nearest neighbors").column("rows", [rows.features.rowCount]).column("features", [featureCount])
      .column("voting", ["\(voting)"]).column("distance", ["\(distance)"])
      .display(in: context)
  }
}

extension SupportVectorModel: NamedModelDisplay {
  /// How many rows hold the boundary.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    let table = Table("Support vector machine").column("kernel", ["\(kernel)"])
      .column("support vectors", [supportVectors.rowCount]).column("features", [featureCount]).column("bias", [bias])
    return
      (convergence.converged ? table : table.note("not converged after \(convergence.iterations) steps"))
      .display(in: context)
  }
}

extension GaussianNaiveBayesModel: NamedModelDisplay {
  /// The mean of each feature in each class, and its standard deviation.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    var table = Table("Mean ± standard deviation").column("feature", names.features(featureCount))
    for (place, name) in names.classes(classes).enumerated() {
      table = table.column(
        name,
        (0..<featureCount).map {
          NumberText.short(means[place, $0]) + " ± " + NumberText.short(variances[place, $0].squareRoot())
        })
    }
    return table.display(in: context)
  }
}
