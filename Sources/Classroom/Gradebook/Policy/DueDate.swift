public import Foundation

/// Until when a lesson's answers are due, and what being late costs.
public struct DueDate: Codable, Sendable, Hashable {
  /// The last moment that is in time; kept to the millisecond.
  public var time: Date
  /// Where the days of lateness are counted.
  public var timeZone: TimeZone
  /// The share of the points that each late day takes off, 0 to 1.
  public var penalty: Double
  /// After how many late days answers are not accepted; nil for never.
  public var cutOff: Int?

  public init(time: Date, timeZone: TimeZone, penalty: Double = 0, cutOff: Int? = nil) {
    self.time = time
    self.timeZone = timeZone
    self.penalty = min(max(penalty, 0), 1)
    self.cutOff = cutOff
  }

  /// More days than anyone is late; nothing is counted beyond.
  static let mostLateDays = 10_000

  /// How many days late answers are that were handed in at `submitted`: 0 up to and including ``time``, 1 from the
  /// next moment to the same clock time of the next day, and so on. A day on which clocks change is one day.
  public func lateDays(submitted: Date) -> Int {
    guard submitted > time else { return 0 }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let whole = submitted.timeIntervalSince(time) / 86_400
    guard whole < Double(Self.mostLateDays) else { return Self.mostLateDays }
    var days = max(1, Int(whole) - 1)
    while let end = calendar.date(byAdding: .day, value: days, to: time), end < submitted { days += 1 }
    return days
  }

  /// Whether answers so late are accepted.
  public func accepts(lateDays: Int) -> Bool {
    cutOff.map { lateDays <= $0 } ?? true
  }

  /// The share of the points that is left after so many late days that were not free.
  public func share(afterPaidDays days: Int) -> Double {
    max(0, 1 - penalty * Double(days))
  }
}
