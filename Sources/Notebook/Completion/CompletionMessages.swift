/// What the completion service is asked.
struct CompletionRequest: Codable, Sendable {
  enum Work: Codable, Sendable {
    /// Loads the toolchain's library; comes first.
    case load(library: String)
    /// Reads the modules that a context imports, so that the next request is quick.
    case warmUp(CompletionContext)
    /// What can stand at `cursor`, an offset in UTF-8 bytes of `text`.
    case complete(text: String, cursor: Int, CompletionContext)
    case document(name: String, CompletionContext)
    case color(text: String, flags: [String])
  }

  var id: Int
  var work: Work
}

/// What the completion service answers.
struct CompletionReply: Codable, Sendable {
  enum Result: Codable, Sendable {
    case done
    case candidates(CompletionList)
    case lookup(SymbolLookup)
    case colors([ColoredRange])
    case failed(String)
  }

  /// The request's.
  var id: Int
  var result: Result
}
