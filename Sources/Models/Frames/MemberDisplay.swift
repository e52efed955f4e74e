import LinearAlgebra
public import Plotting
import Statistics

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
    Table("Support vector machine").column("kernel", ["\(kernel)"])
      .column("support vectors", [supportVectors.rowCount]).column("features", [featureCount]).column("bias", [bias])
      .noting(self).display(in: context)
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

extension MultinomialNaiveBayesModel: NamedModelDisplay {
  /// The share of each feature in the total of each class.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    names.table("Share of each feature in the total of a class", classes, featureLogShares).display(in: context)
  }
}

extension BernoulliNaiveBayesModel: NamedModelDisplay {
  /// The probability of each feature in each class.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    names.table("Probability that a row of a class has a feature", classes, featureLogProbabilities)
      .note("a row has a feature where it is above \(NumberText.short(threshold))").display(in: context)
  }
}

extension ModelNames {
  /// The exponentials of `logarithms` (classes × features), one line for each feature.
  fileprivate func table(_ title: String, _ labels: [Int], _ logarithms: Matrix<Double>) -> Table {
    var table = Table(title).column("feature", features(logarithms.columnCount))
    for (place, name) in classes(labels).enumerated() {
      table = table.column(name, logarithms.row(place).map(Portable.exp))
    }
    return table
  }
}

extension OneVersusRestModel: NamedModelDisplay {
  /// The models, one line for each.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    let classes = names.classes(classes)
    let told = models.count == 1 ? ["\(classes[1]) against \(classes[0])"] : classes.map { "\($0) against the rest" }
    return Table("One against the rest, \(counted(featureCount, "feature"))").column("model", told).parts(models)
      .display(in: context)
  }
}

extension OneVersusOneModel: NamedModelDisplay {
  /// The models, one line for each.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    let classes = names.classes(classes)
    let told = classes.indices.flatMap { low in classes[(low + 1)...].map { "\(classes[low]) against \($0)" } }
    return Table("One against one, \(counted(featureCount, "feature"))").column("model", told).parts(models)
      .display(in: context)
  }
}

extension Table {
  /// The table with a column of the kinds of models, and one of how their fits ended where one did not converge.
  fileprivate func parts(_ models: [some BinaryClassifier]) -> Table {
    let notes = models.map { ($0 as? any IterativeModel)?.convergenceNote }
    let table = column("kind", models.map { "\(type(of: $0))" })
    return notes.allSatisfy { $0 == nil } ? table : table.column("fit", notes.map { $0 ?? "converged" })
  }
}

extension StandardizedModel: NamedModelDisplay, Displayable {
  /// The model of the scaled features, which are told as such, or the scaling where it has no display.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    guard let model = model as? any NamedModelDisplay else { return scaler.display(names: names, in: context) }
    return model.display(names: names.scaled, in: context)
  }
}
