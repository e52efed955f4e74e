import Kernels
import Statistics

/// Units left out at random while a network trains, so that none relies on a few others.
///
/// A unit stays with probability 1 - rate, and is then divided by it: the expected input of the next layer is the same
/// as in prediction, where all units stay.
///
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: A Simple Way to Prevent Neural
/// Networks from Overfitting", JMLR 15, 2014.
package struct Dropout {
  /// Draws of 32 bits below this leave a unit out.
  private let threshold: UInt64
  private let factor: Double

  package init(rate: Double) {
    threshold = UInt64((rate * 0x1p32).rounded())
    factor = 1 / (1 - rate)
  }

  /// Fills `mask` with 0 for a unit that is left out and 1 / (1 - rate) for one that stays.
  package func draw<Scalar: NetworkScalar>(
    count: Int, into mask: UnsafeMutablePointer<Scalar>, using rng: inout SeededGenerator
  ) {
    let factor = Scalar(factor)
    var bits: UInt64 = 0
    for unit in 0..<count {
      bits = unit & 1 == 0 ? rng.next() : bits >> 32
      mask[unit] = bits & 0xFFFF_FFFF < threshold ? 0 : factor
    }
  }
}
