import Foundation

/// Python with the packages of a requirements file, outside the checkout.
struct PythonEnvironment {
  /// Why it cannot be had at this machine.
  struct Unavailable: Error, CustomStringConvertible { var description: String }

  /// The path of its Python.
  let python: String
  private let pins: [Substring]

  /// Makes it by `Benchmarks/environment.py`, unless it is there.
  ///
  /// - Throws: ``Unavailable`` where there is no Python that can.
  init(named name: String, requirements: URL, _ checkout: Checkout) throws {
    let made = try Checkout.shell(
      "python3 Benchmarks/environment.py \(name) \"\(requirements.path)\"", in: checkout.root)
    guard made.status == 0 else {
      throw Unavailable(description: "\(name) needs Python 3.11 or later with venv and pip, and PyPI")
    }
    python = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    pins = try String(contentsOf: requirements, encoding: .utf8).split(separator: "\n")
  }

  /// A package's name and version.
  func version(of package: String) throws -> String {
    guard let pin = pins.first(where: { $0.hasPrefix(package + "==") }) else {
      throw Unavailable(description: "the requirements do not name \(package)")
    }
    return String(pin.replacing("==", with: " "))
  }
}
