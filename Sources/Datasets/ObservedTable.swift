import DataFrames
import Plotting

/// Data of which a frame can be seen. It shows itself as that frame; what is true behind it has to be asked for.
public protocol ObservedTable: CustomStringConvertible, Displayable, Sendable {
  /// What is observed.
  var frame: DataFrame { get }
}

extension ObservedTable {
  /// The first 20 rows as a table.
  public func display(in context: DisplayContext) -> DisplayBundle { frame.display(in: context) }

  /// The shape, and the first 20 rows as a table of text.
  public var description: String { frame.description }
}
