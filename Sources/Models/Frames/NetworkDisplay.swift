public import Plotting

extension MultilayerPerceptronModel: NamedModelDisplay {
  /// The loss, epoch after epoch, over the sizes of the layers.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    history.plot(of: layers).display(in: context)
  }
}

extension MultilayerPerceptronRegressionModel: NamedModelDisplay {
  /// The loss, epoch after epoch, over the sizes of the layers.
  public func display(names: ModelNames, in context: DisplayContext) -> DisplayBundle {
    history.plot(of: layers).display(in: context)
  }
}

extension TrainingHistory: Displayable {
  /// The loss, epoch after epoch.
  public func plot() -> Plot {
    let plot = Plot("Training").line(x: losses.indices.map { $0 + 1 }, y: losses, "rows fitted to")
      .xLabel("epoch").yLabel("loss")
    return validationLosses.isEmpty
      ? plot : plot.line(x: validationLosses.indices.map { $0 + 1 }, y: validationLosses, "rows kept for validation")
  }

  public func display(in context: DisplayContext) -> DisplayBundle { plot().display(in: context) }

  fileprivate func plot(of layers: [DenseLayer]) -> Plot {
    let sizes = layers.map { layer in
      "\(layer.weights.rowCount) × \(layer.weights.columnCount)" + (layer.activation.map { " \($0.rawValue)" } ?? "")
    }
    return plot().note("layers: " + sizes.joined(separator: ", "))
  }
}
