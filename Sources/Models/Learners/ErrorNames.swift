/// How an error calls features and classes: as a frame does, or else by their numbers.
struct ErrorNames {
  private let features: [String]
  private let classes: FrameLabels?

  /// Takes the names of features, and the labels of a frame if they are not numbers themselves.
  init(features: [String] = [], classes: FrameLabels? = nil) {
    self.features = features
    self.classes = classes?.type == .int ? nil : classes
  }

  /// `column "age"`, or `column 3`.
  func column(_ place: Int) -> String {
    "column " + (features.indices.contains(place) ? "\"\(features[place])\"" : "\(place)")
  }

  /// `label "yes"`, or `label 1`.
  func label(_ label: Int) -> String { "label \(text(label))" }

  /// The first few labels.
  func list(_ labels: [Int]) -> String {
    labels.prefix(10).map(text).joined(separator: ", ") + (labels.count > 10 ? ", …" : "")
  }

  private func text(_ label: Int) -> String { classes.map { "\"\($0.text(of: label))\"" } ?? "\(label)" }
}

/// An error that speaks of features and classes by their numbers, and can tell them by name.
protocol NamingError: Error, CustomStringConvertible {
  /// What was wrong and what would be right.
  func sentence(_ names: ErrorNames) -> String
}
