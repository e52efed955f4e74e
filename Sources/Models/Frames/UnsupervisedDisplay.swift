public import Plotting
import Statistics

extension KMeansModel: NamedModelDisplay {
  /// The centers, one column for each.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    var table = Table("Centers").column("feature", names.features(featureCount))
    for cluster in 0..<clusterCount { table = table.column("cluster \(cluster)", centers.row(cluster)) }
    return table.note(
      "weights of the clusters: " + clusterWeights.map { NumberText.short($0) }.joined(separator: ", ")
        + "; inertia \(NumberText.short(inertia))"
    ).noting(self).display(in: context)
  }
}

extension GaussianMixtureModel: NamedModelDisplay {
  /// The means, one column for each component.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    var table = Table("Means of the mixture").column("feature", names.features(featureCount))
    for component in 0..<componentCount { table = table.column("component \(component)", means.row(component)) }
    return table.note(
      "shares: " + weights.map { NumberText.short($0) }.joined(separator: ", ") + "; covariance: \(covarianceShape)"
    ).noting(self).display(in: context)
  }
}

extension PrincipalComponentsModel: NamedModelDisplay {
  /// The variance along each component.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    var total = 0.0
    let sums = explainedVarianceRatio.map { share in
      total += share
      return total
    }
    return Table("Principal components of \(counted(featureCount, "feature"))")
      .column("component", 0..<componentCount)
      .column("variance", explainedVariance)
      .column("share of all", explainedVarianceRatio)
      .column("with those before", sums)
      .display(in: context)
  }
}

extension StandardScalerModel: NamedModelDisplay {
  /// The mean and the standard deviation of each feature.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    Table("Scaling").column("feature", names.features(featureCount)).column("mean", means)
      .column("standard deviation", deviations).display(in: context)
  }
}

extension IsolationForestModel: NamedModelDisplay {
  /// The size of the forest.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    let table = Table("Isolation forest")
      .column("trees", [trees.count]).column("rows per tree", [rowsPerTree]).column("features", [featureCount])
    let isWhole = trees.allSatisfy { $0.nodes.count == 1 }
    return (isWhole ? table.note("no tree has a split: the rows are all alike") : table).display(in: context)
  }
}

extension MatrixFactorizationModel: Displayable {
  /// The size of the factorization, and its mean.
  public func display(in context: DisplayContext) -> DisplayBundle {
    Table("Matrix factorization")
      .column("users", [userIDs.count]).column("items", [itemIDs.count]).column("factors", [factorCount])
      .column("mean", [mean])
      .noting(self).display(in: context)
  }
}
