internal import Spelling

/// Reads what belongs to one kind of exercise from its block and its key.
struct TaskReader {
  var form: FormReader
  var key: FormReader?
  let report: (_ sentence: String, _ line: Int) -> Void
  /// Whether an `expected` block gives answers.
  let hasExpected: Bool
  /// Whether the file is a student's edition, in which there is no key.
  let isSecretGone: Bool

  // MARK: number

  mutating func number() -> NumberTask? {
    var parts: [NumberTask.Part] = []
    if let value = form.value("parts") {
      if form.has("unit") { form.report("`unit` belongs to each of the parts", key: "unit") }
      _ = form.value("unit")
      guard case .list(let items) = value.content, !items.isEmpty else {
        form.report("`parts` should be a list of `name`, `label` and `unit`", key: "parts")
        return nil
      }
      for item in items {
        guard var part = subform(item, "a part") else { return nil }
        let name = part.requiredText("name")
        parts.append(NumberTask.Part(name: name ?? "", label: part.text("label"), unit: part.text("unit")))
        part.finish()
        if let name, !isIdentifier(name) {
          part.report("“\(name.prefix(60))” is no name: names are lower-case words joined by hyphens", key: "name")
        }
      }
      reportTwice(parts.map(\.name), "part", key: "parts")
    } else {
      parts = [NumberTask.Part(name: NumberTask.onlyPart, label: nil, unit: form.text("unit"))]
    }
    if isSecretGone { return NumberTask(parts: parts, key: nil) }
    return NumberTask(parts: parts, key: numberKey(parts))
  }

  private mutating func numberKey(_ parts: [NumberTask.Part]) -> NumberTask.Key? {
    guard var key else {
      form.report("the exercise has no key: a number needs a block ```yaml key with its `tolerance`")
      return nil
    }
    defer { self.key = key }
    let absolute = Self.tolerances("tolerance", parts, in: &key)
    let relative = Self.tolerances("relative tolerance", parts, in: &key)
    let isGiven = key.has("tolerance") || key.has("relative tolerance")
    var tolerances: [NumberTask.Tolerance] = []
    for part in parts {
      switch (absolute?[part.name], relative?[part.name]) {
      case (let distance?, nil): tolerances.append(.absolute(distance))
      case (nil, let share?): tolerances.append(.relative(share))
      case (nil, nil):
        // What is given but cannot be read has been reported.
        if absolute != nil || relative != nil || !isGiven {
          key.report(
            "the key gives no `tolerance` and no `relative tolerance`"
              + (parts.count > 1 ? " for “\(part.name)”" : ""))
        }
        tolerances.append(.absolute(0))
      case (_?, _?):
        key.report("give a `tolerance` or a `relative tolerance`, not both", key: "relative tolerance")
        tolerances.append(.absolute(0))
      }
    }
    let answer = Self.numbers("answer", parts.count, in: &key)
    let canonical = Self.numbers("canonical", parts.count, in: &key)
    if hasExpected, key.has("answer") {
      key.report("the `expected` block gives the answer; leave `answer` out or call it `canonical`", key: "answer")
    }
    if !hasExpected, !key.has("answer") {
      key.report("the key has no `answer`, and there is no `expected` block to compute it")
    }
    return NumberTask.Key(tolerances: tolerances, answer: hasExpected ? nil : answer, canonical: canonical)
  }

  private static func tolerances(
    _ name: String, _ parts: [NumberTask.Part], in key: inout FormReader
  ) -> [String: Double]? {
    guard let value = key.value(name) else { return nil }
    func number(_ value: YAMLValue) -> Double? {
      guard case .scalar(let text) = value.content, let number = Double(text), number.isFinite, number >= 0 else {
        return nil
      }
      return number
    }
    var result: [String: Double] = [:]
    if let one = number(value) {
      for part in parts { result[part.name] = one }
      return result
    }
    guard case .map(let entries) = value.content else {
      key.report("`\(name)` should be a number that is not negative, or one for each part", key: name)
      return nil
    }
    for (part, value) in entries {
      if !parts.contains(where: { $0.name == part }) {
        key.report(
          "there is no part “\(part.prefix(60))”" + didYouMean(part, among: parts.map(\.name)), key: name)
      } else if let one = number(value) {
        result[part] = one
      } else {
        key.report("the `\(name)` of “\(part)” should be a number that is not negative", key: name)
        result[part] = 0
      }
    }
    return result
  }

  private static func numbers(_ name: String, _ count: Int, in key: inout FormReader) -> [Double]? {
    guard let numbers = key.numbers(name) else { return nil }
    guard numbers.count == count else {
      key.report(
        "`\(name)` should have \(count) number\(count == 1 ? "" : "s"), and has \(numbers.count)", key: name)
      return nil
    }
    return numbers
  }

  // MARK: choice, order, match

  mutating func choice() -> ChoiceTask? {
    let options = items("options", atLeast: 2)
    let reasons = form.has("reasons") ? items("reasons", atLeast: 2) : []
    let isSeveral = form.flag("several") ?? false
    let isShuffled = form.flag("shuffled") ?? true
    guard let options, let reasons else { return nil }
    let shared = reasons.map(\.id).filter { id in options.contains { $0.id == id } }
    for id in shared { form.report("“\(id)” is an option as well as a reason; ids must differ", key: "reasons") }
    var task = ChoiceTask(options: options, reasons: reasons, isSeveral: isSeveral, isShuffled: isShuffled, key: nil)
    if isSecretGone { return task }
    if key == nil, !hasExpected {
      form.report("the exercise has no key: a choice needs a block ```yaml key with what is `right`")
      return task
    }
    let right = key?.texts("right")
    let reason = key?.text("reason")
    check(right ?? [], among: options, key: "right")
    check(reason.map { [$0] } ?? [], among: reasons, key: "reason")
    if !hasExpected {
      if right == nil, key?.has("right") == false { key?.report("the key does not say what is `right`") }
      if !reasons.isEmpty, reason == nil, key?.has("reason") == false { key?.report("the key gives no `reason`") }
    }
    if let right, right.count > 1, !isSeveral {
      key?.report("more than one option is right; say `several: true` in the exercise block", key: "right")
    }
    task.key = ChoiceTask.Key(right: right, reason: reason)
    return task
  }

  mutating func order() -> OrderTask? {
    let items = items("items", atLeast: 2)
    let isShuffled = form.flag("shuffled") ?? true
    let count = form.integer("choose", in: 1...LetteredList.limit)
    guard let items else { return nil }
    if let count, count > items.count {
      form.report("`choose` is \(count), and there are \(items.count) items", key: "choose")
    }
    var task = OrderTask(
      items: items, count: min(count ?? items.count, items.count), isShuffled: isShuffled, right: nil)
    if isSecretGone { return task }
    guard key != nil || hasExpected else {
      form.report("the exercise has no key: an order needs a block ```yaml key with the `right` ids in order")
      return task
    }
    let right = key?.texts("right")
    check(right ?? [], among: items, key: "right")
    if right == nil, !hasExpected, key?.has("right") == false { key?.report("the key does not say what is `right`") }
    if let right, right.count != task.count {
      key?.report("`right` should have \(task.count) ids, and has \(right.count)", key: "right")
    }
    task.right = right
    return task
  }

  mutating func match() -> MatchTask? {
    let left = items("left", atLeast: 2)
    let right = items("right", atLeast: 2)
    let isShuffled = form.flag("shuffled") ?? true
    guard let left, let right else { return nil }
    var task = MatchTask(left: left, right: right, isShuffled: isShuffled, pairs: nil)
    if isSecretGone { return task }
    guard key != nil || hasExpected else {
      form.report("the exercise has no key: a match needs a block ```yaml key with its `pairs`")
      return task
    }
    guard let value = key?.value("pairs") else {
      if !hasExpected { key?.report("the key has no `pairs`") }
      return task
    }
    guard case .map(let entries) = value.content else {
      key?.report("`pairs` should be lines of `left: right`", key: "pairs")
      return task
    }
    var pairs: [String: String] = [:]
    for (id, value) in entries {
      guard case .scalar(let other) = value.content else {
        key?.report("“\(id.prefix(60))” should have one id beside it", key: "pairs")
        continue
      }
      check([id], among: left, key: "pairs")
      check([other], among: right, key: "pairs")
      pairs[id] = other
    }
    for item in left where pairs[item.id] == nil {
      key?.report("`pairs` leaves out “\(item.id)”", key: "pairs")
    }
    task.pairs = pairs
    return task
  }

  private mutating func items(_ name: String, atLeast least: Int) -> [LabeledItem]? {
    guard let value = form.value(name) else {
      form.report("the exercise block has no `\(name)`: a list of `id` and `text`")
      return nil
    }
    guard case .list(let entries) = value.content else {
      form.report("`\(name)` should be a list of `id` and `text`", key: name)
      return nil
    }
    guard (least...LetteredList.limit).contains(entries.count) else {
      form.report(
        "`\(name)` should have \(least) to \(LetteredList.limit) entries, and has \(entries.count)", key: name)
      return nil
    }
    var items: [LabeledItem] = []
    for entry in entries {
      guard var item = subform(entry, "an entry of `\(name)`") else { return nil }
      let id = item.requiredText("id")
      let text = item.requiredText("text")
      item.finish()
      guard let id, let text else { continue }
      if !isIdentifier(id) || id.count < 2 {
        item.report(
          "“\(id.prefix(60))” is no id: ids are lower-case words joined by hyphens, of two letters or more", key: "id")
      }
      items.append(LabeledItem(id: id, text: text))
    }
    guard items.count == entries.count else { return nil }
    reportTwice(items.map(\.id), "id", key: name)
    for item in items where LetteredList.couldBeLetters(item.id, count: items.count) {
      form.report("the id “\(item.id)” could be read as letters of the options; take a longer word", key: name)
    }
    return items
  }

  // MARK: What they share

  private func subform(_ value: YAMLValue, _ subject: String) -> FormReader? {
    form.nested(value, subject: subject)
  }

  private func check(_ ids: [String], among items: [LabeledItem], key name: String) {
    let known = items.map(\.id)
    for id in ids where !known.contains(id) {
      key?.report("there is no “\(id.prefix(60))” here" + didYouMean(id, among: known), key: name)
    }
    if Set(ids).count < ids.count { key?.report("`\(name)` names something twice", key: name) }
  }

  private func reportTwice(_ names: [String], _ what: String, key: String) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      form.report("the \(what) “\(name.prefix(60))” is given twice", key: key)
    }
  }
}
