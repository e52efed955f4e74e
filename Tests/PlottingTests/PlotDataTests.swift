import Foundation
import Plotting
import Testing

@Suite("Data of plots")
struct PlotDataTests {
  private func text(_ plot: Plot, width: Int = 80) -> String {
    plot.display(in: DisplayContext(width: width)).plain
  }

  @Test("What cannot be drawn is counted, each for its reason")
  func countsWhatIsLeftOut() {
    let plot = Plot().scatter(x: [1, 2, -3, 4, 50, .nan], y: [1, 0, 3, 4, 5, 6]).logX().logY().xRange(1...10)
    let shown = text(plot)
    #expect(shown.contains("(left out: 1 of 6 values, missing or not finite)"))
    #expect(shown.contains("(left out: 1 of 6 values, x not positive on a logarithmic axis)"))
    #expect(shown.contains("(left out: 1 of 6 values, y not positive on a logarithmic axis)"))
    #expect(shown.contains("(left out: 1 of 6 values, outside the axes)"))
  }

  @Test("Columns of different lengths are drawn as far as they go, with a note")
  func notesLengths() {
    #expect(
      text(Plot().line(x: [1, 2, 3], y: [1, 2], "loss"))
        .contains("(loss: lengths differ (3 x, 2 y); only the first 2 are drawn)"))
    #expect(text(Plot().bars(["a", "b"], [1.0])).contains("lengths differ (2 names, 1 values)"))
    #expect(!text(Plot().line(x: [1, 2], y: [1, 2])).contains("lengths differ"))
  }

  @Test(
    "Without data, a plot says so",
    arguments: [
      Plot("T"), Plot("T").line([Double]()), Plot("T").bars([String](), [Double]()),
      Plot("T").histogram([Double]()),
      Plot("T").heatMap([[Double]]()), Plot("T").horizontalLine(at: 3),
      Plot("T").scatter(x: [Double.nan], y: [1.0]),
    ])
  func emptySaysSo(plot: Plot) {
    #expect(text(plot).contains("T"))
    #expect(text(plot).contains("(no data to draw)"))
  }

  @Test("Layers with the same label share one entry of the legend; a layer without a label has none")
  func sharesLegend() {
    let plot = Plot().line([1, 2, 3], "model").scatter(x: [0, 1], y: [1, 2], "model").line([3, 2, 1])
    let legend = text(plot).split(separator: "\n")[0]
    #expect(legend.split(separator: " ").filter { $0 == "model" }.count == 1)
  }

  @Test("A plot read back from its JSON draws the same picture", arguments: PictureGallery.pictures)
  func survivesCoding(picture: PictureGallery.Picture) throws {
    let value = picture.make()
    let context = DisplayContext(width: picture.width)
    let before = value.display(in: context)
    let data = Data(try #require(before.json).utf8)
    let decoder = JSONDecoder()
    let again: any Displayable =
      switch value {
      case is Plot: try decoder.decode(Plot.self, from: data)
      case is Table: try decoder.decode(Table.self, from: data)
      default: try decoder.decode(Sparkline.self, from: data)
      }
    let after = again.display(in: context)
    #expect(after.json == before.json)
    #expect(after.plain == before.plain)
  }

  @Test("The JSON of a plot holds its data by name")
  func jsonIsReadable() throws {
    let plot = Plot("Loss").line(x: [1, 2, 3], y: [0.5, nil, 0.25], "training").yLabel("loss").logY()
    let json = try #require(plot.display(in: DisplayContext()).json)
    #expect(
      json
        == #"{"layers":[{"isStepped":false,"kind":"line","label":"training","x":[1,2,3],"y":[0.5,null,0.25]}],"#
        + #""notes":[],"title":"Loss","x":{"logarithmic":false},"y":{"label":"loss","logarithmic":true}}"#)
  }

  @Test("Bars are as long as their values")
  func barsAreProportional() {
    let plot = Plot().horizontalBars(["a": 10, "b": 5, "c": 2.5]).xRange(0...10)
    let lengths = text(plot).split(separator: "\n").prefix(3).map { line in line.count { $0 == "█" } }
    #expect(lengths[0] == 2 * lengths[1] || lengths[0] == 2 * lengths[1] + 1)
    #expect(abs(lengths[0] - 4 * lengths[2]) <= 4)
  }

  @Test("Every number type, ranges and missing values can be drawn")
  func takesAllNumbers() {
    let floats: [Float] = [1, 2]
    let optionals: [Int?] = [1, nil, 3]
    let plot = Plot().line(x: 1...2, y: floats).line(optionals).line([true, false]).line([UInt8(3), 4])
    #expect(text(plot).contains("(left out: 1 of 9 values, missing or not finite)"))
  }

  @Test("A sparkline has its highest bar at the greatest value and a gap at a missing one")
  func sparkline() {
    let context = DisplayContext(width: 40)
    #expect(Sparkline([1, 5, 22, nil, 5]).display(in: context).plain == "▁▂█ ▂  1 to 22")
    #expect(Sparkline([3, 3, 3]).display(in: context).plain == "▅▅▅  3 to 3")
    #expect(Sparkline([Double.nan]).display(in: context).plain == "(no data to draw)")
    #expect(displayWidth(Sparkline(1...1000).display(in: context).plain) <= 40)
  }
}
