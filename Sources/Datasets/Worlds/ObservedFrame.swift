import DataFrames

/// The frame of columns that a world has made, which have one length and different names.
func observedFrame(_ columns: [Column]) -> DataFrame {
  do {
    return try DataFrame(columns: columns)
  } catch {
    preconditionFailure("a world made columns that are no frame: \(error)")
  }
}
