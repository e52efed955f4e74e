package import LinearAlgebra

/// Rows of the kernel matrix of a training set, computed when they are asked for and kept while there is room.
///
/// When the room is used up, the row that has been unused for longest makes way.
package final class KernelRowCache {
  /// The kernel of each row with itself.
  package let diagonal: [Double]

  private let kernel: Kernel
  private let rows: Matrix<Double>
  private let tiles: RowTiles
  private let stride: Int
  private let storage: UnsafeMutablePointer<Double>
  private var rowInSlot: [Int] = []
  private var slotOfRow: [Int]
  private var lastUse: [Int] = []
  private var clock = 0
  private let slotCount: Int

  /// Prepares room for as many kernel rows as fit into `byteLimit`, and for two at least.
  package init(kernel: Kernel, rows: Matrix<Double>, byteLimit: Int) {
    self.kernel = kernel
    self.rows = rows
    diagonal = (0..<rows.rowCount).map { kernel.selfProduct(rows.row($0)) }
    tiles = RowTiles(rows)
    stride = tiles.count * tiles.height
    slotCount = min(rows.rowCount, max(2, byteLimit / (stride * MemoryLayout<Double>.stride)))
    // Pages of this room are not touched, and so take no memory, before a row is written to them.
    storage = .allocate(capacity: slotCount * stride)
    slotOfRow = [Int](repeating: -1, count: rows.rowCount)
  }

  deinit {
    storage.deallocate()
  }

  /// The kernel of row `row` with every row; valid until two other rows have been asked for.
  package func row(_ row: Int) -> UnsafePointer<Double> {
    clock += 1
    var slot = slotOfRow[row]
    if slot < 0 {
      slot = freeSlot()
      rows.withUnsafeValues { values in
        kernel.fill(
          storage + slot * stride, query: values.baseAddress! + row * rows.columnCount, against: tiles)
      }
      rowInSlot[slot] = row
      slotOfRow[row] = slot
    }
    lastUse[slot] = clock
    return UnsafePointer(storage + slot * stride)
  }

  private func freeSlot() -> Int {
    if rowInSlot.count < slotCount {
      rowInSlot.append(-1)
      lastUse.append(0)
      return rowInSlot.count - 1
    }
    var oldest = 0
    for slot in lastUse.indices where lastUse[slot] < lastUse[oldest] { oldest = slot }
    slotOfRow[rowInSlot[oldest]] = -1
    return oldest
  }
}
