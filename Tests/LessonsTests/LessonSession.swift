import Foundation
import Notebook

/// Sessions that run the cells of lessons, with the `lectern` that was built beside the test bundle.
enum LessonSession {
  private static let products: URL = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
  }()

  /// A fresh session.
  static func make() throws -> NotebookSession {
    let configuration = NotebookSession.Configuration(
      program: products.appendingPathComponent("lectern").path, kernelArguments: ["__kernel"],
      modules: products.appendingPathComponent("Modules").path,
      prelude: [
        "Foundation", "Statistics", "LinearAlgebra", "DataFrames", "Datasets", "TrainingData", "Models", "Evaluation",
        "Plotting",
        "CellRuntime",
      ], memoryLimit: 8 << 30, outputDirectory: nil,
      moduleCache: products.appendingPathComponent("CellModuleCache").path)
    return try NotebookSession(configuration, toolchain: try Toolchain.find())
  }
}
