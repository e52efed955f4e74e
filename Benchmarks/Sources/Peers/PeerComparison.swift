/// A piece of work that the library and its peers do: one row of the table for each peer.
struct PeerComparison: Sendable {
  /// A peer's way to do it.
  struct Peer: Sendable {
    /// `module.function` of `Benchmarks/Peers/works`.
    let work: String
    /// How many times its speed is to be reached.
    let bar: Double
    var requirements = "requirements.txt"
    /// A value that the peer is given, and texts for it of which the first one that makes the results agree is taken.
    var trials: (name: String, texts: [String])?
  }

  /// The word that chooses it.
  let name: String
  /// What is done, of a number of rows.
  let title: @Sendable (Int) -> String
  let work: PeerWork
  /// The data of `generate.py`.
  let data: String
  let rows: Int
  /// Further values that both sides are given.
  var values: [String: String] = [:]
  var threads = 2
  let peers: [Peer]
  let agreement: Agreement
  /// Whether both sides first need the model that ``boosting`` makes.
  var needsModel = false
  /// Whether it is also measured with fewer rows.
  var showsGrowth = false
}

extension PeerComparison {
  /// Everything that is compared.
  static var all: [PeerComparison] {
    let tables = [csv, group, join]
    let models = [logistic, boosting, prediction, oneRow, forest, neighbors, perceptron]
    return products + tables + models + [area, stratified] + reservoirs
  }

  static let boosting = PeerComparison(
    name: "boosting", title: { "gradient boosting, \(short($0)) × 28, 100 trees of 31 leaves" }, work: .boosting,
    data: "particles", rows: 1_000_000, peers: [Peer(work: "boosting.fit", bar: 1)],
    agreement: Agreement(numbers: ["auc": .absolute(0.002)]), showsGrowth: true)

  private static var products: [PeerComparison] {
    [1, 2].flatMap { threads in
      [256, 512, 1_024, 2_048].map { size in
        let calls = max(5, 2_000_000_000 / (size * size * size))
        return PeerComparison(
          name: "product",
          title: { "`Float` matrix product, \($0) × \($0), \(threads == 1 ? "1 thread" : "2 threads")" },
          work: .product, data: "matrices", rows: size, values: ["size": "\(size)", "calls": "\(calls)"],
          threads: threads, peers: [Peer(work: "matrices.product", bar: 0.9)], agreement: Agreement(files: 5e-5))
      }
    }
  }

  private static let csv = PeerComparison(
    name: "csv", title: { "CSV, \(short($0)) rows × 10 mixed columns, to a frame" }, work: .csv, data: "csv",
    rows: 2_000_000, peers: [Peer(work: "tables.csv_pandas", bar: 3), Peer(work: "tables.csv_arrow", bar: 1)],
    agreement: Agreement(files: 1e-14), showsGrowth: true)

  private static let group = PeerComparison(
    name: "group", title: { "group by 1,000 keys, mean and count, \(short($0)) rows" }, work: .group, data: "group",
    rows: 10_000_000, peers: [Peer(work: "tables.group", bar: 2)], agreement: Agreement(files: 1e-12),
    showsGrowth: true)

  private static let join = PeerComparison(
    name: "join", title: { "join \(short($0)) to 100 k rows" }, work: .join, data: "join", rows: 10_000_000,
    peers: [Peer(work: "tables.join", bar: 1.5)], agreement: Agreement(), showsGrowth: true)

  private static let logistic = PeerComparison(
    name: "logistic", title: { "logistic regression, \(short($0)) × 28" }, work: .logistic, data: "particles",
    rows: 1_000_000,
    peers: [
      Peer(
        work: "linear.logistic", bar: 1.5,
        trials: ("tolerance", ["1e-4", "1e-5", "1e-6", "1e-7", "1e-8", "1e-9", "1e-10"]))
    ],
    agreement: Agreement(numbers: ["loss": .relative(1e-6)]), showsGrowth: true)

  private static let prediction = PeerComparison(
    name: "prediction", title: { "boosted prediction, \(short($0)) rows × 28, 100 trees of 31 leaves" },
    work: .prediction, data: "particles", rows: 1_000_000, peers: [Peer(work: "boosting.predict", bar: 2)],
    agreement: Agreement(numbers: ["auc": .absolute(0.002)]), needsModel: true)

  private static let oneRow = PeerComparison(
    name: "one-row", title: { _ in "boosted prediction of one row" }, work: .oneRow, data: "particles", rows: 1,
    values: ["calls": "2000"], peers: [Peer(work: "boosting.predict_row", bar: 20)],
    agreement: Agreement(numbers: ["auc": .absolute(0.004)]), needsModel: true)

  private static let forest = PeerComparison(
    name: "forest", title: { "random forest, \(short($0)) × 28, 100 trees" }, work: .forest, data: "particles",
    rows: 50_000, peers: [Peer(work: "forests.fit", bar: 2)],
    agreement: Agreement(numbers: ["out-of-bag score": .absolute(0.003)]))

  private static let neighbors = PeerComparison(
    name: "neighbors", title: { "5 nearest neighbors, 10 k queries in \(short($0)) × 64" }, work: .neighbors,
    data: "neighbors", rows: 50_000, values: ["queries": "10000"], peers: [Peer(work: "neighbors.predict", bar: 1)],
    agreement: Agreement(files: 0))

  private static let perceptron = PeerComparison(
    name: "perceptron", title: { "perceptron 64-128-10, \(short($0)) rows, batch 128, one epoch of Adam" },
    work: .perceptron, data: "digits", rows: 60_000,
    peers: [Peer(work: "perceptrons.epoch", bar: 2, requirements: "requirements-torch.txt")],
    agreement: Agreement(numbers: ["test loss": .absolute(0.02)]))

  private static let area = PeerComparison(
    name: "roc", title: { "area under the ROC curve, \(short($0)) scores" }, work: .area, data: "scores",
    rows: 10_000_000, peers: [Peer(work: "ranking.area", bar: 3)],
    agreement: Agreement(numbers: ["area": .absolute(1e-12)]))

  private static let stratified = PeerComparison(
    name: "stratified", title: { "stratified sample of a tenth of \(short($0)) rows, 20 strata" }, work: .stratified,
    data: "strata", rows: 10_000_000,
    peers: [Peer(work: "sampling.stratified_numpy", bar: 2), Peer(work: "sampling.stratified_pandas", bar: 2)],
    // Four and a half standard errors of the difference of two means. A half is rounded up or to the even number, and the
    // smallest stratum gives about a thousand rows.
    agreement: Agreement(numbers: ["mean in standard errors": .absolute(6.4)], files: 2e-3))

  private static var reservoirs: [PeerComparison] {
    [(PeerWork.reservoir, "each drawn for"), (.skippingReservoir, "skipping")].map { work, how in
      PeerComparison(
        name: "reservoir", title: { "reservoir of 1,000 from a stream of \(short($0)), \(how)" }, work: work,
        data: "stream", rows: 100_000_000, peers: [Peer(work: "sampling.reservoir", bar: 2)],
        // Four and a half standard errors of the difference of two means of 1,000 uniform places.
        agreement: Agreement(numbers: ["mean place": .absolute(0.058)]))
    }
  }

  /// 2 M, 50 k.
  private static func short(_ count: Int) -> String {
    if count >= 1_000_000, count % 100_000 == 0 {
      return count % 1_000_000 == 0 ? "\(count / 1_000_000) M" : "\(Double(count) / 1e6) M"
    }
    return count >= 1_000 && count % 1_000 == 0 ? "\(count / 1_000) k" : "\(count)"
  }
}
