internal import Foundation

/// Memory for columns: large blocks ask for large pages and grow without being copied where the system can do that.
enum LargeMemory {
  private static let largePage = 2 << 20

  static func allocate<Element: BitwiseCopyable>(_ count: Int, of: Element.Type) -> UnsafeMutablePointer<Element> {
    let bytes = byteCount(count, of: Element.self)
    guard let block = malloc(bytes) else { fatalError("no memory for \(bytes) bytes") }
    adviseLargePages(block, bytes)
    return block.bindMemory(to: Element.self, capacity: count)
  }

  /// The same values in a block with room for `count`.
  static func grow<Element: BitwiseCopyable>(
    _ block: UnsafeMutablePointer<Element>, to count: Int
  ) -> UnsafeMutablePointer<Element> {
    let bytes = byteCount(count, of: Element.self)
    guard let grown = realloc(block, bytes) else { fatalError("no memory for \(bytes) bytes") }
    adviseLargePages(grown, bytes)
    return grown.bindMemory(to: Element.self, capacity: count)
  }

  /// The same values in a block with no more room than for `count`.
  static func shrink<Element: BitwiseCopyable>(
    _ block: UnsafeMutablePointer<Element>, to count: Int
  ) -> UnsafeMutablePointer<Element> {
    let bytes = max(1, count) * MemoryLayout<Element>.stride + behind
    guard let shrunk = realloc(block, bytes) else { fatalError("no memory for \(bytes) bytes") }
    return shrunk.bindMemory(to: Element.self, capacity: count)
  }

  static func free<Element: BitwiseCopyable>(_ block: UnsafeMutablePointer<Element>) {
    Foundation.free(block)
  }

  /// What a copy by words may touch behind the last value.
  private static let behind = 8

  /// Room for at least one value; a large block is whole large pages, with what `malloc` keeps in front of it, so that
  /// the system puts it at the start of one.
  private static func byteCount<Element>(_ count: Int, of: Element.Type) -> Int {
    let bytes = max(1, count) * MemoryLayout<Element>.stride + behind
    guard bytes >= 2 * largePage else { return bytes }
    let kept = 32
    return (bytes + kept + largePage - 1) / largePage * largePage - kept
  }

  private static func adviseLargePages(_ block: UnsafeMutableRawPointer, _ bytes: Int) {
    #if os(Linux)
      guard bytes >= largePage else { return }
      // From the page of the first byte to that of the last: a mapping that is advised only in part is two to the
      // system, which then cannot move it as one.
      let page = sysconf(Int32(_SC_PAGESIZE))
      let before = Int(bitPattern: block) & (page - 1)
      let count = (before + bytes + page - 1) & ~(page - 1)
      _ = madvise(block - before, count, 14)  // MADV_HUGEPAGE
    #endif
  }
}
