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

  /// Why there is no nbgrader at this machine, or why it did not grade.
  struct Unavailable: Error, CustomStringConvertible { var description: String }

  /// Name and version.
  let name: String
  private let folder: URL
  private let python: String

  /// Makes its environment, unless it is there.
  ///
  /// - Throws: ``Unavailable`` where there is no Python that can.
  init(_ checkout: Checkout) throws {
    folder = checkout.root.appendingPathComponent("Benchmarks/Grading")
    let requirements = try String(contentsOf: folder.appendingPathComponent("requirements.txt"), encoding: .utf8)
    guard let pin = requirements.split(separator: "\n").first(where: { $0.hasPrefix("nbgrader==") }) else {
      throw Unavailable(description: "requirements.txt does not name nbgrader")
    }
    name = String(pin.replacing("==", with: " "))
    let made = try Checkout.shell("python3 environment.py", in: folder)
    guard made.status == 0 else {
      throw Unavailable(description: "\(name) needs Python 3.11 or later with venv and pip, and PyPI")
    }
    python = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Grades what `plan` holds in so many processes at once, in a new folder inside `work`.
  func grade(plan: URL, processes: Int, in work: URL) throws -> Run {
    let course = work.appendingPathComponent("nbgrader-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: course) }
    let result = try Checkout.shell(
      "\"\(python)\" peer.py \"\(plan.path)\" \"\(course.path)\" --processes \(processes)", in: folder)
    guard result.status == 0 else { throw Unavailable(description: "\(name) did not grade the notebooks") }
    return try JSONDecoder().decode(Run.self, from: Data(result.output.utf8))
  }
}
