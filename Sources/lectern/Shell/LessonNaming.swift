import Lessons

extension LessonCatalog.Entry {
  /// How progress and answers name the lesson: "04-training-data/04-reservoir-sampling".
  var identifier: String { "\(folder)/\(name)" }
}
