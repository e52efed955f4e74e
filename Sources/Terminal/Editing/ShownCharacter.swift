internal import Plotting

extension Character {
  /// How the character is shown in a cell that starts at column 0, and the columns it takes: a tab as spaces up to a
  /// multiple of 4, a control character as ^X.
  func shown(atColumn column: Int) -> (text: String, width: Int) {
    if self == "\t" {
      let width = 4 - column % 4
      return (String(repeating: " ", count: width), width)
    }
    if self == "\n" { return ("", 0) }
    if let value = asciiValue, value < 32 || value == 127 {
      return ("^" + String(Character(Unicode.Scalar(value ^ 64))), 2)
    }
    let width = displayWidth(self)
    // A combining mark with nothing to stand on gets a circle, so that it can be seen and deleted.
    return width == 0 && unicodeScalars.first!.properties.isGraphemeExtend
      ? ("\u{25CC}" + String(self), 1) : (String(self), width)
  }
}
