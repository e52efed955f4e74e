import Evaluation
import Plotting
import Testing

@Suite("Measures of predicted numbers")
struct RegressionTests {
  struct Case: Decodable {
    let predicted, actual: [Double]
    let weights: [Double]?
    let mae, mse, rmse, mape, median, r2, explained, pinball10, pinball75: Double
  }
  struct Content: Decodable { let regression: [Case] }

  @Test("every measure agrees with scikit-learn, with weights")
  func reference() throws {
    var worst = WorstError()
    for item in try fixture("metrics", as: Content.self).regression {
      let (p, y, w) = (item.predicted, item.actual, item.weights)
      worst.add(try meanAbsoluteError(predicted: p, actual: y, sampleWeights: w), item.mae, "MAE")
      worst.add(try meanSquaredError(predicted: p, actual: y, sampleWeights: w), item.mse, "MSE")
      worst.add(try rootMeanSquaredError(predicted: p, actual: y, sampleWeights: w), item.rmse, "RMSE")
      worst.add(try meanAbsolutePercentageError(predicted: p, actual: y, sampleWeights: w), item.mape, "MAPE")
      worst.add(try medianAbsoluteError(predicted: p, actual: y, sampleWeights: w), item.median, "median")
      worst.add(try rSquared(predicted: p, actual: y, sampleWeights: w), item.r2, "R²")
      worst.add(try explainedVariance(predicted: p, actual: y, sampleWeights: w), item.explained, "explained")
      worst.add(try pinballLoss(predicted: p, actual: y, quantile: 0.1, sampleWeights: w), item.pinball10, "0.1")
      worst.add(try pinballLoss(predicted: p, actual: y, quantile: 0.75, sampleWeights: w), item.pinball75, "0.75")
      let report = try RegressionReport(predicted: p, actual: y, sampleWeights: w)
      worst.add(report.rSquared, item.r2, "report")
      #expect(report.display(in: DisplayContext()).plain.contains("median absolute error"))
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  @Test("where the truth does not vary, R² is 1 for perfect predictions and 0 for others")
  func constant() throws {
    #expect(try rSquared(predicted: [2, 2], actual: [2, 2]) == 1)
    #expect(try rSquared(predicted: [2, 3], actual: [2, 2]) == 0)
  }

  @Test("half of the pinball loss at the median is the mean absolute error")
  func pinball() throws {
    let (p, y) = ([1.0, 5, 2], [2.0, 3, 2])
    #expect(try pinballLoss(predicted: p, actual: y, quantile: 0.5) == meanAbsoluteError(predicted: p, actual: y) / 2)
  }

  @Test("what cannot be measured is refused with its place")
  func refusals() {
    #expect(
      sentence { try meanAbsolutePercentageError(predicted: [1, 2], actual: [1, 0]) }
        == "the true value of row 1 is 0, and no error is a percentage of 0; "
        + "leave such rows out or use the mean absolute error")
    #expect(
      sentence { try meanSquaredError(predicted: [1, .infinity], actual: [1, 0]) }
        == "the prediction of row 1 is inf; it must be a finite number")
    #expect(
      sentence { try rSquared(predicted: [1], actual: [1]) }
        == "too few rows that count for R²: 1, where it takes at least 2")
    #expect(
      sentence { try pinballLoss(predicted: [1], actual: [1], quantile: 1) }
        == "the quantile is 1, and it must be above 0 and below 1")
  }
}
