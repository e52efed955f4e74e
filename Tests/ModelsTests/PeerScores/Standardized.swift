import LinearAlgebra
import Models

/// The rows fitted to and the rows tested, by the mean and the standard deviation of the rows fitted to.
func standardized(
  _ features: Matrix<Double>, training: [Int], test: [Int]
) throws -> (training: Matrix<Double>, test: Matrix<Double>) {
  let scaler = try StandardScaler().fit(features.rows(at: training))
  return (try scaler.transform(features.rows(at: training)), try scaler.transform(features.rows(at: test)))
}
