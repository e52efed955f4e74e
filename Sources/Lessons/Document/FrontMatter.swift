/// What the YAML between the two `---` at the top of a lesson says.
struct FrontMatter {
  var title: String
  var chapter: Int
  var source: String
  var question: String
  var objective: String
  var minutes: Int

  /// The front matter, if it is complete, the edition, and how many lines of the file it takes.
  static func read(
    _ source: SourceText, problems: ProblemList
  ) -> (matter: FrontMatter?, edition: Lesson.Edition, lineCount: Int) {
    guard source.lines.first.map(isRule) == true else {
      problems.report("a lesson begins with “---”, its title and the rest of the front matter", line: 1)
      return (nil, .instructor, 0)
    }
    guard let end = source.lines.dropFirst().firstIndex(where: isRule) else {
      problems.report("the front matter that opens here is never closed by a second “---”", line: 1)
      return (nil, .instructor, 0)
    }
    let text = source.lines[1..<end].joined(separator: "\n")
    let form: FormReader?
    switch YAMLValue.parse(text, firstLine: 2) {
    case .failure(let problem):
      problems.report(problem.sentence, line: problem.line)
      return (nil, .instructor, end + 1)
    case .success(let value):
      form = FormReader(value, subject: "the front matter", exercise: nil, problems: problems)
    }
    guard var form else { return (nil, .instructor, end + 1) }
    let title = form.requiredText("title")
    let chapterText = form.requiredText("chapter")
    let chapter = chapterText == nil ? nil : form.integer("chapter", in: 0...99)
    let book = form.requiredText("source")
    let question = form.requiredText("question")
    let objective = form.requiredText("objective")
    let minutesText = form.requiredText("minutes")
    let minutes = minutesText == nil ? nil : form.integer("minutes", in: 1...600)
    var edition = Lesson.Edition.instructor
    if let word = form.text("edition") {
      if let known = Lesson.Edition(rawValue: word) {
        edition = known
      } else {
        form.report("`edition` should be student or instructor, not “\(word)”", key: "edition")
      }
    }
    form.finish()
    guard let title, let chapter, let book, let question, let objective, let minutes else {
      return (nil, edition, end + 1)
    }
    let matter = FrontMatter(
      title: title, chapter: chapter, source: book, question: question, objective: objective, minutes: minutes)
    return (matter, edition, end + 1)
  }

  /// Whether a line opens or closes the front matter.
  static func isRule(_ line: String) -> Bool {
    line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }
}
