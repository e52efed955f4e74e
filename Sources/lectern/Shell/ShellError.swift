/// What was wrong with a command's words.
enum ShellError: Error, CustomStringConvertible {
  case notASwitch(String)
  case missingArgument(String, example: String)
  case interrupted

  var description: String {
    switch self {
    case .notASwitch(let word): "“\(word)” is neither on nor off."
    case .interrupted: "Stopped."
    case .missingArgument(let what, let example): "This needs \(what), as in \(example)"
    }
  }
}
