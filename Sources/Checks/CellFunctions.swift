internal import Synchronization

/// Functions that cells hand to the kernel, to be called with new input without compiling anything again.
public enum CellFunctions {
  /// Takes its input as text; what it has to say it observes.
  public typealias Body = @Sendable (_ input: String) -> Void

  private struct State {
    var bodies: [String: Body] = [:]
    var call: (body: Body, input: String)?
  }

  private static let state = Mutex(State())

  /// Makes `body` callable as `name`; a later one of the same name takes its place.
  public static func register(_ name: String, _ body: @escaping Body) {
    state.withLock { $0.bodies[name] = body }
  }

  /// An entry point that calls the function `name` with `input`, for one call, as the main function of a program is
  /// called; nil if no such function was registered.
  package static func entry(
    of name: String, input: String
  ) -> (@convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32)? {
    let isThere = state.withLock { state in
      state.call = state.bodies[name].map { ($0, input) }
      return state.call != nil
    }
    guard isThere else { return nil }
    return { _, _ in
      guard let call = CellFunctions.takeCall() else { return 1 }
      call.body(call.input)
      return 0
    }
  }

  private static func takeCall() -> (body: Body, input: String)? {
    state.withLock { state in
      defer { state.call = nil }
      return state.call
    }
  }
}
