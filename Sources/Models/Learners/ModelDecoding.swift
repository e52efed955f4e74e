extension KeyedDecodingContainer {
  /// Refuses a model that was damaged, with what does not fit together.
  func require(_ isSound: Bool, _ key: Key, _ sentence: @autoclosure () -> String) throws {
    guard isSound else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: sentence())
    }
  }

  /// The labels of a classifier.
  func decodeClasses(forKey key: Key) throws -> [Int] {
    let classes = try decode([Int].self, forKey: key)
    try require(
      classes.count > 1 && zip(classes, classes.dropFirst()).allSatisfy { $0 < $1 }, key,
      "a classifier has two labels or more in ascending order, and these are \(ErrorNames().list(classes))")
    return classes
  }
}
