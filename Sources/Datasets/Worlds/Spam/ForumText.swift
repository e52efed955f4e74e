import Statistics

/// What is written under a thread: praise and questions, or advertisements whose writers stretch letters and put
/// digits in their place so that filters do not see the words.
enum ForumText {
  private static let openings = ["I think", "honestly", "as far as I know", "in my experience", "not sure but", "well"]
  private static let opinions = [
    "this explains it well", "the second point is wrong", "that update broke my build", "you should read the manual",
    "the old version was faster", "nobody tested this", "it works for me", "the link in the post is dead",
  ]
  private static let endings = [
    "thanks for sharing", "any ideas", "great post", "can you add more details", "same here",
  ]
  private static let hooks = ["hot offer", "free money", "make cash at home", "lose weight now", "cheap followers"]
  private static let calls = ["click my profile", "visit my page", "only today", "message me for the link", "join now"]

  /// A text of spam, or of ham if `looksLikeSpam` is false.
  static func write(looksLikeSpam: Bool, using rng: inout some RandomNumberGenerator) -> String {
    func pick(_ texts: [String]) -> String { texts[rng.uniformInt(below: texts.count)] }
    guard looksLikeSpam else { return "\(pick(openings)) \(pick(opinions)), \(pick(endings))" }
    var text = "\(pick(hooks)) \(pick(calls))"
    if rng.bernoulli(0.5) { text = stretched(text, times: 2 + rng.uniformInt(below: 3)) }
    if rng.bernoulli(0.3) { text = String(text.map { $0 == "o" ? "0" : $0 == "e" ? "3" : $0 }) }
    return text
  }

  /// The text with its first vowel written so many times.
  private static func stretched(_ text: String, times: Int) -> String {
    guard let place = text.firstIndex(where: { "aeiou".contains($0) }) else { return text }
    return text[..<place] + String(repeating: text[place], count: times) + text[text.index(after: place)...]
  }
}
