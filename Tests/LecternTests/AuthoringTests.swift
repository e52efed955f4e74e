import Foundation
import Testing

@Suite("Lessons are proved")
struct AuthoringTests {
  @Test("every lesson that ships passes author check")
  func shippedLessons() throws {
    let result = try Program.run(["author", "check", Program.root.appendingPathComponent("lessons").path])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("04-reservoir-sampling.md: sound"), "\(result.output)")
  }

  @Test("author new writes a lesson that passes its own check, and touches no file that is there")
  func newLesson() throws {
    let folder = Program.Folder()
    let file = folder.path + "/09-mine/01-first-try.md"
    let made = try Program.run(["author", "new", file])
    #expect(made.status == 0, "\(made)")
    let checked = try Program.run(["author", "check", file])
    #expect(checked.status == 0 && checked.output.contains("sound"), "\(checked.output)")
    #expect(try Program.run(["author", "new", file]).status == 2)
  }

  @Test("what fails is named with file, line and exercise")
  func broken() throws {
    let folder = Program.Folder()
    let file = folder.path + "/01-broken.md"
    try LessonTests.text.replacing("right: good", with: "right: goood").write(
      toFile: file, atomically: true, encoding: .utf8)
    let result = try Program.run(["author", "check", file])
    #expect(result.status == 1)
    #expect(result.output.contains("01-broken.md:"), "\(result.output)")
    #expect(result.output.contains("[which]"), "\(result.output)")
    #expect(try Program.run(["author", "preview", file]).status == 1)
    let unmade = folder.path + "/02-unmade.md"
    #expect(try Program.run(["author", "new", unmade, "--chapter", "100"]).status == 2)
    #expect(!FileManager.default.fileExists(atPath: unmade))
  }

  @Test("the student's edition runs, takes answers, and holds nothing secret")
  func release() throws {
    let folder = Program.Folder()
    let lesson = Program.root.appendingPathComponent("lessons/04-training-data/04-reservoir-sampling.md").path
    let released = try Program.run(["author", "release", lesson, "--to", folder.path])
    #expect(released.status == 0, "\(released)")
    #expect(
      released.output.contains(
        "Left out: 2 keys, 4 expected blocks, 1 probe, 1 judge, 5 solutions, 17 wrong answers and 1 comment"),
      "\(released.output)")
    let file = folder.path + "/04-training-data/04-reservoir-sampling.md"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for secret in ["### Solution", "### Wrong answer", "yaml key", "swift probe", "swift judge", "swift expected"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(try Program.run(["author", "check", file]).status == 0)
    #expect(try Program.run(["run", file]).status == 0)
    #expect(try Program.run(["author", "release", lesson, "--to", Program.root.path + "/lessons"]).status == 1)
    let state = Program.Folder()
    let answered = try Program.run(["learn", file], input: ":next five-draws\na b c\n\n", state: state)
    #expect(answered.output.contains("Your answer is kept; `:submit` hands it in."), "\(answered.output)")
    #expect(answered.output.contains("Before the next cell, make up your mind."), "Enter goes on: \(answered.output)")
    let step = "func step(n: Int, item: Int, k: Int, reservoir: inout [Int], draw: (ClosedRange<Int>) -> Int) {"
    let grows = try Program.run(
      ["learn", file], input: ":next three-steps\n\(step) reservoir.append(item) }\n\n", state: state)
    #expect(grows.output.contains("✓ the first three items fill three slots"), "\(grows.output)")
    #expect(grows.output.contains("✗ after forty items there are still three"))
    #expect(grows.output.contains("Your answer is kept, and not all checks pass."))
    let again = try Program.run(["learn", file], input: ":next five-draws\n:next three-steps\n", state: state)
    #expect(again.output.components(separatedBy: "You have answered this one").count == 4, "\(again.output)")
    let kept = try Program.sqlite(
      state.path + "/lectern/progress.sqlite", "SELECT group_concat(exercise || ' ' || outcome) FROM attempt")
    #expect(kept == "five-draws unjudged,three-steps unjudged")
  }
}
