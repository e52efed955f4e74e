/// The values as `Double`, without a copy where they are an array of that already.
@inlinable
func doubles<C: Collection>(_ values: C) -> [Double] where C.Element: BinaryFloatingPoint {
  if let same = values as? [Double] { return same }
  return values.map { Double($0) }
}

/// Refuses a sample that is too small for a test or holds a value that is not finite.
func requireSample(
  _ values: [Double], _ name: String, for test: String, atLeast needed: Int
) throws(HypothesisTestError) {
  guard values.count >= needed else {
    throw .tooFewValues(test: test, sample: name, count: values.count, needed: needed)
  }
  if let position = values.firstIndex(where: { !$0.isFinite }) {
    throw .notFinite(test: test, sample: name, value: values[position], position: position)
  }
}
