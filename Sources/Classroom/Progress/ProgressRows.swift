internal import Foundation
internal import GRDB

extension LessonPosition {
  init(_ row: Row) throws {
    let finished: Int64? = try row.optional("finished")
    try self.init(
      place: LessonPlace(index: row.required("place_index"), id: row.required("place_id")),
      furthest: LessonPlace(index: row.required("furthest_index"), id: row.required("furthest_id")),
      started: ProgressStore.date(row.required("started")),
      finished: finished.map(ProgressStore.date),
      last: ProgressStore.date(row.required("last")))
  }
}

extension RecordedAttempt {
  init(_ row: Row) throws {
    let seed: Int64? = try row.optional("seed")
    // Text with a zero byte in it is stored as bytes.
    let stored: DatabaseValue = row["answer"]
    let answer =
      if case .blob(let bytes) = stored.storage {
        String(decoding: bytes, as: UTF8.self)
      } else {
        try row.required("answer") as String
      }
    guard let outcome = AttemptOutcome(rawValue: try row.required("outcome")) else {
      throw UnexpectedValue(column: "outcome")
    }
    try self.init(
      attempt: ExerciseAttempt(
        lesson: row.required("lesson"), exercise: row.required("exercise"),
        seed: seed.map(UInt64.init(bitPattern:)), answer: answer, outcome: outcome,
        score: row.required("score"), mistake: row.optional("mistake"),
        hintsShown: row.required("hints_shown"), time: ProgressStore.date(row.required("time"))),
      isAfterSolution: row.required("after_solution"))
  }
}
