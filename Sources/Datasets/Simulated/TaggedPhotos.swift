import Plotting
import Statistics

/// Photos that carry a set of tags each: a multilabel table with common and rare tags, tags that go together,
/// many different tag sets and photos without any tag.
///
/// Each photo shows one of four scenes, and a tag is set with a probability that depends on the scene alone.
///
/// Truth: ``tagProbabilities``.
public struct TaggedPhotos: SimulatedRows {
  /// One photo.
  public struct Row: Hashable, Codable, Sendable {
    /// The position of the row, from 0.
    public let id: Int
    /// The tags, in the order of ``TaggedPhotos/tags``; can be empty.
    public let tags: [String]
  }

  /// The tags that a photo can have.
  public static let tags = [
    "person", "car", "tree", "dog", "cat", "bicycle", "boat", "bird", "horse", "train", "kite", "zebra",
  ]

  private static let scenes: [(share: Double, tagProbabilities: [Double])] = [
    (0.40, [0.80, 0.70, 0.30, 0.10, 0.02, 0.25, 0.00, 0.05, 0.01, 0.05, 0.00, 0.00]),  // street
    (0.30, [0.60, 0.00, 0.05, 0.35, 0.40, 0.02, 0.00, 0.03, 0.00, 0.00, 0.00, 0.00]),  // home
    (0.20, [0.40, 0.05, 0.85, 0.25, 0.01, 0.10, 0.02, 0.30, 0.15, 0.01, 0.06, 0.02]),  // meadow
    (0.10, [0.55, 0.02, 0.20, 0.10, 0.00, 0.03, 0.70, 0.40, 0.02, 0.00, 0.12, 0.00]),  // water
  ]

  /// The probability that a photo has each tag of ``tags``: over the scenes, share × probability there.
  public static let tagProbabilities: [Double] = tags.indices.map { tag in
    scenes.reduce(0) { $0 + $1.share * $1.tagProbabilities[tag] }
  }

  /// The photos, by id.
  public let rows: [Row]

  /// Makes the table. O(count).
  ///
  /// - Throws: ``DatasetError/invalidParameter(what:value:expected:)`` if `count` is below 1.
  public init(count: Int = 1000, seed: UInt64) throws(DatasetError) {
    try requireParameter(count >= 1, "the number of photos", count, "1 or more")
    var rng = SeededGenerator(seed: seed)
    let scene = CategoryDraws(weights: Self.scenes.map(\.share))
    rows = (0..<count).map { id in
      let probabilities = Self.scenes[scene.draw(using: &rng)].tagProbabilities
      var own: [String] = []
      for (tag, probability) in zip(Self.tags, probabilities) where rng.bernoulli(probability) { own.append(tag) }
      return Row(id: id, tags: own)
    }
  }

  /// The tags of each photo, by id.
  public var labelSets: [[String]] { rows.map(\.tags) }

  public func table() -> Table {
    firstRows(
      "Photos and their tags", of: rows,
      columns: [
        "id": { $0.id },
        "tags": { $0.tags.joined(separator: ", ") },
      ])
  }
}
