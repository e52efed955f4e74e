internal import Foundation
internal import Spelling

/// Finds links that lead nowhere: files and anchors must exist; web addresses must be well formed and are not fetched.
package struct LinkCheck {
  let path: String

  package init(path: String) {
    self.path = path
  }

  /// The dead links of the file.
  package func problems() -> [LessonProblem] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let tree = MarkdownTree(lines: withoutFrontMatter(SourceText(data).lines))
    return tree.links.compactMap { link in
      reason(link.destination, ownHeadings: tree.headings).map {
        LessonProblem(
          path: path, line: link.line, sentence: "the link to “\(link.destination.prefix(120))” is dead: \($0)")
      }
    }
  }

  /// The files that the lesson links to or shows, without those that are not there.
  func files() -> [URL] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    var found: [URL] = []
    for link in MarkdownTree(lines: withoutFrontMatter(SourceText(data).lines)).links {
      let file = link.destination.prefix { $0 != "#" && $0 != "?" }
      let isAddress = file.firstIndex(of: ":").map { file[..<$0].allSatisfy(\.isLetter) } ?? false
      guard !file.isEmpty, !isAddress else { continue }
      let target = target(of: file.removingPercentEncoding ?? String(file))
      if FileManager.default.fileExists(atPath: target.path), !found.contains(target) { found.append(target) }
    }
    return found
  }

  private func target(of file: String) -> URL {
    URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(file).standardizedFileURL
  }

  private func withoutFrontMatter(_ lines: [String]) -> [String] {
    guard lines.first?.hasPrefix("---") == true, let end = lines.dropFirst().firstIndex(where: { $0.hasPrefix("---") })
    else { return lines }
    return Array(repeating: "", count: end + 1) + lines[(end + 1)...]
  }

  private func reason(_ destination: String, ownHeadings: [String]) -> String? {
    if destination.isEmpty { return "it has no destination" }
    if let colon = destination.firstIndex(of: ":"), destination[..<colon].allSatisfy({ $0.isLetter }) {
      let scheme = destination[..<colon].lowercased()
      if scheme == "mailto" { return nil }
      guard scheme == "http" || scheme == "https" else {
        return "“\(scheme):” is not a kind of address that lessons link to"
      }
      guard let url = URL(string: destination), url.host?.isEmpty == false else { return "it is not a web address" }
      return nil
    }
    let pieces = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let file = pieces[0].removingPercentEncoding ?? pieces[0]
    let fragment = pieces.count > 1 ? pieces[1] : nil
    if file.isEmpty { return fragment.flatMap { missing($0, in: ownHeadings) } }
    let target = target(of: file)
    guard FileManager.default.fileExists(atPath: target.path) else { return "there is no such file" }
    guard let fragment, target.pathExtension == "md", let data = FileManager.default.contents(atPath: target.path)
    else { return nil }
    return missing(fragment, in: MarkdownTree(lines: withoutFrontMatter(SourceText(data).lines)).headings)
  }

  private func missing(_ fragment: String, in headings: [String]) -> String? {
    let anchors = headings.map(anchor(of:))
    if anchors.contains(fragment.lowercased()) { return nil }
    return "there is no heading for “#\(fragment.prefix(60))”" + didYouMean(fragment, among: anchors)
  }
}
