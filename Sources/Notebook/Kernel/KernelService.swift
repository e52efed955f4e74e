internal import CKernel
internal import CellRuntime
internal import Checks
internal import Dispatch
internal import Foundation
internal import Glibc
internal import Plotting
internal import Synchronization

/// The process in which cells run.
///
/// One thread serves requests; every cell has a thread of its own; the main thread drains the main queue, so that work on
/// the main actor goes on. A cell that faults is parked, never unwound: what earlier cells made stays as it was.
public enum KernelService {
  /// Where the kernel finds its front end.
  public static let descriptor = Kernel.childDescriptor
  private static let cellStackBytes: UInt64 = 64 << 20
  private static let interruptMilliseconds: Int32 = 200
  /// Signaled when the front end has taken a display.
  private static let displayTaken = DispatchSemaphore(value: 0)
  /// Seconds to wait for that: a front end that is not there, since no cell runs, takes nothing.
  private static let displayPatience = 1.0

  /// Serves the front end at the other end of `descriptor` until it goes away. Does not return.
  ///
  /// - Parameter memoryLimit: bytes of memory that this process may map.
  public static func main(descriptor: Int32, memoryLimit: UInt64?) -> Never {
    if let memoryLimit { ckernel_limit_memory(memoryLimit) }
    let channel = MessageChannel(descriptor: descriptor)
    let output = fcntl(1, F_DUPFD_CLOEXEC, 100)
    let errors = fcntl(2, F_DUPFD_CLOEXEC, 100)
    Thread.detachNewThread {
      let reports = ckernel_install()
      ckernel_on_uncaught { box in
        guard let box else { return }
        UncaughtError.note(unsafeBitCast(box, to: (any Error).self))
      }
      CellRuntime.install { bundle, type in
        // What is printed before a display is read before it; what comes after waits until it was taken.
        ckernel_flush_output()
        while displayTaken.wait(timeout: .now()) == .success {}
        guard (try? channel.send(KernelReply.display(bundle, type: type))) != nil else { return }
        _ = displayTaken.wait(timeout: .now() + displayPatience)
      }
      ObservationSink.install { name, json in
        try? channel.send(KernelReply.observation(Observation(name: name, json: json)))
      }
      try? channel.send(KernelReply.ready)
      serve(channel, reports: reports, output: output, errors: errors)
      _exit(0)
    }
    dispatchMain()
  }

  private static func serve(_ channel: MessageChannel, reports: Int32, output: Int32, errors: Int32) {
    var started: ContinuousClock.Instant?
    while true {
      var entries = [
        pollfd(fd: channel.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: reports, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&entries, 2, started == nil ? -1 : 40)
      if started != nil { ckernel_flush_output() }
      if ready <= 0 { continue }
      if entries[1].revents != 0 {
        var report = ckernel_report()
        if ckernel_take_report(&report) {
          if started != nil, report.kind != Int32(CKERNEL_FINISHED.rawValue), !report.on_cell_thread {
            // A thread that the cell started has faulted; the cell may wait for it forever.
            ckernel_interrupt(interruptMilliseconds)
            var ignored = ckernel_report()
            _ = ckernel_take_report(&ignored)
          }
          ckernel_repair_output(output, errors)
          ckernel_flush_output()
          awaitDrainedOutput(output, errors)
          if let begun = started {
            var end = describe(report)
            end.seconds = (ContinuousClock.now - begun) / .seconds(1)
            started = nil
            guard (try? channel.send(KernelReply.finished(end))) != nil else { return }
          }
        }
      }
      guard entries[0].revents != 0 else { continue }
      do {
        switch try channel.receive(KernelRequest.self) {
        case .run(let object, let entry):
          try channel.send(KernelReply.started)
          started = .now
          if let end = start(object: object, entry: entry) {
            started = nil
            try channel.send(KernelReply.finished(end))
          }
        case .call(let function, let input):
          try channel.send(KernelReply.started)
          started = .now
          if let end = begin(CellFunctions.entry(of: function, input: input), named: function) {
            started = nil
            try channel.send(KernelReply.finished(end))
          }
        case .interrupt:
          if started != nil { ckernel_interrupt(interruptMilliseconds) }
        case .context(let context):
          CellRuntime.context = context
        case .ping:
          try channel.send(KernelReply.pong)
        case .taken:
          displayTaken.signal()
        }
      } catch {
        return
      }
    }
  }

  /// Starts a cell; the end at once if it cannot be started.
  private static func start(object: String, entry: String) -> CellEnd? {
    var message = [CChar](repeating: 0, count: 2048)
    guard let handle = ckernel_load(object, &message, Int32(message.count)) else {
      let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return CellEnd(kind: .unloadable, message: reason)
    }
    return begin(ckernel_entry(handle, entry), named: entry)
  }

  private static func begin(
    _ function: (@convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32)?,
    named name: String
  ) -> CellEnd? {
    guard let function else { return CellEnd(kind: .unloadable, message: "there is no “\(name)” in it") }
    let code = ckernel_run(function, cellStackBytes)
    return code == 0 ? nil : CellEnd(kind: .unloadable, message: String(cString: strerror(code)))
  }

  private static func describe(_ report: ckernel_report) -> CellEnd {
    var end: CellEnd
    switch ckernel_report_kind(UInt32(report.kind)) {
    case CKERNEL_FINISHED: end = CellEnd(kind: .completed)
    case CKERNEL_THROWN: end = CellEnd(kind: .thrown, message: UncaughtError.sentence)
    case CKERNEL_EXIT: end = CellEnd(kind: .exited, exitStatus: report.exit_status)
    case CKERNEL_INTERRUPTED: end = CellEnd(kind: .interrupted)
    default:
      end = CellEnd(kind: .signal, signal: report.signal_number, address: report.address)
      end.isStackOverflow = report.stack_overflow
    }
    let frames = withUnsafeBytes(of: report.frames) { Array($0.bindMemory(to: UInt64.self)) }
    var path = [CChar](repeating: 0, count: 4096)
    for (index, frame) in frames.prefix(Int(report.frame_count)).enumerated() {
      var offset: UInt64 = 0
      // A return address is the instruction after the call; one less is inside it.
      let isReturn = index > 0 || end.kind == .thrown || end.kind == .exited
      guard ckernel_locate(isReturn ? frame - 1 : frame, &path, Int32(path.count), &offset) else { continue }
      let object = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let name = object.split(separator: "/").last ?? ""
      if name.hasPrefix("cell"), name.hasSuffix(".so") { end.frames.append(.init(object: object, offset: offset)) }
    }
    return end
  }

  /// Waits until the front end has taken what was printed, so that the end of a cell comes after its text.
  private static func awaitDrainedOutput(_ descriptors: Int32...) {
    ckernel_flush_output()
    for descriptor in descriptors {
      for _ in 0..<2_000 {
        var unread: Int32 = 0
        guard ioctl(descriptor, UInt(FIONREAD), &unread) == 0, unread > 0 else { break }
        usleep(100)
      }
    }
  }
}

/// The sentence of the error that ended a cell.
enum UncaughtError {
  private static let text = Mutex("")

  static var sentence: String { text.withLock { $0 } }

  static func note(_ error: any Error) {
    let described: String
    if let localized = error as? any LocalizedError, let sentence = localized.errorDescription {
      described = sentence
    } else if let error = error as? DecodingError {
      described = sentence(of: error)
    } else if type(of: error) == NSError.self || error is CocoaError || error is POSIXError {
      described = error.localizedDescription
    } else if Mirror(reflecting: error).displayStyle == .enum, !(type(of: error) is any CustomStringConvertible.Type) {
      described = "\(_typeName(type(of: error), qualified: false)).\(error)"
    } else {
      described = String(describing: error)
    }
    text.withLock { $0 = described }
  }

  /// What could not be decoded, and where it stands in the data.
  private static func sentence(of error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
      return path.isEmpty ? "" : " in \(path)"
    }
    return switch error {
    case .keyNotFound(let key, let context):
      "the data cannot be decoded: there is no “\(key.stringValue)”\(place(context)); was it written by another type?"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      "the data cannot be decoded: there is no \(type)\(place(context)); was it written by another type?"
    case .dataCorrupted(let context):
      "the data cannot be decoded\(place(context)): \(context.debugDescription)"
    @unknown default:
      "\(error)"
    }
  }
}
