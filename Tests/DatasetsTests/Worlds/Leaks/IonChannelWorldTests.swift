import DataFrames
import Datasets
import Testing

@Suite("Ion channel world")
struct IonChannelWorldTests {
  @Test("the same seed gives the same signals, another seed others")
  func seeds() throws {
    let world = IonChannelWorld(points: 300, copyStart: 100, testPoints: 50)
    #expect(try world.generate(seed: 3).frame == world.generate(seed: 3).frame)
    #expect(try world.generate(seed: 3).test == world.generate(seed: 3).test)
    #expect(try world.generate(seed: 3).frame != world.generate(seed: 4).frame)
  }

  @Test(
    "channels stay open as often as they should, become every other number alike, and the noise is as large as said")
  func truth() throws {
    let cells = try IonChannelWorld(points: 100_000).generate(seed: 1)
    let open = try cells.frame.array("open_channels", of: Int.self)
    let signal = try cells.frame.array("signal", of: Double.self)
    let steps = zip(open, open.dropFirst())
    // Four standard errors: √(0.8 · 0.2 / 100,000) = 0.0013.
    #expect(abs(Double(steps.count { $0 == $1 }) / 99_999 - 0.8) < 0.0051)
    let jumps = steps.filter { $0 != $1 }
    for from in 0...5 {
      for to in 0...5 where to != from {
        let starts = Double(jumps.count { pair in pair.0 == from })
        let ends = Double(jumps.count { pair in pair.0 == from && pair.1 == to })
        let standardError = (0.16 / starts).squareRoot()
        #expect(abs(ends / starts - 0.2) < 4.5 * standardError)
      }
    }
    let noise: [Double] = zip(signal, open).map { $0 - Double($1) }
    let mean = noise.reduce(0, +) / 100_000
    let squares = noise.reduce(0) { $0 + $1 * $1 } / 100_000
    // Standard errors: 0.8 / √100,000 = 0.0025, and 0.64 √(2 / 100,000) = 0.0029.
    #expect(abs(mean) < 0.0102)
    #expect(abs(squares - 0.64) < 0.0115)
  }

  @Test("the differences of the test find the piece that it was made from, and with it every answer")
  func leak() throws {
    let cells = try IonChannelWorld().generate(seed: 7)
    let signal = try cells.frame.array("signal", of: Double.self)
    let test = try cells.test.array("signal", of: Double.self)
    #expect(cells.frame.rowCount == 5_000 && test.count == 1_000)
    func differences(_ values: ArraySlice<Double>) -> [Double] { zip(values.dropFirst(), values).map { $0 - $1 } }
    let looked = differences(test[..<20])
    let starts = (0...4_000).filter { start in
      let found = differences(signal[start..<start + 20])
      return zip(looked, found).allSatisfy { a, b in abs(a - b) < 1e-9 }
    }
    #expect(starts == [1_000])
    #expect(cells.trueCopiedPoints == 1_000..<2_000)
    #expect(abs(test[0] - signal[1_000] - 3) < 1e-12)
    let open = try cells.frame.array("open_channels", of: Int.self)
    #expect(Array(open[cells.trueCopiedPoints]) == cells.trueTestChannels)
  }

  @Test("a parameter out of its range is refused with a sentence")
  func refusals() {
    expectRefusal("the probability to stay is 1.5; it must be in 0...1") {
      try IonChannelWorld(stay: 1.5).generate(seed: 1)
    }
    expectRefusal("the first point that is copied is 4500; it must be in 0...4000, so that 1000 follow it") {
      try IonChannelWorld(copyStart: 4_500).generate(seed: 1)
    }
  }
}
