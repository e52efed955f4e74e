internal import Glibc
public import Plotting

/// What the terminal, if there is one, can do.
public struct TerminalCapabilities: Sendable, Hashable {
  /// Whether keys come from a terminal.
  public var inputIsTerminal: Bool
  /// Whether what is written is shown on a terminal.
  public var outputIsTerminal: Bool
  /// Whether the output can move its cursor: `TERM` is set and not `dumb`.
  public var movesCursor: Bool
  /// Columns of the window, 80 where none is known.
  public var width: Int
  /// Rows of the window, 24 where none is known.
  public var height: Int
  /// Whether SGR color sequences are understood and wanted.
  public var color: Bool
  /// Whether characters outside ASCII can be shown.
  public var unicode: Bool

  public init(
    inputIsTerminal: Bool, outputIsTerminal: Bool, movesCursor: Bool, width: Int, height: Int, color: Bool,
    unicode: Bool
  ) {
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.movesCursor = movesCursor
    self.width = width
    self.height = height
    self.color = color
    self.unicode = unicode
  }

  /// What the terminal at these descriptors can do, by the terminal itself, the environment and the locale.
  ///
  /// Color is off when `NO_COLOR` is set to something, on when `CLICOLOR_FORCE` is set to something but 0, and
  /// otherwise on when the output is a terminal, `TERM` is set and not `dumb`, and `CLICOLOR` is not 0.
  public static func detect(
    input: Int32 = 0, output: Int32 = 1
  ) -> TerminalCapabilities {
    let outputIsTerminal = isatty(output) == 1
    let size = TerminalState.windowSize(of: output)
    return TerminalCapabilities(
      inputIsTerminal: isatty(input) == 1, outputIsTerminal: outputIsTerminal,
      movesCursor: environment("TERM").map { !$0.isEmpty && $0 != "dumb" } ?? false,
      width: size?.columns ?? environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80,
      height: size?.rows ?? environment("LINES").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 24,
      color: wantsColor(outputIsTerminal: outputIsTerminal, environment: environment),
      unicode: prepareLocale())
  }

  /// What a displayed result needs to know.
  public var displayContext: DisplayContext { DisplayContext(width: width, color: color, unicode: unicode) }

  /// Whether a cell can be edited: keys come from a terminal and are shown on one that can move its cursor.
  public var canEdit: Bool { inputIsTerminal && outputIsTerminal && movesCursor }

  /// Sets the locale's character type from the environment, and to a UTF-8 one where the environment names none, as
  /// in a bare container; so that UTF-8 can be typed everywhere. Gives whether characters outside ASCII can be
  /// shown: always, unless the environment asks for another encoding.
  @discardableResult
  public static func prepareLocale() -> Bool {
    let chosen = setlocale(LC_CTYPE, "").map { String(cString: $0) }
    if String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8" { return true }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"] where setlocale(LC_CTYPE, name) != nil { break }
    return chosen == nil || chosen == "C" || chosen == "POSIX"
  }

  package static func wantsColor(outputIsTerminal: Bool, environment: (String) -> String?) -> Bool {
    if let value = environment("NO_COLOR"), !value.isEmpty { return false }
    if let value = environment("CLICOLOR_FORCE"), !value.isEmpty, value != "0" { return true }
    guard outputIsTerminal, let terminal = environment("TERM"), !terminal.isEmpty else { return false }
    return terminal != "dumb" && environment("CLICOLOR") != "0"
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
