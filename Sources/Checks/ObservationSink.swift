internal import Synchronization

/// Where observations go: the kernel installs what carries them out of the process.
public enum ObservationSink {
  /// Takes the name of an observation and its value as JSON text.
  public typealias Receiver = @Sendable (_ name: String, _ json: String) -> Void

  private static let receiver = Mutex<Receiver?>(nil)

  /// Sends every observation from now on to `receive`, on whatever thread observes; nil drops them.
  public static func install(_ receive: Receiver?) {
    receiver.withLock { $0 = receive }
  }

  static func send(name: String, json: String) {
    receiver.withLock { $0 }?(name, json)
  }
}
