/// Why a data set could not be made or read. Each case prints a sentence that says what would be right.
public enum DatasetError: Error, Equatable, Sendable {
  /// A parameter of a simulated data set is out of range.
  case invalidParameter(what: String, value: String, expected: String)
  /// The file of a data set was not found at any of the places where it was looked for.
  case fileNotFound(file: String, lookedIn: [String])
  /// A file is there but cannot be read.
  case unreadableFile(path: String)
  /// A file does not hold what it should; `line` counts from 1, the header included.
  case malformedFile(path: String, line: Int, problem: String)
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidParameter(let what, let value, let expected):
      return "\(what) is \(value); it must be \(expected)"
    case .fileNotFound(let file, let lookedIn):
      return """
        no file \(file); looked in \(lookedIn.joined(separator: ", ")); \
        set LECTERN_DATASETS to the folder that holds the data sets
        """
    case .unreadableFile(let path):
      return "cannot read \(path); it must be a readable UTF-8 text file"
    case .malformedFile(let path, let line, let problem):
      return "\(path), line \(line): \(problem)"
    }
  }
}

func requireParameter(
  _ isValid: Bool, _ what: String, _ value: some CustomStringConvertible, _ expected: String
) throws(DatasetError) {
  guard isValid else { throw .invalidParameter(what: what, value: value.description, expected: expected) }
}

/// Checks that the numbers are probabilities that add up to 1.
func requireDistribution(_ probabilities: [Double], _ what: String) throws(DatasetError) {
  try requireParameter(
    !probabilities.isEmpty && probabilities.allSatisfy { $0 >= 0 } && abs(probabilities.reduce(0, +) - 1) < 1e-9,
    what, probabilities.description, "a list of probabilities that add up to 1")
}
