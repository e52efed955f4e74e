extension DefaultStringInterpolation {
  /// A number as Swift writes it, but one that is not a number without its sign, which means nothing and which
  /// processors set as they please.
  mutating func appendInterpolation(_ value: Double) {
    appendLiteral(value.isNaN ? "nan" : value.description)
  }
}
