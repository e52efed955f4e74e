public import Foundation

/// A kind of file that a notebook is kept in.
public enum DocumentFormat: String, Sendable, CaseIterable {
  case markdown = "md"
  case jupyter = "ipynb"
  case html

  /// The format that the end of a file's name stands for; nil for one that stands for none.
  public init?(of file: URL) {
    switch file.pathExtension.lowercased() {
    case "md", "markdown": self = .markdown
    case "ipynb": self = .jupyter
    case "html", "htm": self = .html
    default: return nil
    }
  }
}

/// Why a notebook could not be read or written.
public enum DocumentError: Error, CustomStringConvertible, LocalizedError, Sendable, Hashable {
  /// The name of the file does not say what it is, or says something that cannot be used here.
  case unknownFormat(file: String, usable: [DocumentFormat])
  /// The file could not be read or written.
  case inaccessible(file: String, why: String)
  /// The text is longer than a notebook may be, in bytes.
  case tooLong(bytes: Int, limit: Int)
  /// What should be a Jupyter notebook is none; `why` says where it departs from the format.
  case notJupyter(why: String)
  /// A Jupyter notebook in a version of the format that is not read.
  case jupyterVersion(Int)
  /// A Jupyter notebook whose cells are not Swift.
  case otherLanguage(String)

  public var description: String {
    switch self {
    case .unknownFormat(let file, let usable):
      "\(file): the name must end in \(usable.map { ".\($0.rawValue)" }.joined(separator: " or "))"
    case .inaccessible(let file, let why):
      "\(file): \(why)"
    case .tooLong(let bytes, let limit):
      "it has \(bytes) bytes, and a notebook may have at most \(limit)"
    case .notJupyter(let why):
      "it is not a Jupyter notebook: \(why)"
    case .jupyterVersion(let version):
      """
      it is a Jupyter notebook of format \(version), and only format 4 is read: \
      convert it with `jupyter nbconvert --to notebook`
      """
    case .otherLanguage(let language):
      "its cells are written in \(language), and only Swift cells can be run here"
    }
  }

  public var errorDescription: String? { description }
}

extension NotebookDocument {
  /// The longest text that is read, in bytes.
  public static let longestText = 64 << 20

  /// Reads a Markdown file or a Jupyter notebook, as the name of the file says. Throws ``DocumentError``.
  public init(contentsOf file: URL) throws {
    let format = DocumentFormat(of: file)
    guard format == .markdown || format == .jupyter else {
      throw DocumentError.unknownFormat(file: file.lastPathComponent, usable: [.markdown, .jupyter])
    }
    let bytes: Data
    do {
      bytes = try Data(contentsOf: file)
    } catch {
      throw DocumentError.inaccessible(file: file.path, why: error.localizedDescription)
    }
    self =
      switch format {
      case .jupyter: try NotebookDocument(jupyter: bytes)
      default: try NotebookDocument(markdown: String(decoding: bytes, as: UTF8.self))
      }
  }

  /// Writes the notebook in the format that the name of the file stands for, in one step: the file is never there
  /// in part. Throws ``DocumentError``.
  public func write(to file: URL) throws {
    let bytes =
      switch DocumentFormat(of: file) {
      case .markdown: Data(markdown().utf8)
      case .jupyter: jupyter()
      case .html: Data(html().utf8)
      case nil:
        throw DocumentError.unknownFormat(file: file.lastPathComponent, usable: DocumentFormat.allCases)
      }
    do {
      try bytes.write(to: file, options: .atomic)
    } catch {
      throw DocumentError.inaccessible(file: file.path, why: error.localizedDescription)
    }
  }
}
