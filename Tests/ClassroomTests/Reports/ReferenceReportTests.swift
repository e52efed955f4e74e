import Classroom
import Foundation
import Testing

/// Reports are compared, byte for byte, with files that `validate.py` beside them has checked against the published
/// schemas. `LECTERN_UPDATE_REFERENCES=1` writes them anew; then run `validate.py` again.
@Suite("Reports as their schemas want them")
struct ReferenceReportTests {
  static let samples: [(name: String, grades: [GradedSubmission])] = [
    ("ordinary", SampleGrades.ordinary), ("hostile", SampleGrades.hostile), ("crowded", SampleGrades.crowded),
    ("single", SampleGrades.single), ("empty", []),
  ]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/Classroom/Reports").standardizedFileURL

  /// All files of all samples by their path below `rendered`.
  static var files: [(path: String, text: String)] {
    samples.flatMap { sample in
      ReportFormat.allCases.flatMap { GradeReport(sample.grades).files($0) }.map {
        ("\(sample.name)/\($0.name)", $0.text)
      }
    }
  }

  @Test("every report is the reference file to the byte, and there is no other reference file")
  func reportsAreTheReferences() throws {
    let rendered = Self.folder.appending(path: "rendered")
    if ProcessInfo.processInfo.environment["LECTERN_UPDATE_REFERENCES"] == "1" {
      try? FileManager.default.removeItem(at: rendered)
      for file in Self.files {
        let url = rendered.appending(path: file.path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      }
    }
    for file in Self.files {
      let reference = try Data(contentsOf: rendered.appending(path: file.path))
      #expect(reference == Data(file.text.utf8), "\(file.path) differs from its reference")
    }
    let found = try #require(FileManager.default.subpaths(atPath: rendered.path)).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: rendered.appending(path: path).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect(found.sorted() == Self.files.map(\.path).sorted())
  }

  @Test("the reference files are those that the schemas were tried on")
  func referencesWereValidated() throws {
    let list = try String(contentsOf: Self.folder.appending(path: "validated.txt"), encoding: .utf8)
    let expected = Self.files.map { file in
      // FNV-1a with 64 bits, as validate.py writes it: it tells a changed file, not a forged one.
      let hash = file.text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits + "  " + file.path
    }
    let differing = Set(list.split(separator: "\n").map(String.init)).symmetricDifference(expected).sorted()
    #expect(differing.isEmpty, "run validate.py, which lists them when they are valid")
  }

  @Test("the order of the grades does not matter", arguments: ReportFormat.allCases)
  func orderIsTheReports(format: ReportFormat) {
    for sample in Self.samples {
      #expect(GradeReport(sample.grades.reversed()).files(format) == GradeReport(sample.grades).files(format))
    }
  }
}
