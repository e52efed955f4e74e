import Foundation
import Plotting
import Testing

@Suite("Display width")
struct DisplayWidthTests {
  @Test("Texts take the columns that wcwidth gives them")
  func textsAgree() throws {
    for item in try PlottingReference.load().widths {
      #expect(displayWidth(item.text) == item.columns, "\(item.text)")
    }
  }

  @Test("Single characters take the columns that wcwidth gives them, for nearly all that are assigned")
  func singleCharactersAgree() throws {
    var (checked, different) = (0, [String]())
    for run in try PlottingReference.load().runs {
      for code in run[0]...run[1] {
        guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
        checked += 1
        if displayWidth(Character(scalar)) != run[2] { different.append(String(code, radix: 16)) }
      }
    }
    #expect(checked > 140_000)
    #expect(different.count <= 150, "\(different.count) of \(checked): \(different.prefix(400))")
  }

  @Test("Tabs, control characters and color sequences")
  func controls() {
    #expect(displayWidth("a\tb") == 9)
    #expect(displayWidth("\t") == 8)
    #expect(displayWidth("12345678\tx") == 17)
    #expect(displayWidth("a\u{7}b\u{0}") == 2)
    #expect(displayWidth("\u{1B}[1;31mred\u{1B}[0m") == 3)
    #expect(displayWidth("\u{1B}[38;5;32m漢\u{1B}[0m") == 2)
  }
}
