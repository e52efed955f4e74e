import Kernels
import LinearAlgebra
import Statistics

/// One fit of a boosted ensemble.
struct BoostingRun {
  /// What comes out.
  struct Fitted {
    var startingScores: [Double]
    var trees: [Tree]
    /// The mean loss on the validation rows after each round; empty without early stopping.
    var validationLosses: [Double]
  }

  private let settings: BoostingSettings
  private let loss: BoostingLoss
  private let weights: [Double]?
  private let bins: BinnedRows
  private let validationBins: BinnedRows?
  private let validationLoss: BoostingLoss?
  private let validationWeights: [Double]?

  /// Prepares a fit to the rows of `features` at `rows` (all, if nil), which `loss` and `weights` follow.
  init(
    features: Matrix<Double>, rows: [Int]?, loss: BoostingLoss, weights: [Double]?, settings: BoostingSettings
  ) throws {
    self.settings = settings
    let categorical = Set(settings.categoricalColumns)
    let count = rows?.count ?? features.rowCount
    guard let stopping = settings.earlyStopping else {
      let chosen = BinnedRows.chooseBins(features, rows: rows, categorical: categorical, seed: settings.seed)
      bins = BinnedRows(features, rows: rows, features: chosen)
      self.loss = loss
      self.weights = weights
      validationBins = nil
      validationLoss = nil
      validationWeights = nil
      return
    }
    let (validation, training) = stopping.split(count, seed: settings.seed)
    guard !training.isEmpty else { throw TreeError.validationPart(rows: count) }
    let trainingLoss = loss.subset(training)
    guard trainingLoss.hasEveryClass else { throw TreeError.validationPart(rows: count) }
    let trainingRows = training.map { rows?[$0] ?? $0 }
    let chosen = BinnedRows.chooseBins(features, rows: trainingRows, categorical: categorical, seed: settings.seed)
    bins = BinnedRows(features, rows: trainingRows, features: chosen)
    validationBins = BinnedRows(features, rows: validation.map { rows?[$0] ?? $0 }, features: chosen)
    self.loss = trainingLoss
    validationLoss = loss.subset(validation)
    self.weights = weights.map { weights in training.map { weights[$0] } }
    validationWeights = weights.map { weights in validation.map { weights[$0] } }
  }

  func fit() -> Fitted {
    let rowCount = bins.rowCount
    let outputs = loss.outputs
    let starting = loss.startingScores(weights: weights)
    let scores = UnsafeStore<Double>(repeating: 0, count: rowCount * outputs)
    for output in 0..<outputs {
      (scores.base + output * rowCount).update(repeating: starting[output], count: rowCount)
    }
    let validationScores = validationBins.map { validation in
      let store = UnsafeStore<Double>(repeating: 0, count: validation.rowCount * outputs)
      for output in 0..<outputs {
        (store.base + output * validation.rowCount).update(repeating: starting[output], count: validation.rowCount)
      }
      return store
    }
    var gradients = GradientRows(rowCount: rowCount)
    let growth = settings.growth(featureCount: bins.features.count)
    let grower = HistogramTreeGrower(bins: bins, settings: growth)
    var trees: [Tree] = []
    var validationLosses: [Double] = []
    var bestRounds = 0

    for round in 0..<settings.rounds {
      let sample = drawRows(round: round)
      var isStill = settings.subsample == 1 && settings.columnSample == 1
      let pass = GradientPass(loss: loss, weights: weights, scores: scores, rowCount: rowCount)
      for output in 0..<outputs {
        pass.fill(&gradients, output: output)
        let used = drawColumns(round: round, output: output)
        var grown = grower.grow(gradients: gradients, sample: sample, features: used)
        let own = scores.base + output * rowCount
        if case .quantile(let targets, let q) = loss {
          renewLeaves(&grown, grower, targets: targets, scores: own, q: q)
        }
        grown.tree.scaleValues(by: settings.learningRate)
        isStill = isStill && grown.tree.leavesUnchanged(own, count: rowCount, tolerance: loss.negligibleChange)
        update(scores, from: output * rowCount, grown, grower, sample: sample)
        if let validationBins, let validationScores {
          let from = output * validationBins.rowCount
          let walk = BinnedWalk(grown, bins: validationBins)
          parallelFor(0..<validationBins.rowCount, grain: 4096) { piece in
            for row in piece { validationScores.base[from + row] += walk.value(row) }
          }
        }
        trees.append(grown.tree)
      }
      if let validationLoss, let validationScores, let stopping = settings.earlyStopping {
        validationLosses.append(validationLoss.mean(scores: validationScores, weights: validationWeights))
        if round == 0 || validationLosses[round] < validationLosses[bestRounds - 1] { bestRounds = round + 1 }
        if round + 1 - bestRounds >= stopping.patience { break }
      }
      // The next rounds would be the same as this one.
      if isStill { break }
    }
    if settings.earlyStopping != nil { trees.removeLast(trees.count - bestRounds * outputs) }
    return Fitted(startingScores: starting, trees: trees, validationLosses: validationLosses)
  }

  /// The rows of a round in ascending order; nil for all.
  private func drawRows(round: Int) -> [UInt32]? {
    guard settings.subsample < 1 else { return nil }
    let count = bins.rowCount
    var wanted = max(1, Int((settings.subsample * Double(count)).rounded()))
    var rng = SeededGenerator(seed: settings.seed, stream: "subsample", index: round)
    var drawn: [UInt32] = []
    drawn.reserveCapacity(wanted)
    for row in 0..<count where rng.uniform() * Double(count - row) < Double(wanted) {
      drawn.append(UInt32(row))
      wanted -= 1
    }
    return drawn
  }

  private func drawColumns(round: Int, output: Int) -> [Bool] {
    let count = bins.features.count
    guard settings.columnSample < 1 else { return [Bool](repeating: true, count: count) }
    let wanted = max(1, Int((settings.columnSample * Double(count)).rounded()))
    var rng = SeededGenerator(seed: settings.seed, stream: "columns", index: round * loss.outputs + output)
    var columns = Array(0..<count)
    rng.shuffle(&columns)
    var used = [Bool](repeating: false, count: count)
    for column in columns.prefix(wanted) { used[column] = true }
    return used
  }

  /// Adds a tree's values to the scores that begin at `from`.
  private func update(
    _ scores: UnsafeStore<Double>, from: Int, _ grown: HistogramTreeGrower.Grown, _ grower: HistogramTreeGrower,
    sample: [UInt32]?
  ) {
    guard sample == nil else {
      let walk = BinnedWalk(grown, bins: bins)
      parallelFor(0..<bins.rowCount, grain: 4096) { piece in
        for row in piece { scores.base[from + row] += walk.value(row) }
      }
      return
    }
    let order = grower.order
    // Leaves in pieces, so that threads share large ones.
    var pieces: [(rows: Range<Int>, value: Double)] = []
    for leaf in grown.leaves {
      for start in stride(from: leaf.rows.lowerBound, to: leaf.rows.upperBound, by: 16384) {
        pieces.append((start..<min(start + 16384, leaf.rows.upperBound), grown.tree.values[leaf.node]))
      }
    }
    let work = pieces
    parallelFor(0..<work.count) { piece in
      for index in work[piece].rows { scores.base[from + Int(order.base[index])] += work[piece].value }
    }
  }

  /// Sets the values of leaves to the quantile of what is left in them.
  private func renewLeaves(
    _ grown: inout HistogramTreeGrower.Grown, _ grower: HistogramTreeGrower, targets: [Double],
    scores: UnsafeMutablePointer<Double>, q: Double
  ) {
    nonisolated(unsafe) let scores = scores
    let (order, leaves, weights) = (grower.order, grown.leaves, weights)
    let values = parallelMap(leaves.count) { leaf in
      let rows = leaves[leaf].rows.map { Int(order.base[$0]) }
      return balancedQuantile(
        rows.map { targets[$0] - scores[$0] }, weights.map { weights in rows.map { weights[$0] } }, q)
    }
    for (leaf, value) in zip(leaves, values) { grown.tree.values[leaf.node] = value }
    if !settings.monotone.isEmpty { grown.tree.makeMonotone(settings.monotone) }
  }
}

extension BoostingLoss {
  /// A change of all scores that is rounding alone: log-odds have a scale of their own, numbers that of the targets.
  fileprivate var negligibleChange: Double {
    switch self {
    case .logistic, .softmax: 1e-12
    case .squared, .quantile: 0
    }
  }

  /// Whether every class of a classification has a row.
  var hasEveryClass: Bool {
    switch self {
    case .logistic(let classes): classes.contains(0) && classes.contains(1)
    case .softmax(let classes, let count): (0..<count).allSatisfy { classes.contains(Int32($0)) }
    case .squared, .quantile: true
    }
  }
}

extension Tree {
  /// Whether this tree has no split, and its value is within `tolerance` or too small to change any of the scores.
  fileprivate func leavesUnchanged(
    _ scores: UnsafeMutablePointer<Double>, count: Int, tolerance: Double
  ) -> Bool {
    nodes.count == 1
      && (abs(values[0]) <= tolerance || (0..<count).allSatisfy { scores[$0] + values[0] == scores[$0] })
  }

  mutating func scaleValues(by factor: Double) {
    for index in values.indices { values[index] *= factor }
  }

  /// Moves the values of leaves as little as keeps the two sides of every split on a monotone feature in order.
  mutating func makeMonotone(_ directions: [MonotoneDirection]) {
    // The mean of the leaves below each node, from the bottom up, and then bounds from the top down.
    var means = values
    for index in nodes.indices.reversed() where !nodes[index].isLeaf {
      let (left, right) = (nodes[index].left, nodes[index].right)
      let (a, b) = (Double(nodes[left].rowCount), Double(nodes[right].rowCount))
      means[index] = (a * means[left] + b * means[right]) / (a + b)
    }
    var bounds = [ValueBounds](repeating: ValueBounds(), count: nodes.count)
    for index in nodes.indices {
      guard let feature = nodes[index].feature else {
        values[index] = bounds[index].clamp(values[index])
        continue
      }
      let (left, right) = (nodes[index].left, nodes[index].right)
      bounds[left] = bounds[index]
      bounds[right] = bounds[index]
      let between = bounds[index].clamp(means[left] / 2 + means[right] / 2)
      switch directions[feature] {
      case .none: break
      case .rising:
        bounds[left].upper = between
        bounds[right].lower = between
      case .falling:
        bounds[left].lower = between
        bounds[right].upper = between
      }
    }
  }
}
