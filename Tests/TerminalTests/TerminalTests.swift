import Testing

/// What needs the terminal's state, of which there is one in a process: these tests run one after another.
@Suite("Terminal", .serialized)
struct TerminalTests {}
