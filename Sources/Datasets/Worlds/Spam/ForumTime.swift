/// Moments in the minutes since 1970 in UTC, and as forums write them: `2020-10-30 02:45 PST`.
enum ForumTime {
  static let minutesPerDay = 1_440
  /// The first of August 2020, 0:00 UTC.
  static let start = 18_475 * minutesPerDay

  static func text(_ minute: Int, in zone: SpamForum.Zone) -> String {
    let local = minute + 60 * zone.hours
    let (year, month, day) = date(daysSince1970: local / minutesPerDay)
    let time = local % minutesPerDay
    return
      "\(year)-\(twoDigits(month))-\(twoDigits(day)) \(twoDigits(time / 60)):\(twoDigits(time % 60)) \(zone.rawValue)"
  }

  /// The same with the 57th for the day, which no month has.
  static func impossibleText(_ minute: Int, in zone: SpamForum.Zone) -> String {
    let text = text(minute, in: zone)
    return text.prefix(8) + "57" + text.dropFirst(10)
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The date in the Gregorian calendar, from 1970 on.
  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    var year = 1970
    var rest = days
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
    while rest >= (isLeap(year) ? 366 : 365) {
      rest -= isLeap(year) ? 366 : 365
      year += 1
    }
    var lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30][...]
    while let length = lengths.first, rest >= length {
      rest -= length
      lengths.removeFirst()
    }
    return (year, 12 - lengths.count, rest + 1)
  }
}
