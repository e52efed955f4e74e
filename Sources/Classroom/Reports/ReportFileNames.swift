/// File names for students, whatever they call themselves.
struct ReportFileNames {
  private var taken: Set<String> = []

  /// A name made of letters, digits, `.`, `_` and `-` of ASCII, that neither hides nor looks like an option, at most
  /// 110 characters long, and given out only once, even where large and small letters are one. The same students in the same order get the same names.
  mutating func next(for student: String) -> String {
    var stem = ""
    for scalar in student.unicodeScalars.prefix(100) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": stem.unicodeScalars.append(scalar)
      case "." where !stem.isEmpty, "-" where !stem.isEmpty: stem.unicodeScalars.append(scalar)
      default: stem += "_"
      }
    }
    if stem.isEmpty { stem = "_" }
    var name = stem
    var count = 1
    while !taken.insert(name.lowercased()).inserted {
      count += 1
      name = "\(stem)-\(count)"
    }
    return name
  }
}
