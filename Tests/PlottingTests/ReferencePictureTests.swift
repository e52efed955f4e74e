import Foundation
import Plotting
import Testing

/// Whole pictures against files in `Tests/Fixtures/Plotting/pictures`.
///
/// After an intended change, write the files anew with `LECTERN_UPDATE_REFERENCES=1 swift test --filter ReferencePicture`
/// and look at what changed.
@Suite("Reference pictures")
struct ReferencePictureTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Plotting/pictures")

  @Test("A picture looks as it did", arguments: PictureGallery.pictures)
  func matchesReference(picture: PictureGallery.Picture) throws {
    let value = picture.make()
    let colored = value.display(in: DisplayContext(width: picture.width, color: true, unicode: true))
    let ascii = value.display(in: DisplayContext(width: picture.width, color: false, unicode: false))
    try compare(colored.plain, with: picture.name + ".txt")
    try compare(colored.ansi ?? "", with: picture.name + ".ansi.txt")
    try compare(ascii.plain, with: picture.name + ".ascii.txt")
    try compare(colored.svg ?? "", with: picture.name + ".svg")
  }

  @Test("Every reference file belongs to a picture")
  func hasNoStrayReferences() throws {
    let names = Set(PictureGallery.pictures.map(\.name))
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()) {
      let name = String(file.prefix { $0 != "." })
      #expect(names.contains(name), "no picture is called \(name)")
    }
  }

  private func compare(_ text: String, with file: String) throws {
    let url = Self.folder.appending(path: file)
    if ProcessInfo.processInfo.environment["LECTERN_UPDATE_REFERENCES"] == "1" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try (text + "\n").write(to: url, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    guard expected != text + "\n" else { return }
    let (old, new) = (expected.split(separator: "\n"), text.split(separator: "\n"))
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(file) differs, first in line \((line?.offset ?? min(old.count, new.count)) + 1):
      was: \(line.map { String($0.element.0) } ?? "\(old.count) lines")
      is:  \(line.map { String($0.element.1) } ?? "\(new.count) lines")
      """)
  }
}
