/// A value that shows itself as more than its description: a table, a plot, a model.
public protocol Displayable {
  /// All representations of this value, laid out for `context`.
  func display(in context: DisplayContext) -> DisplayBundle
}
