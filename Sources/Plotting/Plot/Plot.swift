/// A figure made of layers on one pair of axes, for the terminal and as SVG.
///
/// Start with a title, add layers, then say what the axes mean. Every step returns a new plot, so a plot can be kept
/// and added to later. The last value of a cell is shown.
///
///     Plot("Loss")
///       .line(x: 1...5, y: [0.9, 0.6, 0.5, 0.45, 0.44], "training")
///       .line(x: 1...5, y: [0.9, 0.7, 0.6, 0.62, 0.66], "validation")
///       .xLabel("epoch")
///       .yLabel("loss")
///
/// | to show | layer |
/// |---|---|
/// | amounts by name | ``bars(_:_:error:_:)``, ``horizontalBars(_:_:error:_:)`` |
/// | a distribution | ``histogram(_:bins:_:)``, ``histogram(counts:edges:_:)`` |
/// | a course | ``line(x:y:_:)``, ``steps(x:y:_:)``, ``line(over:_:_:)`` |
/// | single points | ``scatter(x:y:size:_:mark:)`` |
/// | a matrix or a function of two variables | ``heatMap(_:rows:columns:)``, ``heatMap(x:y:_:_:)`` |
/// | where a function of two variables has a value | ``contour(at:x:y:_:_:)`` |
/// | a range | ``band(x:from:to:_:)``, ``horizontalBand(from:to:_:)``, ``verticalBand(from:to:_:)`` |
/// | a limit | ``horizontalLine(at:_:)``, ``verticalLine(at:_:)`` |
///
/// Layers with the same label share a color and an entry in the legend. Values that are missing, NaN or infinite are
/// left out and counted in a note below the plot.
public struct Plot: Hashable, Sendable {
  var title: String
  var xTitle: String?
  var yTitle: String?
  var xIsLogarithmic = false
  var yIsLogarithmic = false
  var xLimits: ClosedRange<Double>?
  var yLimits: ClosedRange<Double>?
  var rows: Int?
  var notes: [String] = []
  var layers: [Layer] = []

  /// A plot without layers.
  public init(_ title: String = "") { self.title = title }

  /// Names the horizontal axis.
  ///
  ///     Plot().line([3, 2, 1]).xLabel("epoch")
  public func xLabel(_ text: String) -> Plot { with { $0.xTitle = text } }

  /// Names the vertical axis.
  ///
  ///     Plot().line([3, 2, 1]).yLabel("loss")
  public func yLabel(_ text: String) -> Plot { with { $0.yTitle = text } }

  /// Gives the horizontal axis a logarithmic scale; values that are not positive are left out, with a note.
  ///
  ///     Plot().line(x: [1, 10, 100], y: [0.5, 0.2, 0.1]).logX()
  public func logX() -> Plot { with { $0.xIsLogarithmic = true } }

  /// Gives the vertical axis a logarithmic scale; values that are not positive are left out, with a note.
  ///
  ///     Plot().line(x: [1, 2, 3], y: [1e-1, 1e-3, 1e-5]).logY()
  public func logY() -> Plot { with { $0.yIsLogarithmic = true } }

  /// Shows the horizontal axis from one value to another, whatever the data; points outside are left out, with a note.
  ///
  ///     Plot("ROC").line(x: [0, 0.2, 1], y: [0, 0.9, 1]).xRange(0...1).yRange(0...1)
  public func xRange(_ range: ClosedRange<Double>) -> Plot { with { $0.xLimits = range } }

  /// Shows the vertical axis from one value to another, whatever the data; points outside are left out, with a note.
  ///
  ///     Plot().bars(["A": 0.91, "B": 0.94]).yRange(0...1)
  public func yRange(_ range: ClosedRange<Double>) -> Plot { with { $0.yLimits = range } }

  /// Sets the height of the plotting area in the terminal, in lines of text (2 to 200).
  ///
  ///     Plot().line([3, 1, 2]).height(8)
  public func height(_ lines: Int) -> Plot { with { $0.rows = min(max(lines, 2), 200) } }

  /// Adds a line of text below the plot.
  ///
  ///     Plot().line([3, 1, 2]).note("1,000 runs, seed 7")
  public func note(_ text: String) -> Plot { with { $0.notes.append(text) } }

  /// A copy with one thing changed.
  func with(_ change: (inout Plot) -> Void) -> Plot {
    var copy = self
    change(&copy)
    return copy
  }

  /// A copy with one more layer on top.
  func adding(_ layer: Layer, note: String? = nil) -> Plot {
    with {
      $0.layers.append(layer)
      if let note { $0.notes.append(note) }
    }
  }
}
