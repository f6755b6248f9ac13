import PlainYAML
import Testing

@Suite("Places in YAML")
struct PlaceTests {
  private func failure(_ text: String) -> YAMLTree.Failure? {
    do throws(YAMLTree.Failure) {
      _ = try YAMLTree.parse(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "a mistake at the end of a text is in its last line, whether a newline ends it or not",
    arguments: [("a: b\nc", 2, 2), ("a: b\nc\n", 3, 1), ("[", 1, 2), ("a: [b", 1, 6), ("a: é\nü", 2, 2)])
  func end(_ text: String, _ line: Int, _ column: Int) {
    let failure = failure(text)
    #expect(failure?.line == line, "\(failure?.message ?? "")")
    #expect(failure?.column == column)
  }

  @Test("only a newline ends a line, as in editors", arguments: ["\u{85}", "\u{2028}", "\u{2029}", "\r", "\r\n"])
  func breaks(_ end: String) throws {
    let tree = try YAMLTree.parse("# x\(end)# y\na: b\n")
    #expect(tree.line == (end == "\r\n" ? 3 : 2))
    #expect(tree.column == 1)
    let long = try YAMLTree.parse("a: |\n x\(end) y\nb: c\n")
    #expect(long["b"]?.line == (end == "\r\n" ? 4 : 3))
  }
}
