/// Reads an answer that was typed in letters, or in ids, into the form in which it is kept.
enum LetteredAnswer {
  /// The ids of a choice: options in the lesson's order, then the reason.
  static func choice(
    _ text: String, task: ChoiceTask, options: LetteredList, reasons: LetteredList
  ) throws(AnswerRefusal) -> (options: [String], reason: String?) {
    var chosen: Set<String> = []
    var reason: String?
    let words = words(of: text)
    let optionIDs = task.options.map(\.id)
    let reasonIDs = task.reasons.map(\.id)
    func takeReason(_ id: String) throws(AnswerRefusal) {
      guard reason == nil || reason == id else {
        throw AnswerRefusal(sentence: "Give one reason only. " + howTo(task, options: options))
      }
      reason = id
    }
    if words.allSatisfy({ optionIDs.contains($0) || reasonIDs.contains($0) }) {
      for word in words {
        if optionIDs.contains(word) { chosen.insert(word) } else { try takeReason(word) }
      }
    } else {
      for mark in marks(of: text) {
        if let id = options.id(mark) {
          chosen.insert(id)
        } else if let place = mark.wholeNumberValue, !reasonIDs.isEmpty, (1...reasons.items.count).contains(place) {
          try takeReason(reasons.items[place - 1].id)
        } else {
          throw AnswerRefusal(
            sentence: "“\(shown(mark, in: text))” is not one of them. " + howTo(task, options: options))
        }
      }
    }
    guard !chosen.isEmpty else {
      throw AnswerRefusal(sentence: "There is no letter in your answer. " + howTo(task, options: options))
    }
    guard task.isSeveral || chosen.count == 1 else {
      throw AnswerRefusal(sentence: "Only one can be chosen. " + howTo(task, options: options))
    }
    guard reasonIDs.isEmpty || reason != nil else {
      throw AnswerRefusal(sentence: "The reason is missing. " + howTo(task, options: options))
    }
    return (optionIDs.filter(chosen.contains), reason)
  }

  /// The ids of an order.
  static func order(_ text: String, task: OrderTask, items: LetteredList) throws(AnswerRefusal) -> [String] {
    let ids = task.items.map(\.id)
    var answer = words(of: text)
    if !answer.allSatisfy(ids.contains) {
      answer = []
      for mark in marks(of: text) {
        guard let id = items.id(mark) else {
          throw AnswerRefusal(sentence: "“\(shown(mark, in: text))” is not one of them. " + howTo(task, items: items))
        }
        answer.append(id)
      }
    }
    guard Set(answer).count == answer.count else {
      throw AnswerRefusal(sentence: "A letter comes twice. " + howTo(task, items: items))
    }
    guard answer.count == task.count else {
      throw AnswerRefusal(
        sentence: "There \(answer.count == 1 ? "is 1 letter" : "are \(answer.count) letters") in your answer. "
          + howTo(task, items: items))
    }
    return answer
  }

  /// The right id for each left id, in the order of the left side.
  static func match(
    _ text: String, task: MatchTask, right: LetteredList
  ) throws(AnswerRefusal) -> [(left: String, right: String)] {
    let leftIDs = task.left.map(\.id)
    let rightIDs = task.right.map(\.id)
    var pairs: [String: String] = [:]
    let words = words(of: text.replacing("=", with: " "))
    if words.count.isMultiple(of: 2), !words.isEmpty,
      words.enumerated().allSatisfy({ ($0.isMultiple(of: 2) ? leftIDs : rightIDs).contains($1) })
    {
      for place in stride(from: 0, to: words.count, by: 2) {
        guard pairs.updateValue(words[place + 1], forKey: words[place]) == nil else {
          throw AnswerRefusal(sentence: "“\(words[place])” comes twice. " + howTo(task, right: right))
        }
      }
    } else {
      var number: Int?
      var next = 0
      for mark in markGroups(of: text) {
        if let place = Int(mark) {
          guard number == nil, (1...leftIDs.count).contains(place) else {
            throw AnswerRefusal(sentence: "“\(mark.prefix(20))” is not one of them. " + howTo(task, right: right))
          }
          number = place - 1
          continue
        }
        guard let letter = mark.first, let id = right.id(letter) else {
          throw AnswerRefusal(
            sentence: "“\(shown(mark.first ?? " ", in: text))” is not one of them. " + howTo(task, right: right))
        }
        let place = number ?? next
        guard leftIDs.indices.contains(place), pairs.updateValue(id, forKey: leftIDs[place]) == nil else {
          throw AnswerRefusal(sentence: "There is more than one letter for a number. " + howTo(task, right: right))
        }
        number = nil
        next = place + 1
      }
    }
    guard pairs.count == leftIDs.count else {
      throw AnswerRefusal(sentence: "Each number needs a letter. " + howTo(task, right: right))
    }
    return leftIDs.map { (left: $0, right: pairs[$0] ?? "") }
  }

  // MARK: What is accepted

  static func howTo(_ task: ChoiceTask, options: LetteredList) -> String {
    let letters = task.isSeveral ? "one letter or more from \(options.range)" : "one letter from \(options.range)"
    let example = task.isSeveral ? "a c" : "b"
    if task.reasons.isEmpty { return "Answer with \(letters), like “\(example)”." }
    return "Answer with \(letters) and the number of the reason from 1 to \(task.reasons.count), like “\(example) 2”."
  }

  static func howTo(_ task: OrderTask, items: LetteredList) -> String {
    let example = (0..<task.count).map { LetteredList.letter($0) }.reversed().joined(separator: " ")
    let what =
      task.count == items.items.count ? "all \(task.count) letters" : "\(task.count) of the letters \(items.range)"
    return "Answer with \(what) in order, like “\(example)”."
  }

  static func howTo(_ task: MatchTask, right: LetteredList) -> String {
    // Never all of them: it might be the answer.
    let example = task.left.indices.dropLast().prefix(3).map {
      "\($0 + 1)\(LetteredList.letter(min($0, right.items.count - 1)))"
    }
    return "Answer with a letter from \(right.range) for each number from 1 to \(task.left.count), "
      + "like “\((example + ["…"]).joined(separator: " "))”."
  }

  // MARK: Words and letters

  private static func words(of text: String) -> [String] {
    text.lowercased().split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
  }

  /// Every letter and digit, one by one.
  private static func marks(of text: String) -> [Character] {
    text.lowercased().filter { !$0.isWhitespace && !separators.contains($0) }.map { $0 }
  }

  /// Every letter, and every number as a whole.
  private static func markGroups(of text: String) -> [String] {
    var groups: [String] = []
    var wasDigit = false
    for character in text.lowercased() {
      let isDigit = ("0"..."9").contains(character)
      if isDigit, wasDigit {
        groups[groups.count - 1].append(character)
      } else if isDigit || !(character.isWhitespace || separators.contains(character)) {
        groups.append(String(character))
      }
      wasDigit = isDigit
    }
    return groups
  }

  private static let separators: Set<Character> = [",", ";", ".", ")", "(", "=", ":", "-", ">", "→", "[", "]"]

  /// The word of `text` that `mark` comes from.
  private static func shown(_ mark: Character, in text: String) -> String {
    let word = words(of: text).first { $0.contains(mark) } ?? String(mark)
    return String(word.prefix(20))
  }
}
