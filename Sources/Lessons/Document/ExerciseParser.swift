internal import Spelling

/// Reads one exercise from the blocks between its heading and the next.
struct ExerciseParser {
  private typealias Fence = (role: BlockRole, block: Exercise.Block, firstLine: Int, lastLine: Int)

  private let source: SourceText
  private let problems: ProblemList
  private let title: String
  private let heading: MarkdownBlock
  private let blocks: [MarkdownBlock]
  private let lastLine: Int
  private let edition: Lesson.Edition
  private let earlierCells: [String]

  private var id: String?
  /// The role blocks of the prompt, each at most once but for the visible checks.
  private var parts: [Fence] = []
  private var hints: [Exercise.Passage] = []
  private var wrongAnswers: [Exercise.WrongAnswer] = []
  private var wrongBlocks: [String: (isSwift: Bool, block: Exercise.Block)] = [:]
  private var solution: Exercise.Passage?
  private var solutionAnswer: Exercise.Block?

  init(
    source: SourceText, problems: ProblemList, title: String, heading: MarkdownBlock, blocks: [MarkdownBlock],
    lastLine: Int, edition: Lesson.Edition, earlierCells: [String]
  ) {
    self.source = source
    self.problems = problems
    self.title = title
    self.heading = heading
    self.blocks = blocks
    self.lastLine = lastLine
    self.edition = edition
    self.earlierCells = earlierCells
  }

  mutating func parse() -> Exercise? {
    let firstSection = blocks.firstIndex(where: isSection) ?? blocks.count
    guard case .fenced(let info, let content, _)? = blocks.first?.kind,
      case .success(.exercise(let id)) = BlockRole.parse(info)
    else {
      if case .fenced(let info, _, _)? = blocks.first?.kind, case .failure(let error) = BlockRole.parse(info) {
        report(error.sentence, line: blocks[0].firstLine)
      } else {
        report(
          "the first block of an exercise should be ```yaml exercise=id, with its kind",
          line: blocks.first?.firstLine ?? heading.firstLine)
      }
      return nil
    }
    self.id = id
    let prompt = readPrompt(Array(blocks[1..<max(1, firstSection)]), from: blocks[0].lastLine + 1, upTo: firstSection)
    readSections(from: firstSection)
    switch YAMLValue.parse(content, firstLine: blocks[0].firstLine + 1) {
    case .failure(let problem):
      report(problem.sentence, line: problem.line)
      return nil
    case .success(let value):
      guard
        let form = FormReader(
          value, subject: "the exercise block", exercise: id, problems: problems)
      else { return nil }
      return assemble(id, form: form, prompt: prompt)
    }
  }

  // MARK: Prompt and sections

  private func isSection(_ block: MarkdownBlock) -> Bool {
    if case .heading(let level, _) = block.kind { level == 3 } else { false }
  }

  private mutating func readPrompt(
    _ promptBlocks: [MarkdownBlock], from firstLine: Int, upTo firstSection: Int
  ) -> Exercise.Passage {
    let end = firstSection < blocks.count ? blocks[firstSection].firstLine - 1 : lastLine
    let kept = readBlocks(promptBlocks, from: firstLine, to: end) { parser, fence in
      switch fence.role {
      case .cell, .exercise:
        parser.report("“\(fence.role.spelling)” cannot stand inside an exercise", line: fence.firstLine)
      case .answer:
        parser.report(
          "“\(fence.role.spelling)” belongs into the section “### Solution” or “### Wrong answer: id”",
          line: fence.firstLine)
      default:
        if fence.role != .check, parser.parts.contains(where: { $0.role == fence.role }) {
          parser.report("there is a block “\(fence.role.spelling)” already", line: fence.firstLine)
        } else {
          parser.parts.append(fence)
        }
      }
    }
    return Exercise.Passage(markdown: kept, line: firstLine)
  }

  private mutating func readSections(from first: Int) {
    var index = first
    while index < blocks.count {
      let next = blocks[(index + 1)...].firstIndex(where: isSection) ?? blocks.count
      let end = next < blocks.count ? blocks[next].firstLine - 1 : lastLine
      if case .heading(_, let text) = blocks[index].kind {
        readSection(text, heading: blocks[index], inner: Array(blocks[(index + 1)..<next]), to: end)
      }
      index = next
    }
  }

  private mutating func readSection(_ text: String, heading: MarkdownBlock, inner: [MarkdownBlock], to end: Int) {
    let names = ["Hint", "Wrong answer", "Solution"]
    let pieces = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = pieces[0].trimmingSpaces
    guard names.contains(name) else {
      report(
        "a level 3 section of an exercise is “Hint”, “Wrong answer: id” or “Solution”, not “\(text.prefix(60))”"
          + didYouMean(name, among: names), line: heading.firstLine)
      return
    }
    var answers: [Fence] = []
    let markdown = readBlocks(inner, from: heading.lastLine + 1, to: end) { parser, fence in
      guard case .answer = fence.role, name != "Hint" else {
        parser.report("“\(fence.role.spelling)” cannot stand in the section “\(name)”", line: fence.firstLine)
        return
      }
      if answers.isEmpty {
        answers.append(fence)
      } else {
        parser.report("the section “\(name)” has an answer block already", line: fence.firstLine)
      }
    }
    let passage = Exercise.Passage(markdown: markdown, line: heading.firstLine)
    if markdown.isEmpty {
      report("the section “\(text.prefix(60))” says nothing", line: heading.firstLine)
    }
    if edition == .student, name != "Hint" {
      report("a student's edition has no section “\(name)”", line: heading.firstLine)
    }
    switch name {
    case "Hint":
      if pieces.count > 1 { report("write “### Hint” alone", line: heading.firstLine) }
      hints.append(passage)
    case "Solution":
      if solution != nil { report("there is a section “Solution” already", line: heading.firstLine) }
      solution = passage
      if let answer = answers.first {
        if answer.role == .answer(isSwift: false) {
          report(
            "the solution's answer follows from the key; `text answer` is for wrong answers", line: answer.firstLine)
        }
        solutionAnswer = answer.block
      }
    default:
      let mistake = pieces.count > 1 ? pieces[1].trimmingSpaces : ""
      guard isIdentifier(mistake) else {
        report(
          "write “### Wrong answer: id”, where the id is lower-case words joined by hyphens", line: heading.firstLine)
        return
      }
      guard !wrongAnswers.contains(where: { $0.id == mistake }) else {
        report("there is a wrong answer “\(mistake)” already", line: heading.firstLine)
        return
      }
      if let answer = answers.first { wrongBlocks[mistake] = (answer.role == .answer(isSwift: true), answer.block) }
      wrongAnswers.append(Exercise.WrongAnswer(id: mistake, answer: answers.first?.block, hint: passage))
    }
  }

  /// The lines `first ... last` without the role blocks, each of which is handed to `take`; `swift given` and the
  /// solution's `swift answer` are for reading too and stay as plain Swift.
  private mutating func readBlocks(
    _ inner: [MarkdownBlock], from first: Int, to last: Int, take: (inout ExerciseParser, Fence) -> Void
  ) -> String {
    var kept: [String] = []
    var next = first
    func keep(to line: Int) {
      if next <= line { kept.append(source.lines[(next - 1)..<min(line, source.lines.count)].joined(separator: "\n")) }
    }
    for block in inner {
      guard case .fenced(let info, let content, _) = block.kind else { continue }
      switch BlockRole.parse(info) {
      case .failure(let error):
        report(error.sentence, line: block.firstLine)
      case .success(.reading):
        break
      case .success(let role):
        keep(to: block.firstLine - 1)
        next = block.lastLine + 1
        let body = Exercise.Block(text: content, line: block.firstLine + 1, isFast: BlockRole.isFast(info))
        if role == .given { kept.append("```swift\n\(content)```") }
        take(&self, (role, body, block.firstLine, block.lastLine))
      }
    }
    keep(to: last)
    return kept.joined(separator: "\n").trimmingBlankLines
  }

  // MARK: The whole

  private mutating func assemble(_ id: String, form: FormReader, prompt: Exercise.Passage) -> Exercise? {
    var form = form
    let kind = form.requiredText("kind")
    let points = form.integer("points", in: 1...100) ?? 1
    let tries = form.integer("tries", in: 1...100) ?? 4
    let seconds = form.number("seconds", in: 0.1...600) ?? 10
    let assumes = readAssumes(&form)
    let key = readKey()
    let task = kind.flatMap { readTask($0, form: &form, key: key) }
    if kind != nil, task != nil || ExerciseTask.kinds.contains(kind ?? "") { form.finish() }
    if prompt.markdown.isEmpty { report("the exercise has no prompt", line: heading.firstLine) }
    let exercise = task.map {
      Exercise(
        id: id, title: title, line: heading.firstLine, points: points, tries: tries, seconds: seconds,
        assumes: assumes, prompt: prompt, task: $0, given: part(.given), variant: part(.variant),
        expected: part(.expected),
        hints: hints, wrongAnswers: wrongAnswers, solution: solution, solutionAnswer: solutionAnswer)
    }
    if let exercise { checkWhole(exercise) }
    return exercise
  }

  private func readAssumes(_ form: inout FormReader) -> [String] {
    guard form.has("assumes") else {
      _ = form.value("assumes")
      form.report("the exercise does not say what it `assumes`: `nothing`, or the names of cells")
      return []
    }
    guard let names = form.texts("assumes"), names != ["nothing"] else { return [] }
    for name in names where !earlierCells.contains(name) {
      form.report(
        "no cell before this exercise is called “\(name.prefix(60))”" + didYouMean(name, among: earlierCells),
        key: "assumes")
    }
    if Set(names).count < names.count { form.report("a cell is assumed twice", key: "assumes") }
    return earlierCells.filter(names.contains)
  }

  private func readKey() -> FormReader? {
    guard let block = part(.key) else { return nil }
    switch YAMLValue.parse(block.text, firstLine: block.line) {
    case .failure(let problem):
      report(problem.sentence, line: problem.line)
      return nil
    case .success(let value):
      return FormReader(value, subject: "the key", exercise: id, problems: problems)
    }
  }

  private func readTask(_ kind: String, form: inout FormReader, key: FormReader?) -> ExerciseTask? {
    var reader = TaskReader(
      form: form, key: key, report: report, hasExpected: part(.expected) != nil, isSecretGone: edition == .student)
    let task: ExerciseTask?
    switch kind {
    case "number": task = reader.number().map(ExerciseTask.number)
    case "choice": task = reader.choice().map(ExerciseTask.choice)
    case "order": task = reader.order().map(ExerciseTask.order)
    case "match": task = reader.match().map(ExerciseTask.match)
    case "code", "design":
      let checks = parts.filter { $0.role == .check }.map(\.block)
      let code = CodeTask(starter: part(.starter), checks: checks, probe: part(.probe), judge: part(.judge))
      task = kind == "code" ? .code(code) : .design(code)
    default:
      report(
        "there is no kind “\(kind.prefix(60))”\(didYouMean(kind, among: ExerciseTask.kinds)); "
          + "the kinds are \(ExerciseTask.kinds.joined(separator: ", "))", line: form.line(of: "kind"))
      return nil
    }
    form = reader.form
    reader.key?.finish()
    return task
  }

  private func part(_ role: BlockRole) -> Exercise.Block? {
    parts.first { $0.role == role }?.block
  }

  private func report(_ sentence: String, line: Int) {
    problems.report(sentence, line: line, exercise: id)
  }

  // MARK: Does it fit together?

  private mutating func checkWhole(_ exercise: Exercise) {
    checkEdition(exercise)
    checkBlocks(exercise)
    checkWrongAnswers(exercise)
    checkPlaceholders(exercise)
  }

  private func checkEdition(_ exercise: Exercise) {
    if edition == .student {
      for fence in parts where fence.role.isSecret {
        report("a student's edition has no block “\(fence.role.spelling)”", line: fence.firstLine)
      }
      return
    }
    if exercise.solution == nil { report("the exercise has no section “### Solution”", line: exercise.line) }
    if exercise.hints.isEmpty { report("the exercise has no section “### Hint”", line: exercise.line) }
    if exercise.wrongAnswers.isEmpty {
      report(
        "the exercise has no section “### Wrong answer: id”: what do students usually get wrong?", line: exercise.line)
    }
  }

  private func checkBlocks(_ exercise: Exercise) {
    let isCode: Bool
    switch exercise.task {
    case .code(let task), .design(let task):
      isCode = true
      for (block, role) in [(task.probe, BlockRole.probe), (task.judge, .judge)]
      where edition == .instructor && block == nil {
        report("a \(exercise.task.kind) exercise needs a block ```\(role.spelling)", line: exercise.line)
      }
      if edition == .instructor, exercise.solution != nil, exercise.solutionAnswer == nil {
        report("the solution needs a block ```swift answer", line: exercise.solution?.line ?? exercise.line)
      }
    default:
      isCode = false
      if let answer = exercise.solutionAnswer {
        report(
          "the solution of a \(exercise.task.kind) exercise has no answer block: the key gives it",
          line: answer.line - 1)
      }
    }
    for fence in parts {
      switch fence.role {
      case .starter, .check, .probe, .judge:
        if !isCode {
          report("“\(fence.role.spelling)” is for code and design exercises", line: fence.firstLine)
        }
      case .expected, .key:
        if isCode {
          report(
            "“\(fence.role.spelling)” is not for \(exercise.task.kind) exercises: the judge knows",
            line: fence.firstLine)
        }
      case .given:
        if case .number = exercise.task { continue }
        if !isCode {
          report("“swift given” is for number, code and design exercises", line: fence.firstLine)
        }
      default: break
      }
    }
  }

  private func checkWrongAnswers(_ exercise: Exercise) {
    let ids = exercise.wrongAnswers.map(\.id)
    var named: [(name: String, line: Int)] = []
    var computed: Set<String> = []
    if let expected = exercise.expected {
      for one in SwiftScan.names(in: expected.text, after: "wrong[") {
        computed.insert(one.name)
        named.append((one.name, expected.line + one.line))
      }
    }
    var isCode = false
    switch exercise.task {
    case .code(let task), .design(let task):
      isCode = true
      if let judge = task.judge {
        named += SwiftScan.names(in: judge.text, after: "mistake(").map { ($0.name, judge.line + $0.line) }
      }
    default: break
    }
    for (name, line) in named where !ids.contains(name) {
      report("there is no section “### Wrong answer: \(name)”" + didYouMean(name, among: ids), line: line)
    }
    for wrong in exercise.wrongAnswers {
      let block = wrongBlocks[wrong.id]
      if let block, block.isSwift != isCode {
        report(
          "the wrong answer of a \(exercise.task.kind) exercise stands in a block "
            + "```\(isCode ? "swift" : "text") answer", line: block.block.line - 1)
      } else if block == nil, !computed.contains(wrong.id) {
        report(
          "the section has no answer to try: it needs a block ```\(isCode ? "swift" : "text") answer"
            + (isCode ? "" : ", or wrong[\"\(wrong.id)\"] in the `expected` block"), line: wrong.hint.line)
      } else if block != nil, computed.contains(wrong.id) {
        report("the `expected` block gives the answer “\(wrong.id)” already", line: wrong.hint.line)
      }
    }
  }

  private func checkPlaceholders(_ exercise: Exercise) {
    let open = exercise.variant.map { SwiftScan.recorded(in: $0.text) } ?? []
    let all = open + (exercise.expected.map { SwiftScan.recorded(in: $0.text) } ?? [])
    func check(_ text: String, from line: Int, among names: [String]) {
      for one in Placeholder.occurrences(in: text) where !names.contains(one.name) {
        let why =
          all.contains(one.name)
          ? "is recorded in the `expected` block only, which students do not have"
          : "is recorded nowhere in the `variant` block" + didYouMean(one.name, among: names)
        report("{{\(one.name)}} \(why)", line: line + one.line)
      }
    }
    /// Lines of a passage whose role blocks were taken out are found again in the file.
    func check(_ passage: Exercise.Passage, among names: [String]) {
      for one in Placeholder.occurrences(in: passage.markdown) where !names.contains(one.name) {
        let mark = "{{\(one.name)}}"
        let rest = source.lines[(passage.line - 1)..<min(lastLine, source.lines.count)]
        let line = rest.firstIndex { $0.contains(mark) }.map { $0 + 1 } ?? passage.line
        check(mark, from: line, among: names)
      }
    }
    check(exercise.prompt, among: open)
    for hint in exercise.hints { check(hint, among: open) }
    if let solution = exercise.solution { check(solution, among: all) }
    for wrong in exercise.wrongAnswers {
      check(wrong.hint, among: all)
      if let answer = wrong.answer { check(answer.text, from: answer.line, among: all) }
    }
    if let given = exercise.given { check(given.text, from: given.line, among: open) }
    switch exercise.task {
    case .code(let task), .design(let task):
      for block in [task.starter, task.probe] + task.checks {
        if let block { check(block.text, from: block.line, among: open) }
      }
      if let judge = task.judge { check(judge.text, from: judge.line, among: all) }
      if let answer = exercise.solutionAnswer { check(answer.text, from: answer.line, among: all) }
    case .choice(let task): checkItems(task.options + task.reasons, among: open)
    case .order(let task): checkItems(task.items, among: open)
    case .match(let task): checkItems(task.left + task.right, among: open)
    case .number(let task):
      for part in task.parts { checkItems([LabeledItem(id: part.name, text: part.label ?? "")], among: open) }
    }
  }

  private func checkItems(_ items: [LabeledItem], among names: [String]) {
    for item in items {
      for one in Placeholder.occurrences(in: item.text) where !names.contains(one.name) {
        report(
          "{{\(one.name)}} in “\(item.id)” is recorded nowhere in the `variant` block"
            + didYouMean(one.name, among: names), line: blocks[0].firstLine)
      }
    }
  }
}

/// What can be seen in a block of Swift without compiling it.
enum SwiftScan {
  /// The string literals that stand right after `mark`, with their 0-based lines.
  static func names(in text: String, after mark: String) -> [(name: String, line: Int)] {
    var found: [(name: String, line: Int)] = []
    for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let code = content.firstRange(of: "//").map { content[..<$0.lowerBound] } ?? content
      for range in code.ranges(of: mark) {
        let rest = code[range.upperBound...].drop(while: \.isWhitespace)
        guard rest.first == "\"" else { continue }
        found.append((String(rest.dropFirst().prefix { $0 != "\"" }), line))
      }
    }
    return found
  }

  /// The names that a variant records.
  static func recorded(in text: String) -> [String] {
    (names(in: text, after: "pick(") + names(in: text, after: "variant[")).map(\.name)
  }
}

extension String {
  /// Without white space at either end.
  var trimmingSpaces: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Without empty lines at either end.
  var trimmingBlankLines: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first, line.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let line = lines.last, line.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
