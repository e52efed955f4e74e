/// What a piece of work took and what came out, as it and its peer print it: a line of JSON.
struct WorkReport: Codable {
  /// Of the work itself: what it needs is loaded.
  var seconds: Double
  /// Of all threads.
  var processorSeconds: Double
  /// Kilobytes in memory before the work.
  var residentBefore: Int
  /// Kilobytes in memory at the most from then to its end, all that was loaded included.
  var peak: Int
  /// Who did it, with the version.
  var peer = "Lectern"
  /// Texts that are equal if the results are.
  var exact: [String: String] = [:]
  /// Numbers that are compared.
  var numbers: [String: Double] = [:]
  /// What a reader should know.
  var note = ""
}
