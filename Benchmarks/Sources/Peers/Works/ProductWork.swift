import Kernels
import LinearAlgebra

/// Products of matrices.
enum ProductWork {
  static func product(_ values: WorkValues) throws -> WorkReport {
    let size = try values.number("size")
    let a = try values.matrix("a", of: Float.self, rows: size, columns: size)
    let b = try values.matrix("b", of: Float.self, rows: size, columns: size)
    _ = try a * b
    let measured = try WorkMeasurement(calls: values.number("calls")) { try a * b }
    try values.write(measured.result.values.map { Double($0) })
    return measured.report(note: "\(InstructionSet.current)")
  }
}
