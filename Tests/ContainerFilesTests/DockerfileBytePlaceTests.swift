import ContainerFiles
import Testing

@Suite("where mistakes of Dockerfiles that are no UTF-8 are")
struct DockerfileBytePlaceTests {
  @Test(
    "a byte that is no UTF-8 counts as one, whatever it is replaced by",
    arguments: [
      ("FROM a\nENV A$B\u{FF}\u{FF}=1${A//\n", 12), ("FROM a\nENV A=\u{FF}\u{FF}${A//\n", 9),
      ("FROM a\nCOPY \u{FF}\u{FF}${A// /b\n", 8), ("FROM a\nENV A=é\u{FF}é${A//\n", 12),
    ])
  func column(_ text: String, _ column: Int) throws {
    // U+00FF stands for the byte.
    let bytes = text.unicodeScalars.flatMap { $0 == "\u{FF}" ? [0xFF] : Array(String($0).utf8) }
    #expect {
      try Dockerfile(bytes).plan()
    } throws: { error in
      guard let error = error as? DockerfileError else { return false }
      #expect((error.line, error.column) == (2, column), "\(error)")
      return true
    }
  }
}
