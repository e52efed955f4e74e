/// Numbers that JSON can carry: what is not finite is written as `null` and read back as NaN.
@propertyWrapper
struct MissingAsNull: Codable, Hashable, Sendable {
  var wrappedValue: [Double]

  init(wrappedValue: [Double]) { self.wrappedValue = wrappedValue }

  init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().decode([Double?].self).map { $0 ?? .nan }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.map { $0.isFinite ? $0 : nil })
  }
}
