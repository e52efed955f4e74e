/// How often each class was taken for each other: one cell for each pair of a true and a predicted class.
///
///     let matrix = try ConfusionMatrix(predicted: model.predict(test), actual: labels)
///     try matrix.recall(of: "cancer")
///     matrix.f1(.macro)
///     matrix.table(.predictedInRows)
///
/// Cells are sums of weights. Which side the rows of a printed matrix stand for differs from book to book, so it is
/// said each time (``ConfusionOrientation``), and cells are asked for by name.
/// A ratio of nothing to nothing (the precision of a class that was never predicted) is 0; the report says where. A
/// class that the matrix does not have is refused; name it in `classes` to have it without rows.
///
/// Source: *Designing Machine Learning Systems*, ch. 4, "Using the right evaluation metrics".
public struct ConfusionMatrix<Label: Hashable & Sendable>: Hashable, Sendable {
  /// The classes: as given, or in ascending order, or where labels have no order, as they appear.
  public let classes: [Label]
  /// Sums of weights: `cells[a][p]` belongs to the rows of class `classes[a]` predicted as `classes[p]`.
  public let cells: [[Double]]

  /// Counts predictions against true labels.
  ///
  /// - Parameters:
  ///   - classes: all classes, also those that do not occur; nil for those that occur.
  ///   - sampleWeights: by how much each row counts, nil for once.
  /// - Throws: ``EvaluationError`` when there are no predictions, when lengths differ, when a label is not among
  ///   the classes, when a class is named twice, or when weights are unusable.
  /// - Complexity: O(rows + classes²).
  @specialized(where Label == Int)
  @specialized(where Label == Bool)
  @specialized(where Label == String)
  public init(
    predicted: [Label], actual: [Label], classes: [Label]? = nil, sampleWeights: [Double]? = nil
  ) throws {
    try requirePairs(predicted: predicted.count, actual: actual.count)
    let weights = try RowWeights(sampleWeights, rows: actual.count)
    let index = try classes.map { try ClassIndex($0) } ?? ClassIndex(labels: [actual, predicted])
    let width = index.classes.count
    var sums = [Double](repeating: 0, count: width * width)
    for row in actual.indices {
      let place = try index.place(actual[row], row: row) * width + index.place(predicted[row], row: row)
      sums[place] += weights[row]
    }
    self.classes = index.classes
    cells = (0..<width).map { Array(sums[$0 * width..<($0 + 1) * width]) }
  }

  /// Takes cells that are there already, `cells[a][p]` for the rows of class `a` predicted as class `p`.
  ///
  /// - Throws: ``EvaluationError`` when the matrix is not square, a class is named twice, or a cell is negative or not
  ///   finite.
  public init(classes: [Label], cells: [[Double]]) throws {
    _ = try ClassIndex(classes)
    guard !classes.isEmpty else { throw EvaluationError.noPredictions }
    guard cells.count == classes.count else {
      throw EvaluationError.lengths(
        first: "rows of cells", count: cells.count, second: "classes", secondCount: classes.count)
    }
    for (row, values) in cells.enumerated() {
      guard values.count == classes.count else {
        throw EvaluationError.classColumns(row: row, columns: values.count, classes: classes.count)
      }
      for value in values where !(value >= 0 && value.isFinite) {
        throw EvaluationError.setting(
          name: "a cell of row \(row)", value: value, requirement: "a finite number of at least 0")
      }
    }
    self.classes = classes
    self.cells = cells
  }

  /// The weight of all rows.
  public var total: Double { cells.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The weight of the rows of class `actual` that were predicted as `predicted`.
  ///
  /// - Throws: ``EvaluationError/noSuchClass(_:classes:)`` for a class that the matrix does not have.
  public subscript(actual actual: Label, predicted predicted: Label) -> Double {
    get throws { try cells[place(of: actual)][place(of: predicted)] }
  }

  /// One class against all others.
  ///
  /// - Throws: ``EvaluationError/noSuchClass(_:classes:)`` for a class that the matrix does not have.
  public func counts(of label: Label) throws -> ClassCounts { counts(at: try place(of: label)) }

  private func place(of label: Label) throws -> Int {
    guard let place = classes.firstIndex(of: label) else {
      throw EvaluationError.noSuchClass(
        String(describing: label), classes: classes.map { String(describing: $0) })
    }
    return place
  }

  /// One class against all others, for every class.
  public var classCounts: [ClassCounts] { classes.indices.map { counts(at: $0) } }

  private func counts(at place: Int) -> ClassCounts {
    let hits = cells[place][place]
    let misses = cells[place].enumerated().reduce(0) { $1.offset == place ? $0 : $0 + $1.element }
    var alarms = 0.0
    var rest = 0.0
    for (row, values) in cells.enumerated() where row != place {
      for (column, value) in values.enumerated() {
        if column == place { alarms += value } else { rest += value }
      }
    }
    return ClassCounts(truePositives: hits, falsePositives: alarms, falseNegatives: misses, trueNegatives: rest)
  }

  /// The weight of the rows of each class.
  var actualTotals: [Double] { cells.map { $0.reduce(0, +) } }
  /// The weight of the rows predicted as each class.
  var predictedTotals: [Double] { classes.indices.map { column in cells.reduce(0) { $0 + $1[column] } } }
}

extension ConfusionMatrix: Codable where Label: Codable {
  /// Reads the cells and checks them as ``init(classes:cells:)`` does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      classes: container.decode([Label].self, forKey: .classes),
      cells: container.decode([[Double]].self, forKey: .cells))
  }
}

extension ConfusionMatrix where Label == Bool {
  /// Counts the rows whose score is above a threshold as predicted `true`; a score equal to it is `false`.
  ///
  /// - Throws: ``EvaluationError`` when there are no scores, when one is NaN, when lengths differ, when a label is not
  ///   binary, or when weights are unusable.
  public init<Truth: BinaryLabel>(
    scores: [Double], above threshold: Double, actual: [Truth], sampleWeights: [Double]? = nil
  ) throws {
    if let row = scores.firstIndex(where: \.isNaN) { throw EvaluationError.scoreIsNaN(row: row) }
    try self.init(
      predicted: scores.map { $0 > threshold }, actual: Truth.positives(actual), classes: [false, true],
      sampleWeights: sampleWeights)
  }
}
