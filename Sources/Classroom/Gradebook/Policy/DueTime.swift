public import Foundation

/// A point of time as an instructor types it.
public enum DueTime {
  /// Reads "2026-03-01", which means the end of that day, "2026-03-01 18:00", and "2026-03-01T18:00:30+01:00".
  ///
  /// - Parameter timeZone: where the clock is that is meant, unless the text ends in "Z" or an offset.
  /// - Returns: the moment and the zone to count days in; nil for what is no such date.
  public static func read(_ text: String, in timeZone: TimeZone) -> (time: Date, timeZone: TimeZone)? {
    let form = /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?)?/
    guard let found = text.wholeMatch(of: form)?.output else { return nil }
    var zone = timeZone
    if let offset = found.7 {
      guard let fixed = fixedZone(String(offset)) else { return nil }
      zone = fixed
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var parts = DateComponents(year: Int(found.1), month: Int(found.2), day: Int(found.3))
    let isWholeDay = found.4 == nil
    parts.hour = found.4.flatMap { Int($0) } ?? 0
    parts.minute = found.5.flatMap { Int($0) } ?? 0
    parts.second = found.6.flatMap { Int($0) } ?? 0
    // A date such as February 30 would be taken for one in March.
    guard let year = parts.year, year > 0, let month = parts.month, (1...12).contains(month), let day = parts.day,
      (0..<24).contains(parts.hour ?? 0), (0..<60).contains(parts.minute ?? 0), (0..<60).contains(parts.second ?? 0),
      let first = calendar.date(from: DateComponents(year: year, month: month, day: 1)),
      calendar.range(of: .day, in: .month, for: first)?.contains(day) == true,
      let time = calendar.date(from: parts)
    else { return nil }
    guard isWholeDay else { return (time, zone) }
    guard let next = calendar.date(byAdding: .day, value: 1, to: time) else { return nil }
    return (next.addingTimeInterval(-0.001), zone)
  }

  private static func fixedZone(_ offset: String) -> TimeZone? {
    if offset == "Z" { return TimeZone(secondsFromGMT: 0) }
    let digits = offset.filter(\.isNumber)
    guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 15, minutes < 60 else {
      return nil
    }
    return TimeZone(secondsFromGMT: (offset.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60))
  }

  /// "2026-03-01 18:00" on the clock of `timeZone`.
  public static func text(_ time: Date, in timeZone: TimeZone) -> String {
    var style = Date.ISO8601FormatStyle(timeZone: timeZone)
    style = style.year().month().day().dateSeparator(.dash).dateTimeSeparator(.space).time(
      includingFractionalSeconds: false)
    return String(time.formatted(style).prefix(16))
  }
}
