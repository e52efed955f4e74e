/// The best way found to split the rows of a leaf in two.
struct SplitCandidate: Sendable {
  var gain: Double
  var feature: Int
  /// Numeric: the last bin that goes left.
  var bin = 0
  var missingGoesLeft = false
  /// Categorical: the bins that go left.
  var leftBins: [UInt8] = []
  var left: GradientRows.Pair
  var right: GradientRows.Pair
  var leftValue = 0.0
  var rightValue = 0.0
}

/// The range that a leaf's value must keep to because of monotone features further up.
struct ValueBounds: Sendable {
  var lower = -Double.infinity
  var upper = Double.infinity

  func clamp(_ value: Double) -> Double { min(max(value, lower), upper) }
}

/// Finds the best split of a leaf from its histogram.
struct SplitSearch: Sendable {
  typealias Pair = GradientRows.Pair

  let bins: BinnedRows
  let settings: GrowthSettings
  let gradients: GradientRows

  /// The value of a leaf that minimizes the second-order approximation of the loss: −G / (H + l2).
  func value(_ sums: GradientSums, bounds: ValueBounds, l2 extra: Double = 0) -> Double {
    bounds.clamp(-sums.gradient / (sums.hessian + settings.l2 + extra))
  }

  /// Twice the fall of the loss when these rows get `value`: −(2 G v + (H + l2) v²).
  private func fall(_ sums: GradientSums, value: Double, l2: Double) -> Double {
    -(2 * sums.gradient * value + (sums.hessian + l2) * value * value)
  }

  /// The best split by `feature` of a leaf with the given sums; nil if none gains enough.
  func best(feature: Int, cells: UnsafePointer<Pair>, total: Pair, bounds: ValueBounds) -> SplitCandidate? {
    let cells = cells + bins.cellOffsets[feature]
    if bins.features[feature].isCategorical {
      return bestCategorical(feature: feature, cells: cells, total: total, bounds: bounds)
    }
    let constrained = settings.isConstrained
    let count = bins.features[feature].count
    let missing = cells[count]
    let hasMissing = gradients.sums(missing).count > 0
    let all = gradients.sums(total)
    let whole = fall(all, value: value(all, bounds: bounds), l2: settings.l2)
    var bestGain = settings.minimumGain + whole
    var best: SplitCandidate?
    for missingLeft in hasMissing ? [false, true] : [false] {
      var left = missingLeft ? missing : Pair(0, 0)
      // With missing values on the right, all values may go left.
      let last = hasMissing && !missingLeft ? count : count - 1
      for bin in 0..<last {
        let cell = cells[bin]
        if cell.y == 0 { continue }
        left &+= cell
        let l = gradients.sums(left)
        if l.count < settings.minimumRowsPerLeaf || l.hessian < settings.minimumHessianPerLeaf { continue }
        let right = total &- left
        let r = gradients.sums(right)
        if r.count < settings.minimumRowsPerLeaf || r.hessian < settings.minimumHessianPerLeaf { break }
        let gain: Double
        if constrained {
          let leftValue = value(l, bounds: bounds)
          let rightValue = value(r, bounds: bounds)
          let direction = Double(settings.directions[feature])
          if direction * (rightValue - leftValue) < 0 { continue }
          gain = fall(l, value: leftValue, l2: settings.l2) + fall(r, value: rightValue, l2: settings.l2)
        } else {
          gain =
            l.gradient * l.gradient / (l.hessian + settings.l2) + r.gradient * r.gradient / (r.hessian + settings.l2)
        }
        if gain > bestGain {
          bestGain = gain
          let goesLeft = hasMissing ? missingLeft : l.count >= r.count
          best = SplitCandidate(
            gain: gain - whole, feature: feature, bin: bin, missingGoesLeft: goesLeft, left: left, right: right,
            leftValue: value(l, bounds: bounds), rightValue: value(r, bounds: bounds))
        }
      }
    }
    return best
  }

  /// Orders the categories by their mean gradient and splits that order in two.
  ///
  /// Source: Fisher, "On Grouping for Maximum Homogeneity", JASA 53(284), 1958.
  private func bestCategorical(
    feature: Int, cells: UnsafePointer<Pair>, total: Pair, bounds: ValueBounds
  ) -> SplitCandidate? {
    let smoothing = settings.categorySmoothing
    let l2 = settings.l2 + smoothing
    let missing = bins.features[feature].count
    var present: [(bin: Int, score: Double)] = []
    for bin in 0...missing where cells[bin].y != 0 {
      let sums = gradients.sums(cells[bin])
      present.append((bin, sums.gradient / (sums.hessian + smoothing)))
    }
    present.sort { ($0.score, $0.bin) < ($1.score, $1.bin) }
    let all = gradients.sums(total)
    let whole = fall(all, value: value(all, bounds: bounds), l2: settings.l2)
    var bestGain = settings.minimumGain + whole
    var best: SplitCandidate?
    var cut = 0
    var left = Pair(0, 0)
    for (position, category) in present.enumerated().dropLast() {
      left &+= cells[category.bin]
      let right = total &- left
      let l = gradients.sums(left)
      let r = gradients.sums(right)
      if l.count < settings.minimumRowsPerLeaf || l.hessian < settings.minimumHessianPerLeaf { continue }
      if r.count < settings.minimumRowsPerLeaf || r.hessian < settings.minimumHessianPerLeaf { break }
      let leftValue = value(l, bounds: bounds, l2: smoothing)
      let rightValue = value(r, bounds: bounds, l2: smoothing)
      let gain = fall(l, value: leftValue, l2: l2) + fall(r, value: rightValue, l2: l2)
      if gain > bestGain {
        bestGain = gain
        cut = position + 1
        best = SplitCandidate(
          gain: gain - whole, feature: feature, left: left, right: right, leftValue: leftValue, rightValue: rightValue)
      }
    }
    guard var best else { return nil }
    // What is missing or unknown goes right: the side of the missing rows, or else the larger one.
    var leftBins = present[..<cut].map(\.bin)
    let onLeft =
      cells[missing].y != 0
      ? leftBins.contains(missing) : gradients.sums(best.left).count > gradients.sums(best.right).count
    if onLeft {
      leftBins = present[cut...].map(\.bin)
      swap(&best.left, &best.right)
      swap(&best.leftValue, &best.rightValue)
    }
    best.leftBins = leftBins.map { UInt8($0) }
    return best
  }
}
