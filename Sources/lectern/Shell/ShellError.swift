/// What was wrong with a command's words.
enum ShellError: Error, CustomStringConvertible {
  case notASwitch(String)
  case missingArgument(String, example: String)
  case unknownOption(String, example: String)
  case tooManyWords([String], example: String)
  case interrupted

  var description: String {
    switch self {
    case .notASwitch(let word): "“\(word)” is neither on nor off."
    case .interrupted: "Stopped."
    case .unknownOption(let word, let example): "There is no option \(word). An example: \(example)"
    case .tooManyWords(let words, let example):
      "\(words.joined(separator: " ")) is more than one file; put a name with spaces into quotation marks. An example: \(example)"
    case .missingArgument(let what, let example): "This needs \(what), as in \(example)"
    }
  }
}
