import LinearAlgebra

/// The rows of a problem of two classes that count in its loss: those with a weight above zero.
struct BinaryRows {
  /// The positions of these rows in the features.
  let indices: [Int]
  /// +1 for a row of the positive class, -1 for one of the negative class.
  let signs: [Double]
  let weights: [Double]
  /// The lower of the two labels.
  let negativeClass: Int
  /// The higher of the two labels.
  let positiveClass: Int

  /// Checks the input of a fit and keeps the rows that count.
  init(features: Matrix<Double>, labels: [Int], sampleWeights: [Double]?) throws {
    try features.requireLabels(labels)
    try features.requireWeights(sampleWeights)
    try features.requireUsableFeatures()

    let rowWeights = sampleWeights ?? [Double](repeating: 1, count: labels.count)
    let counting = labels.indices.filter { rowWeights[$0] > 0 }
    var lowest = labels[counting[0]]
    var highest = lowest
    for index in counting {
      lowest = min(lowest, labels[index])
      highest = max(highest, labels[index])
    }
    guard lowest < highest else { throw ModelError.oneClass(label: lowest) }
    guard counting.allSatisfy({ labels[$0] == lowest || labels[$0] == highest }) else {
      throw ModelError.notTwoClasses(labels: Set(counting.map { labels[$0] }).sorted())
    }
    indices = counting
    signs = counting.map { labels[$0] == highest ? 1 : -1 }
    weights = counting.map { rowWeights[$0] }
    negativeClass = lowest
    positiveClass = highest
  }
}
