internal import Foundation
internal import Glibc
internal import Synchronization

/// One end of a conversation between two processes: JSON messages over a stream socket.
///
/// A message is four bytes that give the length of its body, most significant first, and the body, which is one
/// JSON value in UTF-8. Bytes that break these rules are an error with their position, never a crash, so the other
/// end need not be trusted. One thread may send while another receives; two senders take turns, as do two receivers.
///
/// The channel owns its descriptor and closes it when the channel goes away.
public final class MessageChannel: Sendable {
  /// The longest body accepted in either direction unless another limit is given: 64 MiB.
  public static let defaultLimit = 64 << 20

  /// The socket; for `poll` by the owner, not for reading.
  public let descriptor: Int32
  /// The longest body accepted in either direction, in bytes.
  public let limit: Int

  private let incoming = Mutex(Incoming())
  private let outgoing = Mutex(Outgoing())

  /// Takes over `descriptor`, a connected stream socket.
  public init(descriptor: Int32, limit: Int = MessageChannel.defaultLimit) {
    self.descriptor = descriptor
    self.limit = min(limit, Int(UInt32.max))
  }

  deinit {
    close(descriptor)
  }

  /// Makes a connected pair: a channel for this process, and a bare descriptor to hand to another one.
  ///
  /// Both ends are closed by `exec`; the child's end must be duplicated to the place where the child looks for it.
  /// - Throws: ``MessageError/system(operation:code:)``.
  public static func pair(
    limit: Int = MessageChannel.defaultLimit
  ) throws(MessageError) -> (channel: MessageChannel, other: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .system(operation: "socketpair", code: errno)
    }
    return (MessageChannel(descriptor: ends[0], limit: limit), ends[1])
  }

  /// Ends the conversation in both directions: this and the other end see ``MessageError/closed`` from now on,
  /// waiting calls included.
  public func shutDown() {
    _ = shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Sends one message.
  ///
  /// - Parameter timeout: how long to wait for the other end to take the bytes; nil for as long as it takes.
  /// - Throws: ``MessageError``. After a timeout in the middle of a message the stream has lost its frame, so every
  ///   later call throws ``MessageError/broken``.
  public func send(_ message: some Encodable, within timeout: Duration? = nil) throws(MessageError) {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    let body = try Self.encode(message)
    guard body.count <= limit else { throw .tooLong(length: body.count, limit: limit) }
    var frame = [UInt8]()
    frame.reserveCapacity(Self.headerLength + body.count)
    withUnsafeBytes(of: UInt32(body.count).bigEndian) { frame.append(contentsOf: $0) }
    frame.append(contentsOf: body)
    try outgoing.withLock { state throws(MessageError) in
      if state.isBroken { throw .broken }
      try transmit(frame, deadline, &state)
    }
  }

  /// Waits for the next message and decodes it.
  ///
  /// After ``MessageError/timedOut``, ``MessageError/malformed(position:length:reason:)`` or
  /// ``MessageError/unexpected(path:reason:)`` the conversation can go on: what had come of a message is kept,
  /// a bad message is dropped whole. The other errors are final.
  ///
  /// - Parameter timeout: how long to wait for the whole message; nil for as long as it takes.
  /// - Throws: ``MessageError``.
  public func receive<Message: Decodable>(
    _ type: Message.Type, within timeout: Duration? = nil
  ) throws(MessageError) -> Message {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    let body = try incoming.withLock { state throws(MessageError) in try nextBody(deadline, &state) }
    return try Self.decode(type, from: body)
  }

  // MARK: Bytes out

  private struct Outgoing {
    var isBroken = false
  }

  private func transmit(
    _ frame: [UInt8], _ deadline: ContinuousClock.Instant?, _ state: inout Outgoing
  ) throws(MessageError) {
    var sent = 0
    while sent < frame.count {
      let count = frame.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress! + sent, frame.count - sent,
          Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count >= 0 {
        sent += count
        continue
      }
      switch errno {
      case EINTR:
        continue
      case EAGAIN:
        do {
          try wait(for: Int16(POLLOUT), deadline)
        } catch {
          state.isBroken = sent > 0
          throw error
        }
      case EPIPE, ECONNRESET:
        throw .closed
      case let code:
        state.isBroken = sent > 0
        throw .system(operation: "send", code: code)
      }
    }
  }

  // MARK: Bytes in

  private static let headerLength = 4
  private static let chunkLength = 64 << 10

  private struct Incoming {
    /// What has come of the message under way, header included.
    var bytes: [UInt8] = []
    /// Set once the stream can no longer be cut into messages.
    var fault: MessageError?
  }

  private func nextBody(
    _ deadline: ContinuousClock.Instant?, _ state: inout Incoming
  ) throws(MessageError) -> [UInt8] {
    if let fault = state.fault { throw fault }
    try fill(to: Self.headerLength, deadline, &state)
    let length = state.bytes.prefix(Self.headerLength).reduce(0) { $0 << 8 | Int($1) }
    guard length <= limit else {
      let fault = MessageError.tooLong(length: length, limit: limit)
      state.fault = fault
      throw fault
    }
    try fill(to: Self.headerLength + length, deadline, &state)
    let body = Array(state.bytes.dropFirst(Self.headerLength))
    state.bytes = []
    return body
  }

  /// Reads until `count` bytes are there. Grows by what has come, not by what was promised.
  private func fill(
    to count: Int, _ deadline: ContinuousClock.Instant?, _ state: inout Incoming
  ) throws(MessageError) {
    while state.bytes.count < count {
      let wanted = min(count - state.bytes.count, Self.chunkLength)
      var got = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, used in
        got = recv(descriptor, buffer.baseAddress, wanted, Int32(MSG_DONTWAIT))
        used = max(got, 0)
      }
      if got > 0 {
        state.bytes.append(contentsOf: chunk)
        continue
      }
      if got == 0 || errno == ECONNRESET {
        if state.bytes.isEmpty { throw .closed }
        throw .cutOff(received: state.bytes.count, expected: expectedLength(state))
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: try wait(for: Int16(POLLIN), deadline)
      case let code: throw .system(operation: "recv", code: code)
      }
    }
  }

  private func expectedLength(_ state: Incoming) -> Int? {
    guard state.bytes.count >= Self.headerLength else { return nil }
    return state.bytes.prefix(Self.headerLength).reduce(0) { $0 << 8 | Int($1) } + Self.headerLength
  }

  // MARK: Waiting

  private func wait(for events: Int16, _ deadline: ContinuousClock.Instant?) throws(MessageError) {
    while true {
      var milliseconds: Int32 = -1
      if let deadline {
        let left = deadline - .now
        guard left > .zero else { throw .timedOut }
        milliseconds = Int32(min((left / .milliseconds(1)).rounded(.up), 1e9))
      }
      var entry = pollfd(fd: descriptor, events: events, revents: 0)
      let ready = poll(&entry, 1, milliseconds)
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw .system(operation: "poll", code: errno) }
    }
  }

  // MARK: JSON

  private static func encode(_ message: some Encodable) throws(MessageError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    do {
      return try encoder.encode(message)
    } catch let EncodingError.invalidValue(value, context) {
      throw .unencodable(path: Self.spelled(context.codingPath), reason: "\(value) has no form in JSON")
    } catch {
      throw .unencodable(path: "", reason: "\(error)")
    }
  }

  package static func decode<Message: Decodable>(
    _ type: Message.Type, from body: [UInt8]
  ) throws(MessageError) -> Message {
    if let fault = JSONGrammar.firstFault(in: body) {
      throw .malformed(position: fault.position, length: body.count, reason: fault.reason)
    }
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch let error as DecodingError {
      switch error {
      case .typeMismatch(let wanted, let context):
        throw .unexpected(path: spelled(context.codingPath), reason: "this is no \(wanted)")
      case .valueNotFound(let wanted, let context):
        throw .unexpected(path: spelled(context.codingPath), reason: "null where a \(wanted) belongs")
      case .keyNotFound(let key, let context):
        throw .unexpected(path: spelled(context.codingPath), reason: "no \"\(key.stringValue)\"")
      case .dataCorrupted(let context):
        throw .unexpected(path: spelled(context.codingPath), reason: context.debugDescription)
      @unknown default:
        throw .unexpected(path: "", reason: "\(error)")
      }
    } catch {
      throw .unexpected(path: "", reason: "\(error)")
    }
  }

  private static func spelled(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

/// Why a message could not be sent or received.
public enum MessageError: Error, Hashable, Sendable {
  /// The other end has ended the conversation, between two messages.
  case closed
  /// The other end went away in the middle of a message. `expected` counts the header; nil if that was cut off too.
  case cutOff(received: Int, expected: Int?)
  /// A message longer than the channel allows, in bytes.
  case tooLong(length: Int, limit: Int)
  /// A body of `length` bytes that is not JSON in UTF-8; `position` is the offset of the first wrong byte, from 0.
  case malformed(position: Int, length: Int, reason: String)
  /// Good JSON that is not the message that was asked for; `path` leads to the place, empty for the top.
  case unexpected(path: String, reason: String)
  /// A value that cannot be put into JSON, such as a number that is not finite.
  case unencodable(path: String, reason: String)
  /// The time given for the call ran out.
  case timedOut
  /// An earlier send stopped inside a message, so the other end can no longer tell where one begins.
  case broken
  /// A system call failed; `code` is its `errno`.
  case system(operation: String, code: Int32)
}

extension MessageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .closed:
      "the other process has ended the conversation"
    case .cutOff(let received, let expected?):
      "the other process went away in the middle of a message: \(received) of \(expected) bytes came"
    case .cutOff(let received, nil):
      "the other process went away in the middle of a message's length: \(received) of 4 bytes came"
    case .tooLong(let length, let limit):
      "a message of \(length) bytes is longer than the \(limit) that are allowed"
    case .malformed(let position, let length, let reason):
      "a message of \(length) bytes is not JSON: byte \(position): \(reason)"
    case .unexpected(let path, let reason):
      "a message does not have the expected form\(Self.place(path)): \(reason)"
    case .unencodable(let path, let reason):
      "a message cannot be written as JSON\(Self.place(path)): \(reason)"
    case .timedOut:
      "the other process did not answer in time"
    case .broken:
      "an earlier message was sent only in part, so no more can be sent"
    case .system(let operation, let code):
      "\(operation) failed: \(String(cString: strerror(code)))"
    }
  }

  private static func place(_ path: String) -> String {
    path.isEmpty ? "" : " at \(path)"
  }
}
