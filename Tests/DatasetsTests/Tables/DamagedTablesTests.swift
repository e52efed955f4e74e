import Datasets
import Foundation
import Testing

@Suite("Damaged tables")
struct DamagedTablesTests {
  /// Loads a copy of a table's file in which something was changed; the error, without the path.
  private func problem(
    of name: String, _ load: (String) throws -> Void, changing change: (inout [String]) -> Void
  ) throws -> String? {
    let file = testsFolder.deletingLastPathComponent().appending(path: "datasets/\(name)/\(name).csv")
    var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    change(&lines)
    let copy = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: copy) }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: copy)
    let error = #expect(throws: DatasetError.self) { try load(copy.path) }
    return error.map { "\($0)".replacing(copy.path + ", ", with: "") }
  }

  @Test(
    "an iris file is refused with the line and what must be there",
    arguments: [
      (0, "a,b", "line 1: the header must be sepal_length,sepal_width,petal_length,petal_width,species"),
      (4, "", "line 5: an empty line; there must be none"),
      (4, "5.0,3.6,1.4,0.2", "line 5: 4 fields; there must be 5"),
      (4, "5.0,3.6,1.4,0.2,setosa,1", "line 5: 6 fields; there must be 5"),
      (4, "5.0,,1.4,0.2,setosa", "line 5: sepal_width is \"\"; it must be a number in 0.1...10"),
      (4, "5.0,NA,1.4,0.2,setosa", "line 5: sepal_width is \"NA\"; it must be a number in 0.1...10"),
      (4, "5.0,\"3.6\",1.4,0.2,setosa", "line 5: sepal_width is \"\"3.6\"\"; it must be a number in 0.1...10"),
      (4, "5.0,inf,1.4,0.2,setosa", "line 5: sepal_width is \"inf\"; it must be a number in 0.1...10"),
      (4, "5.0,36,1.4,0.2,setosa", "line 5: sepal_width is \"36.0\"; it must be a number in 0.1...10"),
      (4, "5.0,3.6,1.4,0.2,Setosa", "line 5: species is \"Setosa\"; it must be one of setosa, versicolor, virginica"),
      (4, "5.0,3.6,1.4,0.2,virginica", "line 151: 49 setosa rows; there must be 50"),
    ])
  func iris(line: Int, text: String, expected: String) throws {
    #expect(try problem(of: "iris", { _ = try Iris.load(from: $0) }) { $0[line] = text } == expected)
  }

  @Test("a file with too few or too many rows is refused")
  func rows() throws {
    #expect(
      try problem(of: "wine", { _ = try Wine.load(from: $0) }) { $0.removeLast() }
        == "line 178: 177 rows; there must be 178")
    #expect(
      try problem(of: "diabetes", { _ = try Diabetes.load(from: $0) }) { $0.append($0[1]) }
        == "line 444: 443 rows; there must be 442")
  }

  @Test("whole numbers must be whole and in their range")
  func wholeNumbers() throws {
    func load(_ path: String) throws { _ = try Digits.load(from: path) }
    #expect(
      try problem(of: "digits", load) { $0[1] = "0.5" + $0[1].dropFirst() }
        == "line 2: pixel_0_0 is \"0.5\"; it must be a whole number in 0...16")
    #expect(
      try problem(of: "digits", load) { $0[1] = "17" + $0[1].dropFirst() }
        == "line 2: pixel_0_0 is \"17\"; it must be a whole number in 0...16")
    #expect(
      try problem(of: "diabetes", { _ = try Diabetes.load(from: $0) }) { $0[1] = $0[1].replacing("59,2", with: "59,0") }
        == "line 2: sex is \"0\"; it must be a whole number in 1...2")
  }

  @Test("a file that is not there, is empty or is no text is refused")
  func noText() throws {
    #expect(throws: DatasetError.unreadableFile(path: "/nowhere.csv")) { try Iris.load(from: "/nowhere.csv") }
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data([0xFF, 0x00]).write(to: path)
    #expect(throws: DatasetError.unreadableFile(path: path.path)) { try Wine.load(from: path.path) }
    try Data().write(to: path)
    let error = #expect(throws: DatasetError.self) { try Digits.load(from: path.path) }
    #expect(error?.description.hasPrefix("\(path.path), line 1: the header must be pixel_0_0,pixel_0_1,") == true)
  }
}
