import Foundation

/// nbgrader, which grades the same answers as notebooks in `Benchmarks/Grading/peer.py`.
struct NotebookPeer {
  /// What one run took, and the points that it gave.
  struct Run: Decodable {
    var seconds: Double
    var submissions: Int
    /// Of the largest process, kernels included.
    var peakMegabytes: Double
    /// Points by student and exercise.
    var scores: [String: [String: Double]]

    var perMinute: Double { 60 * Double(submissions) / seconds }
  }

  /// Name and version.
  let name: String
  private let folder: URL
  private let python: String

  /// Makes its environment, unless it is there.
  ///
  /// - Throws: ``PythonEnvironment/Unavailable`` where there is no Python that can.
  init(_ checkout: Checkout) throws {
    folder = checkout.root.appendingPathComponent("Benchmarks/Grading")
    let environment = try PythonEnvironment(
      named: "nbgrader", requirements: folder.appendingPathComponent("requirements.txt"), checkout)
    name = try environment.version(of: "nbgrader")
    python = environment.python
  }

  /// Grades what `plan` holds in so many processes at once, in a new folder inside `work`.
  func grade(plan: URL, processes: Int, in work: URL) throws -> Run {
    let course = work.appendingPathComponent("nbgrader-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: course) }
    let result = try Checkout.shell(
      "\"\(python)\" peer.py \"\(plan.path)\" \"\(course.path)\" --processes \(processes)", in: folder)
    guard result.status == 0 else {
      throw PythonEnvironment.Unavailable(description: "\(name) did not grade the notebooks")
    }
    return try JSONDecoder().decode(Run.self, from: Data(result.output.utf8))
  }
}
