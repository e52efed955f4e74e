import Foundation
import Lessons

extension LessonCatalog.Entry {
  /// How progress and answers name the lesson: "04-training-data/04-reservoir-sampling", from wherever it was opened.
  var identifier: String {
    let whole = LessonCatalog.entry(ofFile: URL(fileURLWithPath: path).standardizedFileURL.path)
    return whole.folder.isEmpty ? whole.name : "\(whole.folder)/\(whole.name)"
  }
}
