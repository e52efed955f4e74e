import Plotting
import Terminal
import Testing

@Suite("Markdown renderer")
struct MarkdownRendererTests {
  private func plain(_ markdown: String, width: Int = 40) -> String {
    MarkdownRenderer(context: DisplayContext(width: width, color: false, unicode: false)).render(markdown)
  }

  @Test("headings, emphasis and code keep their marks where there is no color")
  func marks() {
    #expect(
      plain("# Title\n\nSome *soft* and **strong** `code`, ~~gone~~.\n\n### Third\n") == """
        Title
        =====

        Some *soft* and **strong** `code`,
        ~~gone~~.

        ### Third

        """)
  }

  @Test("lists nest, count, and hang their lines")
  func lists() {
    #expect(
      plain("9. nine\n10. ten is so long that it must go on to the next line\n    - inner\n\n- [x] done\n- [ ] open\n")
        == """
         9. nine
        10. ten is so long that it must go on to
            the next line
            * inner

        [x] done
        [ ] open

        """)
  }

  @Test("quotes, code, rules, links and images are shown as what they are")
  func blocks() {
    #expect(
      plain(
        "> said\n> so\n\n```swift\nlet a  = 1\n\n  b\n```\n***\n[the *text*](https://x.org/a) <https://x.org> [here](#a) ![alt](p.png)\n",
        width: 60) == """
          > said so

              let a  = 1

                b

          \(String(repeating: "-", count: 60))

          the *text* (https://x.org/a) https://x.org here [alt]

          """)
  }

  @Test("tables are aligned, and their widest columns give way")
  func tables() {
    #expect(
      plain("| a | number |\n|---|---:|\n| 漢字 | 1 |\n| this cell is much too wide for it all | 22 |\n", width: 30)
        == """
        a                     | number
        ----------------------+-------
        漢字                  |      1
        this cell is much too |     22
        wide for it all       |

        """)
  }

  @Test("no line is wider than the window, whatever the text", arguments: [20, 33, 80])
  func width(columns: Int) {
    let text = """
      # A heading that is rather long for a narrow window, 漢字漢字漢字漢字漢字漢字

      Words and averyveryveryverylongwordthatdoesnotfitanywhereatall and 漢字を含む長い文章も正しく折り返されるべきです。

      - item one with text that goes on and on
        - inner item 👩\u{200D}🔬👩\u{200D}🔬👩\u{200D}🔬👩\u{200D}🔬👩\u{200D}🔬👩\u{200D}🔬👩\u{200D}🔬 e\u{301}

      > quote with text that goes on and on and on

      ```
      let aVeryLongLineOfCodeThatDoesNotFitIntoTheWindow = someFunction(withArguments: 1, and: 2)
      ```

      | one | two |
      |---|---|
      | a long cell that does not fit into the window at all | another long cell that does not fit |
      """
    for color in [false, true] {
      let context = DisplayContext(width: columns, color: color, unicode: true)
      for line in MarkdownRenderer(context: context).render(text).split(separator: "\n") {
        #expect(displayWidth(line) <= columns, "\(line)")
      }
    }
  }

  @Test("colors change no text, and every style is ended on its line")
  func color() {
    let text = "# T\n\n*a* **b** `c` [d](e)\n\n```swift\n/* x\n y */ let s = \"z\"\n```\n"
    let colored = MarkdownRenderer(context: DisplayContext(width: 40, color: true, unicode: true)).render(text)
    #expect(colored.contains("\u{1B}[3ma\u{1B}[0m \u{1B}[1mb\u{1B}[0m \u{1B}[33mc\u{1B}[0m"))
    for line in colored.split(separator: "\n") where line.contains("\u{1B}[") {
      let last = line.range(of: "\u{1B}[", options: .backwards)!
      #expect(line[last.lowerBound...].hasPrefix("\u{1B}[0m"), "\(line)")
    }
  }

  @Test("control characters in a document do not reach the terminal")
  func controls() {
    #expect(plain("a\u{1B}[2Jb `c\u{7}d`\n\n    e\u{9B}f\n") == "a[2Jb `cd`\n\n    ef\n")
  }

  @Test("an empty document is empty")
  func empty() { #expect(plain("") == "" && plain("<!-- only -->\n") == "") }
}
