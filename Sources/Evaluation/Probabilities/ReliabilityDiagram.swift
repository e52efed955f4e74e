public import LinearAlgebra
public import Plotting

/// How often what was predicted with a probability happened, bin by bin.
///
///     let diagram = try ReliabilityDiagram(probabilities: p, actual: won)
///     diagram.expectedCalibrationError
///
/// A calibrated model lies on the diagonal: of all predictions of 70%, 70% come true. Bins without rows are left out.
///
/// Source: *Designing Machine Learning Systems*, ch. 6, "Model calibration"; the errors: Guo et al., "On Calibration of
/// Modern Neural Networks", ICML 2017.
public struct ReliabilityDiagram: Hashable, Codable, Sendable {
  /// The rows whose probabilities are close together.
  public struct Bin: Hashable, Codable, Sendable {
    /// Where the bin starts.
    public let lower: Double
    /// Where the bin ends.
    public let upper: Double
    /// The number of rows.
    public let rows: Int
    /// The weight of the rows.
    public let weight: Double
    /// The mean probability that was predicted.
    public let meanProbability: Double
    /// The share that was true.
    public let trueShare: Double

    /// Takes a bin that is known already.
    ///
    ///     ReliabilityDiagram(bins: [.init(rows: 100, meanProbability: 0.2, trueShare: 0.1)])
    public init(rows: Int, meanProbability: Double, trueShare: Double) {
      self.init(
        lower: meanProbability, upper: meanProbability, rows: rows, weight: Double(rows),
        meanProbability: meanProbability, trueShare: trueShare)
    }

    init(lower: Double, upper: Double, rows: Int, weight: Double, meanProbability: Double, trueShare: Double) {
      self.lower = lower
      self.upper = upper
      self.rows = rows
      self.weight = weight
      self.meanProbability = meanProbability
      self.trueShare = trueShare
    }

    /// How much more was promised than came true; positive for over-confidence.
    public var gap: Double { meanProbability - trueShare }
  }

  /// The bins that have rows, from the lowest probability up.
  public let bins: [Bin]

  /// Takes bins that are known already.
  public init(bins: [Bin]) { self.bins = bins }

  /// Puts rows into bins.
  ///
  /// - Parameters:
  ///   - probabilities: of `true`, one per row.
  ///   - actual: what happened, as `true` and `false` or as 1 and 0.
  ///   - bins: at least 1.
  /// - Throws: ``EvaluationError`` when there are no rows, when lengths differ, when a probability is not from 0 to 1,
  ///   when there is no bin, or when weights are unusable.
  /// - Complexity: O(rows), by equal mass O(rows · log rows).
  public init<Label: BinaryLabel>(
    probabilities: [Double], actual: [Label], bins count: Int = 10, binning: ProbabilityBinning = .equalWidth,
    sampleWeights: [Double]? = nil
  ) throws {
    try requirePairs(predicted: probabilities.count, actual: actual.count)
    let weights = try RowWeights(sampleWeights, rows: actual.count)
    try requireProbabilities(probabilities)
    let happened = try Label.positives(actual)
    try requireSetting("the number of bins", count, atLeast: 1)
    var sums = [Sums](repeating: Sums(), count: count)
    func add(_ row: Int, to bin: Int) {
      sums[bin].rows += 1
      sums[bin].weight += weights[row]
      sums[bin].probability += weights[row] * probabilities[row]
      if happened[row] { sums[bin].trueWeight += weights[row] }
      sums[bin].least = min(sums[bin].least, probabilities[row])
      sums[bin].greatest = max(sums[bin].greatest, probabilities[row])
    }
    switch binning {
    case .equalWidth:
      for row in probabilities.indices { add(row, to: Self.widthBin(of: probabilities[row], count)) }
    case .equalMass:
      let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
      var below = 0.0
      var start = 0
      while start < order.count {
        var end = start
        var weight = 0.0
        while end < order.count && probabilities[order[end]] == probabilities[order[start]] {
          weight += weights[order[end]]
          end += 1
        }
        // Where the middle of these rows lies in the weight of all.
        let share = (below + weight / 2) / weights.total
        let bin = min(Int(share * Double(count)), count - 1)
        for place in start..<end { add(order[place], to: bin) }
        below += weight
        start = end
      }
    }
    self.bins = sums.enumerated().compactMap { place, sum in
      guard sum.weight > 0 else { return nil }
      let byWidth = binning == .equalWidth
      return Bin(
        lower: byWidth ? Double(place) / Double(count) : sum.least,
        upper: byWidth ? Double(place + 1) / Double(count) : sum.greatest, rows: sum.rows, weight: sum.weight,
        meanProbability: sum.probability / sum.weight, trueShare: sum.trueWeight / sum.weight)
    }
  }

  private struct Sums {
    var rows = 0
    var weight = 0.0
    var probability = 0.0
    var trueWeight = 0.0
    var least = 1.0
    var greatest = 0.0
  }

  /// The bin (i/n, (i + 1)/n] that holds a probability.
  private static func widthBin(of probability: Double, _ count: Int) -> Int {
    var bin = min(Int(probability * Double(count)), count - 1)
    // The product may be rounded across a limit; the limits themselves decide.
    while bin > 0 && probability <= Double(bin) / Double(count) { bin -= 1 }
    while bin < count - 1 && probability > Double(bin + 1) / Double(count) { bin += 1 }
    return bin
  }

  private var total: Double { bins.reduce(0) { $0 + $1.weight } }

  /// The mean distance from the diagonal, each bin counted by its weight.
  public var expectedCalibrationError: Double {
    ratio(bins.reduce(0) { $0 + $1.weight * abs($1.gap) }, total)
  }

  /// The largest distance from the diagonal.
  public var maximumCalibrationError: Double { bins.map { abs($0.gap) }.max() ?? 0 }

  /// The bins with the diagonal of perfect calibration.
  public func plot(_ label: String = "") -> Plot {
    Plot("Reliability, expected calibration error \(rounded(expectedCalibrationError))")
      .line(x: [0.0, 1.0], y: [0, 1], "perfect")
      .line(x: bins.map(\.meanProbability), y: bins.map(\.trueShare), label)
      .scatter(x: bins.map(\.meanProbability), y: bins.map(\.trueShare), size: bins.map(\.weight), label)
      .xLabel("mean predicted probability").yLabel("share that came true").xRange(0...1).yRange(0...1)
  }

  /// The bins as a table.
  public func table() -> Table {
    var table = Table("Reliability", columns: ["from", "to", "rows", "predicted", "came true", "gap"], rows: [])
    for bin in bins {
      table = table.row([bin.lower, bin.upper, bin.rows, bin.meanProbability, bin.trueShare, bin.gap])
    }
    return table
  }
}

extension ReliabilityDiagram: Displayable, CustomStringConvertible {
  /// The bins as a plot.
  public func display(in context: DisplayContext) -> DisplayBundle { plot("model").display(in: context) }

  /// The bins as a table of text.
  public var description: String { table().display(in: DisplayContext()).plain }
}

/// The mean distance between what is promised and what comes true, over bins of probability.
///
/// - Throws: ``EvaluationError`` as ``ReliabilityDiagram`` does.
public func expectedCalibrationError<Label: BinaryLabel>(
  probabilities: [Double], actual: [Label], bins: Int = 10, binning: ProbabilityBinning = .equalWidth,
  sampleWeights: [Double]? = nil
) throws -> Double {
  try ReliabilityDiagram(
    probabilities: probabilities, actual: actual, bins: bins, binning: binning, sampleWeights: sampleWeights
  ).expectedCalibrationError
}

/// The same for several classes, by the probability of the class predicted (the first of the largest) and whether it is
/// right.
///
/// - Throws: ``EvaluationError`` when a row is not a distribution over the classes, when a label is unknown, and as
///   ``ReliabilityDiagram`` does.
public func expectedCalibrationError<Label: Hashable>(
  probabilities: Matrix<Double>, classes: [Label], actual: [Label], bins: Int = 10,
  binning: ProbabilityBinning = .equalWidth, sampleWeights: [Double]? = nil
) throws -> Double {
  try requirePairs(predicted: probabilities.rowCount, actual: actual.count)
  try requireDistributions(probabilities, classes: classes.count)
  let places = try ClassIndex(classes).places(of: actual)
  let picks = places.indices.map { row in
    classes.indices.reduce(0) { probabilities[row, $1] > probabilities[row, $0] ? $1 : $0 }
  }
  return try expectedCalibrationError(
    probabilities: picks.indices.map { probabilities[$0, picks[$0]] }, actual: zip(picks, places).map { $0 == $1 },
    bins: bins, binning: binning, sampleWeights: sampleWeights)
}

/// The same for probabilities as arrays, one per row.
public func expectedCalibrationError<Label: Hashable>(
  probabilities: [[Double]], classes: [Label], actual: [Label], bins: Int = 10,
  binning: ProbabilityBinning = .equalWidth, sampleWeights: [Double]? = nil
) throws -> Double {
  try expectedCalibrationError(
    probabilities: classMatrix(probabilities, classes: classes.count), classes: classes, actual: actual, bins: bins,
    binning: binning, sampleWeights: sampleWeights)
}
