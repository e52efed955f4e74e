/// Reads comma-separated values from a file, whole or in chunks of rows for files that are larger than memory.
///
///     let reader = try CSVReader("clicks.csv.gz")
///     while let chunk = try reader.next(rows: 100_000) { … }
///
/// Files of the gzip format are read as what they hold. All processors are used; the frame does not depend on how
/// many there are.
public final class CSVReader {
  private let source: CSVSource
  private let options: CSVOptions
  private let scanner: RecordScanner
  private let nulls: NullTexts
  /// How the text is cut up; nil for sizes that suit the machine.
  package var cutting: CSVCutting?
  private var stream: CSVTable?
  /// Rows that have been read but not handed out.
  private var pending = DataFrame()
  private var handedOut = 0
  /// What ended the stream, for the call after the last rows before it.
  private var failure: CSVError?

  /// Opens a file.
  /// - Throws: ``CSVError/file(path:problem:)``, ``CSVError/option(problem:)``.
  public convenience init(_ path: String, _ options: CSVOptions = CSVOptions()) throws(CSVError) {
    try self.init(source: .file(path), options)
    try FileReader.check(path)
  }

  /// Prepares to read a text in memory.
  /// - Throws: ``CSVError/option(problem:)``.
  public convenience init(text: String, _ options: CSVOptions = CSVOptions()) throws(CSVError) {
    var options = options
    options.encoding = .utf8
    try self.init(source: .bytes(Array(text.utf8)), options)
  }

  /// Prepares to read bytes in memory, which may be in any encoding and compressed.
  /// - Throws: ``CSVError/option(problem:)``.
  public convenience init(bytes: [UInt8], _ options: CSVOptions = CSVOptions()) throws(CSVError) {
    try self.init(source: .bytes(bytes), options)
  }

  private init(source: CSVSource, _ options: CSVOptions) throws(CSVError) {
    self.source = source
    self.options = options
    scanner = RecordScanner(dialect: try CSVDialect(options))
    if case .sample(let rows) = options.inference, rows < 1 {
      throw .option(problem: "types cannot be inferred from \(rows) rows; give one or more")
    }
    nulls = NullTexts(options.nulls)
  }

  /// Reads everything into one frame.
  ///
  /// O(bytes). Where a value does not fit a type that was inferred from the first rows, the type widens and the file
  /// is read once more.
  /// - Throws: ``CSVError``; with ``BadRowRule/refuse`` the first row that does not fit.
  public func readAll() throws(CSVError) -> CSVReading {
    var kinds: [FieldKind]?
    while true {
      let table = try table(kinds, cutting: cutting ?? .whole, mayWiden: true, keepsAll: true)
      while try table.readBlock() {}
      if table.hasWidened {
        kinds = table.kinds
        continue
      }
      return CSVReading(frame: table.take(), badRows: table.badRows, badRowCount: table.badRowCount)
    }
  }

  /// The next `count` rows, fewer at the end, and then nil.
  ///
  /// Memory: about two chunks and 4 MB of the text, whatever the size of the file.
  /// - Throws: ``CSVError``; with ``BadRowRule/refuse`` the first row that does not fit. What is wrong with the text
  ///   ends the stream only after the rows before it: the last chunk, smaller perhaps, holds those, and the next call
  ///   throws; types from the whole text (``CSVOptions/inference``) are found first, so with them the first call
  ///   throws.
  public func next(rows count: Int) throws(CSVError) -> DataFrame? {
    guard count > 0 else { throw .option(problem: "a chunk of \(count) rows was asked for; it must be 1 or more") }
    let table: CSVTable = if let stream { stream } else { try openStream() }
    stream = table
    while failure == nil, pending.rowCount - handedOut + table.rowCount < count {
      do throws(CSVError) {
        guard try table.readBlock() else { break }
      } catch {
        failure = error
      }
    }
    if pending.rowCount - handedOut < count, table.rowCount > 0 {
      let rest = pending.slice(handedOut..<pending.rowCount)
      let fresh = table.take()
      // Both frames come from one table, so their columns go together.
      pending = rest.rowCount == 0 ? fresh : rest.stacked(on: fresh)
      handedOut = 0
    }
    let available = pending.rowCount - handedOut
    guard available > 0 else {
      if let failure { throw failure }
      return nil
    }
    let chunk = pending.slice(handedOut..<handedOut + min(count, available))
    handedOut += chunk.rowCount
    return chunk
  }

  /// The bad rows that a stream of chunks has met so far, if they are to be collected.
  public var badRows: [BadRow] { stream?.badRows ?? [] }
  /// How many bad rows a stream of chunks has met so far.
  public var badRowCount: Int { stream?.badRowCount ?? 0 }

  private func openStream() throws(CSVError) -> CSVTable {
    var kinds: [FieldKind]?
    if options.inference == .whole {
      let table = try table(nil, cutting: cutting ?? .stream, mayWiden: true, keepsAll: false)
      while try table.readBlock() { table.discard() }
      kinds = table.kinds
    }
    return try table(kinds, cutting: cutting ?? .stream, mayWiden: false, keepsAll: false)
  }

  private func table(
    _ kinds: [FieldKind]?, cutting: CSVCutting, mayWiden: Bool, keepsAll: Bool
  ) throws(CSVError) -> CSVTable {
    if kinds != nil { try source.checkSecondReading() }
    let window = try source.open(options.encoding)
    var layout = try CSVLayout(window, options, scanner, nulls, path: source.name)
    if let kinds {
      for (index, kind) in kinds.enumerated() { layout.fields[index].kind = kind }
    }
    return CSVTable(
      window, layout, options, scanner, nulls, path: source.name, cutting: cutting, mayWiden: mayWiden,
      keepsAll: keepsAll)
  }
}

extension DataFrame {
  /// Reads a file of comma-separated values.
  ///
  ///     let homes = try DataFrame.readCSV("homes.csv")
  ///
  /// O(bytes), on all processors. A row that does not fit ends the reading with an error; to collect or count such
  /// rows, use ``CSVReader/readAll()``.
  /// - Throws: ``CSVError``.
  public static func readCSV(_ path: String, _ options: CSVOptions = CSVOptions()) throws(CSVError) -> DataFrame {
    try CSVReader(path, options).frameAlone()
  }

  /// Reads comma-separated values from a text. O(bytes).
  ///
  ///     let frame = try DataFrame(csv: "name,age\nAda,36\nAlan,41\n")
  /// - Throws: ``CSVError``.
  public init(csv text: String, _ options: CSVOptions = CSVOptions()) throws(CSVError) {
    // Nobody means a table of one column without rows.
    guard text.contains(where: \.isNewline) || ![".csv", ".tsv", ".gz"].contains(where: text.hasSuffix) else {
      throw .file(
        path: text, problem: "this is the name of a file, not the text of a table; DataFrame.readCSV(…) reads files")
    }
    self = try CSVReader(text: text, options).frameAlone()
  }
}

extension CSVReader {
  /// The frame of a reading that leaves nothing out.
  fileprivate func frameAlone() throws(CSVError) -> DataFrame {
    guard options.badRows == .refuse else {
      throw .option(
        problem: "a frame alone would hide the bad rows; to \(options.badRows.rawValue) them use "
          + "CSVReader(path, options).readAll(), which gives the frame, the bad rows and their number")
    }
    return try readAll().frame
  }
}
