import Foundation
import Kernels

/// One piece of the work that is compared, done by the library in a process of its own.
///
/// The words are `peer-work NAME name=value …`.
enum PeerWork: String {
  case product, csv, group, join, logistic, boosting, prediction, oneRow, forest, neighbors, perceptron, area
  case stratified, reservoir, skippingReservoir

  /// Does the work that the words name, and prints its report.
  static func run(_ words: [String]) throws {
    guard let name = words.first, let work = PeerWork(rawValue: name) else {
      throw WorkValues.Problem(description: "there is no work called \(words.first ?? "")")
    }
    let values = try WorkValues(Array(words.dropFirst()))
    Threads.count = try values.number("threads")
    let report = try work.done(values)
    FileHandle.standardOutput.write(try JSONEncoder().encode(report) + Data("\n".utf8))
  }

  private func done(_ values: WorkValues) throws -> WorkReport {
    switch self {
    case .product: try ProductWork.product(values)
    case .csv: try TableWork.csv(values)
    case .group: try TableWork.group(values)
    case .join: try TableWork.join(values)
    case .logistic: try LogisticWork.fit(values)
    case .boosting: try BoostingWork.fit(values)
    case .prediction: try BoostingWork.predict(values)
    case .oneRow: try BoostingWork.predictRow(values)
    case .forest: try ForestWork.fit(values)
    case .neighbors: try NeighborsWork.predict(values)
    case .perceptron: try PerceptronWork.epoch(values)
    case .area: try AreaWork.area(values)
    case .stratified: try SamplingWork.stratified(values)
    case .reservoir: try SamplingWork.reservoir(values)
    case .skippingReservoir: try SamplingWork.skippingReservoir(values)
    }
  }
}
