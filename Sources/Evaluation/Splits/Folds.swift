public import Plotting
internal import Statistics

/// The folds of one way to split the rows of a table, in order.
///
///     let folds = try Folds.stratifiedKFold(5, strata: labels, seed: 1)
///     for fold in folds { fold.train; fold.test }
///
/// | rows | folds |
/// |---|---|
/// | alike, and independent | ``kFold(_:rows:repeats:seed:)``, ``holdOut(rows:test:repeats:seed:)`` |
/// | alike, with rare classes | ``stratifiedKFold(_:strata:repeats:seed:)``, ``stratifiedHoldOut(strata:test:repeats:seed:)`` |
/// | several of one user, patient, device | ``groupKFold(_:groups:repeats:seed:)``, ``groupHoldOut(groups:test:repeats:seed:)`` |
/// | both | ``stratifiedGroupKFold(_:strata:groups:repeats:seed:)`` |
/// | in the order of time | ``walkForward(_:rows:testSize:gap:window:)``, ``timeHoldOut(times:test:)`` |
///
/// The same seed gives the same folds in every process and on every machine. Repeats are numbered streams of the seed.
public struct Folds: RandomAccessCollection, Hashable, Codable, Sendable {
  private let folds: [Fold]
  /// What kind of folds these are, as a title says it.
  public let name: String
  /// The number of rows that were split.
  public let rowCount: Int
  /// What a reader of results on these folds should know: classes too small to be in every fold.
  public let notes: [String]

  /// Takes folds made elsewhere.
  ///
  /// - Throws: ``EvaluationError`` when there is no fold, when one has no rows to fit on or to judge with, or when a
  ///   row is not from 0 to `rows` − 1.
  public init(_ folds: [Fold], rows: Int, name: String = "Folds") throws {
    guard !folds.isEmpty else {
      throw EvaluationError.tooFew(what: "folds", count: 0, needed: 1, purpose: "validation")
    }
    for (index, fold) in folds.enumerated() {
      for (part, list) in [("to fit on", fold.train), ("to judge with", fold.test)] {
        guard !list.isEmpty else {
          throw EvaluationError.tooFew(what: "rows \(part) in fold \(index)", count: 0, needed: 1, purpose: "a fold")
        }
        for row in list where row < 0 || row >= rows {
          throw EvaluationError.setting(
            name: "a row of fold \(index)", value: Double(row), requirement: "from 0 to \(rows - 1)")
        }
      }
    }
    self.init(checked: folds, rows: rows, name: name)
  }

  /// Reads folds and checks them as ``init(_:rows:name:)`` does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode(Int.self, forKey: .rowCount)
    let name = try container.decode(String.self, forKey: .name)
    let folds = try Folds(container.decode([Fold].self, forKey: .folds), rows: rows, name: name)
    self.init(
      checked: folds.folds, rows: rows, name: name, notes: try container.decode([String].self, forKey: .notes))
  }

  init(checked folds: [Fold], rows: Int, name: String, notes: [String] = []) {
    self.folds = folds
    self.name = name
    self.notes = notes
    rowCount = rows
  }

  /// Makes one fold for each part of the rows, which is judged by a fit on all others.
  init(parts: [[Int]], rows: Int, name: String, notes: [String] = []) {
    self.init(checked: Self.folds(parts: parts, rows: rows), rows: rows, name: name, notes: notes)
  }

  static func folds(parts: [[Int]], rows: Int) -> [Fold] {
    parts.map { fold(test: $0, rows: rows) }
  }

  /// The fold whose test rows are given.
  static func fold(test: [Int], rows: Int) -> Fold {
    var isTest = [Bool](repeating: false, count: rows)
    for row in test { isTest[row] = true }
    return Fold(train: (0..<rows).filter { !isTest[$0] }, test: test.sorted())
  }

  /// The rows of each part, ascending, from the part of each row.
  static func parts(_ count: Int, of rowParts: [Int]) -> [[Int]] {
    var parts = [[Int]](repeating: [], count: count)
    for (row, part) in rowParts.enumerated() { parts[part].append(row) }
    return parts
  }

  public var startIndex: Int { folds.startIndex }
  public var endIndex: Int { folds.endIndex }
  public subscript(index: Int) -> Fold { folds[index] }
}

extension Folds: Displayable, CustomStringConvertible {
  /// The number of rows of each fold as a table.
  public func display(in context: DisplayContext) -> DisplayBundle {
    var table = Table("\(name), \(counted(rowCount, "row"))")
      .column("fold", 0..<count).column("train", map(\.train.count)).column("test", map(\.test.count))
    for note in notes { table = table.note(note) }
    return table.display(in: context)
  }

  /// Its kind, with the number of rows and folds.
  public var description: String { "\(name), \(counted(rowCount, "row")), \(counted(count, "fold"))" }
}
