import Foundation

/// When two results count as the same. The exact texts of the reports must always be equal.
struct Agreement: Sendable {
  /// How far a number may be from the peer's.
  enum Tolerance: Sendable {
    case absolute(Double)
    case relative(Double)
  }

  /// The medians of numbers of the reports.
  var numbers: [String: Tolerance] = [:]
  /// The largest difference in the files of numbers, over the larger of 1 and the peer's number; nil if no files
  /// are written.
  var files: Double?

  /// What was found.
  struct Finding {
    var agrees: Bool
    var text: String
  }

  func finding(_ ours: [WorkReport], _ theirs: [WorkReport], files paths: (ours: URL, theirs: URL)) throws -> Finding {
    var parts: [String] = []
    var agrees = true
    for name in Set((ours + theirs).flatMap(\.exact.keys)).sorted() {
      let isEqual = zip(ours, theirs).allSatisfy { $0.exact[name] == $1.exact[name] }
      agrees = agrees && isEqual
      parts.append(isEqual ? "equal \(name)" : "\(name) differs")
    }
    for (name, tolerance) in numbers.sorted(by: { $0.key < $1.key }) {
      let own = median(ours.compactMap { $0.numbers[name] })
      let other = median(theirs.compactMap { $0.numbers[name] })
      let (gap, allowed, kind) =
        switch tolerance {
        case .absolute(let allowed): (abs(own - other), allowed, "")
        case .relative(let allowed): (abs(own - other) / abs(other), allowed, ", relative")
        }
      agrees = agrees && gap <= allowed
      parts.append(
        String(format: "%@ %.6g against %.6g (gap %.2g%@; %.2g allowed)", name, own, other, gap, kind, allowed))
    }
    if let files {
      let (own, other) = (try Data(contentsOf: paths.ours), try Data(contentsOf: paths.theirs))
      let gap = own.count == other.count ? Self.largestDifference(own, other) : .infinity
      agrees = agrees && gap <= files
      parts.append(
        own.count == other.count
          ? String(format: "%d numbers, largest gap %.2g (%.2g allowed)", own.count / 8, gap, files)
          : "\(own.count / 8) numbers against \(other.count / 8)")
    }
    return Finding(agrees: agrees, text: parts.joined(separator: "; "))
  }

  /// Of doubles, over the larger of 1 and the second one; both may be missing.
  private static func largestDifference(_ first: Data, _ second: Data) -> Double {
    first.withUnsafeBytes { first in
      second.withUnsafeBytes { second in
        var largest = 0.0
        for (a, b) in zip(first.bindMemory(to: Double.self), second.bindMemory(to: Double.self)) {
          if a.isNaN && b.isNaN { continue }
          let gap = abs(a - b) / max(1, abs(b))
          if !(gap <= largest) { largest = gap.isNaN ? .infinity : gap }
        }
        return largest
      }
    }
  }
}
