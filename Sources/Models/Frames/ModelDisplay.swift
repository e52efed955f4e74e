public import Plotting

/// A fitted model that shows itself with the names of its features and classes.
public protocol NamedModelDisplay: Displayable {
  /// The model as a table, a plot or text.
  ///
  /// - Parameters:
  ///   - names: how the features and the classes are called.
  func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle
}

/// How the features and classes of a model are called where it shows itself.
public struct ModelNames: Sendable {
  private let features: [String]
  private let classes: [String]
  private let categories: [[String]?]
  private var isScaled = false

  /// Takes the names of features and of classes in the model's order; those that are not given get their numbers.
  public init(features: [String] = [], classes: [String] = []) {
    self.features = features
    self.classes = classes
    categories = []
  }

  init(features: FrameFeatures, classes: [String] = []) {
    self.features = features.names
    self.classes = classes
    categories = features.columns.flatMap { column -> [[String]?] in
      if case .categoryNumber(let categories) = column.encoding { return [categories] }
      return Array(repeating: nil, count: column.width)
    }
  }

  /// The name of a feature: `x0`, `x1`, … for those without one.
  public func feature(_ place: Int) -> String {
    (place < features.count ? features[place] : "x\(place)") + (isScaled ? " (scaled)" : "")
  }

  /// The same names, with features told as numbers of standard deviations: `age (scaled)`.
  var scaled: ModelNames {
    var copy = self
    copy.isScaled = true
    return copy
  }

  /// The names of `count` features.
  func features(_ count: Int) -> [String] { (0..<count).map(feature) }

  /// The names of `classes`, or the numbers that they are.
  func classes(_ labels: [Int]) -> [String] {
    labels.enumerated().map { place, label in place < classes.count ? classes[place] : "\(label)" }
  }

  /// A category of a feature by its number.
  func category(_ feature: Int, _ number: Double) -> String {
    let place = Int(exactly: number) ?? -1
    guard feature < categories.count, let names = categories[feature], names.indices.contains(place) else {
      return NumberText.short(number)
    }
    return names[place]
  }
}

extension Table {
  /// The table with what there is to say about how the fit of `model` ended.
  func noting(_ model: Any) -> Table {
    (model as? any IterativeModel)?.convergenceNote.map(note) ?? self
  }
}

extension NamedModelDisplay {
  /// The model with its features and classes by number.
  public func display(in context: DisplayContext) -> DisplayBundle { display(names: ModelNames(), in: context) }
}

extension FrameClassifier: Displayable {
  /// The model with the names of its columns and classes; where it has no display of its own, its columns.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let names = ModelNames(features: features, classes: classNames)
    if let model = model as? any NamedModelDisplay { return model.display(names: names, in: context) }
    return features.table("\(Model.self) of \(labels.column)").note(
      "classes: " + classNames.prefix(20).joined(separator: ", ")
    )
    .display(in: context)
  }
}

extension FrameRegressor: Displayable {
  /// The model with the names of its columns; where it has no display of its own, its columns.
  public func display(in context: DisplayContext) -> DisplayBundle {
    let names = ModelNames(features: features)
    if let model = model as? any NamedModelDisplay { return model.display(names: names, in: context) }
    return features.table("\(Model.self) of \(target)").display(in: context)
  }
}

extension FrameFeatures: Displayable {
  /// The columns, and what each becomes, as a table.
  public func display(in context: DisplayContext) -> DisplayBundle { table("Features").display(in: context) }

  func table(_ title: String) -> Table {
    Table(title).column("column", columns.map(\.name)).column(
      "becomes",
      columns.map { column in
        switch column.encoding {
        case .number: "a number"
        case .columnPerCategory(let categories): "0 or 1 for each of " + categories.prefix(6).joined(separator: ", ")
        case .categoryNumber(let categories): "the number of " + categories.prefix(6).joined(separator: ", ")
        }
      })
  }
}
