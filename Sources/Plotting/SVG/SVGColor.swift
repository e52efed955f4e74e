/// A color of a picture: one that follows the page (light or dark), or one that means the same everywhere.
enum SVGColor {
  case page, ink, grid
  case series(Int)
  /// As `#rrggbb`.
  case fixed(String)

  /// The color of a series, or that of text for what is not data.
  init(_ look: SeriesLook) {
    if case .series(let number) = look { self = .series(number) } else { self = .ink }
  }

  /// `fill="…"` with the color for light pages, and the class by which a dark page replaces it.
  var fill: String { attributes(property: "fill", letter: "f") }
  /// The same for `stroke`.
  var stroke: String { attributes(property: "stroke", letter: "l") }

  private func attributes(property: String, letter: Character) -> String {
    switch self {
    case .fixed(let color): "\(property)=\"\(color)\""
    case .page: "\(property)=\"#ffffff\" class=\"lp-\(letter)-page\""
    case .ink: "\(property)=\"#222222\" class=\"lp-\(letter)-ink\""
    case .grid: "\(property)=\"#e2e2e2\" class=\"lp-\(letter)-grid\""
    case .series(let number):
      "\(property)=\"\(Palette.light[number % Palette.light.count])\""
        + " class=\"lp-\(letter)-\(number % Palette.light.count)\""
    }
  }

  /// The rules for dark pages. The light colors are attributes of the elements, which every reader of SVG understands.
  static let style: String = {
    let colors =
      [("page", "#15171c"), ("ink", "#e6e6e6"), ("grid", "#33363d")]
      + Palette.dark.enumerated().map { ("\($0.offset)", $0.element) }
    let rules = colors.map { name, color in ".lp-f-\(name){fill:\(color)}.lp-l-\(name){stroke:\(color)}" }
    return "@media (prefers-color-scheme:dark){" + rules.joined() + "}"
  }()
}
