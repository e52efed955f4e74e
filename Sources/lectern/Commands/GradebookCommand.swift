import ArgumentParser
import Classroom
import Foundation
import Lessons
import Plotting

/// Grades kept over a term: what counts, why, and what became of it.
struct GradebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradebook", abstract: "Keep the grades of a class: add, show, correct, hand on.",
    discussion: """
      Nothing is lost: what a later grade or decision supersedes is in `history`.
      Example: lectern gradebook add graded
      """,
    subcommands: [
      Add.self, Show.self, Summary.self, Pairs.self, Override.self, Due.self, Policy.self, History.self, Export.self,
    ])

  /// Which book.
  struct Book: ParsableArguments {
    @Option(help: ArgumentHelp("The gradebook's file.", valueName: "file"))
    var book: String?

    /// Opens the book and works with it; what is wrong with the file or with the words has its exit status.
    func use(isMade: Bool = false, _ body: (Gradebook, Screen) throws -> Void) throws {
      let screen = Screen()
      do {
        let file = book.map { URL(fileURLWithPath: $0) } ?? StateDirectory.gradebookFile()
        try body(Gradebook(at: file, isMade: isMade), screen)
      } catch let error as GradebookError {
        FileHandle.standardError.write(Data("lectern: \(error)\n".utf8))
        switch error {
        case .missing, .unusable, .newerVersion: throw ExitCode.lacking
        case .changedMeanwhile: throw ExitCode.failed
        case .unknown, .several, .badNumber, .noReason, .noOverride: throw ExitCode.usage
        }
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add graded answers; ask before a score changes.",
      discussion: """
        Reads graded.jsonl in the folder that `lectern grade --out` wrote. The same answers graded again supersede \
        their earlier grade, which is kept. Where a score that is in the book would change, it shows which and asks.

        Example:
          lectern gradebook add graded
        """)

    @Argument(help: ArgumentHelp("Folders of graded answers.", valueName: "out")) var folders: [String]
    @Flag(help: "Change scores without asking.") var yes = false
    @OptionGroup var book: Book

    func run() throws {
      let batches = try folders.map { try GradeImport(readingFrom: $0) }
      let problems = batches.flatMap(\.problems)
      try book.use(isMade: true) { gradebook, screen in
        problems.forEach { screen.problem("\($0)") }
        for (batch, folder) in zip(batches, folders) where batch.isTorn {
          screen.line("\(folder): the last line breaks off and was left out; grade on to complete it.")
        }
        let plan = try gradebook.plan(batches.flatMap(\.grades))
        if !plan.changes.isEmpty {
          screen.show(plan.changeTable)
          guard yes || Self.agrees(to: plan, screen) else {
            screen.line("Nothing was written.")
            throw ExitCode.failed
          }
        }
        if !plan.isEmpty { try gradebook.add(plan) }
        screen.good("\(gradebook.file.path): \(plan.sentence).")
      }
      if !problems.isEmpty { throw ExitCode.failed }
    }

    private static func agrees(to plan: AdditionPlan, _ screen: Screen) -> Bool {
      let scores = "\(plan.changes.count) score\(plan.changes.count == 1 ? "" : "s") in the gradebook"
      guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
        screen.problem("\(scores) would change, and there is no terminal to ask on: --yes changes them.")
        return false
      }
      screen.write("Change \(scores)? [y/N] ")
      return ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? "")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what counts: of all, a student or a lesson.",
      discussion: "Examples:\n  lectern gradebook show\n  lectern gradebook show --student s042")

    @Option(help: "One student's exercises.") var student: String?
    @Option(help: "One lesson's students; a part of its name will do.") var lesson: String?
    @OptionGroup var book: Book

    func validate() throws {
      if student != nil, lesson != nil { throw ValidationError("Give --student or --lesson, not both.") }
    }

    func run() throws {
      try book.use { gradebook, screen in
        let results = try gradebook.results()
        if let student {
          screen.show(results.table(student: try results.student(named: student)))
        } else if let lesson {
          screen.show(results.table(lesson: try gradebook.lesson(named: lesson)))
        } else {
          screen.show(results.overview())
        }
      }
    }
  }

  struct Summary: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what the class understood, and its mistakes.",
      discussion: """
        Examples:
          lectern gradebook summary reservoir --plot
          lectern gradebook summary reservoir --lesson 04-reservoir-sampling.md --html class.html
        """)

    @Argument(help: ArgumentHelp("The lesson; a part of its name will do.", valueName: "lesson")) var name: String
    @Option(help: ArgumentHelp("The lesson's file, for titles and hints.", valueName: "file")) var lesson: String?
    @Option(help: ArgumentHelp("Write a web page as well.", valueName: "file")) var html: String?
    @Flag(help: "Show bars instead of a table.") var plot = false
    @OptionGroup var book: Book

    func run() throws {
      let document = try lesson.map(LessonFile.document)
      try book.use { gradebook, screen in
        let id = try gradebook.lesson(named: name)
        let summary = ClassSummary(lesson: id, grades: try gradebook.countedGrades(lesson: id), document: document)
        if plot { screen.show(summary.plot) } else { screen.show(summary.table) }
        if summary.hasMistakes { screen.show(summary.mistakeTable) }
        if let html {
          try write(summary.html(), to: html)
          screen.good("Wrote \(html).")
        }
      }
    }
  }

  struct Pairs: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List students whose code is much the same.",
      discussion: """
        Code is compared by its syntax tree. What many in the class wrote does not count. The list says what is the \
        same, not who wrote it.

        Example:
          lectern gradebook pairs reservoir
        """)

    @Argument(help: "The lesson; a part of its name will do.") var lesson: String
    @OptionGroup var book: Book

    func run() throws {
      try book.use { gradebook, screen in
        let id = try gradebook.lesson(named: lesson)
        let pairs = SimilarPairs.find(in: try gradebook.countedGrades(lesson: id))
        if pairs.isEmpty {
          screen.line("No two students have the same code where few others have it.")
        } else {
          screen.show(SimilarPairs.table(of: pairs))
        }
      }
    }
  }

  struct Override: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set a score by hand, with a reason.",
      discussion: """
        Without an exercise: the whole lesson's score, which lateness does not change.

        Example:
          lectern gradebook override s042 reservoir step --score 3 --reason right
        """)

    @Argument(help: "The student.") var student: String
    @Argument(help: "The lesson; a part of its name will do.") var lesson: String
    @Argument(help: "The exercise.") var exercise: String?
    @Option(help: "The points.") var score: Double?
    @Option(help: "Why; it is kept.") var reason: String
    @Flag(help: "Take an earlier override back.") var remove = false
    @Flag(help: "The student is one of whom the book has nothing yet.") var newStudent = false
    @OptionGroup var book: Book

    func validate() throws {
      guard (score == nil) == remove else { throw ValidationError("Give either --score or --remove.") }
    }

    func run() throws {
      try book.use { gradebook, screen in
        let id = try gradebook.lesson(named: lesson)
        try gradebook.override(
          student: student, lesson: id, exercise: exercise, score: score, reason: reason, isNewStudent: newStudent)
        screen.show(try gradebook.results().table(student: student))
      }
    }
  }

  struct Due: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set or list due dates and what lateness costs.",
      discussion: """
        A date alone is the end of that day; each late day ends at the due time of day.

        Example:
          lectern gradebook due reservoir 2026-03-01 --penalty 10% --cut-off 3
        """)

    @Argument(help: "The lesson; its whole id while it has no grades.") var lesson: String?
    @Argument(help: "The date: 2026-03-01 or \"2026-03-01 18:00\".") var date: String?
    @Option(help: "What each late day takes off: 0.1 or 10%.") var penalty: String?
    @Option(help: ArgumentHelp("After how many late days nothing counts.", valueName: "days")) var cutOff: Int?
    @Option(help: "Where the days are counted, if not here.") var timeZone: String?
    @Flag(help: "Take the due date back.") var none = false
    @OptionGroup var book: Book

    func validate() throws {
      if none, date != nil || lesson == nil { throw ValidationError("--none goes with a lesson and without a date.") }
      if date == nil, penalty != nil || cutOff != nil || timeZone != nil {
        throw ValidationError("--penalty, --cut-off and --time-zone go with a date.")
      }
      if let cutOff, cutOff < 0 { throw ValidationError("A cut-off is a number of days from 0 up, not \(cutOff).") }
    }

    func run() throws {
      let due = try date.map(due)
      try book.use(isMade: date != nil) { gradebook, screen in
        guard let lesson else {
          let dates = try gradebook.dueDates().sorted { $0.key < $1.key }
          if dates.isEmpty { screen.line("No lesson has a due date.") }
          for (lesson, due) in dates { screen.line("\(lesson): \(due.sentence)") }
          return
        }
        let id = try resolved(lesson, in: gradebook)
        if due != nil || none { try gradebook.setDue(due, lesson: id) }
        screen.line("\(id): \(try gradebook.dueDates()[id]?.sentence ?? "no due date")")
      }
    }

    /// A lesson may be due before anyone has handed it in.
    private func resolved(_ lesson: String, in gradebook: Gradebook) throws -> String {
      do {
        return try gradebook.lesson(named: lesson)
      } catch GradebookError.unknown(_, _, _) where date != nil && lesson.split(separator: "/").count == 2 {
        return lesson
      }
    }

    private func due(_ date: String) throws -> DueDate {
      var zone = TimeZone.current
      if let timeZone {
        guard let named = TimeZone(identifier: timeZone) else {
          throw ValidationError("There is no time zone “\(timeZone)”; one is Europe/Zurich.")
        }
        zone = named
      }
      guard let read = DueTime.read(date, in: zone) else {
        throw ValidationError(
          "“\(date)” is no date such as 2026-03-01, \"2026-03-01 18:00\" or 2026-03-01T18:00+01:00.")
      }
      return DueDate(time: read.time, timeZone: read.timeZone, penalty: try share(penalty ?? "0"), cutOff: cutOff)
    }

    private func share(_ text: String) throws -> Double {
      let value = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
      guard let value, (0...1).contains(value) else {
        throw ValidationError("A penalty is a share such as 0.1 or 10%, not “\(text)”.")
      }
      return value
    }
  }

  struct Policy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set which submission counts, and free late days.",
      discussion: """
        latest: the last one before the cut-off. best: for each exercise the best. Free late days are each student's \
        own, for all lessons together, and go to the lesson that was due first.

        Example:
          lectern gradebook policy best --free-days 5
        """)

    @Argument(help: "latest or best.") var policy: ScorePolicy?
    @Option(help: ArgumentHelp("Late days that cost nothing.", valueName: "days")) var freeDays: Int?
    @OptionGroup var book: Book

    func run() throws {
      try book.use(isMade: policy != nil || freeDays != nil) { gradebook, screen in
        if let policy { try gradebook.setPolicy(policy) }
        if let freeDays { try gradebook.setFreeDays(freeDays) }
        let days = try gradebook.freeDays()
        screen.line("What counts: \(try gradebook.policy().rawValue). Free late days for each student: \(days).")
      }
    }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List everything that was written, oldest first.",
      discussion: "Example:\n  lectern gradebook history s042")

    @Argument(help: "One student; without, all.") var student: String?
    @OptionGroup var book: Book

    func run() throws {
      try book.use { gradebook, screen in
        let named = try student.map { try gradebook.results().student(named: $0) }
        let events = try gradebook.history(student: named)
        if events.isEmpty { screen.line("There is nothing yet.") }
        screen.page(events.map { "\($0)\n" }.joined())
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand the scores on: to Canvas, Moodle or a program.",
      discussion: """
        --title gives a column the name that it has there: in Canvas the assignment's title with its number.

        Examples:
          lectern gradebook export --format canvas --title "reservoir=Reservoir sampling (1234)" --out scores.csv
          lectern gradebook export --format json
        """)

    @Option(help: "canvas, moodle or json.") var format: GradebookFormat
    @Option(help: ArgumentHelp("What a lesson's column is called; may be repeated.", valueName: "lesson=name"))
    var title: [String] = []
    @Option(help: ArgumentHelp("The file to write; standard output without it.", valueName: "file")) var out: String?
    @OptionGroup var book: Book

    func run() throws {
      try book.use { gradebook, screen in
        var titles: [String: String] = [:]
        for pair in title {
          let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
          guard halves.count == 2 else { throw ValidationError("--title is written lesson=name, not “\(pair)”.") }
          titles[try gradebook.lesson(named: halves[0])] = halves[1]
        }
        let text = try gradebook.results().text(as: format, titles: titles)
        guard let out else { return screen.write(text) }
        try write(text, to: out)
        screen.good("Wrote \(out).")
      }
    }
  }
}

extension ScorePolicy: ExpressibleByArgument {}
extension GradebookFormat: ExpressibleByArgument {}

/// A lesson file that a command was given.
private enum LessonFile {
  static func bytes(_ path: String) throws -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ValidationError("The lesson \(path) cannot be read: \(error.localizedDescription)")
    }
  }

  static func document(_ path: String) throws -> Lesson {
    guard let lesson = LessonDocument.parse(try bytes(path), path: path).lesson else {
      throw ValidationError("\(path) is no lesson: `lectern author check \(path)` says why.")
    }
    return lesson
  }
}

/// Writes a whole file or none.
private func write(_ text: String, to path: String) throws {
  do {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    FileHandle.standardError.write(Data("lectern: \(path) cannot be written: \(error.localizedDescription)\n".utf8))
    throw ExitCode.lacking
  }
}
