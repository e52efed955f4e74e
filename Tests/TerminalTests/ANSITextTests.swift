import Terminal
import Testing

@Suite("ANSI text")
struct ANSITextTests {
  @Test("rows are cut at the width of the screen, with wide characters whole")
  func rows() {
    #expect(ANSIText.rows(of: "abcdef", width: 4) == ["abcd", "ef"])
    #expect(ANSIText.rows(of: "a漢字b", width: 4) == ["a漢", "字b"])
    #expect(ANSIText.rows(of: "", width: 4) == [""])
    #expect(ANSIText.rows(of: "a\tb", width: 20) == ["a       b"])
  }

  @Test("a style goes on in the next row and takes up no columns")
  func styles() {
    #expect(
      ANSIText.rows(of: "\u{1B}[1mabcd\u{1B}[31mef\u{1B}[0mg", width: 4)
        == ["\u{1B}[1mabcd\u{1B}[31m\u{1B}[0m", "\u{1B}[1m\u{1B}[31mef\u{1B}[0mg"])
    #expect(
      ANSIText.rows(of: "\u{1B}]8;;x\u{7}ab\u{1B}]8;;\u{1B}\\", width: 4) == ["\u{1B}]8;;x\u{7}ab\u{1B}]8;;\u{1B}\\"])
  }
}
