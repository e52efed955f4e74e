import Kernels
import Testing

/// The product of two matrices against its definition, on every instruction set that this processor has.
@Suite("The matrix product")
struct MatrixProductTests {
  /// Values in [-1, 1] that look random, with few enough bits that short sums of products are exact in a `Double`.
  static func values<Scalar: MatrixScalar>(_ count: Int, seed: Int) -> [Scalar] {
    (0..<count).map { Scalar((($0 * 7919 + $0 * $0 % 613 + seed * 104_729) % 257) - 128) / 128 }
  }

  private func onEverySet(_ body: (InstructionSet) -> Void) {
    let best = InstructionSet.current
    defer { InstructionSet.use(best) }
    // The choice holds for this thread, so the products use no other.
    Threads.limited(to: 1) {
      for set in InstructionSet.allCases where InstructionSet.use(set) { body(set) }
    }
  }

  /// The product by its definition, in doubles.
  private func definition<Scalar: MatrixScalar>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: [Scalar], _ b: [Scalar]
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows * columns)
    for i in 0..<rows {
      for p in 0..<depth {
        let factor = Double(a[i * depth + p])
        for j in 0..<columns { result[i * columns + j] += factor * Double(b[p * columns + j]) }
      }
    }
    return result
  }

  private func product<Scalar: MatrixScalar>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ a: [Scalar], _ b: [Scalar], alpha: Scalar = 1, beta: Scalar = 0,
    onto c: [Scalar]? = nil, transposedLeft: Bool = false, transposedRight: Bool = false, part: ProductPart = .all
  ) -> [Scalar] {
    var result = c ?? [Scalar](repeating: .nan, count: rows * columns)
    result.withUnsafeMutableBufferPointer { c in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          multiplyMatrices(
            rows: rows, columns: columns, depth: depth, alpha: alpha,
            transposedLeft
              ? MatrixSource(a.baseAddress!, rowStride: 1, columnStride: rows)
              : MatrixSource(a.baseAddress!, rowStride: depth),
            transposedRight
              ? MatrixSource(b.baseAddress!, rowStride: 1, columnStride: depth)
              : MatrixSource(b.baseAddress!, rowStride: columns), beta: beta, into: c.baseAddress!, stride: columns,
            part: part)
        }
      }
    }
    return result
  }

  private func transposed<Scalar>(_ values: [Scalar], _ rows: Int, _ columns: Int) -> [Scalar] {
    (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
  }

  private func expectExact<Scalar: MatrixScalar>(_: Scalar.Type, _ rows: Int, _ columns: Int, _ depth: Int) {
    let a: [Scalar] = Self.values(rows * depth, seed: 1)
    let b: [Scalar] = Self.values(depth * columns, seed: 2)
    let expected = definition(rows, columns, depth, a, b)
    onEverySet { set in
      let place: Comment = "\(set), \(rows) × \(depth) by \(depth) × \(columns)"
      // Up to 1,000 terms of 14 bits each: sums need 24 bits and are exact even in floats.
      #expect(product(rows, columns, depth, a, b).map(Double.init) == expected, place)
      #expect(
        product(rows, columns, depth, transposed(a, rows, depth), b, transposedLeft: true).map(Double.init) == expected,
        place)
      #expect(
        product(rows, columns, depth, a, transposed(b, depth, columns), transposedRight: true).map(Double.init)
          == expected, place)
    }
  }

  @Test("every size from 1 to 33 is exact, however the factors lie in memory")
  func smallSizes() {
    for size in 1...33 {
      expectExact(Float.self, size, size, size)
      expectExact(Double.self, size, size, size)
      expectExact(Float.self, size, 34 - size, 7)
      expectExact(Double.self, 34 - size, size, 5)
      expectExact(Float.self, 3, 2, size)
    }
  }

  @Test("sizes around the blocks of rows, columns and depth are exact")
  func blockEdges() {
    for (rows, columns, depth) in [
      (95, 31, 255), (96, 32, 256), (97, 33, 257), (193, 65, 3), (8, 2049, 2), (1, 100, 513), (100, 1, 513),
      (49, 47, 600),
    ] {
      expectExact(Float.self, rows, columns, depth)
      expectExact(Double.self, rows, columns, depth)
    }
  }

  @Test("alpha scales the product and beta what is there; with beta 0 it is not even read")
  func factors() {
    let (rows, columns, depth) = (13, 37, 300)
    let a: [Double] = Self.values(rows * depth, seed: 3)
    let b: [Double] = Self.values(depth * columns, seed: 4)
    let c: [Double] = Self.values(rows * columns, seed: 5)
    let plain = definition(rows, columns, depth, a, b)
    onEverySet { set in
      for (alpha, beta) in [(1.0, 1.0), (2, 0), (-0.5, 0.25), (0, 3), (1, -1)] {
        let found = product(rows, columns, depth, a, b, alpha: alpha, beta: beta, onto: c)
        #expect(found == zip(plain, c).map { alpha * $0 + beta * $1 }, "\(set), alpha \(alpha), beta \(beta)")
      }
      let nothing = [Double](repeating: .nan, count: rows * columns)
      #expect(product(rows, columns, depth, a, b, onto: nothing) == plain)
    }
  }

  @Test("without depth the product is zero")
  func noDepth() {
    #expect(product(1, 2, 0, [0.0], [0.0], onto: [.nan, 5]) == [0, 0])
    #expect(product(1, 2, 0, [0.0], [0.0], beta: 2, onto: [3.0, 5]) == [6, 10])
  }

  @Test("a NaN or an infinity reaches the entries of its row or column and no other")
  func notANumber() {
    let (rows, columns, depth) = (21, 35, 19)
    onEverySet { set in
      for (row, column) in [(0, 0), (20, 34), (9, 33), (16, 15)] {
        var a: [Float] = Self.values(rows * depth, seed: 6)
        var b: [Float] = Self.values(depth * columns, seed: 7).map { $0 + 2 }
        a[row * depth + 18] = .nan
        b[column] = .infinity
        a[0] = a[0] == 0 ? 1 : a[0]
        let found = product(rows, columns, depth, a, b)
        for i in 0..<rows {
          for j in 0..<columns {
            let value = found[i * columns + j]
            let spoiled = i == row || j == column
            #expect(spoiled ? !value.isFinite : value.isFinite, "\(set), entry (\(i), \(j))")
          }
        }
      }
    }
  }

  @Test("entries outside of the result are not written")
  func margins() {
    let (rows, columns, depth, stride) = (11, 21, 9, 30)
    let a: [Float] = Self.values(rows * depth, seed: 8)
    let b: [Float] = Self.values(depth * columns, seed: 9)
    onEverySet { set in
      var c = [Float](repeating: 77, count: rows * stride)
      c.withUnsafeMutableBufferPointer { c in
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            multiplyMatrices(
              rows: rows, columns: columns, depth: depth, MatrixSource(a.baseAddress!, rowStride: depth),
              MatrixSource(b.baseAddress!, rowStride: columns), into: c.baseAddress!, stride: stride)
          }
        }
      }
      for i in 0..<rows {
        #expect(c[i * stride + columns..<(i + 1) * stride].allSatisfy { $0 == 77 }, "\(set)")
      }
    }
  }

  @Test("a lower part has the bits of the whole product")
  func lowerPart() {
    let (size, depth) = (150, 40)
    let a: [Double] = Self.values(size * depth, seed: 10)
    let b = transposed(a, size, depth)
    onEverySet { set in
      let whole = product(size, size, depth, a, b)
      let lower = product(size, size, depth, a, b, onto: [Double](repeating: 0, count: size * size), part: .lower)
      for i in 0..<size {
        #expect(lower[i * size...i * size + i].elementsEqual(whole[i * size...i * size + i]), "\(set)")
      }
    }
  }

  @Test("all instruction sets with fused multiply-add give the same bits, and plain ones the same to rounding")
  func sameBits() {
    let (rows, columns, depth) = (67, 90, 700)
    // Thirds, so that every product is rounded.
    let a: [Double] = Self.values(rows * depth, seed: 11).map { $0 / 3 }
    let b: [Double] = Self.values(depth * columns, seed: 12).map { $0 / 3 }
    let best = product(rows, columns, depth, a, b)
    let fused = InstructionSet.current.fusesMultiplyAdd
    onEverySet { set in
      let found = product(rows, columns, depth, a, b)
      if set.fusesMultiplyAdd == fused {
        #expect(found.map(\.bitPattern) == best.map(\.bitPattern), "\(set)")
      } else {
        #expect(zip(found, best).allSatisfy { abs($0 - $1) < 1e-13 }, "\(set)")
      }
    }
  }

  @Test("sums and element-wise loops have the same bits on every instruction set")
  func vectorLoops() {
    for count in [1, 2, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 129, 1000] {
      expectSameBits(Float.self, count) { UInt64($0.bitPattern) }
      expectSameBits(Double.self, count) { $0.bitPattern }
    }
  }

  private func expectSameBits<Scalar: MatrixScalar>(
    _: Scalar.Type, _ count: Int, bits: (Scalar) -> UInt64
  ) {
    let x: [Scalar] = Self.values(count, seed: 13).map { $0 / 3 }
    let y: [Scalar] = Self.values(count, seed: 14).map { $0 / 7 + 1 }
    var reference: [[UInt64]]?
    onEverySet { set in
      var results: [[Scalar]] = [
        [
          Scalar.Kernels.dot(count, x, y), Scalar.Kernels.sum(count, x), Scalar.Kernels.absoluteSum(count, x),
          Scalar.Kernels.minimum(count, x), Scalar.Kernels.maximum(count, x),
          Scalar.Kernels.absoluteMaximum(count, x),
        ]
      ]
      var z = y
      Scalar.Kernels.addScaled(count, 3, x, &z)
      results.append(z)
      for loop in [Scalar.Kernels.add, Scalar.Kernels.subtract, Scalar.Kernels.multiply, Scalar.Kernels.divide] {
        loop(count, x, y, &z)
        results.append(z)
      }
      Scalar.Kernels.scale(count, x, 3, 1, &z)
      results.append(z)
      var turned = x
      Scalar.Kernels.rotate(count, &turned, &z, 0.6, 0.8)
      results += [turned, z]
      let found = results.map { $0.map(bits) }
      if reference == nil { reference = found }
      #expect(found == reference, "\(set), \(count) values of \(Scalar.self)")
      #expect(results[0][3] == x.min() && results[0][4] == x.max())
      #expect(abs(results[0][0] - zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-3)
    }
  }
}
