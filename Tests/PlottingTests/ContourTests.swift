import Foundation
import Plotting
import Testing

@Suite("Contour")
struct ContourTests {
  private func lines(at level: Double, _ function: (Double, Double) -> Double) -> [[Double]] {
    let axis = (0...80).map { Double($0) / 20 - 2 }
    return Contour.lines(
      x: axis, y: axis, values: axis.map { y in axis.map { x in function(x, y) } }, level: level)
  }

  @Test("A circle is one closed line whose points lie on it")
  func circle() throws {
    let found = lines(at: 1) { x, y in x * x + y * y }
    try #require(found.count == 1)
    let line = found[0]
    #expect(line.prefix(2) == line.suffix(2))
    var length = 0.0
    for index in stride(from: 0, to: line.count, by: 2) {
      #expect(abs(hypot(line[index], line[index + 1]) - 1) < 1e-3)
      if index > 0 { length += hypot(line[index] - line[index - 2], line[index + 1] - line[index - 1]) }
    }
    #expect(abs(length - 2 * .pi) < 0.01)
  }

  @Test("A straight boundary is found exactly, from one side of the rectangle to the other")
  func straight() throws {
    let found = lines(at: 0) { x, y in x + 2 * y - 0.3 }
    try #require(found.count == 1)
    for index in stride(from: 0, to: found[0].count, by: 2) {
      #expect(abs(found[0][index] + 2 * found[0][index + 1] - 0.3) < 1e-12)
    }
    let ends = [found[0][0], found[0][found[0].count - 2]].sorted()
    #expect(abs(ends[0] + 2) < 1e-12 && abs(ends[1] - 2) < 1e-12)
  }

  @Test("A saddle gives two separate branches, a level never reached gives none, gaps stay open")
  func specialCases() {
    #expect(lines(at: 0.1) { x, y in x * y }.count == 2)
    #expect(lines(at: 9) { x, y in x + y }.isEmpty)
    #expect(lines(at: 0) { x, y in abs(x) < 0.5 ? .nan : y }.count == 2)
  }
}
