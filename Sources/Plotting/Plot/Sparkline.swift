/// A course of numbers in one line of small bars.
///
///     Sparkline([1, 5, 22, 13, 5])   // ▁▂█▅▂
///
/// The least value is the lowest bar and the greatest the highest; a missing value is a gap.
public struct Sparkline: Codable, Hashable, Sendable {
  @MissingAsNull var values: [Double]

  /// A sparkline of `values` from left to right.
  public init(_ values: some Sequence<some PlotNumber>) { self.values = values.plotValues }

  /// The bars; values that do not fit into `width` columns are put together as means.
  func text(width: Int, unicode: Bool) -> String {
    let levels = unicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["_", ".", "-", "=", "o", "O", "#"]
    let columns = min(values.count, max(1, width))
    let shown = (0..<columns).map { column -> Double in
      let part = values[column * values.count / columns..<(column + 1) * values.count / columns].filter(
        \.isDrawable)
      return part.isEmpty ? .nan : part.reduce(0) { $0 + $1 / Double(part.count) }
    }
    let finite = shown.filter(\.isDrawable)
    guard let least = finite.min(), let greatest = finite.max() else { return "" }
    return shown.map { value in
      guard value.isDrawable else { return " " }
      let half = greatest / 2 - least / 2
      let fraction = half > 0 ? (value / 2 - least / 2) / half : 0.5
      return levels[min(Int(fraction * Double(levels.count)), levels.count - 1)]
    }.joined()
  }
}

extension Sparkline: Displayable {
  /// The bars with the least and the greatest value, as SVG, and as the numbers.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let finite = values.filter(\.isDrawable)
    guard let least = finite.min(), let greatest = finite.max() else {
      return DisplayBundle(
        plain: "(no data to draw)", svg: SVGSparklineRenderer.svg(of: values, caption: ""), json: jsonText)
    }
    let caption = "\(NumberText.short(least)) to \(NumberText.short(greatest))"
    let range = "  " + caption
    let bars = text(width: context.width - range.count, unicode: context.unicode)
    let style = TextStyle.series(0)
    return DisplayBundle(
      plain: bars + range, ansi: context.color ? style.sequence + bars + "\u{1B}[0m" + range : nil,
      svg: SVGSparklineRenderer.svg(of: values, caption: caption), json: jsonText)
  }
}
