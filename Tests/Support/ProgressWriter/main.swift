// Writes attempts into a progress file and acknowledges each on standard output, so that a test can kill it at
// any moment and count what was kept.
//
//   ProgressWriter FILE ROUND [COUNT] [FILE-SIZE-LIMIT]
//
// Prints "open" or the notice after opening, then for each attempt "N" when it is committed and "N memory" when it
// is not. With a limit in bytes no file grows past it, as on a full disk; a line on standard input lifts the limit.

import Classroom
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: ProgressWriter FILE ROUND [COUNT] [FILE-SIZE-LIMIT]\n".utf8))
  exit(2)
}
let file = URL(filePath: arguments[1])
let round = arguments[2]
let count = arguments.count > 3 ? Int(arguments[3])! : Int.max
let sizeLimit = arguments.count > 4 ? rlim_t(arguments[4])! : nil

func setFileSizeLimit(_ bytes: rlim_t) {
  var limit = rlimit(rlim_cur: bytes, rlim_max: rlim_t.max)
  setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
}

func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

let store = try ProgressStore(at: file)
let notices = store.takeNotices()
say(notices.isEmpty ? "open" : notices.map(\.description).joined(separator: "; "))
if let sizeLimit {
  signal(SIGXFSZ, SIG_IGN)
  setFileSizeLimit(sizeLimit)
}

func write(_ number: Int) {
  let saving = store.record(
    ExerciseAttempt(
      lesson: "lesson", exercise: "round-\(round)", seed: UInt64(number), answer: "answer \(number)",
      outcome: .wrong, score: 0))
  for notice in store.takeNotices() { say(notice.description) }
  say(saving == .committed ? "\(number)" : "\(number) memory")
}

for number in 0..<count { write(number) }
if sizeLimit != nil {
  let tries = try store.standing(lesson: "lesson", exercise: "round-\(round)").tries
  say("tries \(tries)")
  _ = readLine()
  setFileSizeLimit(rlim_t.max)
  write(count)
}
