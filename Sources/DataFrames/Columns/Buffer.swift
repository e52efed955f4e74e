internal import Foundation

/// Values side by side in memory: the storage under every column.
///
/// It is filled once, by its maker, and never changes after that, so columns and frames can share it.
@usableFromInline
final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  @usableFromInline let count: Int

  /// A buffer whose values the maker must fill in before anyone else sees it.
  init(uninitialized count: Int) {
    self.count = count
    base = LargeMemory.allocate(count, of: Element.self)
  }

  /// Takes over memory that ``LargeMemory`` gave, of which `count` values are filled in.
  init(adopting base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  convenience init(repeating value: Element, count: Int) {
    self.init(uninitialized: count)
    base.initialize(repeating: value, count: count)
  }

  convenience init(_ values: [Element]) {
    self.init(uninitialized: values.count)
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.initialize(from: start, count: source.count) }
    }
  }

  deinit { LargeMemory.free(base) }

  var byteCount: Int { count * MemoryLayout<Element>.stride }
}

/// Whoever goes through a buffer as a collection keeps it alive.
extension Buffer: RandomAccessCollection {
  @usableFromInline var startIndex: Int { 0 }
  @usableFromInline var endIndex: Int { count }
  @usableFromInline subscript(position: Int) -> Element {
    @inline(__always) get { base[position] }
  }
}

/// Memory for columns: large blocks ask for large pages and grow without being copied where the system can do that.
enum LargeMemory {
  private static let largeBlock = 4 << 20

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

  static func free<Element: BitwiseCopyable>(_ block: UnsafeMutablePointer<Element>) {
    Foundation.free(block)
  }

  /// At least one value, and eight bytes more than asked for, which a copy by words may touch.
  private static func byteCount<Element>(_ count: Int, of: Element.Type) -> Int {
    max(1, count) * MemoryLayout<Element>.stride + 8
  }

  private static func adviseLargePages(_ block: UnsafeMutableRawPointer, _ bytes: Int) {
    #if os(Linux)
      guard bytes >= largeBlock else { return }
      let page = 4096
      let start = (Int(bitPattern: block) + page - 1) & ~(page - 1)
      let length = (Int(bitPattern: block) + bytes - start) & ~(page - 1)
      if let start = UnsafeMutableRawPointer(bitPattern: start) {
        _ = madvise(start, length, 14)  // MADV_HUGEPAGE
      }
    #endif
  }
}
