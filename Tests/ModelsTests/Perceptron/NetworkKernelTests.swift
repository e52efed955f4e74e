import Foundation
import Kernels
import Statistics
import Testing

@Suite("The loops of networks")
struct NetworkKernelTests {
  private func numbers<Scalar: NetworkScalar>(_ type: Scalar.Type) -> [Scalar] {
    var rng = SeededGenerator(seed: 1)
    let spread = (0..<997).map { _ in Scalar(8 * rng.normal()) }
    return spread + [0, -0.0, 1e-6, -1e-6, 0.17, -0.18, 30, -30, 300, -300, 1e9, -1e9]
  }

  private func activated<Scalar: NetworkScalar>(_ function: LayerFunction, _ values: [Scalar]) -> [Scalar] {
    var result = values
    let biases = [Scalar](repeating: 0, count: values.count)
    Scalar.activate(function, rows: 1, columns: values.count, biases: biases, &result)
    return result
  }

  @Test("tanh and sigmoid are right to a few units in the last place")
  func accuracy() {
    func check<Scalar: NetworkScalar>(_ type: Scalar.Type) where Scalar: BinaryFloatingPoint {
      let values = numbers(type)
      let ulp = Double(Scalar.ulpOfOne)
      for (value, found) in zip(values, activated(.tanh, values)) {
        let exact = Foundation.tanh(Double(value))
        #expect(abs(Double(found) - exact) <= 4 * ulp * abs(exact), "tanh \(value)")
      }
      for (value, found) in zip(values, activated(.sigmoid, values)) {
        let exact = 1 / (1 + Foundation.exp(-Double(value)))
        // Below the smallest exponential the type's own limit stands.
        #expect(abs(Double(found) - exact) <= 8 * ulp * exact + 1.3e-38, "sigmoid \(value)")
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("NaN goes through every activation, so that a network that broke is noticed")
  func notANumber() {
    for function in [LayerFunction.identity, .relu, .tanh, .sigmoid] {
      #expect(activated(function, [Float.nan])[0].isNaN)
      #expect(activated(function, [Double](repeating: .nan, count: 40)).allSatisfy { $0.isNaN })
    }
  }

  @Test("every instruction set gives the same bits, and a value does not depend on its neighbors")
  func sameBits() {
    let best = InstructionSet.current
    defer { InstructionSet.use(best) }
    func results() -> [[UInt32]] {
      let values = numbers(Float.self)
      var all: [[Float]] = [LayerFunction.relu, .tanh, .sigmoid].map { activated($0, values) }
      var probabilities = Array(values.prefix(990))
      var maxima = [Float](repeating: 0, count: 99)
      var sums = maxima
      Float.softmax(rows: 99, columns: 10, &probabilities, maxima: &maxima, sums: &sums)
      all += [probabilities, maxima, sums]
      var mean = [Float](repeating: 0.1, count: values.count)
      var square = [Float](repeating: 0.2, count: values.count)
      var weights = [Float](repeating: 0.3, count: values.count)
      Float.adamStep(
        count: values.count, rate: 0.01, keep: 0.999, beta1: 0.9, beta2: 0.99, rootScale: 1.5, epsilon: 1e-8,
        gradient: values, mean: &mean, square: &square, weights: &weights)
      all += [mean, square, weights]
      for nesterov in [false, true] {
        Float.momentumStep(
          count: values.count, rate: 0.01, momentum: 0.9, nesterov: nesterov, decay: 0.1, gradient: values,
          velocity: &mean, weights: &weights)
        all += [mean, weights]
      }
      return all.map { $0.map(\.bitPattern) }
    }
    let expected = results()
    for set in InstructionSet.allCases where InstructionSet.use(set) {
      #expect(results() == expected, "\(set)")
    }
    InstructionSet.use(best)
    let values = numbers(Float.self)
    for function in [LayerFunction.relu, .tanh, .sigmoid] {
      let alone = values.map { activated(function, [$0])[0].bitPattern }
      #expect(alone == activated(function, values).map(\.bitPattern))
    }
  }
}
