internal import Dispatch

/// Lets one thread wait for another to be done.
struct BlockingSignal: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func signal() {
    semaphore.signal()
  }

  func wait() {
    semaphore.wait()
  }
}
