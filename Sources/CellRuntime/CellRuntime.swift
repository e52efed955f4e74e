public import Plotting
internal import Synchronization

/// Where what a cell shows goes. The kernel installs it; outside a kernel nothing is shown.
public enum CellRuntime {
  /// Takes one displayed value and the name of its type.
  public typealias DisplaySink = @Sendable (DisplayBundle, String) -> Void

  private struct State {
    var context = DisplayContext()
    var sink: DisplaySink?
  }

  private static let state = Mutex(State())

  /// Directs what cells show to `sink`.
  public static func install(_ sink: @escaping DisplaySink) {
    state.withLock { $0.sink = sink }
  }

  /// What the place that shows results can do.
  public static var context: DisplayContext {
    get { state.withLock { $0.context } }
    set { state.withLock { $0.context = newValue } }
  }

  static func send(_ bundle: DisplayBundle, type: String) {
    let sink = state.withLock { $0.sink }
    sink?(bundle, type)
  }
}

/// Shows a value now, as the last value of a cell is shown at its end: a plot, a table, anything.
public func show<Value>(_ value: Value) {
  CellRuntime.send(bundle(of: value), type: typeName(of: Value.self))
}

/// Runs asynchronous work and waits for its result: `let page = try blocking { try await fetch() }`.
///
/// A cell has no top-level `await`, since the cells after it need its values to be there.
public func blocking<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let result = Mutex<Result<Value, any Error>?>(nil)
  let done = BlockingSignal()
  Task {
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
    result.withLock { $0 = outcome }
    done.signal()
  }
  done.wait()
  return try result.withLock { $0! }.get()
}

/// Shows the value of a cell's last expression. Called by compiled cells.
public func _showLast<Value>(_ value: Value) {
  show(value)
}

/// A last expression without a value shows nothing.
public func _showLast(_ value: Void) {}

/// Shows one line of the list of variables. Called by compiled cells.
public func _showVariable<Value>(_ name: String, _ value: Value) {
  let text = ValueText.short(of: value, limit: max(20, CellRuntime.context.width / 2))
  CellRuntime.send(DisplayBundle(plain: text), type: "\(name)\u{0}\(typeName(of: Value.self))")
}

private func bundle<Value>(of value: Value) -> DisplayBundle {
  if let displayable = value as? any Displayable {
    return displayable.display(in: CellRuntime.context)
  }
  return DisplayBundle(plain: ValueText.full(of: value))
}

private func typeName(of type: Any.Type) -> String {
  ValueText.withoutCellNames(_typeName(type, qualified: false))
}
