import Kernels
import LinearAlgebra
import Testing

@Suite("Results and the number of threads")
struct ThreadIndependenceTests {
  /// Runs `body` with one thread and with as many as the library would take.
  private func expectSame(_ body: () throws -> [UInt64]) throws {
    let one = try Threads.limited(to: 1, body)
    #expect(try body() == one)
  }

  @Test("products and decompositions have the same bits for any number of threads")
  func bitsDoNotDepend() throws {
    let a = formula(300, 190, seed: 1)
    let b = formula(190, 270, seed: 2)
    try expectSame { bits(try a.multiplied(by: b)) }
    try expectSame { bits(a.gram()) + bits(a.outerGram()) }
    try expectSame { try a.multiplied(by: Array(b.column(0))).map(\.bitPattern) }
    let gram = try a.gram() + .identity(190)
    try expectSame { bits(try Cholesky(gram).lower) }
    try expectSame { bits(try LU(gram).inverse()) }
    try expectSame { bits(try QR(a).q) }
    try expectSame { bits(try SymmetricEigen(gram).vectors) }
    try expectSame { bits(try SVD(a).u) }
  }
}
