public import DataFrames

extension ClassifierLearner {
  /// Fits a model to the columns of a frame.
  ///
  ///     let model = try LogisticRegression().fit(train, label: "diagnosis")
  ///     try model.predict(test)
  ///
  /// Numbers are features as they are, false and true are 0 and 1. A column of text becomes one column of zeros and
  /// ones for each category, in ascending order of the texts; a learner that splits categories itself
  /// (``TakesCategories``) gets their numbers. Labels are whole numbers, true and false, or text; texts are numbered
  /// from 0 in ascending order, which is how class weights name them.
  /// - Parameters:
  ///   - label: the column to predict.
  ///   - features: the columns to predict it from; nil for all others.
  ///   - weights: the column of sample weights.
  /// - Throws: `FrameError` for a column that is not there, with what its name may have been; ``FrameInputError`` for
  ///   missing values, dates and labels that are no classes; the learner's errors, told with the names of the columns.
  public func fit(
    _ frame: DataFrame, label: String, features: [String]? = nil, weights: String? = nil
  ) throws -> FrameClassifier<Model> {
    let input = try LabeledFrame(frame, label: label, features: features, weights: weights, learner: self)
    let model = try input.tellingNames {
      try input.told(to: self).fit(features: input.matrix, labels: input.rowLabels, sampleWeights: input.weights)
    }
    return FrameClassifier(model: model, features: input.features, labels: input.labels)
  }
}

extension RegressorLearner {
  /// Fits a model to the columns of a frame.
  ///
  ///     let model = try RidgeRegression(l2: 1).fit(train, target: "price")
  ///     try model.predict(test)
  ///
  /// Columns become features as for a classifier.
  /// - Parameters:
  ///   - target: the column of numbers to predict.
  ///   - features: the columns to predict it from; nil for all others.
  ///   - weights: the column of sample weights.
  /// - Throws: `FrameError` for a column that is not there, with what its name may have been; ``FrameInputError`` for
  ///   missing values, dates and targets that are no numbers; the learner's errors, told with the names of the columns.
  public func fit(
    _ frame: DataFrame, target: String, features: [String]? = nil, weights: String? = nil
  ) throws -> FrameRegressor<Model> {
    let input = try TargetedFrame(frame, target: target, features: features, weights: weights, learner: self)
    let model = try input.tellingNames {
      try input.told(to: self).fit(features: input.matrix, targets: input.rowTargets, sampleWeights: input.weights)
    }
    return FrameRegressor(model: model, features: input.features, target: target)
  }
}

extension IncrementalClassifierLearner {
  /// Lets `model` learn from the rows of another frame, which has the same columns in any order.
  ///
  ///     try learner.update(&model, tuesday)
  ///
  /// Where it throws, `model` is as it was.
  /// - Throws: as the fit; ``FrameInputError`` for a category or a label that was not there at the fit.
  public func update(
    _ model: inout FrameClassifier<Model>, _ frame: DataFrame, weights: String? = nil
  ) throws {
    let (features, labels) = (model.features, model.labels)
    let matrix = try features.matrix(frame)
    let rowLabels = try labels.labels(in: frame)
    let rowWeights = try rowWeights(of: weights, in: frame)
    try tellingNames(features, labels) {
      try features.told(to: self).update(&model.model, features: matrix, labels: rowLabels, sampleWeights: rowWeights)
    }
  }
}

extension IncrementalRegressorLearner {
  /// Lets `model` learn from the rows of another frame, which has the same columns in any order.
  ///
  /// Where it throws, `model` is as it was.
  /// - Throws: as the fit; ``FrameInputError`` for a category that was not there at the fit.
  public func update(_ model: inout FrameRegressor<Model>, _ frame: DataFrame, weights: String? = nil) throws {
    let features = model.features
    let matrix = try features.matrix(frame)
    let rowTargets = try targets(of: model.target, in: frame)
    let rowWeights = try rowWeights(of: weights, in: frame)
    try tellingNames(features) {
      try features.told(to: self).update(&model.model, features: matrix, targets: rowTargets, sampleWeights: rowWeights)
    }
  }
}
