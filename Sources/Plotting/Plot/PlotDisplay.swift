extension Plot: Displayable {
  /// The plot in characters, as wide as `context` allows, as SVG, and as its data.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let canvas = TextPlotRenderer.canvas(of: self, in: context)
    return DisplayBundle(
      plain: canvas.plain, ansi: context.color ? canvas.ansi : nil, svg: SVGPlotRenderer.svg(of: self),
      json: jsonText)
  }
}
