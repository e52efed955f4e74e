import Foundation
import LinearAlgebra

/// The coefficients of a logistic regression without penalty, by Newton's steps, and their standard errors from
/// Fisher's information.
func logisticFit(_ rows: [[Double]], _ labels: [Bool]) throws -> (coefficients: [Double], standardErrors: [Double]) {
  let x = try Matrix(rows: rows)
  var coefficients = [Double](repeating: 0, count: x.columnCount)
  var inverse = Matrix(rowCount: 0, columnCount: 0)
  for _ in 0..<12 {
    let probabilities = try x.multiplied(by: coefficients).map { 1 / (1 + exp(-$0)) }
    let weighted = Matrix(rowCount: x.rowCount, columnCount: x.columnCount) { row, column in
      x[row, column] * (probabilities[row] * (1 - probabilities[row])).squareRoot()
    }
    inverse = try Cholesky(weighted.gram()).inverse()
    let residuals = zip(labels, probabilities).map { ($0 ? 1 : 0) - $1 }
    let step = try inverse.multiplied(by: x.transposedMultiplied(by: residuals))
    for place in coefficients.indices { coefficients[place] += step[place] }
  }
  return (coefficients, inverse.diagonal.map { $0.squareRoot() })
}

/// How far 0/1 outcomes are from their probabilities in the direction of a term, in standard errors: about standard
/// normal where the probabilities are true.
func scoreDeviation(_ outcomes: [Bool], _ probabilities: [Double], _ term: [Double]) -> Double {
  var sum = 0.0
  var variance = 0.0
  for row in outcomes.indices {
    sum += ((outcomes[row] ? 1 : 0) - probabilities[row]) * term[row]
    variance += probabilities[row] * (1 - probabilities[row]) * term[row] * term[row]
  }
  return sum / variance.squareRoot()
}
