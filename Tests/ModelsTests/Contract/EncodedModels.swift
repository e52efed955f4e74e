import Foundation

/// A model as JSON, the same bytes for the same model.
func encoded(_ model: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return try encoder.encode(model)
}

/// The model that `bytes` encode, of the kind of `model`.
func decode<Model: Codable>(like model: Model, _ bytes: Data) throws -> Model {
  try JSONDecoder().decode(Model.self, from: bytes)
}

/// The model after a way through its encoding.
func readBack<Model: Codable>(_ model: Model) throws -> Model {
  try decode(like: model, encoded(model))
}

/// The encoding of a model, with the number of its format, wherever that stands, made 999.
func withLaterFormat(_ bytes: Data) throws -> Data {
  func later(_ value: Any) -> Any {
    if let list = value as? [Any] { return list.map(later) }
    guard let object = value as? [String: Any] else { return value }
    return Dictionary(uniqueKeysWithValues: object.map { ($0, $0 == "format" ? 999 : later($1)) })
  }
  return try JSONSerialization.data(withJSONObject: later(JSONSerialization.jsonObject(with: bytes)))
}
