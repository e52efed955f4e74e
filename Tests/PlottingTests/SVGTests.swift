import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("SVG")
struct SVGTests {
  /// Collects what a picture consists of.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var rootAttributes: [String: String] = [:]
    var text: [String: String] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if elements.isEmpty { rootAttributes = attributes }
      elements.append(name)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if let element = elements.last { text[element, default: ""] += string }
    }
  }

  private func read(_ svg: String) throws -> Reader {
    let parser = XMLParser(data: Data(svg.utf8))
    let reader = Reader()
    parser.delegate = reader
    let isWellFormed = parser.parse()
    try #require(isWellFormed, "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    return reader
  }

  @Test(
    "A picture is one well-formed element with a size, a title and a description",
    arguments: PictureGallery.pictures)
  func isWellFormed(picture: PictureGallery.Picture) throws {
    let svg = try #require(picture.make().display(in: DisplayContext()).svg)
    let reader = try read(svg)
    #expect(reader.elements.first == "svg")
    #expect(Array(reader.elements[1...2]) == ["title", "desc"])
    #expect(reader.rootAttributes["role"] == "img")
    let box = try #require(reader.rootAttributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
    #expect(box.count == 4 && box[2] > 0 && box[3] > 0)
    let allowed: Set = ["svg", "title", "desc", "style", "rect", "text", "line", "path"]
    #expect(Set(reader.elements).isSubset(of: allowed))
    #expect(!svg.contains("nan") && !svg.contains("inf "))
    // Self-contained: nothing is fetched.
    #expect(!svg.contains("href") && !svg.contains("url(") && !svg.contains("@import"))
  }

  @Test("Markup, quotes and control characters in texts are escaped")
  func escapesText() throws {
    let evil = "</text><script>alert('1')</script>&amp;\"]]>\u{0}\u{FFFF}\u{1B}"
    let plot = Plot(evil).bars([evil, "b"], [1.0, 2], evil).xLabel(evil).yLabel(evil).horizontalLine(
      at: 1, evil
    )
    .verticalLine(at: 0, evil).note(evil)
    let table = Table(evil, columns: [evil], rows: [[evil]])
    for value in [plot as any Displayable, table] {
      let reader = try read(try #require(value.display(in: DisplayContext()).svg))
      #expect(!reader.elements.contains("script"))
      #expect(reader.text["title"]?.hasPrefix("</text><script>alert('1')</script>&amp;\"]]>") == true)
    }
  }

  @Test("The description names the kind, the axes, the series and the limit")
  func describesPlot() throws {
    let plot = Plot("Loss").line(x: [0, 10], y: [0, 1], "training").xLabel("epoch").yLabel("loss")
      .horizontalLine(at: 0.5, "goal")
    let reader = try read(try #require(plot.display(in: DisplayContext()).svg))
    #expect(
      reader.text["desc"]?.trimmingCharacters(in: .whitespacesAndNewlines)
        == "line, reference line. Horizontal axis: epoch, 0 to 10. Vertical axis: loss, 0 to 1. Series: training. "
        + "A line marks y = 0.5 (goal).")
  }

  @Test("A picture of very many points stays small")
  func staysSmall() throws {
    let y = (0..<200_000).map { Double(($0 * 7919) % 10_007) }
    let line = try #require(Plot().line(y).display(in: DisplayContext()).svg)
    let scatter = try #require(Plot().scatter(x: y.indices, y: y).display(in: DisplayContext()).svg)
    let map = try #require(
      Plot().heatMap((0..<500).map { row in (0..<500).map { $0 * row } }).display(in: DisplayContext()).svg)
    #expect(line.utf8.count < 200_000)
    #expect(scatter.utf8.count < 2_500_000)
    #expect(map.utf8.count < 1_500_000)
  }
}
