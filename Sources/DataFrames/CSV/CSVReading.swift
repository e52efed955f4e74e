public import Plotting

/// A frame that was read, and the rows that did not fit.
public struct CSVReading: Sendable {
  /// The rows that fit.
  public let frame: DataFrame
  /// The rows that did not, if they were to be collected.
  public let badRows: [BadRow]
  /// How many rows did not fit.
  public let badRowCount: Int
}

extension CSVReading: Displayable, CustomStringConvertible {
  /// The first rows of the frame as a table, below it how many rows did not fit, and the first five of them if they
  /// were collected.
  public func display(in context: DisplayContext) -> DisplayBundle {
    notes.reduce(frame.table()) { $0.note($1) }.display(in: context)
  }

  public var description: String { "\(frame)\n\(notes.joined(separator: "\n"))" }

  private var notes: [String] {
    let shown = badRows.prefix(5)
    let rest = badRowCount - shown.count
    let title = badRowCount == 0 ? "no bad rows" : FrameError.counted(badRowCount, "bad row")
    return [shown.isEmpty ? title : "\(title):"] + shown.map(\.description)
      + (shown.isEmpty || rest == 0 ? [] : ["and \(rest) more, in badRows"])
  }
}
