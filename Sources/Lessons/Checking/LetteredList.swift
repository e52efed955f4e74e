internal import Statistics

/// Items in the order in which one student sees them, each with its letter.
struct LetteredList: Sendable {
  /// There are no more letters.
  static let limit = 26

  /// In the order shown.
  let items: [LabeledItem]

  /// Shuffles `items` by the seed and the name of the exercise; in which order they stand in the lesson plays no part.
  init(_ items: [LabeledItem], isShuffled: Bool, seed: UInt64, name: String) {
    var order = items
    if isShuffled {
      order.sort { $0.id < $1.id }
      var rng = SeededGenerator(seed: seed ^ stableHash(name))
      rng.shuffle(&order)
    }
    self.items = order
  }

  /// The letter of the item at a place: "a" for 0.
  static func letter(_ place: Int) -> String {
    String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(place)))
  }

  /// "a to d".
  var range: String {
    "a to \(Self.letter(items.count - 1))"
  }

  /// The id behind a letter.
  func id(_ letter: Character) -> String? {
    guard let value = letter.asciiValue, value >= UInt8(ascii: "a") else { return nil }
    let place = Int(value - UInt8(ascii: "a"))
    return items.indices.contains(place) ? items[place].id : nil
  }

  /// The letter that stands for an id.
  func letter(of id: String) -> String? {
    items.firstIndex { $0.id == id }.map(Self.letter)
  }

  /// Whether a word consists of letters that stand for items only, each at most once.
  static func couldBeLetters(_ word: String, count: Int) -> Bool {
    guard count > 0, count <= limit else { return false }
    let last = UInt8(ascii: "a") + UInt8(count - 1)
    return Set(word).count == word.count
      && word.allSatisfy { ($0.asciiValue ?? 0) >= UInt8(ascii: "a") && ($0.asciiValue ?? 255) <= last }
  }
}

/// A hash that is the same in every process.
///
/// Source: FNV-1a, Fowler, Noll and Vo.
func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
