import Datasets
import Plotting
import Testing

@Suite("What a data set shows of itself")
struct DisplayTests {
  @Test("made rows show the first of them and their number, however many there are")
  func rows() throws {
    let shown: [(any SimulatedRows, String)] = [
      (try RareClassPopulation(count: 200_000, seed: 1), "200000"), (try RedBlueSample(seed: 1), "1000"),
      (try StratifiedPopulation(seed: 1), "10000"), (try TaggedPhotos(seed: 1), "1000"),
      (try BanditLogs(seed: 1), "10000"), (try DriftingStream(seed: 1), "270"),
    ]
    for (data, count) in shown {
      let text = data.display(in: DisplayContext()).plain
      #expect(text.contains("the first 10 of \(count) rows"), "\(text)")
      #expect(text.split(separator: "\n").count < 20)
      #expect("\(data)" == text)
    }
    #expect("\(try TweetStream(seed: 1))" == "a stream of tweets by 200 users, 0 so far")
  }

  @Test("a world's data show the frame that is observed, and nothing of the truth")
  func frames() throws {
    let shown: [any ObservedTable] = [
      try ClickWorld().generate(seed: 1), try TaxiRideWorld().generate(seed: 1), try Iris.load(),
    ]
    for data in shown {
      #expect(data.display(in: DisplayContext()) == data.frame.display(in: DisplayContext()))
      #expect("\(data)" == data.frame.description)
    }
  }
}
