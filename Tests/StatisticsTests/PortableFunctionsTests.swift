import Foundation
import Statistics
import Testing

@Suite("Portable logarithm and exponential")
struct PortableFunctionsTests {
  @Test("agree with the system's within two units in the last place")
  func accuracy() {
    var rng = SeededGenerator(seed: 200)
    var worst = (log: 0.0, log1p: 0.0, exp: 0.0, expm1: 0.0)
    for _ in 0..<50_000 {
      let x = Foundation.exp(rng.uniform(-700, 700))
      let near = rng.uniform(0.5, 2)
      for value in [x, near] {
        let error = (Portable.log(value) - Foundation.log(value)).magnitude
        worst.log = max(worst.log, error / Foundation.log(value).ulp)
      }
      let small = Foundation.exp(rng.uniform(-60, 5)) * (rng.bernoulli(0.5) ? 1 : -0.006)
      worst.log1p = max(
        worst.log1p, (Portable.log1p(small) - Foundation.log1p(small)).magnitude / Foundation.log1p(small).ulp)
      worst.expm1 = max(
        worst.expm1, (Portable.expm1(small) - Foundation.expm1(small)).magnitude / Foundation.expm1(small).ulp)
      let y = rng.uniform(-700, 700)
      worst.exp = max(worst.exp, (Portable.exp(y) - Foundation.exp(y)).magnitude / Foundation.exp(y).ulp)
    }
    #expect(worst.log <= 2)
    #expect(worst.log1p <= 4)
    #expect(worst.exp <= 2)
    #expect(worst.expm1 <= 4)
  }

  @Test("the logistic function keeps its digits at both ends")
  func logistic() {
    #expect(Portable.logistic(0) == 0.5 && Portable.logistic(.infinity) == 1 && Portable.logistic(-.infinity) == 0)
    #expect(relativeError(Portable.logistic(-700), Foundation.exp(-700)) < 1e-15)
    #expect(relativeError(Portable.logistic(2), 1 / (1 + Foundation.exp(-2))) < 1e-15)
    #expect(relativeError(Portable.logistic(-2) + Portable.logistic(2), 1) < 1e-15)
    #expect(Portable.logistic(-745) > 0 && Portable.logistic(.nan).isNaN)
  }

  @Test("behave at the ends as the standard says")
  func ends() {
    #expect(Portable.log(0) == -.infinity)
    #expect(Portable.log(.infinity) == .infinity)
    #expect(Portable.log(-1).isNaN)
    #expect(Portable.log(.nan).isNaN)
    #expect(Portable.log(1) == 0)
    let smallest = Double.leastNonzeroMagnitude
    #expect(relativeError(Portable.log(smallest), Foundation.log(smallest)) < 1e-15)
    #expect(Portable.log1p(-1) == -.infinity)
    #expect(Portable.exp(0) == 1)
    #expect(Portable.exp(710) == .infinity)
    #expect(relativeError(Portable.exp(709.78), Foundation.exp(709.78)) < 1e-15)
    #expect(Portable.exp(-746) == 0)
    #expect(Portable.exp(-745) == Foundation.exp(-745))
    #expect(Portable.exp(.nan).isNaN)
    #expect(Portable.exp(-.infinity) == 0)
    #expect(Portable.expm1(-.infinity) == -1)
  }
}
