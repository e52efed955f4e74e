internal import Foundation

/// Lets a judge look at the observations of several probes and sends out its replies.
public struct JudgeRun {
  /// The observations of one probe at one seed.
  public struct Case: Codable, Sendable, Hashable {
    public var seed: UInt64
    /// JSON text by name.
    public var observations: [String: String]

    public init(seed: UInt64, observations: Observations) {
      self.seed = seed
      self.observations = observations.byName
    }
  }

  /// What the judge made of one case.
  public enum Reply: Codable, Sendable, Hashable {
    case verdict(Verdict)
    /// An observation is missing or has the wrong shape.
    case unreadable(String)
    /// The judge threw an error of another kind.
    case failed(String)
  }

  private let cases: [Case]

  /// A run over cases that were packed by ``packed(_:)``.
  public init(packed: String) {
    cases = (try? JSONDecoder().decode([Case].self, from: Data(packed.utf8))) ?? []
  }

  /// Cases as text.
  public static func packed(_ cases: [Case]) throws -> String {
    String(decoding: try JSONEncoder().encode(cases), as: UTF8.self)
  }

  /// Calls `judge` for each case and observes a ``Reply`` under the case's place in the list, before the next case.
  public func run(_ judge: (Observations, UInt64) throws -> Verdict) {
    for (place, one) in cases.enumerated() { observe("\(place)", Self.reply(of: judge, to: one)) }
  }

  package func replies(of judge: (Observations, UInt64) throws -> Verdict) -> [Reply] {
    cases.map { Self.reply(of: judge, to: $0) }
  }

  private static func reply(of judge: (Observations, UInt64) throws -> Verdict, to one: Case) -> Reply {
    do {
      let pairs = one.observations.sorted { $0.key < $1.key }.map { (name: $0.key, json: $0.value) }
      return .verdict(try judge(try Observations(pairs), one.seed))
    } catch let error as ObservationError {
      return .unreadable(error.description)
    } catch {
      return .failed("\(error)")
    }
  }
}
