import Kernels
import LinearAlgebra
import Statistics

/// The loss of a softmax model with its first and second derivatives.
///
/// J(B, b) = -Σ wᵢ log P(yᵢ | xᵢ) + l2/2 ‖B‖², with P(k | x) ∝ exp(x·βₖ + bₖ) and centered xᵢ. Parameters are, class by
/// class, the coefficients βₖ followed by the intercept bₖ, which is not penalized.
struct SoftmaxObjective: CurvedLoss {
  let rows: CenteredRows
  /// The class of each row, from 0.
  let numbers: [Int32]
  let weights: [Double]?
  let classCount: Int
  let l2: Double

  private var size: Int { rows.width + 1 }
  var parameterCount: Int { classCount * size }
  func isPenalized(_ parameter: Int) -> Bool { parameter % size < rows.width }
  func column(of parameter: Int) -> Int { min(parameter % size, rows.width - 1) }

  /// What is added to the scores of all classes changes nothing: without a penalty the last class stays at zero, with
  /// one its intercept does.
  var freeParameters: [Int] {
    Array(0..<(l2 == 0 ? parameterCount - size : parameterCount - 1))
  }

  /// O(n d² K²) for K classes, or O(n d K) without the second derivatives.
  func evaluate(at parameters: [Double], curved: Bool) -> LossShape {
    let size = size
    let stride = rows.stride
    let height = CenteredRows.height
    let all = parameterCount
    let padded = padded(parameters)
    let sums = rows.sums(
      2 + classCount * stride + (curved ? all * all : 0), scratch: height * (1 + 2 * classCount + stride)
    ) {
      block in
      let shares = block.scratch
      let residuals = shares + classCount * height
      let bends = residuals + classCount * height
      let bent = bends + height
      fillScores(padded, block, shares)
      for row in 0..<block.count {
        let weight = weights?[block.start + row] ?? 1
        let own = Int(numbers[block.start + row])
        var top = -Double.infinity
        for k in 0..<classCount where k != own { top = max(top, shares[k * height + row]) }
        let score = shares[own * height + row]
        if score <= top { block.sums[1] += 1 }
        top = max(top, score)
        var total = 0.0
        for k in 0..<classCount {
          let e = Portable.exp(shares[k * height + row] - top)
          shares[k * height + row] = e
          total += e
        }
        block.sums[0] += weight * (Portable.log(total) + top - score)
        for k in 0..<classCount {
          shares[k * height + row] /= total
          residuals[k * height + row] = weight * (shares[k * height + row] - (k == own ? 1 : 0))
        }
      }
      for k in 0..<classCount {
        DoubleKernels.addVectorTimes(
          block.count, stride, block.rows, stride, residuals + k * height, block.sums + 2 + k * stride)
      }
      guard curved else { return }
      for k in 0..<classCount {
        for l in 0...k {
          for row in 0..<block.count {
            let weight = weights?[block.start + row] ?? 1
            let share = shares[k * height + row]
            bends[row] = weight * share * ((k == l ? 1 : 0) - shares[l * height + row])
            let source = block.rows + row * stride
            let target = bent + row * stride
            let bend = bends[row]
            for column in 0..<stride { target[column] = bend * source[column] }
          }
          multiplyMatrices(
            rows: size, columns: size, depth: block.count, MatrixSource(block.rows, rowStride: 1, columnStride: stride),
            MatrixSource(bent, rowStride: stride), beta: 1,
            into: block.sums + 2 + classCount * stride + k * size * all + l * size, stride: all,
            part: k == l ? .lower : .all)
        }
      }
    }

    var value = sums[0]
    var gradient: [Double] = []
    for k in 0..<classCount { gradient += sums[(2 + k * stride)..<(2 + k * stride + size)] }
    for index in 0..<all where isPenalized(index) {
      value += l2 / 2 * parameters[index] * parameters[index]
      gradient[index] += l2 * parameters[index]
    }
    var hessian: Matrix<Double>?
    if curved {
      var bends = Matrix(rowCount: all, columnCount: all, counted: Array(sums[(2 + classCount * stride)...]))
      for i in 0..<all {
        for j in 0..<i { bends[j, i] = bends[i, j] }
        if isPenalized(i) { bends[i, i] += l2 }
      }
      hessian = bends
    }
    return LossShape(value: value, gradient: gradient, hessian: hessian, wrongRows: Int(sums[1]))
  }

  func rowsMoved(along step: [Double], by distance: Double) -> Int {
    let padded = padded(step)
    return Int(
      rows.sums(1, scratch: classCount * CenteredRows.height) { block in
        fillScores(padded, block, block.scratch)
        for row in 0..<block.count
        where (0..<classCount).contains(where: { abs(block.scratch[$0 * CenteredRows.height + row]) > distance }) {
          block.sums[0] += 1
        }
      }[0])
  }

  private func padded(_ parameters: [Double]) -> [Double] {
    let rest = [Double](repeating: 0, count: rows.stride - size)
    return (0..<classCount).flatMap { parameters[($0 * size)..<(($0 + 1) * size)] + rest }
  }

  /// Writes the scores class by class: those of class k from `scores + k * height`.
  private func fillScores(_ padded: [Double], _ block: CenteredRows.Block, _ scores: UnsafeMutablePointer<Double>) {
    padded.withUnsafeBufferPointer { padded in
      multiplyMatrices(
        rows: classCount, columns: block.count, depth: rows.stride,
        MatrixSource(padded.baseAddress!, rowStride: rows.stride),
        MatrixSource(block.rows, rowStride: 1, columnStride: rows.stride), into: scores, stride: CenteredRows.height)
    }
  }
}
