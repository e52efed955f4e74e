import ArgumentParser
import Foundation
import Spelling

/// A first word that is no subcommand: mistyped, or the file that a subcommand was wanted for.
struct UnknownSubcommand: CustomStringConvertible {
  let word: String
  /// What stands before it: `lectern author`.
  let command: String
  let subcommands: [String]

  /// nil if `words`, which follow the program's name, do not fail for their subcommand.
  static func find(
    in words: [String], of command: ParsableCommand.Type = Lectern.self, calledAs name: String = "lectern"
  )
    -> Self?
  {
    let subcommands = command.configuration.subcommands
    guard let word = words.first, !word.hasPrefix("-"), !subcommands.isEmpty else { return nil }
    if let next = subcommands.first(where: { $0._commandName == word }) {
      return find(in: Array(words.dropFirst()), of: next, calledAs: name + " " + word)
    }
    let shown = subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    return Self(word: word, command: name, subcommands: shown + ["help"])
  }

  var description: String {
    let way =
      FileManager.default.fileExists(atPath: word) && subcommands.contains("run")
      ? "; to run the cells of a file: \(command) run \(word)" : didYouMean(word, among: subcommands)
    return "\(command) has no subcommand “\(word)”\(way)\nSee \(command) --help."
  }
}
