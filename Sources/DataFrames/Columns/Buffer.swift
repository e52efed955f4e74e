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
