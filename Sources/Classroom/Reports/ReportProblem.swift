/// Why grades cannot be written in a form.
public enum ReportProblem: Error, Hashable, CustomStringConvertible {
  /// Gradescope's form holds one submission, and `count` are to be written into one text.
  case oneResultEach(count: Int)

  public var description: String {
    switch self {
    case .oneResultEach(let count):
      "a Gradescope results.json holds one submission, and here \(count == 1 ? "is 1" : "are \(count)"): "
        + "give --out DIR, which gets a file for each"
    }
  }
}
