import Statistics

/// Short texts that say more or less what the stars say.
///
/// A text is an opening, a sentence on one aspect with an adjective of the stars' strength, and now and then a second
/// sentence. One adjective in eight is that of the neighboring number of stars: people do not mean the same by the
/// same word.
enum ReviewText {
  private static let openings = [
    "bought it last month", "ordered it for my sister", "used it every day for two weeks", "second one I own",
    "found it on sale", "replaced my old one with it",
  ]
  private static let aspects = [
    "the battery", "the screen", "the sound", "the case", "the delivery", "the manual", "the price", "the support",
  ]
  private static let adjectives = [
    ["awful", "useless", "a disgrace", "broken on arrival"],
    ["poor", "disappointing", "weak", "below what was promised"],
    ["fine", "average", "all right", "nothing special"],
    ["good", "solid", "pleasant", "better than expected"],
    ["superb", "perfect", "a delight", "the best I ever had"],
  ]
  private static let closings = [
    ["I want my money back", "never again"], ["would not buy it again", "I expected more"],
    ["does what it should", "no strong feelings"], ["would buy it again", "happy with it"],
    ["everybody should have one", "I love it"],
  ]

  static func write(stars: Int, using rng: inout some RandomNumberGenerator) -> String {
    func pick(_ texts: [String]) -> String { texts[rng.uniformInt(below: texts.count)] }
    var level = stars - 1
    if rng.bernoulli(0.125) {
      level = level == 0 ? 1 : level == 4 ? 3 : (rng.bernoulli(0.5) ? level - 1 : level + 1)
    }
    var text = "\(pick(openings)). \(pick(aspects)) is \(pick(adjectives[level]))."
    if rng.bernoulli(0.5) { text += " \(pick(closings[stars - 1]))." }
    return text
  }
}
