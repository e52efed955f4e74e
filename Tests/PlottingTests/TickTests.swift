import Foundation
import Plotting
import Testing

@Suite("Ticks")
struct TickTests {
  static let intervals: [(Double, Double)] = [
    (0, 1), (0.05, 0.303), (-3, 3), (1, 30), (0, 100), (0, 102), (17, 18), (-0.001, 0.0004), (1e9, 1e9 + 2),
    (1e-9, 5e-9), (1e12, 5e12), (-7.3, -2.1), (0, 1e300), (-1e300, 1e300), (5, 5), (0, 0), (1e-300, 2e-300),
    (99.9, 100.1),
    (-1, 1e6), (0.1, 0.1 + 1e-15), (-.leastNonzeroMagnitude, .leastNonzeroMagnitude),
  ]

  @Test("They are round, even, cover the interval and are not too many", arguments: intervals, [2, 3, 5, 8])
  func areRound(interval: (Double, Double), target: Int) throws {
    let ticks = Ticks.linear(from: interval.0, to: interval.1, target: target)
    try #require(ticks.count >= 2)
    #expect(ticks.count <= max(4, 2 * target))
    #expect(ticks[0] <= interval.0 && ticks[ticks.count - 1] >= interval.1)
    let step = ticks[1] - ticks[0]
    let scale = ticks.map(\.magnitude).max() ?? 1
    for (a, b) in zip(ticks, ticks.dropFirst()) { #expect(abs(b - a - step) <= 1e-9 * step + 4e-16 * scale) }
    let mantissa = (ticks[ticks.count - 1] / 2 - ticks[0] / 2) / Double(ticks.count - 1) * 2
    let power = pow(10, (log10(mantissa) + 1e-9).rounded(.down))
    #expect([1, 2, 2.5, 5].contains { abs(mantissa / power - $0) < 1e-6 }, "step \(mantissa)")
    for tick in ticks {
      let multiple = tick / mantissa
      #expect(
        abs(multiple - multiple.rounded()) < 1e-6 * max(1, multiple.magnitude),
        "\(tick) is no multiple of \(step)")
    }
  }

  @Test("At least half of the interval that they span is data", arguments: [3, 5, 8])
  func wasteLittle(target: Int) {
    for index in 1...400 {
      let low = (Double(index) * 0.618_034).truncatingRemainder(dividingBy: 1) * 20 - 10
      let high = low + pow(10, Double(index % 9) - 4) * (1 + Double(index % 13))
      let ticks = Ticks.linear(from: low, to: high, target: target)
      #expect((high - low) / (ticks[ticks.count - 1] - ticks[0]) > 0.5, "\(low) to \(high): \(ticks)")
    }
  }

  @Test("Labels tell all ticks apart and read back as their values", arguments: intervals)
  func labelsAreExact(interval: (Double, Double)) throws {
    let ticks = Ticks.linear(from: interval.0, to: interval.1, target: 5)
    let labels = Ticks.labels(ticks)
    #expect(Set(labels).count == labels.count)
    let step = ticks[1] - ticks[0]
    for (tick, label) in zip(ticks, labels) {
      let value = try #require(Double(label.filter { $0 != "," }))
      #expect(abs(value - tick) <= 0.01 * step)
    }
  }

  @Test("Labels of common axes")
  func labelsReadWell() {
    #expect(Ticks.labels([0, 0.5, 1]) == ["0.0", "0.5", "1.0"])
    #expect(Ticks.labels([0, 5000, 10000]) == ["0", "5000", "10,000"])
    #expect(Ticks.labels([-0.02, 0, 0.02]) == ["-0.02", "0.00", "0.02"])
    #expect(Ticks.labels([0, 2e6, 4e6]) == ["0", "2e6", "4e6"])
    #expect(Ticks.labels([0, 2.5e-7, 5e-7]) == ["0", "2.5e-7", "5.0e-7"])
    #expect(Ticks.logarithmicLabels([0.01, 0.1, 1, 10], unicode: true) == ["0.01", "0.1", "1", "10"])
    #expect(Ticks.logarithmicLabels([1e-8, 1, 1e8], unicode: true) == ["10⁻⁸", "10⁰", "10⁸"])
    #expect(Ticks.logarithmicLabels([1e-8, 2e-8], unicode: false) == ["1e-8", "2e-8"])
  }

  @Test(
    "On a logarithmic axis they are 1, 2, 3 or 5 times a power of ten and cover the interval",
    arguments: [(1.0, 1000.0), (3, 8), (1e-5, 0.2), (0.9, 1.1), (1e-300, 1e300), (20, 200), (7, 7.01)],
    [3, 5, 8])
  func logarithmicAreRound(interval: (Double, Double), target: Int) {
    let ticks = Ticks.logarithmic(from: interval.0, to: interval.1, target: target)
    #expect(ticks.count >= 2 && ticks.count <= max(4, 2 * target))
    #expect(ticks[0] <= interval.0 * (1 + 1e-9) && ticks[ticks.count - 1] >= interval.1 * (1 - 1e-9))
    for tick in ticks {
      let mantissa = tick / pow(10, (log10(tick) + 1e-9).rounded(.down))
      #expect([1, 2, 3, 5].contains { abs(mantissa - $0) < 1e-6 }, "\(tick)")
    }
  }
}
