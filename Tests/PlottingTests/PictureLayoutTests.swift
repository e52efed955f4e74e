import Foundation
import Plotting
import Testing

@Suite("Layout of pictures")
struct PictureLayoutTests {
  static let widths = [40, 60, 80, 120, 200]

  @Test("No line is wider than the window", arguments: PictureGallery.pictures, widths)
  func fitsWindow(picture: PictureGallery.Picture, width: Int) {
    for unicode in [true, false] {
      let text = picture.make().display(in: DisplayContext(width: width, unicode: unicode)).plain
      for line in text.split(separator: "\n") {
        #expect(displayWidth(line) <= width, "\(line)")
      }
    }
  }

  @Test("Without unicode, every character is ASCII", arguments: PictureGallery.pictures)
  func usesASCIIAlone(picture: PictureGallery.Picture) {
    let text = picture.make().display(in: DisplayContext(width: picture.width, unicode: false)).plain
    #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
  }

  @Test("Color adds sequences and changes no character", arguments: PictureGallery.pictures)
  func colorOnlyColors(picture: PictureGallery.Picture) throws {
    let bundle = picture.make().display(in: DisplayContext(width: picture.width, color: true))
    let stripped = try #require(bundle.ansi).replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    let lines = stripped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    #expect(lines.joined(separator: "\n") == bundle.plain)
    #expect(picture.make().display(in: DisplayContext(width: picture.width, color: false)).ansi == nil)
  }

  @Test("Control characters and color sequences in labels do not reach the terminal")
  func cleansLabels() {
    let evil = "a\u{1B}[31mred\u{7}\r\nb\tc\u{9B}2J"
    let plot = Plot(evil).bars([evil], [1.0], evil).line([evil], [1], evil).xLabel(evil).yLabel(evil)
      .horizontalLine(at: 0.5, evil).verticalLine(at: 0, evil).note(evil)
    let table = Table(evil, columns: [evil], rows: [[evil]]).note(evil)
    for value in [plot as any Displayable, table] {
      let text = value.display(in: DisplayContext(width: 80)).plain
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
  }

  @Test("Random plots of all kinds never trap and always fit", arguments: 0..<60)
  func survivesRandomPlots(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let special: [Double] = [
      0, -0.0, .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 1, -1, 0.1, 1e-9, 1e15,
      123_456.789,
    ]
    func value() -> Double { next(4) == 0 ? special[next(special.count)] : Double(next(2000) - 1000) / 7 }
    func values() -> [Double] { (0..<[0, 1, 2, 7, 40, 300][next(6)]).map { _ in value() } }
    func names() -> [String] { (0..<[0, 1, 3, 20, 150][next(5)]).map { "name \($0 % 97)" } }
    func range() -> ClosedRange<Double> {
      let (a, b) = (value(), value())
      return a <= b ? a...b : b <= a ? b...a : 0...1
    }
    var plot = Plot("Random \(seed)")
    for _ in 0...next(4) {
      switch next(17) {
      case 0: plot = plot.line(x: values(), y: values(), "l")
      case 1: plot = plot.line(values())
      case 2: plot = plot.line(names(), values(), "named")
      case 3: plot = plot.steps(x: values(), y: values())
      case 4: plot = plot.scatter(x: values(), y: values(), size: values(), "s")
      case 5: plot = plot.scatter(names(), values())
      case 6: plot = plot.bars(names(), values(), error: values(), "b")
      case 7: plot = plot.bars(x: values(), y: values(), "c")
      case 8: plot = plot.horizontalBars(names(), values(), error: values(), "h")
      case 9: plot = plot.histogram(values(), bins: next(2) == 0 ? nil : next(200), "hist")
      case 10: plot = plot.histogram(counts: values(), edges: values().sorted())
      case 11: plot = plot.heatMap((0..<next(80)).map { _ in values() })
      case 12: plot = plot.band(x: values(), from: values(), to: values())
      case 13:
        plot = plot.horizontalBand(from: value(), to: value(), "hb").verticalBand(from: value(), to: value())
      case 14: plot = plot.horizontalLine(at: value(), "limit").verticalLine(at: value(), "there")
      case 15:
        let (a, b) = (value(), value())
        plot = plot.contour(at: 0, x: range(), y: range(), "c") { x, y in x * a + y * b }
      default: plot = plot.xRange(range()).yRange(range())
      }
    }
    if next(3) == 0 { plot = plot.logX() }
    if next(3) == 0 { plot = plot.logY() }
    for width in [1, 24, 40, 80, 200] {
      for unicode in [true, false] {
        let bundle = plot.display(in: DisplayContext(width: width, color: true, unicode: unicode))
        for line in bundle.plain.split(separator: "\n") { #expect(displayWidth(line) <= max(width, 24)) }
      }
    }
  }
}
