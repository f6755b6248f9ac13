import PlainYAML
import Testing

@Suite("YAML made to do harm", .timeLimit(.minutes(30)))
struct LimitTests {
  private func failure(_ text: String, _ limits: YAMLTree.Limits = YAMLTree.Limits()) -> YAMLTree.Failure? {
    do throws(YAMLTree.Failure) {
      _ = try YAMLTree.documents(in: text, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  /// Each line nine times the line before it.
  private static let bomb =
    "x0: &x0 [a]\n"
    + (1...9).map { "x\($0): &x\($0) [\(Array(repeating: "*x\($0 - 1)", count: 9).joined(separator: ", "))]\n" }
    .joined()

  @Test(
    "aliases are counted before they are written out, wherever they stand",
    arguments: [
      "z: *x9\n", "*x9 : z\n", "? *x9\n: z\n", "? [*x9]\n: z\n", "z: {*x9 : a, *x8 : b}\n", "z: {? {? *x9 : a} : b}\n",
      "---\n? *x9\n: z\n",
    ])
  func bombs(_ end: String) {
    let failure = failure(Self.bomb + end)
    #expect(failure?.message == "more than 100000 nodes when aliases are written out")
    // Where the sum passes the limit, not where the key is.
    #expect(failure?.line == 6)
  }

  @Test("a long text behind many aliases counts by its length")
  func longTexts() {
    let text = "a: &a \"\(String(repeating: "x", count: 1 << 20))\"\n? [\(String(repeating: "*a,", count: 65))]\n: b\n"
    #expect(failure(text)?.message == "more than 67108864 bytes when aliases are written out")
    #expect(failure(text.replacing(String(repeating: "*a,", count: 65), with: "*a")) == nil)
  }

  @Test(
    "depth is counted by the parser, not by the look of the text",
    arguments: [("[", 66), ("- ", 131), ("? ", 131), ("{a: ", 261)])
  func depth(_ unit: String, _ column: Int) {
    let failure = failure(String(repeating: unit, count: 900))
    #expect(failure?.message == "nested more than 64 levels deep")
    #expect(failure?.column == column)
    // The parser has a limit of its own, which it can come to first.
    #expect(self.failure(String(repeating: unit, count: 100_000))?.message.hasPrefix("nested") == true)
  }

  @Test("what is within the limits is read, and keys by alias are no mistake")
  func allowed() throws {
    let brackets =
      "a: '" + String(repeating: "[", count: 10_000) + "'\nb: |\n  - - - \(String(repeating: "{", count: 9_000))\n"
    #expect(failure(brackets) == nil)
    let tree = try YAMLTree.parse("k: &k name\n*k : value\nlist: [&n {x: 1}, *n, *n]\n")
    #expect(tree["name"]?.scalar == "value")
    #expect(tree["list"]?.items?.count == 3)
    #expect(failure("a: &a [b]\nb: [*a, *a]\n", YAMLTree.Limits(nodes: 10)) == nil)
    #expect(
      failure("a: &a [b]\nb: [*a, *a]\n", YAMLTree.Limits(nodes: 9))?.message.hasPrefix("more than 9 nodes") == true)
  }

  @Test(
    "mistakes are the parser's to report",
    arguments: ["a: *nowhere\n", "a: &a [*a]\n", "a: [\n", "\t", "a: \"\\q\"\n", "a: &a x\na: y\n", "%YAML 9\n---\n"])
  func mistakes(_ text: String) { #expect(failure(text)?.message.contains("limit") == false) }
}
