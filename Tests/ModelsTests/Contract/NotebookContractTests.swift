import DataFrames
import Foundation
import Kernels
import LinearAlgebra
import Models
import Plotting
import Synchronization
import Testing

@Suite("The contract of every learner in a notebook")
struct NotebookContractTests {
  typealias Subject = LearnerInNotebook

  /// A learner of columns of a frame.
  struct ColumnSubject: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let columns: LearnerInNotebook.Columns

    static let all = LearnerInNotebook.all.compactMap { subject in
      subject.columns.map { ColumnSubject(testDescription: subject.testDescription, columns: $0) }
    }
  }

  @Test("a learner tells its settings in one line that begins with its name", arguments: Subject.all)
  func name(_ subject: Subject) {
    let text = String(describing: subject.learner)
    let name = String(describing: type(of: subject.learner)).prefix { $0 != "<" }
    #expect(text.hasPrefix(name + "(") || (name == "Standardized" && text.hasSuffix(").standardized()")), "\(text)")
    #expect(!text.contains("\n") && !text.contains("settings") && text.count < 200, "\(text)")
  }

  @Test("a model shows itself in a few lines, and not its memory", arguments: Subject.all)
  func display(_ subject: Subject) throws {
    let model = try subject.model(200)
    let shown =
      (model as? any Displayable)?.display(in: DisplayContext(width: 100)).plain ?? String(describing: model)
    #expect(shown.split(separator: "\n").count < 40 && shown.count < 6000, "\(shown.prefix(2000))")
    #expect(!shown.contains("ModelFormat") && !shown.contains("Optional("), "\(shown.prefix(2000))")
  }

  @Test("a model that was damaged is refused, or still shows itself", arguments: Subject.all)
  func damagedDisplay(_ subject: Subject) throws {
    let model = try subject.model(40)
    for (damage, bytes) in try damaged(encoded(model)) {
      expectRefusalOrAnswer(damage) {
        let read = try decode(like: model, bytes)
        _ = (read as? any Displayable)?.display(in: DisplayContext(width: 100))
      }
    }
  }

  @Test("fits side by side are what a fit alone is, to the last bit", arguments: Subject.all)
  func concurrent(_ subject: Subject) throws {
    let alone = try encoded(subject.model(200))
    let results = Mutex<[Result<Data, any Error>]>([])
    parallelFor(0..<4) { _ in
      let result = Result { try encoded(subject.model(200)) }
      results.withLock { $0.append(result) }
    }
    let together = try results.withLock { $0 }.map { try $0.get() }
    #expect(together.count == 4 && together.allSatisfy { $0 == alone })
  }

  // MARK: Frames

  /// Drawn rows as a frame, with a column of text that is not learned from.
  private func frame(_ rows: DrawnRows, weights: [Double]? = nil) throws -> DataFrame {
    try DataFrame(
      columns: Subject.features.enumerated().map { Column($1, Array(rows.features.column($0))) }
        + [Column("label", rows.labels), Column("target", rows.targets)]
        + [Column("note", rows.labels.map { _ in "none" })] + (weights.map { [Column("w", $0)] } ?? []))
  }

  private func sentence<Value>(_ make: () throws -> Value) -> String {
    do {
      _ = try make()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("a frame teaches what its numbers teach, to the last bit", arguments: ColumnSubject.all)
  func frames(_ subject: ColumnSubject) throws {
    let (rows, fresh) = (subject.columns.rows(120, 11), subject.columns.rows(100, 12))
    let answers = try subject.columns.fit(frame(rows), nil)
    #expect(try answers(frame(fresh)) == subject.columns.answers(rows, nil, fresh))
  }

  @Test("a column of weights is weights, to the last bit", arguments: ColumnSubject.all)
  func weights(_ subject: ColumnSubject) throws {
    let (rows, fresh) = (subject.columns.rows(120, 11), subject.columns.rows(100, 12))
    let weights = (0..<120).map { Double($0 % 3) }
    let answers = try subject.columns.fit(frame(rows, weights: weights), "w")
    #expect(try answers(frame(fresh)) == subject.columns.answers(rows, weights, fresh))
  }

  @Test("a model finds its columns by name, in any order and among others", arguments: ColumnSubject.all)
  func columnOrder(_ subject: ColumnSubject) throws {
    let answers = try subject.columns.fit(frame(subject.columns.rows(120, 11)), nil)
    let fresh = try frame(subject.columns.rows(100, 12))
    #expect(try answers(fresh.select("note", "depth", "width", "height")) == answers(fresh))
  }

  @Test("a column that is not there is refused with what its name may have been", arguments: ColumnSubject.all)
  func missingColumn(_ subject: ColumnSubject) throws {
    let rows = try frame(subject.columns.rows(120, 11))
    let renamed = try rows.renaming("height", to: "heigth")
    let text = "no column \"height\"; did you mean \"heigth\"?"
    #expect(sentence { try subject.columns.fit(renamed, nil) }.hasPrefix(text))
    let answers = try subject.columns.fit(rows, nil)
    #expect(sentence { try answers(renamed) }.hasPrefix(text))
  }

  @Test(
    "a missing value is refused with its column and row, where it cannot be learned from", arguments: ColumnSubject.all)
  func missingValues(_ subject: ColumnSubject) throws {
    let rows = subject.columns.rows(120, 11)
    let full = try frame(rows)
    let values = rows.features.column(1).enumerated().map { $0 == 7 ? nil : $1 }
    let broken = try full.adding(Column("height", values))
    let answers = try subject.columns.fit(full, nil)
    if subject.columns.takesMissingValues {
      #expect(try answers(broken).count == 120)
      #expect(try subject.columns.fit(broken, nil)(full).count == 120)
    } else {
      let text = "column \"height\" has no value in row 7 (counted from 0), and this learner needs one"
      #expect(sentence { try subject.columns.fit(broken, nil) }.hasPrefix(text))
      #expect(sentence { try answers(broken) }.hasPrefix(text))
    }
  }

  @Test("what is wrong with a number is told with the name of its column", arguments: ColumnSubject.all)
  func names(_ subject: ColumnSubject) throws {
    var rows = subject.columns.rows(120, 11)
    rows.features[7, 2] = .infinity
    let text = sentence { try subject.columns.fit(frame(rows), nil) }
    #expect(text.hasPrefix("the feature in row 7, column \"depth\" is inf"), "\(text)")
  }
}
