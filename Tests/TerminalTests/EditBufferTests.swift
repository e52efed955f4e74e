import Terminal
import Testing

@Suite("Edit buffer")
struct EditBufferTests {
  @Test("a step goes over a whole character as people see it, and never out of the text")
  func clusters() {
    let buffer = EditBuffer("ae\u{301}👩\u{200D}🔬\nb")
    var forward = [0]
    while let next = buffer.clusterEnd(after: forward.last!) { forward.append(next) }
    #expect(forward == [0, 1, 3, 6, 7, 8])
    var backward = [8]
    while let next = buffer.clusterStart(before: backward.last!) { backward.append(next) }
    #expect(backward == forward.reversed())
  }

  @Test("vertical movement keeps to its column, in columns of the screen")
  func vertical() {
    var buffer = EditBuffer("漢字x\nab\n\tq")
    buffer.cursor = 3
    #expect(buffer.column == 5)
    var moved = buffer.moveVertically(1, goal: 5)
    #expect(moved && buffer.cursor == 6)
    moved = buffer.moveVertically(1, goal: 5)
    #expect(moved && buffer.cursor == 9)
    moved = buffer.moveVertically(1, goal: 5)
    #expect(!moved)
    for _ in 0..<2 { moved = buffer.moveVertically(-1, goal: 1) }
    #expect(buffer.cursor == 0)
  }

  @Test("Backspace in indentation goes back by one level")
  func backspaceInIndentation() {
    var buffer = EditBuffer("{\n     x")
    buffer.cursor = 7
    var bufferDeleted = buffer.deleteBackward(indentWidth: 2)
    #expect(bufferDeleted)
    #expect(buffer.text == "{\n    x")
    bufferDeleted = buffer.deleteBackward(indentWidth: 2)
    #expect(bufferDeleted)
    #expect(buffer.text == "{\n  x")
    var start = EditBuffer("")
    let startDeleted = start.deleteBackward(indentWidth: 2)
    #expect(!startDeleted)
  }

  @Test("a closing bracket that is first on its line moves out by one level")
  func closingBracket() {
    var buffer = EditBuffer("f {\n    ")
    buffer.insertClosing("}", indentWidth: 2)
    #expect(buffer.text == "f {\n  }")
    var inText = EditBuffer("f {\n  g(")
    inText.insertClosing(")", indentWidth: 2)
    #expect(inText.text == "f {\n  g()")
  }

  @Test("words are letters, digits and underscores")
  func words() {
    var buffer = EditBuffer("let the_été = 42 + y")
    #expect(buffer.wordStart == 19)
    buffer.cursor = 11
    #expect(buffer.wordStart == 4)
    #expect(buffer.wordEnd == 16)
  }
}
