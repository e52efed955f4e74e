import Foundation
import Models
import Testing

/// The encoding of a model after small damages, one at a time: a list without its last entry, and numbers that are
/// negative or far too large.
///
/// Of many alike, the entries of a list, the first is damaged.
func damaged(_ bytes: Data) throws -> [(damage: String, bytes: Data)] {
  let whole = try JSONSerialization.jsonObject(with: bytes)
  return try damages(of: whole, at: "").map {
    ($0.damage, try JSONSerialization.data(withJSONObject: $0.value, options: .fragmentsAllowed))
  }
}

private func damages(of value: Any, at path: String) -> [(damage: String, value: Any)] {
  switch value {
  case let list as [Any]:
    guard let first = list.first else { return [] }
    var results: [(damage: String, value: Any)] = [("\(path) without its last entry", Array(list.dropLast()))]
    for (damage, entry) in damages(of: first, at: path + "[0]") {
      results.append((damage, [entry] + list.dropFirst()))
    }
    return results
  case let object as [String: Any]:
    return object.keys.sorted().flatMap { key in
      damages(of: object[key]!, at: "\(path).\(key)").map { damage, entry in
        var copy = object
        copy[key] = entry
        return (damage, copy as Any)
      }
    }
  case let number as NSNumber where !isTruthValue(number):
    return [-1, 1_000_000_007, Int.max].filter { NSNumber(value: $0) != number }.map { ("\(path) = \($0)", $0) }
  default: return []
  }
}

/// Whether a number of a JSON object stands for true or false.
private func isTruthValue(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

/// Runs `body`, which may throw what the reading of a model or a prediction throws, and nothing else.
func expectRefusalOrAnswer(_ damage: String, _ body: () throws -> Void) {
  do {
    try body()
  } catch let error where error is DecodingError || error is ModelError {
  } catch {
    Issue.record("\(damage): \(error)")
  }
}
