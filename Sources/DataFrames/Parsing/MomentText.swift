/// Moments as text: ISO 8601 dates with or without a time of day, to the microsecond.
enum MomentText {
  static let microsecondsPerDay = 86_400_000_000

  /// Microseconds since 1970 for `2024-01-31`, `2024-01-31 12:30`, `2024-01-31T12:30:05.25Z`, `…+02:00`; nil for
  /// anything else, for days that do not exist, and for fractions finer than a microsecond. Without a zone, UTC.
  @inline(__always)
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    if text.count == 19, let start = text.baseAddress, let micros = dateAndSeconds(start) { return micros }
    return parseSlowly(text)
  }

  /// The most frequent form, `2024-01-31 12:30:05`, eight bytes at once; nil for all others.
  @inline(__always)
  private static func dateAndSeconds(_ text: UnsafePointer<UInt8>) -> Int? {
    guard let date = pairs(text, template: 0x2D30_302D_3030_3030, separators: 0x7F76_767F_7676_7676),
      let time = pairs(text + 11, template: 0x3030_3A30_303A_3030, separators: 0x7676_7F76_767F_7676)
    else { return nil }
    let year = Int(date & 0xFF) * 100 + Int(date >> 16 & 0xFF)
    let month = Int(date >> 40 & 0xFF)
    let (tens, ones) = (text[8] &- Byte.zero, text[9] &- Byte.zero)
    let day = Int(tens) * 10 + Int(ones)
    let (hour, minute, second) = (Int(time & 0xFF), Int(time >> 24 & 0xFF), Int(time >> 48 & 0xFF))
    guard tens <= 9, ones <= 9, text[10] == Byte.space || text[10] == UInt8(ascii: "T"), month >= 1, month <= 12,
      day >= 1, day <= length(ofMonth: month, year: year), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = (daysSince1970(year: year, month: month, day: day) * 24 + hour) * 3600 + minute * 60 + second
    return seconds * 1_000_000
  }

  /// The numbers of two digits in eight bytes, each in the byte of its first digit; nil where a byte is no digit or
  /// not the separator of the template, which `separators` tells from digits by 0x7F.
  @inline(__always)
  private static func pairs(_ p: UnsafePointer<UInt8>, template: UInt64, separators: UInt64) -> UInt64? {
    let digits = DigitWords.load(p) ^ template
    guard ((digits &+ separators) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
    return digits &* 10 &+ digits &>> 8
  }

  @inline(never)
  private static func parseSlowly(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count >= 10, text.count <= 40, text[4] == Byte.minus, text[7] == Byte.minus,
      let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      month >= 1, month <= 12, day >= 1, day <= length(ofMonth: month, year: year)
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    if text.count == 10 { return days * microsecondsPerDay }
    return timeOfDay(text).map { days * microsecondsPerDay + $0 }
  }

  private static func timeOfDay(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count >= 16, text[10] == UInt8(ascii: "T") || text[10] == Byte.space, text[13] == Byte.colon,
      let hour = number(text, 11, 2), let minute = number(text, 14, 2), hour < 24, minute < 60
    else { return nil }
    var micros = (hour * 60 + minute) * 60_000_000
    var next = 16
    if next < text.count, text[next] == Byte.colon {
      guard let second = number(text, next + 1, 2), second < 60 else { return nil }
      micros += second * 1_000_000
      next += 3
      if next < text.count, text[next] == Byte.point {
        next += 1
        let first = next
        var unit = 100_000
        while next < text.count, text[next] &- Byte.zero <= 9 {
          let digit = Int(text[next] &- Byte.zero)
          if unit == 0, digit != 0 { return nil }
          micros += digit * unit
          unit /= 10
          next += 1
        }
        if next == first { return nil }
      }
    }
    return zone(text, from: next).map { micros - $0 }
  }

  /// The offset of the zone in microseconds: `Z`, `+02:00`, `+0200`, `+02` or nothing.
  private static func zone(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if start == text.count { return 0 }
    if text[start] == UInt8(ascii: "Z") { return start + 1 == text.count ? 0 : nil }
    guard text[start] == Byte.plus || text[start] == Byte.minus, let hours = number(text, start + 1, 2), hours < 24
    else { return nil }
    var next = start + 3
    var minutes = 0
    if next < text.count {
      if text[next] == Byte.colon { next += 1 }
      guard let written = number(text, next, 2), written < 60, next + 2 == text.count else { return nil }
      minutes = written
    }
    let offset = (hours * 60 + minutes) * 60_000_000
    return text[start] == Byte.minus ? -offset : offset
  }

  @inline(__always)
  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for index in start..<start + count {
      let digit = text[index] &- Byte.zero
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }

  @inline(__always)
  static func length(ofMonth month: Int, year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : 30 + (month + month >> 3) & 1
  }

  /// Days from 1 January 1970 to a day of the Gregorian calendar, counted in cycles of 400 years from March.
  @inline(__always)
  static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let cycle = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfCycle = shifted - cycle * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return cycle * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
  }

  static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  /// `2024-01-31`, or with the time of day `2024-01-31T12:30:05Z`, with as many digits of a fraction as are needed.
  static func text(_ micros: Int, withTime: Bool) -> String {
    let day = micros >= 0 ? micros / microsecondsPerDay : (micros - microsecondsPerDay + 1) / microsecondsPerDay
    let (year, month, dayOfMonth) = civil(daysSince1970: day)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    guard withTime else { return date }
    let rest = micros - day * microsecondsPerDay
    let seconds = rest / 1_000_000
    var text = "\(date)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    if rest % 1_000_000 != 0 {
      var fraction = padded(rest % 1_000_000, 6)
      while fraction.hasSuffix("0") { fraction.removeLast() }
      text += "." + fraction
    }
    return text + "Z"
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
