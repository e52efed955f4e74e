internal import Spelling

/// Reads a lesson file into its parts.
struct LessonParser {
  private let source: SourceText
  private let path: String
  private let problems: ProblemList
  private var steps: [LessonStep] = []
  private var stepIDs: Set<String> = []
  /// What the next prose step is named after.
  private var place = "start"
  private var cellNames: [String] = []
  private var exerciseIDs: [String] = []

  init(source: SourceText, path: String) {
    self.source = source
    self.path = path
    problems = ProblemList(path: path, lineCount: source.lines.count)
  }

  mutating func parse() -> LessonDocument {
    guard !source.isTooLarge else {
      problems.report("the file is larger than \(SourceText.byteLimit / 1024) KiB; a lesson is one to read", line: 1)
      return LessonDocument(lesson: nil, problems: problems.inOrder)
    }
    for line in source.brokenLines {
      problems.report("this line is not UTF-8", line: line)
    }
    let front = FrontMatter.read(source, problems: problems)
    var lines = source.lines
    for index in 0..<min(front.lineCount, lines.count) { lines[index] = "" }
    let tree = MarkdownTree(lines: lines)
    for fence in tree.nestedFences {
      if case .success(.reading) = BlockRole.parse(fence.info) { continue }
      problems.report(
        "“\(fence.info.prefix(60))” stands inside a list or a quotation; move it to the margin", line: fence.line)
    }
    readSteps(tree.blocks, from: front.lineCount + 1, edition: front.edition)
    guard let matter = front.matter else { return LessonDocument(lesson: nil, problems: problems.inOrder) }
    let lesson = Lesson(
      path: path, title: matter.title, chapter: matter.chapter, source: matter.source, question: matter.question,
      objective: matter.objective, minutes: matter.minutes, edition: front.edition, steps: steps)
    return LessonDocument(lesson: lesson, problems: problems.inOrder)
  }

  private mutating func readSteps(_ blocks: [MarkdownBlock], from firstLine: Int, edition: Lesson.Edition) {
    var proseStart = firstLine
    var hasBody = false
    var index = 0
    while index < blocks.count {
      let block = blocks[index]
      switch block.kind {
      case .heading(let level, let text):
        if hasBody {
          addProse(proseStart, block.firstLine - 1)
          proseStart = block.firstLine
          hasBody = false
        }
        if level == 2, let title = exerciseTitle(text) {
          addProse(proseStart, block.firstLine - 1)
          let end = blocks[(index + 1)...].firstIndex(where: endsExercise) ?? blocks.count
          let lastLine = end < blocks.count ? blocks[end].firstLine - 1 : source.lines.count
          readExercise(
            title, heading: block, blocks: Array(blocks[(index + 1)..<end]), lastLine: lastLine, edition: edition)
          proseStart = lastLine + 1
          index = end
          continue
        }
        checkHeading(text, of: block)
        place = anchor(of: text)
      case .thematicBreak:
        addProse(proseStart, block.firstLine - 1)
        proseStart = block.lastLine + 1
        hasBody = false
      case .fenced(let info, let content, let isClosed):
        checkFence(info: info, isClosed: isClosed, line: block.firstLine)
        switch BlockRole.parse(info) {
        case .failure(let error):
          problems.report(error.sentence, line: block.firstLine)
          hasBody = true
        case .success(.cell(let name, let isFast)):
          addProse(proseStart, block.firstLine - 1)
          addCell(
            LessonCell(name: name, code: content, isFast: isFast, line: block.firstLine + 1), at: block.firstLine)
          proseStart = block.lastLine + 1
          hasBody = false
        case .success(.reading):
          hasBody = true
        case .success(let role):
          problems.report(
            "“\(role.spelling)” stands outside an exercise; an exercise begins with “## Exercise: title”",
            line: block.firstLine)
          hasBody = true
        }
      case .other:
        hasBody = true
      }
      index += 1
    }
    addProse(proseStart, source.lines.count)
  }

  private func checkHeading(_ text: String, of block: MarkdownBlock) {
    if text.contains(":"), nearMiss(of: String(text.prefix { $0 != ":" }), among: ["Exercise"]) != nil {
      problems.report("write “## Exercise: title” for an exercise", line: block.firstLine)
    }
    if source.lines[block.firstLine - 1].first(where: { $0 != " " }) != "#" {
      problems.report(
        "the line below makes a heading of this text; put an empty line before “---”, or write “## ” for a heading",
        line: block.firstLine)
    }
  }

  private func endsExercise(_ block: MarkdownBlock) -> Bool {
    if case .heading(let level, _) = block.kind { level <= 2 } else { false }
  }

  private func exerciseTitle(_ heading: String) -> String? {
    guard heading.hasPrefix("Exercise:") else { return nil }
    return String(heading.dropFirst("Exercise:".count).drop(while: \.isWhitespace))
  }

  private func checkFence(info: String, isClosed: Bool, line: Int) {
    if !isClosed { problems.report("the block that opens here is never closed", line: line) }
  }

  private mutating func addProse(_ first: Int, _ last: Int) {
    let text = source.text(first, last)
    guard !text.isEmpty, !isUnseen(text) else { return }
    var line = first
    while line <= last, source.lines[line - 1].allSatisfy(\.isWhitespace) { line += 1 }
    let isInCode = source.lines[(line - 1)..<min(last, source.lines.count)].contains { $0.hasPrefix("```") }
    if !isInCode {
      for one in Placeholder.occurrences(in: text) {
        problems.report(
          "{{\(one.name)}} has nothing to stand for: placeholders are filled in exercises only", line: line + one.line)
      }
    }
    addStep("prose:\(place.isEmpty ? "start" : place)", line: line, .prose(text))
  }

  /// Whether nothing of a text is shown: it has comments and link references only.
  private func isUnseen(_ text: String) -> Bool {
    let isNote = text.hasPrefix("<!--") || text.hasPrefix("[")
    return isNote
      && text.replacing(/<!--(?s:.*?)-->|^ {0,3}\[[^\]]+\]:.*$/.anchorsMatchLineEndings(), with: "")
        .allSatisfy(\.isWhitespace)
  }

  private mutating func addCell(_ cell: LessonCell, at line: Int) {
    if cellNames.contains(cell.name) {
      problems.report("there is a cell “\(cell.name)” already; each needs a name of its own", line: line)
      return
    }
    if cell.code.allSatisfy(\.isWhitespace) {
      problems.report("the cell “\(cell.name)” is empty", line: line)
    }
    cellNames.append(cell.name)
    addStep("cell:\(cell.name)", line: line, .cell(cell))
    place = "after-\(cell.name)"
  }

  private mutating func readExercise(
    _ title: String, heading: MarkdownBlock, blocks: [MarkdownBlock], lastLine: Int, edition: Lesson.Edition
  ) {
    if title.isEmpty { problems.report("the exercise has no title", line: heading.firstLine) }
    for block in blocks {
      if case .fenced(let info, _, let isClosed) = block.kind {
        checkFence(info: info, isClosed: isClosed, line: block.firstLine)
      }
    }
    var parser = ExerciseParser(
      source: source, problems: problems, title: title, heading: heading, blocks: blocks, lastLine: lastLine,
      edition: edition, earlierCells: cellNames)
    guard let exercise = parser.parse() else { return }
    if exerciseIDs.contains(exercise.id) {
      problems.report(
        "there is an exercise “\(exercise.id)” already; each needs an id of its own", line: heading.firstLine,
        exercise: exercise.id)
      return
    }
    exerciseIDs.append(exercise.id)
    addStep("exercise:\(exercise.id)", line: heading.firstLine, .exercise(exercise))
    place = "after-\(exercise.id)"
  }

  private mutating func addStep(_ id: String, line: Int, _ content: LessonStep.Content) {
    var unique = id
    var count = 1
    while !stepIDs.insert(unique).inserted {
      count += 1
      unique = "\(id)-\(count)"
    }
    steps.append(LessonStep(id: unique, line: line, content: content))
  }
}
