import Kernels

/// Grows one tree after another on binned rows: leaf by leaf, the leaf whose split gains most first.
///
/// Source: Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 2017.
final class HistogramTreeGrower {
  typealias Pair = GradientRows.Pair

  /// A grown tree and the rows in each of its leaves.
  struct Grown {
    var tree: Tree
    /// The node of each leaf and where its rows stand in `order`.
    var leaves: [(node: Int, rows: Range<Int>)]
    /// Per node: the last bin that goes left; unused for leaves and categories.
    var splitBins: [Int]
    /// Per node with categories: the bins that go left.
    var leftBins: [[UInt8]]
  }

  private struct Leaf {
    var node: Int
    var rows: Range<Int>
    var depth: Int
    var total: Pair
    var bounds: ValueBounds
    /// Which histogram is this leaf's, if one was made.
    var slot: Int?
    var split: SplitCandidate?
  }

  let bins: BinnedRows
  let settings: GrowthSettings
  /// The numbers of the rows, leaf after leaf.
  let order: UnsafeStore<UInt32>
  private let spare: UnsafeStore<UInt32>
  private var histograms: [UnsafeStore<Pair>] = []
  private var partials: [UnsafeStore<Pair>] = []

  /// Rows below which work is not shared among threads.
  private static let sharingThreshold = 8192

  init(bins: BinnedRows, settings: GrowthSettings) {
    self.bins = bins
    self.settings = settings
    order = UnsafeStore(repeating: 0, count: bins.rowCount)
    spare = UnsafeStore(repeating: 0, count: bins.rowCount)
  }

  /// Grows a tree on all rows, or on those whose numbers are in `sample`, by the features in use.
  func grow(gradients: GradientRows, sample: [UInt32]?, features used: [Bool]) -> Grown {
    let rowCount = sample?.count ?? bins.rowCount
    if let sample {
      sample.withUnsafeBufferPointer { order.base.update(from: $0.baseAddress!, count: rowCount) }
    } else {
      let order = order
      parallelFor(0..<rowCount, grain: 65536) { piece in
        for row in piece { order.base[row] = UInt32(truncatingIfNeeded: row) }
      }
    }
    let search = SplitSearch(bins: bins, settings: settings, gradients: gradients)
    let columns = used.indices.filter { used[$0] }
    var free = Array(histograms.indices)
    func takeSlot() -> Int {
      if let slot = free.popLast() { return slot }
      histograms.append(UnsafeStore(repeating: Pair(0, 0), count: bins.cellOffsets.last! + 1))
      return histograms.count - 1
    }

    let rootSlot = takeSlot()
    fill(rootSlot, rows: 0..<rowCount, gradients: gradients, used: used, ordered: sample != nil)
    var total = Pair(0, 0)
    let first = columns[0]
    for cell in bins.cellOffsets[first]..<bins.cellOffsets[first + 1] { total &+= histograms[rootSlot][cell] }
    var tree = Tree(valuesPerNode: 1)
    var splitBins: [Int] = []
    var leftBins: [[UInt8]] = []
    func addNode(_ total: Pair, value: Double) -> Int {
      let sums = gradients.sums(total)
      splitBins.append(0)
      leftBins.append([])
      return tree.addLeaf(values: [value], rowCount: sums.count, weight: sums.hessian)
    }
    let rootValue = search.value(gradients.sums(total), bounds: ValueBounds())
    var leaves = [
      Leaf(
        node: addNode(total, value: rootValue), rows: 0..<rowCount, depth: 0, total: total, bounds: ValueBounds(),
        slot: rootSlot, split: nil)
    ]
    findSplits(&leaves, [0], search, columns)

    while leaves.count < settings.maximumLeaves {
      var chosen: Int?
      for (index, leaf) in leaves.enumerated() {
        if let split = leaf.split, split.gain > chosen.map({ leaves[$0].split!.gain }) ?? 0 { chosen = index }
      }
      guard let chosen else { break }
      let parent = leaves[chosen]
      let split = parent.split!
      let bin = bins.features[split.feature]
      let middle = partition(parent.rows, split)

      var (leftBounds, rightBounds) = (parent.bounds, parent.bounds)
      let direction = settings.directions[split.feature]
      if direction != 0 {
        let between = split.leftValue / 2 + split.rightValue / 2
        if direction > 0 {
          leftBounds.upper = min(leftBounds.upper, between)
          rightBounds.lower = max(rightBounds.lower, between)
        } else {
          leftBounds.lower = max(leftBounds.lower, between)
          rightBounds.upper = min(rightBounds.upper, between)
        }
      }
      let left = addNode(split.left, value: split.leftValue)
      let right = addNode(split.right, value: split.rightValue)
      tree.nodes[parent.node].ask(feature: split.feature, left: left, right: right, gain: split.gain / 2)
      tree.nodes[parent.node].missingGoesLeft = split.missingGoesLeft
      if bin.isCategorical {
        let categories = split.leftBins.filter { $0 < bin.count }.map { bin.categories[Int($0)] }
        tree.setCategories(categories.sorted(), at: parent.node)
        leftBins[parent.node] = split.leftBins
      } else {
        tree.nodes[parent.node].threshold = split.bin < bin.cuts.count ? bin.cuts[split.bin] : .greatestFiniteMagnitude
        splitBins[parent.node] = split.bin
      }
      leaves[chosen] = Leaf(
        node: left, rows: parent.rows.lowerBound..<middle, depth: parent.depth + 1, total: split.left,
        bounds: leftBounds, slot: nil, split: nil)
      leaves.append(
        Leaf(
          node: right, rows: middle..<parent.rows.upperBound, depth: parent.depth + 1, total: split.right,
          bounds: rightBounds, slot: nil, split: nil))

      // The last leaves are not split again, so they need no histograms.
      let goesOn = leaves.count < settings.maximumLeaves && parent.depth + 1 < settings.maximumDepth ?? .max
      let candidates = [chosen, leaves.count - 1].filter {
        goesOn && leaves[$0].rows.count >= 2 * settings.minimumRowsPerLeaf
      }
      guard !candidates.isEmpty else {
        free.append(parent.slot!)
        continue
      }
      let isLeftSmaller = leaves[chosen].rows.count <= leaves[leaves.count - 1].rows.count
      let small = isLeftSmaller ? chosen : leaves.count - 1
      let large = isLeftSmaller ? leaves.count - 1 : chosen
      let smallSlot = takeSlot()
      fill(smallSlot, rows: leaves[small].rows, gradients: gradients, used: used, ordered: true)
      subtract(smallSlot, from: parent.slot!)
      leaves[small].slot = smallSlot
      leaves[large].slot = parent.slot
      findSplits(&leaves, candidates, search, columns)
      for index in [small, large] where leaves[index].split == nil {
        free.append(leaves[index].slot!)
        leaves[index].slot = nil
      }
    }
    return Grown(
      tree: tree, leaves: leaves.map { ($0.node, $0.rows) }, splitBins: splitBins, leftBins: leftBins)
  }

  /// Adds up the pairs of a leaf's rows into the histogram in `slot`.
  private func fill(_ slot: Int, rows: Range<Int>, gradients: GradientRows, used: [Bool], ordered: Bool) {
    let cells = histograms[slot]
    let parts = rows.count < Self.sharingThreshold ? 1 : Threads.count
    while partials.count < parts - 1 {
      partials.append(UnsafeStore(repeating: Pair(0, 0), count: cells.count))
    }
    let targets = [cells] + partials.prefix(parts - 1)
    let (bins, order) = (bins, order)
    parallelFor(0..<parts) { part in
      let start = rows.lowerBound + rows.count * part / parts
      let end = rows.lowerBound + rows.count * (part + 1) / parts
      let target = targets[part]
      target.base.update(repeating: Pair(0, 0), count: target.count)
      HistogramBuilder.add(
        bins, pairs: gradients.pairs.base, order: ordered ? order.base : nil, start: start, count: end - start,
        features: used, into: target.base)
    }
    for partial in targets.dropFirst() {
      for cell in 0..<cells.count { cells.base[cell] &+= partial.base[cell] }
    }
  }

  private func subtract(_ slot: Int, from other: Int) {
    let (small, large) = (histograms[slot], histograms[other])
    for cell in 0..<small.count { large.base[cell] &-= small.base[cell] }
  }

  /// Finds the best split of each of the leaves numbered in `candidates`.
  private func findSplits(_ leaves: inout [Leaf], _ candidates: [Int], _ search: SplitSearch, _ columns: [Int]) {
    let jobs = candidates.map { (leaf: leaves[$0], cells: histograms[leaves[$0].slot!]) }
    let found = parallelMap(jobs.count * columns.count, grain: 8) { index in
      let (job, column) = index.quotientAndRemainder(dividingBy: columns.count)
      return search.best(
        feature: columns[column], cells: jobs[job].cells.base, total: jobs[job].leaf.total,
        bounds: jobs[job].leaf.bounds)
    }
    for (job, candidate) in candidates.enumerated() {
      var best: SplitCandidate?
      for case let split? in found[job * columns.count..<(job + 1) * columns.count] {
        if split.gain > best?.gain ?? 0 { best = split }
      }
      leaves[candidate].split = best
    }
  }

  /// Puts the rows of a leaf that go left before those that go right, each in their old order.
  ///
  /// - Returns: where the rows that go right begin.
  private func partition(_ rows: Range<Int>, _ split: SplitCandidate) -> Int {
    let bin = bins.features[split.feature]
    var left = [UInt32](repeating: 0, count: 256)
    if bin.isCategorical {
      for number in split.leftBins { left[Int(number)] = 1 }
    } else {
      for number in 0...split.bin { left[number] = 1 }
      left[bin.count] = split.missingGoesLeft ? 1 : 0
    }
    let goesLeft = left
    let column = bins.byColumn.base + split.feature * bins.rowCount
    nonisolated(unsafe) let values = column
    let (order, spare) = (order, spare)
    let parts = rows.count < Self.sharingThreshold ? 1 : Threads.count
    func bounds(_ part: Int) -> Range<Int> {
      rows.lowerBound + rows.count * part / parts..<rows.lowerBound + rows.count * (part + 1) / parts
    }
    let ranges = (0..<parts).map(bounds)
    // Each part puts its left rows at the front of its own stretch of `order` and its right rows into `spare`.
    let leftCounts = parallelMap(parts) { part in
      goesLeft.withUnsafeBufferPointer { goesLeft in
        let range = ranges[part]
        var l = order.base + range.lowerBound
        var r = spare.base + range.lowerBound
        let start = l
        for index in range {
          let row = order.base[index]
          let isLeft = Int(truncatingIfNeeded: goesLeft[Int(values[Int(row)])])
          l.pointee = row
          r.pointee = row
          l += isLeft
          r += 1 &- isLeft
        }
        return l - start
      }
    }
    var position = rows.lowerBound
    for (part, range) in ranges.enumerated() {
      let source = order.base + range.lowerBound
      if source != order.base + position { (order.base + position).update(from: source, count: leftCounts[part]) }
      position += leftCounts[part]
    }
    let middle = position
    for (part, range) in ranges.enumerated() {
      let count = range.count - leftCounts[part]
      (order.base + position).update(from: spare.base + range.lowerBound, count: count)
      position += count
    }
    return middle
  }
}
