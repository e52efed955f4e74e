/// Twenty points of two classes in the plane with weights that move the boundary of a support vector machine:
/// the data of figure 4-1 of *Designing Machine Learning Systems*, which comes from scikit-learn's example
/// "SVM: Weighted samples" with NumPy's generator seeded with 0.
///
/// Points 0 to 9 are class 1, normal around (1, 1); points 10 to 19 are class −1, normal around (0, 0), all
/// with unit variance. A weight is the absolute value of a standard normal draw, times 5 for the last five
/// points and times 15 for point 9.
///
/// Truth: with an RBF kernel (γ = 1, C = 1) equal weights misclassify points 14 and 18, these weights 4 and
/// 7.
public enum TwentyWeightedPoints {
  /// One point.
  public struct Row: Hashable, Codable, Sendable {
    /// The coordinates.
    public let x1, x2: Double
    /// The class, 1 or −1.
    public let label: Int
    /// How much the point counts.
    public let weight: Double
  }

  /// The points, in the order of the example.
  public static let rows = [
    Row(x1: 2.764052345967664, x2: 1.4001572083672233, label: 1, weight: 1.0485529650670926),
    Row(x1: 1.9787379841057393, x2: 3.240893199201458, label: 1, weight: 1.4200179371789752),
    Row(x1: 2.8675579901499675, x2: 0.022722120123588985, label: 1, weight: 1.7062701906250126),
    Row(x1: 1.9500884175255893, x2: 0.8486427917023021, label: 1, weight: 1.9507753952317897),
    Row(x1: 0.8967811482064422, x2: 1.4105985019383724, label: 1, weight: 0.5096521817516535),
    Row(x1: 1.144043571160878, x2: 2.4542735069629753, label: 1, weight: 0.4380743016111864),
    Row(x1: 1.7610377251469935, x2: 1.1216750164928284, label: 1, weight: 1.2527953600499262),
    Row(x1: 1.4438632327454257, x2: 1.3336743273742668, label: 1, weight: 0.7774903558319101),
    Row(x1: 2.4940790731576064, x2: 0.7948417362341991, label: 1, weight: 1.6138978475579515),
    Row(x1: 1.3130677016509014, x2: 0.14590426069827522, label: 1, weight: 3.1911042032095307),
    Row(x1: -2.5529898158340787, x2: 0.6536185954403606, label: -1, weight: 0.8954665611936756),
    Row(x1: 0.8644361988595057, x2: -0.7421650204064419, label: -1, weight: 0.386902497859262),
    Row(x1: 2.2697546239876076, x2: -1.4543656745987648, label: -1, weight: 0.510805137568873),
    Row(x1: 0.04575851730144607, x2: -0.1871838500258336, label: -1, weight: 1.180632184122412),
    Row(x1: 1.5327792143584575, x2: 1.469358769900285, label: -1, weight: 0.028182228338654868),
    Row(x1: 0.1549474256969163, x2: 0.37816251960217356, label: -1, weight: 2.141659352652088),
    Row(x1: -0.8877857476301128, x2: -1.980796468223927, label: -1, weight: 0.3325861119158394),
    Row(x1: -0.3479121493261526, x2: 0.15634896910398005, label: -1, weight: 1.512359488698907),
    Row(x1: 1.2302906807277207, x2: 1.2023798487844113, label: -1, weight: 3.171610468404818),
    Row(x1: -0.3873268174079523, x2: -0.30230275057533557, label: -1, weight: 1.8137058299356905),
  ]

  /// The coordinates of each point.
  public static var features: [[Double]] { rows.map { [$0.x1, $0.x2] } }
  /// The class of each point, 1 or −1.
  public static var labels: [Int] { rows.map(\.label) }
  /// The weight of each point.
  public static var weights: [Double] { rows.map(\.weight) }
}
