internal import CSourceKit
internal import Foundation
internal import Glibc

/// The process that answers the completion client: completion, documentation and coloring.
///
/// It is a process of its own because the compiler's editor service, which it loads, may crash or use much memory.
public enum CompletionService {
  /// The descriptor that the client gives its end of the conversation in the new process.
  public static let descriptor: Int32 = 3

  /// Answers requests until the client ends the conversation; never returns.
  public static func main(descriptor: Int32 = CompletionService.descriptor) -> Never {
    var noCoreFile = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &noCoreFile)
    // The compiler has many threads; a heap for each would be a waste.
    lectern_share_heaps()
    let channel = MessageChannel(descriptor: descriptor)
    var lanes: (meaning: Lane, coloring: Lane)?
    while true {
      let request: CompletionRequest
      do {
        request = try channel.receive(CompletionRequest.self)
      } catch {
        // The compiler's threads may be at work: end without waiting for them.
        _exit(0)
      }
      switch request.work {
      case .load(let path):
        do throws(SourceKitError) {
          let engine = CompletionEngine(library: try SourceKitLibrary(path: path))
          lanes = (Lane(engine, channel), Lane(engine, channel))
          answer(request, .done, channel)
        } catch {
          answer(request, .failed(error.description), channel)
        }
      case .color:
        lanes?.coloring.add(request)
      case .warmUp, .complete, .document:
        lanes?.meaning.add(request)
      }
    }
  }

  private static func answer(_ request: CompletionRequest, _ result: CompletionReply.Result, _ channel: MessageChannel)
  {
    try? channel.send(CompletionReply(id: request.id, result: result), within: .seconds(10))
  }

  /// A thread that works on requests one after another, so that coloring need not wait for the type checker.
  private final class Lane: @unchecked Sendable {
    private let engine: CompletionEngine
    private let channel: MessageChannel
    private let condition = NSCondition()
    private var waiting: [CompletionRequest] = []

    init(_ engine: CompletionEngine, _ channel: MessageChannel) {
      self.engine = engine
      self.channel = channel
      let thread = Thread { [self] in run() }
      thread.stackSize = 8 << 20
      thread.start()
    }

    func add(_ request: CompletionRequest) {
      condition.withLock {
        waiting.append(request)
        condition.signal()
      }
    }

    private func run() -> Never {
      while true {
        let (request, isOutdated) = next()
        if case .complete(_, let cursor, _) = request.work, isOutdated {
          CompletionService.answer(request, .candidates(CompletionList(start: cursor)), channel)
          continue
        }
        do throws(SourceKitError) {
          CompletionService.answer(request, try result(of: request.work), channel)
        } catch {
          CompletionService.answer(request, .failed(error.description), channel)
        }
      }
    }

    /// The next request, and whether a later completion is waiting: the student has typed on.
    private func next() -> (CompletionRequest, isOutdated: Bool) {
      condition.withLock {
        while waiting.isEmpty { condition.wait() }
        let request = waiting.removeFirst()
        let isOutdated = waiting.contains { if case .complete = $0.work { true } else { false } }
        return (request, isOutdated)
      }
    }

    private func result(of work: CompletionRequest.Work) throws(SourceKitError) -> CompletionReply.Result {
      switch work {
      case .load:
        return .done
      case .warmUp(let context):
        // One member list and one list of all names read the modules and fill the compiler's tables for both.
        for text in ["let lectern = [0]\nlectern.•", "•"] {
          _ = try engine.items(
            at: SourceText(marked: context.prefixText + text), beginningWith: "lectern", in: context)
        }
        lectern_trim_heaps()
        return .done
      case .complete(let text, let cursor, let context):
        let place = SourceText.Cursor(text: text, cursor: cursor, prefix: context.prefixText)
        let items = try engine.items(at: place.source, beginningWith: place.typed, in: context)
        return .candidates(CandidateRanking(typed: place.typed, context: context).list(items, start: place.start))
      case .document(let name, let context):
        return .lookup(try SymbolFinder(engine: engine, context: context).find(name))
      case .color(let text, let flags):
        return .colors(try engine.colors(of: text, flags: flags))
      }
    }
  }
}
