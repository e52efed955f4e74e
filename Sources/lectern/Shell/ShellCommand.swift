import Foundation
import Lessons
import Spelling

/// The commands that begin with a colon.
enum ShellCommand: String, CaseIterable {
  case help, lessons, lesson, next, back, hint, skip, solution
  case tryOut = "try"
  case vars, doc, time, fast, restart, save, open, export, submit, progress, quit

  /// What follows the name, for the list of commands.
  var argument: String {
    switch self {
    case .lesson: "[NAME]"
    case .next: "[STEP]"
    case .doc: "NAME"
    case .time, .fast: "on|off"
    case .save, .open, .export: "FILE"
    case .submit: "[FILE]"
    default: ""
    }
  }

  var summary: String {
    switch self {
    case .help: "this list"
    case .lessons: "all lessons, and how far you are"
    case .lesson: "start or go on with a lesson; alone: where you are"
    case .next: "the next step, as Enter does, or the one with this name"
    case .back: "the step before"
    case .hint: "a hint for the exercise"
    case .skip: "leave the exercise; its solution is shown"
    case .solution: "show and explain the solution"
    case .tryOut: "try things of your own; :try again returns to the lesson"
    case .vars: "your variables, their types and values"
    case .doc: "what a name means: `:doc Reservoir`"
    case .time: "show how long each cell takes"
    case .fast: "compile cells with optimisation"
    case .restart: "forget all values and start afresh"
    case .save: "write your cells to a file"
    case .open: "read cells from a file and run them"
    case .export: "write the session with its results: .md, .html, .ipynb"
    case .submit: "write your answers to a file to hand in"
    case .progress: "what you have done so far"
    case .quit: "leave (also Ctrl-D)"
    }
  }

  /// The command that was typed, or what it may have been meant to be.
  enum Reading {
    case command(ShellCommand, argument: String)
    case unknown(word: String, nearest: String?)
  }

  static func read(_ text: String) -> Reading {
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let word = parts.first ?? ""
    let argument = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
    if let command = ShellCommand(rawValue: word) { return .command(command, argument: argument) }
    if word.isEmpty { return .command(.help, argument: "") }
    let beginning = allCases.filter { $0.rawValue.hasPrefix(word) }
    if beginning.count == 1 { return .command(beginning[0], argument: argument) }
    return .unknown(word: word, nearest: nearMiss(of: word, among: allCases.map(\.rawValue)))
  }
}
