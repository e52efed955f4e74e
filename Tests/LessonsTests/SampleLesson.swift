/// A lesson with an exercise of every kind.
enum SampleLesson {
  static let bytes = Array(text.utf8)

  static let text = #"""
    ---
    title: Reservoir sampling
    chapter: 4
    source: Designing Machine Learning Systems, ch. 4, pp. 88-89
    question: How do you keep a fair sample of a stream that never ends?
    objective: Implement the three steps and prove k/n by counting.
    minutes: 25
    ---

    # Reservoir sampling

    A stream never ends.

    ---

    It has no length either.

    ## The three steps

    First, fill the slots.

    ```swift cell=fill
    var slots = [1, 2, 3]
    ```

    Then draw.

    ```swift cell=inclusion fast
    let k = slots.count
    ```

    ```swift
    // This one is for reading.
    ```

    ## Exercise: The millionth tweet

    ```yaml exercise=millionth-tweet
    kind: number
    points: 2
    assumes: nothing
    parts:
      - name: enters
        label: probability that it enters
      - name: first-stays
        label: probability that the first is still there
    ```

    A reservoir of {{k}} slots has seen {{n}} tweets; in code, `n = {{n}}`.

    ```swift variant
    let k = variant.pick("k", from: [500, 100, 200, 1_000])
    let n = variant.pick("n", from: [1_000_000, 200_000, 5_000_000])
    ```

    ```swift expected
    expected["enters"] = Double(k) / Double(n)
    expected["first-stays"] = Double(k) / Double(n)
    wrong["first-is-favored"] = [Double(k) / Double(n), 1.0]
    ```

    ```yaml key
    tolerance: 1e-9
    canonical: [0.0005, 0.0005]
    ```

    ### Hint
    Every tweet has the same chance.
    ### Hint
    Count the slots: {{k}}.
    ### Wrong answer: first-is-favored
    The first can be thrown out, too.
    ### Solution
    It is k/n at every moment.

    ## Exercise: The rate

    ```yaml exercise=the-rate
    kind: number
    unit: "%"
    assumes: nothing
    ```

    Which sampling rate loses the class in 5% of the cases?

    ```yaml key
    relative tolerance: 0.01
    answer: 2.95
    ```

    ### Hint
    Solve for the rate.
    ### Wrong answer: same-rate
    That is the share of cases.
    ```text answer
    5
    ```
    ### Solution
    The 100th root of 0.05.

    ## Exercise: Which bug

    ```yaml exercise=which-bug
    kind: choice
    assumes: nothing
    options:
      - id: fixed-range
        text: It draws from 1 to N.
      - id: short-range
        text: It draws from 1 to n - 1.
      - id: always-replaces
        text: It always replaces.
    reasons:
      - id: early-favored
        text: The early ones are favored.
      - id: decay
        text: Inclusion decays geometrically.
    ```

    The bars fall towards the end.

    ```yaml key
    right: fixed-range
    reason: early-favored
    ```

    ### Hint
    Which end is favored?
    ### Wrong answer: mixes-them-up
    That one favors the late ones.
    ```text answer
    short-range early-favored
    ```
    ### Solution
    A fixed range makes late entries rare.

    ## Exercise: Put in order

    ```yaml exercise=put-in-order
    kind: order
    assumes: nothing
    choose: 3
    items:
      - id: fill
        text: fill the slots
      - id: draw
        text: draw a number
      - id: replace
        text: replace a slot
      - id: sort
        text: sort the stream
    ```

    Which three steps, in which order?

    ```yaml key
    right: [fill, draw, replace]
    ```

    ### Hint
    One of the four is not needed.
    ### Wrong answer: draws-first
    There is nothing to replace yet.
    ```text answer
    draw fill replace
    ```
    ### Solution
    Fill, draw, replace.

    ## Exercise: Pair them

    ```yaml exercise=pair-them
    kind: match
    assumes: nothing
    left:
      - id: sunny
        text: sunny-city logs
      - id: followees
        text: followees of seeds
    right:
      - id: convenience
        text: convenience
      - id: snowball
        text: snowball
      - id: stratified
        text: stratified
    ```

    What kind of sample is each?

    ```yaml key
    pairs:
      sunny: convenience
      followees: snowball
    ```

    ### Hint
    Is anything random?
    ### Wrong answer: calls-it-stratified
    There are no strata.
    ```text answer
    sunny=stratified followees=snowball
    ```
    ### Solution
    Both are nonprobability samples.

    ## Exercise: Write the step

    ```yaml exercise=write-step
    kind: code
    points: 3
    tries: 2
    assumes: [inclusion, fill]
    ```

    Write `step(_:)`.

    ```swift given
    let capacity = 3
    ```

    ```swift starter
    func step(_ n: Int) -> Int { 0 }
    ```

    ```swift probe
    observe("step", (1...5).map { step($0 + Int(seed % 7)) })
    ```

    ```swift judge
    let seen = try seen.value("step", as: [Int].self, count: 5)
    return .correct
    ```

    ### Hint
    The range includes n.
    ### Wrong answer: n-minus-one
    You leave out the newest.
    ```swift answer
    func step(_ n: Int) -> Int { n - 1 }
    ```
    ### Solution
    Draw from 1 to n.
    ```swift answer
    func step(_ n: Int) -> Int { n }
    ```

    # What comes next

    Importance sampling.

    """#

  /// The sample with one piece replaced by another; the piece must be there.
  static func text(replacing piece: String, with other: String) -> String {
    precondition(text.contains(piece), "the sample lesson has no \(piece)")
    return String(text.replacing(piece, with: other, maxReplacements: 1))
  }
}
