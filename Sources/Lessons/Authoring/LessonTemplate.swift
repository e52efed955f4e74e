/// The lesson that `author new` writes: small, with exercises of several kinds, and it passes its own check.
public enum LessonTemplate {
  /// The text of a new lesson.
  public static func text(title: String, chapter: Int) -> String {
    body
      .replacing("%TITLE%", with: quoted(title))
      .replacing("%HEADING%", with: title.replacing("\n", with: " "))
      .replacing("%CHAPTER%", with: "\(chapter)")
  }

  /// A YAML string of one line.
  private static func quoted(_ text: String) -> String {
    let oneLine = text.replacing("\n", with: " ").replacing("\r", with: " ")
    return "\"" + oneLine.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static let body = #"""
    ---
    title: %TITLE%
    chapter: %CHAPTER%
    source: Designing Machine Learning Systems, ch. %CHAPTER%
    question: Which question does this lesson answer?
    objective: What can the student do at the end?
    minutes: 10
    ---

    # %HEADING%

    Begin with the question, and with a run that makes it interesting. A step is what stands between two headings,
    cells or exercises; keep each to one screen.

    ```swift cell=tosses
    let tosses = [true, false, true, true]
    let heads = tosses.count { $0 }
    heads
    ```

    Say what the student has just seen, and what follows from it.

    ## Exercise: The share of heads

    ```yaml exercise=share-of-heads
    kind: number
    assumes: nothing
    ```

    A coin was tossed {{tosses}} times and showed heads {{heads}} times. What is the share of heads?

    ```swift variant
    let tosses = variant.pick("tosses", from: [4, 5, 8, 10, 20])
    let heads = variant.pick("heads", from: [1, 3])
    ```

    ```swift expected
    expected["answer"] = Double(heads) / Double(tosses)
    wrong["share-of-tails"] = Double(tosses - heads) / Double(tosses)
    ```

    ```yaml key
    tolerance: 1e-6
    canonical: 0.25
    ```

    ### Hint

    The share is a part of the whole: what is the part here, and what is the whole?

    ### Wrong answer: share-of-tails

    That is the share of tails.

    ### Solution

    Heads came {{heads}} times in {{tosses}} tosses, so the share is one number divided by the other.

    ## Exercise: What a share says

    ```yaml exercise=what-a-share-says
    kind: choice
    assumes: nothing
    options:
      - id: fair
        text: The coin is fair.
      - id: unfair
        text: The coin is not fair.
      - id: open
        text: Neither can be said yet.
    reasons:
      - id: few-tosses
        text: Four tosses of a fair coin often show three heads.
      - id: more-heads
        text: There were more heads than tails.
    ```

    Four tosses showed three heads. What follows?

    ```yaml key
    right: open
    reason: few-tosses
    ```

    ### Hint

    How often would a fair coin do the same?

    ### Wrong answer: too-early

    A fair coin does this in a quarter of all runs of four.

    ```text answer
    unfair more-heads
    ```

    ### Solution

    Of the 16 equally likely runs of four tosses, 4 show exactly three heads.

    ## Exercise: From few to many

    ```yaml exercise=from-few-to-many
    kind: order
    assumes: nothing
    items:
      - id: ten
        text: 10 tosses
      - id: hundred
        text: 100 tosses
      - id: thousand
        text: 1,000 tosses
    ```

    Put the experiments in order, from the most to the least uncertain share.

    ```yaml key
    right: [ten, hundred, thousand]
    ```

    ### Hint

    More tosses, less uncertainty.

    ### Wrong answer: turned-around

    That is from the least to the most uncertain.

    ```text answer
    thousand hundred ten
    ```

    ### Solution

    The uncertainty of a share falls with the square root of the number of tosses.

    ## Exercise: Count it yourself

    ```yaml exercise=count-it-yourself
    kind: code
    points: 2
    assumes: nothing
    ```

    Write a function `share(of:)` that gives the share of `true` in a list, and 0 for an empty one.

    ```swift starter
    func share(of tosses: [Bool]) -> Double {
      0
    }
    ```

    ```swift check
    check(share(of: []) == 0, "the share of an empty list is 0")
    check(share(of: [true, true]) == 1, "where every toss is heads, the share is 1")
    ```

    ```swift probe
    // An odd number of tosses, so that heads and tails are never the same.
    let tosses = (0..<(4 + 2 * rng.uniformInt(below: 10))).map { _ in rng.uniform() < 0.3 } + [true]
    observe("tosses", tosses)
    observe("share", share(of: tosses))
    observe("share of none", share(of: []))
    ```

    ```swift judge
    let tosses = try seen.value("tosses", as: [Bool].self)
    let share = try seen.value("share", as: Double.self)
    guard !tosses.isEmpty else { return .wrong("There was nothing to count.") }
    let right = Double(tosses.count { $0 }) / Double(tosses.count)
    if abs(share - (1 - right)) < 1e-9, abs(share - right) > 1e-9 { return .mistake("counts-tails") }
    guard abs(share - right) < 1e-9 else {
      return .wrong("For \(tosses.count) tosses the share should be \(right), and yours is \(share).")
    }
    guard try seen.value("share of none", as: Double.self) == 0 else {
      return .wrong("The share of an empty list should be 0.")
    }
    return .correct
    ```

    ### Hint

    `tosses.count { $0 }` counts the heads.

    ### Wrong answer: counts-tails

    You counted `false`.

    ```swift answer
    func share(of tosses: [Bool]) -> Double {
      tosses.isEmpty ? 0 : Double(tosses.count { !$0 }) / Double(tosses.count)
    }
    ```

    ### Solution

    Divide as `Double`: whole numbers would give 0.

    ```swift answer
    func share(of tosses: [Bool]) -> Double {
      tosses.isEmpty ? 0 : Double(tosses.count { $0 }) / Double(tosses.count)
    }
    ```

    """#
}
