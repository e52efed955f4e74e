/// Colors that readers with any kind of color vision can tell apart (after Okabe and Ito, 2008), adjusted so that
/// each stands out on white and on black.
enum Palette {
  /// Blue, orange, green, pink, sky blue, vermillion; then again from the start.
  static func terminal(_ index: Int) -> UInt8 { [32, 172, 36, 175, 74, 166][index % 6] }

  static let light = ["#0072B2", "#C77800", "#008A62", "#B5578F", "#3B8FC4", "#C04F00"]
  static let dark = ["#4AA8E0", "#F0A72F", "#2FC49A", "#E39AC4", "#8CCBF0", "#F2803C"]

  /// The color of a heat map at `fraction` of its scale: dark blue over green to yellow (cividis; Nuñez, Anderton
  /// and Renslow, 2018), which grows evenly in lightness.
  static func heat(_ fraction: Double) -> (red: Double, green: Double, blue: Double) {
    let place = min(max(fraction, 0), 1) * Double(cividis.count - 1)
    let index = min(Int(place), cividis.count - 2)
    let rest = place - Double(index)
    let (a, b) = (cividis[index], cividis[index + 1])
    return (a.0 + rest * (b.0 - a.0), a.1 + rest * (b.1 - a.1), a.2 + rest * (b.2 - a.2))
  }

  /// The color of a heat map in a terminal. The palette of 256 colors has too few dull ones for cividis: this scale goes
  /// from dark blue over green to pale yellow, each color lighter than the one before.
  static func terminalHeat(_ fraction: Double) -> (color: UInt8, prefersWhiteText: Bool) {
    let level = min(max(Int(fraction * Double(terminalHeatColors.count)), 0), terminalHeatColors.count - 1)
    return (terminalHeatColors[level], level < 4)
  }

  static let terminalHeatColors: [UInt8] = [17, 18, 24, 30, 36, 72, 108, 144, 186, 228]

  /// Whether white text is easier to read than black on `heat(fraction)`.
  static func prefersWhiteText(onHeat fraction: Double) -> Bool {
    let color = heat(fraction)
    return 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue < 130
  }

  private static let cividis: [(Double, Double, Double)] = [
    (0, 34, 78), (18, 53, 112), (59, 73, 108), (87, 93, 109), (112, 113, 115), (138, 134, 120),
    (165, 156, 116),
    (195, 179, 105), (225, 204, 85), (254, 232, 56),
  ]
}
