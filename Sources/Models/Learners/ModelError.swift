import Statistics

/// What makes a fit or a prediction impossible, and what would make it possible.
public enum ModelError: NamingError, Equatable {
  /// The feature matrix has no rows.
  case noRows
  /// The feature matrix has no columns.
  case noFeatures
  /// The feature in `row` and `column` is NaN or infinite.
  case featureNotFinite(row: Int, column: Int, value: Double)
  /// The feature in `row` and `column` is so large that its square would overflow.
  case featureTooLarge(row: Int, column: Int, value: Double)
  /// There are `labels` labels for `rows` rows.
  case labelCount(labels: Int, rows: Int)
  /// There are `targets` targets for `rows` rows.
  case targetCount(targets: Int, rows: Int)
  /// The target of `row` is NaN, infinite or too large.
  case target(row: Int, value: Double)
  /// There are `weights` sample weights for `rows` rows.
  case weightCount(weights: Int, rows: Int)
  /// The sample weight of `row` is negative, not finite or too large.
  case weight(row: Int, value: Double)
  /// No sample weight is above zero.
  case weightsAllZero
  /// All rows that count have the same label.
  case oneClass(label: Int)
  /// A learner for two classes was given these labels.
  case notTwoClasses(labels: [Int])
  /// A row has a label that the model does not know.
  case unknownLabel(row: Int, label: Int, classes: [Int])
  /// The weight of a class is not a finite number above 0.
  case classWeight(label: Int, value: Double)
  /// A class weight is given for a label that no row has.
  case classWeightLabel(label: Int, classes: [Int])
  /// The prior of a class is not a finite number above 0.
  case prior(label: Int, value: Double)
  /// Priors are given, and none for a label that rows have.
  case priorMissing(label: Int)
  /// A prior is given for a label that no row has.
  case priorLabel(label: Int, classes: [Int])
  /// The feature in `row` and `column` is a count below zero.
  case negativeFeature(row: Int, column: Int, value: Double)
  /// The feature in `column` has no variance among the rows of `label`, or one too large for a number.
  case unusableVariance(column: Int, label: Int, value: Double)
  /// A model for `expected` feature columns was given `actual`.
  case featureCount(expected: Int, actual: Int)
  /// A setting of the learner is out of range.
  case setting(name: String, value: Double, requirement: String)
  /// A straight boundary separates the classes, and nothing limits the coefficients.
  case separable
  /// No coefficient of `column` is better than all others, and nothing chooses among them.
  case notIdentified(column: Int)
  /// The kernel of `row` with itself is too large to compute with.
  case kernelTooLarge(row: Int, value: Double)
  /// A learner of `needed` groups was given rows of which only `distinct` differ.
  case tooFewDistinctRows(distinct: Int, needed: Int)
  /// Centers to start from do not have the shape that the fit needs.
  case startingCenters(rows: Int, columns: Int, neededRows: Int, neededColumns: Int)
  /// A component of a mixture shrank to a flat or empty shape.
  case componentCollapsed(component: Int)
  /// The weights of the rows sum to `total`, too little for a variance.
  case noVarianceEstimate(total: Double)
  /// Every feature has the same value in all rows.
  case constantFeatures
  /// A principal component without variance cannot be scaled to variance 1.
  case componentWithoutVariance(component: Int)
  /// More principal components were asked for than `rows` rows of `columns` features have.
  case componentCount(wanted: Int, rows: Int, columns: Int)
  /// Lists that belong together have different lengths.
  case ratingCounts(users: Int, items: Int, ratings: Int)
  /// A rating is not a number that the loss can be computed for.
  case rating(position: Int, value: Double, requirement: String)
  /// All ratings that count are the same end of the range of probabilities.
  case oneRating(value: Double)
  /// A model of `model` factors was given to a learner of `learner` factors.
  case factorCount(model: Int, learner: Int)
  /// A model fitted with one loss was given to a learner with another.
  case ratingLoss(model: String, learner: String)
  /// A model that was fitted with other settings cannot be updated by this learner.
  case otherStructure(setting: String, model: String, learner: String)
  /// The coefficients of a stochastic fit grew out of all bounds.
  case diverged(epoch: Int, learningRate: Double)

  public var description: String { sentence(ErrorNames()) }

  func sentence(_ names: ErrorNames) -> String {
    switch self {
    case .noRows:
      "the feature matrix has no rows; a model needs at least one"
    case .noFeatures:
      "the feature matrix has no columns; a model needs at least one feature"
    case .featureNotFinite(let row, let column, let value):
      "the feature in row \(row), \(names.column(column)) is \(value); every feature must be a finite number, "
        + "so fill or drop missing values first"
    case .featureTooLarge(let row, let column, let value):
      "the feature in row \(row), \(names.column(column)) is \(value), too large to compute with; "
        + "rescale the column so that no value is beyond 1e100"
    case .labelCount(let labels, let rows):
      "got \(counted(labels, "label")) for \(counted(rows, "row")) of features; give one label per row"
    case .targetCount(let targets, let rows):
      "got \(counted(targets, "target")) for \(counted(rows, "row")) of features; give one target per row"
    case .target(let row, let value):
      "the target of row \(row) is \(value); a target must be a finite number of at most 1e100 in magnitude"
    case .weightCount(let weights, let rows):
      "got \(counted(weights, "sample weight")) for \(counted(rows, "row")) of features; give one weight per row"
    case .weight(let row, let value):
      "the sample weight of row \(row) is \(value); a weight must be a number from 0 to 1e100"
    case .weightsAllZero:
      "every sample weight is 0, so no row counts; at least one must be above 0"
    case .oneClass(let label):
      "every row that counts has the \(names.label(label)); a classifier needs rows of two classes, "
        + "with a weight above 0"
    case .notTwoClasses(let labels):
      "there are \(labels.count) classes (\(names.list(labels))), and this learner takes exactly two; "
        + "wrap it in OneVersusRest(…) or OneVersusOne(…) for more"
    case .unknownLabel(let row, let label, let classes):
      "row \(row) has the \(names.label(label)), and the model knows only \(names.list(classes))"
    case .classWeight(let label, let value):
      "the class weight of \(names.label(label)) is \(short(value)), and it must be a finite number above 0"
    case .classWeightLabel(let label, let classes):
      "there is a class weight for the \(names.label(label)), and no row has it; the labels are \(names.list(classes))"
    case .prior(let label, let value):
      "the prior of \(names.label(label)) is \(short(value)), and it must be a finite number above 0"
    case .priorMissing(let label):
      "priors are given, and none for the \(names.label(label)); give one for each label"
    case .priorLabel(let label, let classes):
      "there is a prior for the \(names.label(label)), and no row has it; the labels are \(names.list(classes))"
    case .negativeFeature(let row, let column, let value):
      "the feature in row \(row), \(names.column(column)) is \(value); this learner counts how often something occurs, "
        + "so no feature may be below 0"
    case .unusableVariance(let column, let label, let value):
      "feature \(names.column(column)) has a variance of \(value) among the rows of \(names.label(label)), and it must be a finite "
        + "number above 0; drop a constant column or use a larger varianceSmoothing"
    case .featureCount(let expected, let actual):
      "the model was fitted on \(counted(expected, "feature column")), and these rows have \(actual)"
    case .setting(let name, let value, let requirement):
      "\(name) is \(short(value)), and it must be \(requirement)"
    case .separable:
      "straight boundaries separate the classes, so without a penalty the coefficients grow without end; "
        + "use an l2 above 0"
    case .notIdentified(let column):
      "feature \(names.column(column)) is constant, repeats what the columns before it say, or settles the class of "
        + "some rows alone, so its coefficient is not determined; drop it or use a larger l2"
    case .kernelTooLarge(let row, let value):
      "the kernel of row \(row) with itself is \(value), too large to compute with; "
        + "standardize the features or use a smaller gamma or degree"
    case .tooFewDistinctRows(let distinct, let needed):
      "only \(distinct) of the rows that count differ, which cannot make \(needed) groups; "
        + "ask for at most \(distinct)"
    case .startingCenters(let rows, let columns, let neededRows, let neededColumns):
      "the starting centers are \(rows) × \(columns), and this fit needs one per cluster with one value per feature: "
        + "\(neededRows) × \(neededColumns)"
    case .componentCollapsed(let component):
      "component \(component) shrank onto rows that do not fill its dimensions, so its density has no bound; "
        + "use fewer components or a larger regularization"
    case .noVarianceEstimate(let total):
      "the weights of the rows sum to \(total), and a variance needs a sum above 1, since a weight counts as that "
        + "many copies of its row"
    case .constantFeatures:
      "every feature has the same value in all rows that count, so there is no variance to explain"
    case .componentWithoutVariance(let component):
      "component \(component) has no variance beyond rounding, so it cannot be scaled to variance 1; "
        + "keep at most \(counted(component, "component")) or do not whiten"
    case .componentCount(let wanted, let rows, let columns):
      "the fit asks for \(counted(wanted, "component")), and \(counted(rows, "row")) of "
        + "\(counted(columns, "feature")) have at most \(min(rows, columns))"
    case .ratingCounts(let users, let items, let ratings):
      "got \(counted(users, "user")), \(counted(items, "item")) and \(counted(ratings, "rating")); "
        + "give one user and one item per rating"
    case .rating(let position, let value, let requirement):
      "the rating at position \(position) is \(value), and it must be \(requirement)"
    case .oneRating(let value):
      "every rating that counts is \(value), so no probability between 0 and 1 explains them; "
        + "ratings of 0 and of 1 are needed"
    case .factorCount(let model, let learner):
      "the model has \(model) factors and the learner \(learner); use a learner with factors: \(model)"
    case .ratingLoss(let model, let learner):
      "the model was fitted with the \(model) loss and the learner has the \(learner) loss; use the same for both"
    case .otherStructure(let setting, let model, let learner):
      "the model was fitted with \(setting) \(model), and this learner has \(learner); "
        + "update a model with the learner that made it"
    case .diverged(let epoch, let learningRate):
      "the coefficients grew out of all bounds in epoch \(epoch) (counting from 1); lower the learning rate "
        + "(it is \(learningRate)) or bring the features to a common scale"
    }
  }

  private func short(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
