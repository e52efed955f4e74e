public import DataFrames
public import Plotting
import Statistics

/// The most leaves of a tree that is shown as text.
private let mostLeavesShown = 24
/// The most features in a plot of importance.
private let mostBars = 20

extension TreeEnsemble {
  /// How much each feature was used by the trees, as bars from the most important down, as shares of all.
  ///
  ///     forest.importancePlot(features: ["age", "income"])
  /// - Parameters:
  ///   - features: the names of the columns; `x0`, `x1`, … for those without one.
  ///   - kind: what is added up.
  public func importancePlot(features: [String] = [], kind: ImportanceKind = .gain) -> Plot {
    trees.importancePlot(ModelNames(features: features), featureCount: featureCount, kind)
  }
}

extension [Tree] {
  /// Why a display has no questions to tell about; nil where a tree has a split.
  fileprivate var noSplitNote: String? {
    guard allSatisfy({ $0.nodes.count == 1 }) else { return nil }
    let rows = map { $0.nodes[0].rowCount }.max() ?? 0
    let trees = count == 1 ? "the tree has no split" : "none of \(counted(count, "tree")) has a split"
    return trees
      + ", so every row gets the same answer: no question tells the \(counted(rows, "row")) of the fit apart "
      + "with enough of them on both sides (see minimumRowsPerLeaf)"
  }

  /// The importance of the features of an ensemble of these trees as bars.
  fileprivate func importancePlot(_ names: ModelNames, featureCount: Int, _ kind: ImportanceKind = .gain) -> Plot {
    let used = usedFeatures(kind, normalized: true)
    let known = Set(used.map(\.feature))
    // Only as many as can be shown: a model may have far more features than it asks about.
    let unused = (0..<featureCount).lazy.filter { !known.contains($0) }.prefix(mostBars)
    let bars = (used + unused.map { ($0, 0) }).sorted { ($0.importance, $1.feature) > ($1.importance, $0.feature) }
      .prefix(mostBars)
    let plot = Plot("Feature importance")
      .horizontalBars(bars.map { names.feature($0.feature) }, bars.map(\.importance))
      .xLabel("share of the \(kind.rawValue)")
    if let noSplitNote { return plot.xRange(0...1).note(noSplitNote) }
    let size = counted(count, "tree")
    return plot.note(featureCount > mostBars ? "\(size); the first \(mostBars) of \(featureCount) features" : size)
  }
}

extension NamedModelDisplay where Self: TreeEnsemble {
  /// The importance of the features as bars, or a sentence where no tree has a split.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    if let note = trees.noSplitNote { return DisplayBundle(plain: note) }
    return trees.importancePlot(names, featureCount: featureCount).display(in: context)
  }
}

extension Tree {
  /// The tree as indented text, nil if it has too many leaves for that.
  fileprivate func text(_ names: ModelNames, classes: [String]) -> DisplayBundle? {
    guard leafCount <= mostLeavesShown else { return nil }
    return DisplayBundle(
      plain: rules(
        feature: names.feature, classNames: classes, category: names.category,
        number: { NumberText.short($0) }))
  }
}

extension DecisionTreeModel: NamedModelDisplay {
  /// A small tree as indented text, a large one as the importance of its features.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    tree.text(names, classes: names.classes(classes))
      ?? trees.importancePlot(names, featureCount: featureCount).display(in: context)
  }
}

extension DecisionTreeRegressionModel: NamedModelDisplay {
  /// A small tree as indented text, a large one as the importance of its features.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    tree.text(names, classes: []) ?? trees.importancePlot(names, featureCount: featureCount).display(in: context)
  }
}

extension RandomForestModel: NamedModelDisplay {}
extension RandomForestRegressionModel: NamedModelDisplay {}
extension AdaBoostModel: NamedModelDisplay {}
extension GradientBoostingModel: NamedModelDisplay {}
extension GradientBoostingRegressionModel: NamedModelDisplay {}

extension GradientBoostingModel {
  /// The mean log loss on the rows kept for validation, round after round; nothing without early stopping.
  public func trainingPlot() -> Plot { lossPlot(validationLosses, rounds: rounds, loss: "log loss") }
}

extension GradientBoostingRegressionModel {
  /// The mean loss on the rows kept for validation, round after round; nothing without early stopping.
  public func trainingPlot() -> Plot { lossPlot(validationLosses, rounds: rounds, loss: "loss") }
}

private func lossPlot(_ losses: [Double], rounds: Int, loss: String) -> Plot {
  let plot = Plot("Boosting").line(x: losses.indices.map { $0 + 1 }, y: losses, "rows kept for validation")
    .xLabel("round").yLabel(loss)
  return losses.isEmpty
    ? plot.note("no rows were kept for validation; fit with earlyStopping: EarlyStopping() for a history")
    : plot.note("the model keeps \(rounds) rounds")
}

extension FrameClassifier where Model: TreeEnsemble {
  /// How much each feature was used by the trees, from the most important down: columns "feature" and "importance".
  public func featureImportance(_ kind: ImportanceKind = .gain, normalized: Bool = true) throws -> DataFrame {
    try model.importanceFrame(featureNames, kind, normalized: normalized)
  }
}

extension FrameRegressor where Model: TreeEnsemble {
  /// How much each feature was used by the trees, from the most important down: columns "feature" and "importance".
  public func featureImportance(_ kind: ImportanceKind = .gain, normalized: Bool = true) throws -> DataFrame {
    try model.importanceFrame(featureNames, kind, normalized: normalized)
  }
}

extension TreeEnsemble {
  fileprivate func importanceFrame(_ names: [String], _ kind: ImportanceKind, normalized: Bool) throws -> DataFrame {
    let importance = featureImportance(kind, normalized: normalized)
    let order = importance.indices.sorted { (importance[$0], $1) > (importance[$1], $0) }
    return try DataFrame(
      Column("feature", order.map { names[$0] }), Column("importance", order.map { importance[$0] }))
  }
}
