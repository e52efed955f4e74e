import DataFrames
import Kernels
import LinearAlgebra
import Models
import Plotting
import Synchronization
import Testing

/// What is true of every learner as it is met in a notebook, whatever it learns.
@Suite("The contract of every learner in a notebook")
struct NotebookContractTests {
  /// The encodings of fits that run at the same time.
  private func encodingsOfConcurrentFits(_ fit: @Sendable () throws -> any Encodable) -> [Result<String, any Error>] {
    let results = Mutex<[Result<String, any Error>]>([])
    parallelFor(0..<4) { _ in
      let result = Result { String(decoding: try encoded(fit()), as: UTF8.self) }
      results.withLock { $0.append(result) }
    }
    return results.withLock { $0 }
  }

  private func expectSame(_ results: [Result<String, any Error>]) throws {
    let texts = try results.map { try $0.get() }
    #expect(texts.count == 4 && Set(texts).count == 1)
  }

  private func expectShort(_ model: Any) {
    let shown =
      (model as? any Displayable)?.display(in: DisplayContext(width: 100)).plain ?? String(describing: model)
    #expect(shown.split(separator: "\n").count < 40 && shown.count < 6000, "\(shown.prefix(2000))")
    #expect(!shown.contains("ModelFormat") && !shown.contains("Optional("), "\(shown.prefix(2000))")
  }

  /// One line that begins with the type's name, or that of what it wraps.
  private func expectName(_ learner: Any) {
    let text = String(describing: learner)
    let name = String(describing: type(of: learner)).prefix { $0 != "<" }
    #expect(text.hasPrefix(name + "(") || (name == "Standardized" && text.hasSuffix(").standardized()")), "\(text)")
    #expect(!text.contains("\n") && text.count < 300, "\(text)")
  }

  private func frame(_ rows: DrawnRows) throws -> DataFrame {
    try DataFrame(
      columns: (0..<3).map { Column("x\($0)", Array(rows.features.column($0))) }
        + [Column("label", rows.labels), Column("target", rows.targets)])
  }

  private static let columns = ["x0", "x1", "x2"]

  // MARK: Classes

  @Test("a learner of classes tells its settings in one line", arguments: ClassifierUnderContract.all)
  func name(_ subject: ClassifierUnderContract) {
    expectName(subject.learner)
  }

  @Test("a model of classes shows itself in a few lines, and not its memory", arguments: ClassifierUnderContract.all)
  func display(_ subject: ClassifierUnderContract) throws {
    let rows = subject.rows(200)
    expectShort(try subject.learner.fit(features: rows.features, labels: rows.labels) as any Classifier)
  }

  @Test("classes are the same from a frame as from its numbers", arguments: ClassifierUnderContract.all)
  func frames(_ subject: ClassifierUnderContract) throws {
    func check(_ learner: some ClassifierLearner) throws {
      let (rows, fresh) = (subject.rows(), subject.rows(100, seed: 12))
      let named = try learner.fit(frame(rows), label: "label", features: Self.columns)
      let plain = try learner.fit(features: rows.features, labels: rows.labels)
      #expect(try named.predict(frame(fresh)).array(of: Int.self) == plain.predict(fresh.features))
    }
    try check(subject.learner)
  }

  @Test("fits of classes side by side are the same", arguments: ClassifierUnderContract.all)
  func concurrent(_ subject: ClassifierUnderContract) throws {
    let rows = subject.rows()
    try expectSame(
      encodingsOfConcurrentFits {
        try subject.learner.fit(features: rows.features, labels: rows.labels) as any Classifier
      })
  }

  // MARK: Numbers

  @Test("a learner of numbers tells its settings in one line", arguments: RegressorUnderContract.all)
  func name(_ subject: RegressorUnderContract) {
    expectName(subject.learner)
  }

  @Test("a model of numbers shows itself in a few lines, and not its memory", arguments: RegressorUnderContract.all)
  func display(_ subject: RegressorUnderContract) throws {
    let rows = subject.rows(200)
    expectShort(try subject.learner.fit(features: rows.features, targets: rows.targets) as any Regressor)
  }

  @Test("numbers are the same from a frame as from a matrix", arguments: RegressorUnderContract.all)
  func frames(_ subject: RegressorUnderContract) throws {
    func check(_ learner: some RegressorLearner) throws {
      let (rows, fresh) = (subject.rows(), subject.rows(100, seed: 12))
      let named = try learner.fit(frame(rows), target: "target", features: Self.columns)
      let plain = try learner.fit(features: rows.features, targets: rows.targets)
      #expect(try named.predict(frame(fresh)) == plain.predict(fresh.features))
    }
    try check(subject.learner)
  }

  @Test("fits of numbers side by side are the same", arguments: RegressorUnderContract.all)
  func concurrent(_ subject: RegressorUnderContract) throws {
    let rows = subject.rows()
    try expectSame(
      encodingsOfConcurrentFits {
        try subject.learner.fit(features: rows.features, targets: rows.targets) as any Regressor
      })
  }

  // MARK: Without labels

  @Test("a learner without labels tells its settings in one line", arguments: UnsupervisedUnderContract.all)
  func name(_ subject: UnsupervisedUnderContract) {
    expectName(subject.learner)
  }

  @Test(
    "a model without labels shows itself in a few lines, and not its memory", arguments: UnsupervisedUnderContract.all)
  func display(_ subject: UnsupervisedUnderContract) throws {
    expectShort(try subject.learner.fit(features: subject.rows().features) as any UnsupervisedModel)
  }

  @Test("a model of a frame is that of its numbers", arguments: UnsupervisedUnderContract.all)
  func frames(_ subject: UnsupervisedUnderContract) throws {
    func check(_ learner: some UnsupervisedLearner) throws {
      let rows = subject.rows()
      let named = try learner.fit(frame(rows), features: Self.columns)
      let plain = try learner.fit(features: rows.features)
      #expect(try encoded(named.model) == encoded(plain))
    }
    try check(subject.learner)
  }

  @Test("fits without labels side by side are the same", arguments: UnsupervisedUnderContract.all)
  func concurrent(_ subject: UnsupervisedUnderContract) throws {
    let rows = subject.rows()
    try expectSame(
      encodingsOfConcurrentFits { try subject.learner.fit(features: rows.features) as any UnsupervisedModel })
  }
}
