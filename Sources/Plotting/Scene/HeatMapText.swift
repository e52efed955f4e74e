/// The numbers written into the cells of a heat map.
enum HeatMapText {
  /// One text for each value, with the same number of digits after the point where that is readable; empty for a
  /// missing value.
  static func texts(of values: [Double]) -> [String] {
    let places = commonPlaces(values.filter(\.isDrawable))
    return values.map { value in
      guard value.isDrawable else { return "" }
      return places.map { NumberText.fixed(value, places: $0) } ?? NumberText.short(value, digits: 3)
    }
  }

  private static func commonPlaces(_ values: [Double]) -> Int? {
    let greatest = values.map(\.magnitude).max() ?? 0
    if values.allSatisfy({ $0.rounded() == $0 }) { return greatest < 1e7 ? 0 : nil }
    let exponent = NumberText.decimalExponent(greatest, digits: 3)
    return (-2...5).contains(exponent) ? max(0, min(3, 2 - exponent)) : nil
  }
}
