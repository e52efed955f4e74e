/// The version of the format in which a model is encoded: a stored property of each model.
///
///     private var format = ModelFormat<1>()
///
/// It is encoded as the number, and decoding refuses any other, so that a model written by a later library is never
/// misread.
struct ModelFormat<let version: Int>: Codable, Equatable, Sendable {
  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let found = try container.decode(Int.self)
    guard found == version else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "the model was written in format \(found), and this library reads format \(version)")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(version)
  }
}
