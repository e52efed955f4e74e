/// Where a function of two variables takes a value, as lines.
struct ContourLayer: Codable, Hashable, Sendable {
  var label: String
  var level: Double
  /// Each line as x, y, x, y, …
  var lines: [[Double]]
  /// Limits of the rectangle: least x, greatest x, least y, greatest y.
  var extent: [Double]
}

extension Plot {
  /// The line on which a function of two variables takes the value `level`: with 0 or 0.5, the boundary of a decision.
  /// The function is called at 97 by 97 points.
  ///
  ///     Plot("Boundary")
  ///       .scatter(x: xs, y: ys, size: weights, "points")
  ///       .contour(at: 0, x: -4...5, y: -4...5, "weighted") { x, y in model.decision([x, y]) }
  public func contour(
    at level: Double, x: ClosedRange<Double>, y: ClosedRange<Double>, _ label: String = "",
    _ function: (Double, Double) throws -> Double
  ) rethrows -> Plot {
    let (xs, ys) = (Plot.samples(of: x, count: 97), Plot.samples(of: y, count: 97))
    let values = try ys.map { v in try xs.map { u in try function(u, v) } }
    let layer = ContourLayer(
      label: label, level: level, lines: Contour.lines(x: xs, y: ys, values: values, level: level),
      extent: [x.lowerBound, x.upperBound, y.lowerBound, y.upperBound])
    return adding(.contour(layer))
  }
}

/// Marching squares (Lorensen and Cline's marching cubes, 1987, in the plane).
package enum Contour {
  /// The lines on which the values at the points (`x[j]`, `y[i]`), linear in between, equal `level`.
  ///
  /// A square with a value that is not finite is left out. Where a square has two opposite corners above the level, the
  /// mean of the four decides which corners are joined.
  package static func lines(x: [Double], y: [Double], values: [[Double]], level: Double) -> [[Double]] {
    var neighbors: [Edge: [Edge]] = [:]
    var order: [Edge] = []
    for row in 0..<y.count - 1 {
      for column in 0..<x.count - 1 {
        let corners = [
          values[row][column], values[row][column + 1], values[row + 1][column + 1], values[row + 1][column],
        ]
        guard corners.allSatisfy(\.isFinite) else { continue }
        let above = corners.map { $0 >= level }
        let sides = [
          Edge(row: row, column: column, isVertical: false),
          Edge(row: row, column: column + 1, isVertical: true),
          Edge(row: row + 1, column: column, isVertical: false),
          Edge(row: row, column: column, isVertical: true),
        ]
        let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }
        var joins: [(Int, Int)] = []
        if crossed.count == 2 {
          joins = [(crossed[0], crossed[1])]
        } else if crossed.count == 4 {
          let middleIsAbove = corners.reduce(0) { $0 + $1 / 4 } >= level
          joins = middleIsAbove == above[0] ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
        }
        for (a, b) in joins {
          for (from, to) in [(sides[a], sides[b]), (sides[b], sides[a])] {
            if neighbors[from] == nil { order.append(from) }
            neighbors[from, default: []].append(to)
          }
        }
      }
    }
    func point(_ edge: Edge) -> [Double] {
      let (nextRow, nextColumn) = edge.isVertical ? (edge.row + 1, edge.column) : (edge.row, edge.column + 1)
      let (a, b) = (values[edge.row][edge.column], values[nextRow][nextColumn])
      let t = (level - a) / (b - a)
      return [
        x[edge.column] + t * (x[nextColumn] - x[edge.column]), y[edge.row] + t * (y[nextRow] - y[edge.row]),
      ]
    }
    var visited: Set<Edge> = []
    var result: [[Double]] = []
    // Open lines start at an end; what is left after them are rings.
    for start in order.filter({ neighbors[$0]?.count == 1 }) + order where !visited.contains(start) {
      var line = point(start)
      var current = start
      visited.insert(start)
      while let next = neighbors[current]?.first(where: { !visited.contains($0) }) {
        visited.insert(next)
        line += point(next)
        current = next
      }
      if current != start && neighbors[current]?.contains(start) == true && neighbors[start]?.count == 2 {
        line += point(start)
      }
      result.append(line)
    }
    return result
  }

  /// A side of a square of the grid, from its lower left end.
  private struct Edge: Hashable {
    var row: Int
    var column: Int
    var isVertical: Bool
  }
}
