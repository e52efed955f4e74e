internal import Plotting

/// What the front end asks of the kernel.
enum KernelRequest: Codable, Sendable {
  /// Load a compiled cell and run it.
  case run(object: String, entry: String)
  /// Let a function that cells registered work on some input.
  case call(function: String, input: String)
  /// Stop the cell that runs.
  case interrupt
  /// Lay out displays for this place from now on.
  case context(DisplayContext)
  case ping
  /// The display was taken; what runs may go on.
  case taken
}

/// What the kernel tells the front end.
enum KernelReply: Codable, Sendable {
  case ready
  /// The request to run was taken; from here on the cell may be the cause of what happens.
  case started
  case pong
  case display(DisplayBundle, type: String)
  case observation(Observation)
  case finished(CellEnd)
}

/// How a cell ended, as the kernel saw it.
struct CellEnd: Codable, Sendable {
  enum Kind: String, Codable, Sendable { case completed, signal, thrown, exited, interrupted, unloadable }

  struct Frame: Codable, Sendable {
    /// The shared object of the code.
    var object: String
    var offset: UInt64
  }

  var kind: Kind
  /// The sentence of the thrown error, or of the loader.
  var message: String = ""
  var signal: Int32 = 0
  var exitStatus: Int32 = 0
  var address: UInt64 = 0
  var isStackOverflow = false
  /// Innermost first; only code of cells.
  var frames: [Frame] = []
  var seconds: Double = 0
}
