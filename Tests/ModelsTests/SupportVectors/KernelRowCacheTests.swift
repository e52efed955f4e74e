import LinearAlgebra
import Models
import Testing

@Suite("KernelRowCache")
struct KernelRowCacheTests {
  @Test("a cache with room for two rows gives the same kernel as one with room for all")
  func smallRoom() throws {
    let rows = DrawnRows(count: 30, columns: 3, seed: 1).features
    let small = KernelRowCache(kernel: .rbf(gamma: 0.3), rows: rows, byteLimit: 0)
    let large = KernelRowCache(kernel: .rbf(gamma: 0.3), rows: rows, byteLimit: 1 << 20)
    for (first, second) in [(0, 1), (1, 2), (0, 29), (29, 0), (7, 7), (1, 0)] {
      let a = small.row(first)
      let b = small.row(second)
      #expect((0..<30).allSatisfy { a[$0] == large.row(first)[$0] && b[$0] == large.row(second)[$0] })
    }
    #expect((0..<30).allSatisfy { large.row($0)[$0] == large.diagonal[$0] })
  }
}
