import Kernels
import LinearAlgebra

/// The loss of a logistic model with its first and second derivatives.
///
/// J(β, b) = Σ wᵢ log(1 + exp(-yᵢ (xᵢ·β + b))) + l2/2 ‖β‖², with yᵢ = ±1 and centered xᵢ. Parameters are the
/// coefficients β followed by the intercept b, which is not penalized.
struct LogisticObjective: CurvedLoss {
  let rows: CenteredRows
  let signs: [Double]
  let weights: [Double]
  let l2: Double

  var parameterCount: Int { rows.width + 1 }
  func isPenalized(_ parameter: Int) -> Bool { parameter < rows.width }
  func column(of parameter: Int) -> Int { min(parameter, rows.width - 1) }

  /// The loss of every `step`-th row, with as much less of a penalty.
  func every(_ step: Int) -> LogisticObjective {
    let positions = stride(from: 0, to: rows.count, by: step)
    return LogisticObjective(
      rows: rows.every(step), signs: positions.map { signs[$0] }, weights: positions.map { weights[$0] },
      l2: l2 / Double(step))
  }

  /// O(n d²), or O(n d) without the second derivatives, in one pass over the rows.
  func evaluate(at parameters: [Double], curved: Bool) -> LossShape {
    let size = rows.width + 1
    let stride = rows.stride
    let height = CenteredRows.height
    let padded = parameters + [Double](repeating: 0, count: stride - size)
    // Loss, rows on the wrong side, gradient, second derivatives.
    let sums = rows.sums(2 + stride + (curved ? size * size : 0), scratch: height * (3 + stride)) { block in
      let scores = block.scratch
      let residuals = scores + height
      let bends = residuals + height
      let bent = bends + height
      DoubleKernels.timesVector(block.count, stride, block.rows, stride, padded, scores)
      signs.withUnsafeBufferPointer { signs in
        weights.withUnsafeBufferPointer { weights in
          var loss = Eight.zero
          var wrong = 0
          var row = 0
          while row < block.count {
            let valid = min(8, block.count - row)
            let score = vector(UnsafePointer(scores) + row, valid)
            let sign = vector(signs.baseAddress! + block.start + row, valid)
            let weight = vector(weights.baseAddress! + block.start + row, valid)
            let signed = sign * score
            // e ≤ 1, so that nothing overflows; the chance of the wrong class is e/(1+e) or 1/(1+e).
            let isRight = signed .> 0
            let short = (-signed).replacing(with: 0, where: isRight)
            let e = exponential(nonpositive: signed.replacing(with: -signed, where: isRight))
            let inverse = 1 / (1 + e)
            loss += weight * (logarithm(onePlus: e) + short)
            let chance = inverse.replacing(with: e * inverse, where: isRight)
            store(-sign * weight * chance, residuals + row)
            store(weight * e * inverse * inverse, bends + row)
            for lane in 0..<valid where !isRight[lane] { wrong += 1 }
            row += 8
          }
          block.sums[0] += loss.sum()
          block.sums[1] += Double(wrong)
        }
      }
      DoubleKernels.addVectorTimes(block.count, stride, block.rows, stride, residuals, block.sums + 2)
      guard curved else { return }
      for row in 0..<block.count {
        let source = block.rows + row * stride
        let target = bent + row * stride
        let bend = bends[row]
        for column in 0..<stride { target[column] = bend * source[column] }
      }
      multiplyMatrices(
        rows: size, columns: size, depth: block.count, MatrixSource(block.rows, rowStride: 1, columnStride: stride),
        MatrixSource(bent, rowStride: stride), beta: 1, into: block.sums + 2 + stride, stride: size, part: .lower)
    }

    var value = sums[0]
    var gradient = Array(sums[2..<2 + size])
    for i in 0..<rows.width {
      value += l2 / 2 * parameters[i] * parameters[i]
      gradient[i] += l2 * parameters[i]
    }
    var hessian: Matrix<Double>?
    if curved {
      var bends = Matrix(rowCount: size, columnCount: size, counted: Array(sums[(2 + stride)...]))
      for i in 0..<size {
        for j in 0..<i { bends[j, i] = bends[i, j] }
      }
      for i in 0..<rows.width { bends[i, i] += l2 }
      hessian = bends
    }
    return LossShape(value: value, gradient: gradient, hessian: hessian, wrongRows: Int(sums[1]))
  }

  func rowsMoved(along step: [Double], by distance: Double) -> Int {
    let stride = rows.stride
    let padded = step + [Double](repeating: 0, count: stride - step.count)
    return Int(
      rows.sums(1, scratch: CenteredRows.height) { block in
        DoubleKernels.timesVector(block.count, stride, block.rows, stride, padded, block.scratch)
        for row in 0..<block.count where abs(block.scratch[row]) > distance { block.sums[0] += 1 }
      }[0])
  }
}

/// The first `count` numbers at `place`, and zeros.
@inline(__always)
private func vector(_ place: UnsafePointer<Double>, _ count: Int) -> Eight {
  if count == 8 { return UnsafeRawPointer(place).loadUnaligned(as: Eight.self) }
  var result = Eight.zero
  for lane in 0..<count { result[lane] = place[lane] }
  return result
}

@inline(__always)
private func store(_ values: Eight, _ place: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(place).storeBytes(of: values, as: Eight.self)
}
