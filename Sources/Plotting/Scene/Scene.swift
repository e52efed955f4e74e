/// A point of the plane, in the units of the data.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double
}

/// How a series looks, as a number: every renderer turns the same number into the same color, shape and dash.
enum SeriesLook: Hashable, Sendable {
  case series(Int)
  /// Not data, but something to compare with.
  case reference
}

/// One thing to draw, cleaned of what cannot be drawn.
enum SceneMark: Sendable {
  /// Lines; `dash` counts the lines of the plot, so that the second is dashed, and so on.
  case path(runs: [[Point]], look: SeriesLook, dash: Int)
  case points([SizedPoint], shape: PlotMark, look: SeriesLook)
  /// `pattern` counts the series of bars of the plot: the first is full, the others are shaded or striped.
  case bars([SceneBar], isHorizontal: Bool, look: SeriesLook, pattern: Int)
  case histogram(edges: [Double], counts: [Double], look: SeriesLook)
  /// Areas, each as its lower and its upper border from left to right; `shade` counts the areas of the plot.
  case area([AreaRun], look: SeriesLook, shade: Int)
  case heat(HeatMapLayer, lower: Double, upper: Double)
  case reference(value: Double, isHorizontal: Bool, label: String)

  struct AreaRun: Sendable {
    var x: [Double]
    var lower: [Double]
    var upper: [Double]
  }
}

/// A point with the share, from 0 to 1, of the greatest size in the plot.
struct SizedPoint: Sendable {
  var x: Double
  var y: Double
  var size: Double?
}

/// One bar: where it stands across the axis of names, how long it is, and its error.
struct SceneBar: Sendable {
  var start: Double
  var end: Double
  var value: Double
  var error: Double?
}

/// One line of the legend.
struct LegendEntry: Sendable {
  enum Sample: Sendable {
    case line(Int, dash: Int)
    case mark(PlotMark, Int)
    case fill(Int, pattern: Int)
    case shade(SeriesLook, Int)
  }
  var label: String
  var samples: [Sample]
}

/// A plot made ready for any renderer: axes with ticks, marks without values that cannot be drawn, legend and notes.
struct Scene: Sendable {
  var title: String
  var xTitle: String?
  var yTitle: String?
  var x: AxisScale
  var y: AxisScale
  var marks: [SceneMark] = []
  var legend: [LegendEntry] = []
  var notes: [String] = []
  /// The number of bar series side by side.
  var barSeries = 0
  /// The limits of the scale of the heat map.
  var heat: (lower: Double, upper: Double, label: String)?
  /// The greatest value that the size of a mark stands for.
  var greatestSize: Double?
  var isEmpty: Bool { marks.isEmpty }
}
