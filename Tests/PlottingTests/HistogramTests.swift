import Foundation
import Plotting
import Testing

@Suite("Histogram")
struct HistogramTests {
  @Test("Counts in equal and in uneven intervals are NumPy's")
  func countsAgree() throws {
    let reference = try PlottingReference.load()
    let edges = HistogramBins.equal(reference.values, count: reference.equal.bins)
    for (edge, expected) in zip(edges, reference.equal.edges) { #expect(abs(edge - expected) < 1e-9) }
    #expect(HistogramBins.counts(of: reference.values, edges: edges) == reference.equal.counts)
    #expect(
      HistogramBins.counts(of: reference.values, edges: reference.uneven.edges) == reference.uneven.counts)
  }

  @Test("Automatic intervals are round, cover all values and lose none", arguments: [1, 2, 10, 1000])
  func automaticCovers(count: Int) {
    let values = PictureGallery.bell(count).map { $0 * 37 - 20 }
    let edges = HistogramBins.automatic(values)
    #expect(edges.count >= 2 && edges.count <= 82)
    #expect(edges[0] <= values.min() ?? 0 && edges[edges.count - 1] >= values.max() ?? 0)
    #expect(HistogramBins.counts(of: values, edges: edges).reduce(0, +) == Double(count))
  }

  @Test("Values that are not finite are left out and counted in a note")
  func countsMissing() {
    let text = Plot().histogram([1, 2, 3, .nan, .infinity]).display(in: DisplayContext()).plain
    #expect(text.contains("(left out: 2 of 5 values, missing or not finite)"))
  }

  @Test("Edges that do not ascend are refused in words")
  func refusesBadEdges() {
    let text = Plot().histogram(counts: [1, 2], edges: [0, 2, 1]).display(in: DisplayContext()).plain
    #expect(text.contains("no data to draw"))
    #expect(text.contains("edges that ascend"))
  }
}
