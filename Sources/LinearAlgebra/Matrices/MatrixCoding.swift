extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case rowCount, columnCount, values
  }

  /// Reads a matrix, and refuses one whose number of values does not fit its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        rowCount: container.decode(Int.self, forKey: .rowCount),
        columnCount: container.decode(Int.self, forKey: .columnCount),
        values: container.decode([Scalar].self, forKey: .values))
    } catch let error as LinearAlgebraError {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(columnCount, forKey: .columnCount)
    try container.encode(storage, forKey: .values)
  }
}
