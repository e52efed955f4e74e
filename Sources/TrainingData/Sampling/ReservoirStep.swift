/// What a reservoir did with one element. Slots are numbered from 1, as in the procedure.
public enum ReservoirStep: Hashable, Codable, Sendable, CustomStringConvertible {
  /// The reservoir was not full: the element took a free slot.
  case filled(slot: Int)
  /// The element took the slot of an earlier one.
  case replaced(slot: Int)
  /// The element did not enter.
  case skipped

  public var description: String {
    switch self {
    case .filled(let slot): "filled slot \(slot)"
    case .replaced(let slot): "replaced slot \(slot)"
    case .skipped: "skipped"
    }
  }
}
