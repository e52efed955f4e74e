/// A learner whose settings are one value, which several learners share: each setting is a property of the learner too.
///
///     var learner = GradientBoosting()
///     learner.learningRate = 0.05
@dynamicMemberLookup
public protocol LearnerWithSettings {
  /// What the settings are.
  associatedtype Settings
  /// All settings.
  var settings: Settings { get set }
}

extension LearnerWithSettings {
  /// One of the settings.
  public subscript<Value>(dynamicMember member: WritableKeyPath<Settings, Value>) -> Value {
    get { settings[keyPath: member] }
    set { settings[keyPath: member] = newValue }
  }
}
