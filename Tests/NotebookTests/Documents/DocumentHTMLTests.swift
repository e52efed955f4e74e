import Foundation
import Notebook
import Plotting
import Testing

@Suite("Notebooks as web pages")
struct DocumentHTMLTests {
  private func page(_ items: NotebookDocument.Item...) -> String {
    let html = NotebookDocument(items: items).html()
    guard let body = html.firstRange(of: "<main>") else { return "" }
    return String(html[body.upperBound...])
  }

  private func shown(_ outputs: CellOutput..., status: CellOutcome.Status = .succeeded) -> String {
    page(.cell(DocumentCell(source: "x", outcome: CellOutcome(status: status, outputs: outputs))))
  }

  private func drawn(_ svg: String) -> String {
    shown(.display(DisplayBundle(plain: "as text", svg: svg), type: "Plot"))
  }

  @Test("The page needs nothing from elsewhere and runs nothing")
  func selfContained() {
    let html = DocumentSample.document.html()
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    for forbidden in ["<script", "<link", "@import", "<iframe", " src=\"http", "url(http"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(html.contains("<title>Sampling &amp; *weights*: a &lt;first&gt; look</title>"))
  }

  @Test("Raw HTML and dangerous links in prose are not passed on")
  func unsafeProse() {
    let html = page(
      .prose(
        """
        <script>alert(1)</script>

        a <img src=x onerror=alert(1)> b <b>c</b>

        [click](javascript:alert(1)) [data](data:text/html,x) [ok](https://example.org)
        """))
    #expect(!html.contains("alert"))
    #expect(!html.contains("<b>") && !html.contains("text/html"))
    #expect(html.contains("<a href=\"https://example.org\">ok</a>"))
  }

  @Test("An image elsewhere becomes a link to it, one in the text stays")
  func images() {
    let html = page(
      .prose("![a *b*](https://example.org/i.png) ![](u.png) ![dot](data:image/png;base64,AAAA)"))
    #expect(html.contains("<a href=\"https://example.org/i.png\">a <em>b</em></a>"))
    #expect(html.contains("<a href=\"u.png\">u.png</a>"))
    #expect(html.contains("<img src=\"data:image/png;base64,AAAA\" alt=\"dot\" />"))
  }

  @Test("Tables, task lists and strikethrough of GitHub's Markdown are shown")
  func gitHubMarkdown() {
    let html = page(.prose("| a |\n|--:|\n| 1 |\n\n- [x] done\n\n~~no~~"))
    #expect(html.contains("<td align=\"right\">1</td>"))
    #expect(html.contains("type=\"checkbox\" checked"))
    #expect(html.contains("<del>no</del>"))
  }

  @Test("Everything that comes from outside is escaped")
  func escaping() {
    let nasty = "</pre><script>x</script>&\"'"
    let safe = "&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt;&amp;&quot;&#39;"
    let outcome = CellOutcome(
      status: .faulted,
      diagnostics: [CellDiagnostic(severity: .warning, line: 1, column: 1, message: nasty, excerpt: nasty)],
      fault: CellFault(message: nasty, cell: nasty),
      outputs: [.text(nasty, isError: true), .display(DisplayBundle(plain: nasty), type: nasty)])
    let document = NotebookDocument(
      title: nasty, metadata: ["a": nasty],
      items: [
        .cell(DocumentCell(source: "x", outcome: outcome)),
        .exercise(DocumentExercise(id: nasty, prompt: nasty, answer: nasty, verdict: nasty)),
      ])
    let html = document.html()
    #expect(!html.contains("<script"))
    #expect(html.ranges(of: safe).count == 12)
    #expect(page(.cell(DocumentCell(source: nasty))).contains("&lt;/pre&gt;&lt;script&gt;"))
  }

  @Test("Swift is colored by what its words are")
  func coloring() {
    func colored(_ source: String) -> String { page(.cell(DocumentCell(source: source))) }
    let html = colored("@main struct App { let n = 0x1F // note\n}")
    #expect(html.contains("<span class=\"s-attribute\">@main</span> <span class=\"s-keyword\">struct</span>"))
    #expect(html.contains("<span class=\"s-type\">App</span> { <span class=\"s-keyword\">let</span> n = "))
    #expect(html.contains("<span class=\"s-number\">0x1F</span> <span class=\"s-comment\">// note</span>\n}"))
    #expect(colored("a.init()").contains("a.init()"))
    #expect(
      colored("1...3e-2").contains("<span class=\"s-number\">1</span>...<span class=\"s-number\">3e-2</span>")
    )
    #expect(colored("/* a /* b */ c */ d").contains("<span class=\"s-comment\">/* a /* b */ c */</span> d"))
  }

  @Test(
    "A string literal ends where Swift ends it",
    arguments: [
      #""a" + b"#, #""\"" + b"#, #""\(f("x)"))" + b"#, ##"#"a"b\(c)"# + b"##, ##"#"\#(f(")"))"# + b"##,
      "\"\"\"\n\"a\"\n\"\"\" + b", "\"not closed\n + b",
    ])
  func strings(source: String) {
    let html = page(.cell(DocumentCell(source: source)))
    #expect(html.ranges(of: "class=\"s-string\"").count == 1)
    #expect(html.contains("</span> + b</code>") || html.contains("</span>\n + b</code>"))
  }

  @Test("Any source is colored without losing a character")
  func anySource() {
    var rng = SplitMix(state: 9)
    for _ in 0..<500 {
      let source = rng.text(pieces: rng.below(12)).without("\r", "\u{0}", "\u{1B}")
      let html = page(.cell(DocumentCell(source: source)))
      let code = html.firstRange(of: "<code class=\"language-swift\">")?.upperBound ?? html.startIndex
      let end = html.firstRange(of: "</code>")?.lowerBound ?? html.endIndex
      let text = html[code..<end].replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<")
        .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        .replacing("&amp;", with: "&")
      #expect(String(text) == source)
    }
  }

  @Test("Terminal colors become classes and styles, and other control sequences are left out")
  func terminalColors() {
    #expect(
      shown(.text("\u{1B}[1;31mred\u{1B}[0m", isError: false))
        .contains("<span class=\"t-bold t-f1\">red</span></pre>"))
    #expect(
      shown(.text("\u{1B}[38;5;208mx\u{1B}[m", isError: false)).contains(
        "<span style=\"color:#ff8700\">x</span>"))
    #expect(
      shown(.text("\u{1B}[48;2;0;34;78mx", isError: false))
        .contains("<span style=\"background:#00224e;color:#fff\">x</span>"))
    #expect(shown(.text("\u{1B}[31;7mx", isError: false)).contains("<span class=\"t-b1\">x</span>"))
    #expect(
      shown(.text("a\u{1B}[2K\u{1B}]0;title\u{7}\u{8}b\u{1B}(Bc\u{1B}[", isError: false)).contains(
        ">abBc</pre>"))
  }

  @Test("A line that was written over shows its last state")
  func carriageReturn() {
    #expect(
      shown(.text("10 %\r\u{1B}[32m100 %\u{1B}[0m\ndone\r\n", isError: false)).contains(
        "<pre class=\"printed\" tabindex=\"0\"><span class=\"t-f2\">100 %</span>\ndone\n</pre>"))
  }

  @Test("A drawing stands in the page with its own names and its own style")
  func drawing() {
    let html = DocumentSample.document.html()
    #expect(html.contains("<figure id=\"drawing-1\" class=\"drawing\"><svg "))
    for name in ["drawing-1", "drawing-2"] {
      #expect(html.contains("<clipPath id=\"\(name)-area\">"))
      #expect(html.contains("clip-path=\"url(#\(name)-area)\""))
      #expect(html.contains("#\(name) .axis{ stroke: #59636e }"))
      #expect(html.contains("@media (prefers-color-scheme: dark){#\(name) text{ fill: #e3e7eb }"))
    }
    #expect(html.contains("role=\"img\" aria-label=\"Drawing of type Plot\""))
  }

  @Test("The name that a drawing gives itself is kept")
  func drawingName() {
    let html = drawn("<svg role=\"img\" aria-label=\"it&#39;s\"><g style=\"fill: url(#a)\"/></svg>")
    #expect(
      html.contains(
        "<svg role=\"img\" aria-label=\"it&#39;s\"><g style=\"fill: url(#drawing-1-a)\"></g></svg>"))
  }

  @Test("A drawing without a dark side gets a light sheet")
  func sheet() {
    #expect(drawn("<svg><path d=\"M0 0\"/></svg>").contains("class=\"drawing sheet\"><svg "))
    #expect(drawn("<svg><path stroke='currentColor' d=\"M0 0\"/></svg>").contains("class=\"drawing\"><svg "))
  }

  @Test(
    "A drawing that could run or load something is shown as a picture, in which it cannot",
    arguments: [
      "<svg onload=\"x()\"/>", "<svg><script>x()</script></svg>", "<svg><a href=\"#b\"/></svg>",
      "<svg><foreignObject><p>x</p></foreignObject></svg>", "<svg><use href=\"http://e.org/#a\"/></svg>",
      "<svg><rect fill=\"url(http://e.org/a)\"/></svg>", "<svg><rect fill=\"&#117;rl(http://e.org)\"/></svg>",
      "<svg><style>@import 'x';</style></svg>", "<svg><style>a{b:url(x)}</style></svg>",
      "<svg><style>a{} } body{display:none}</style></svg>", "<svg><style>@font-face{a:b}</style></svg>",
      "<svg><title><b>x</b></title></svg>", "<svg><image href=\"x.png\"/></svg>",
    ])
  func foreignDrawing(svg: String) {
    let html = drawn(svg)
    #expect(!html.contains("<svg"))
    #expect(html.contains("<img src=\"data:image/svg+xml;base64,\(Data(svg.utf8).base64EncodedString())\""))
    #expect(html.contains("alt=\"as text\""))
  }

  @Test(
    "A drawing that is not well formed is shown as text",
    arguments: [
      "", "text", "<svg>", "<svg></g></svg>", "<svg a=b/>", "<p/>", "<svg/><svg/>", "<svg><g</svg>",
      "<svg a=\"<\"/>",
    ])
  func brokenDrawing(svg: String) {
    let html = drawn(svg)
    #expect(!html.contains("<svg") && !html.contains("<img"))
    #expect(html.contains(">as text</pre>"))
  }

  @Test("Mangled drawings end in one of the three ways, and never in an element that is not known")
  func mangledDrawings() {
    var rng = SplitMix(state: 13)
    let whole = Array(DocumentSample.plot.unicodeScalars)
    for _ in 0..<400 {
      var scalars = whole
      for _ in 0..<(1 + rng.below(4)) {
        let place = rng.below(scalars.count)
        switch rng.below(3) {
        case 0: scalars.remove(at: place)
        case 1: scalars[place] = rng.pick(Array("<>\"'/&;{}#:=".unicodeScalars))
        default: scalars.insert(contentsOf: "<script>".unicodeScalars, at: place)
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      #expect(!drawn(String(text)).contains("<script"))
    }
  }

  @Test("Exercises say in words how they stand")
  func exercises() {
    for (score, word) in [(1.0, "Right"), (0.5, "Partly right"), (0, "Not right")] {
      let html = page(.exercise(DocumentExercise(id: "e", prompt: "*p*", answer: "a", score: score)))
      #expect(html.contains("<p class=\"standing\">\(word)</p>"))
      #expect(html.contains("<em>p</em>"))
    }
    let open = page(.exercise(DocumentExercise(id: "e", prompt: "p")))
    #expect(!open.contains("standing") && !open.contains("Answer"))
  }

  @Test("Any notebook becomes a page whose elements are all closed")
  func anyNotebook() throws {
    var rng = SplitMix(state: 17)
    for _ in 0..<200 {
      let text = rng.text(pieces: rng.below(9))
      let html = page(
        .cell(
          DocumentCell(
            source: text, outcome: CellOutcome(status: .died, outputs: [.text(text, isError: false)]))),
        .exercise(DocumentExercise(id: text, prompt: text, answer: text, verdict: text)))
      for element in ["section", "div", "pre", "span", "figure"] {
        let opened = html.ranges(of: try Regex("<\(element)[ >]")).count
        #expect(opened == html.ranges(of: "</\(element)>").count, "\(element) in \(text.debugDescription)")
      }
    }
  }
}
