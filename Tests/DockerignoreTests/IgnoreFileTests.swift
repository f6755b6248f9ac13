import Dockerignore
import Glob
import Testing

@Suite("reading an ignore file")
struct IgnoreFileTests {
  private func rules(_ bytes: [UInt8]) throws -> [String] {
    try IgnoreFile(bytes).rules.map { rule in
      (rule.negated ? "!" : "") + String(decoding: rule.pattern.text, as: UTF8.self)
    }
  }

  @Test(
    "lines become patterns as the reference reads them",
    arguments: [
      ("", []), ("#c\n\n  \n", []), ("a\r\nb", ["a", "b"]), (" #x", ["#x"]), ("a #b", ["a #b"]),
      ("/a\n./b\nc/\nd//\nx/../e", ["a", "b", "c", "d", "e"]), ("! a", ["!a"]), ("!!a", ["!!a"]),
      ("/../a", ["a"]), ("../a", ["../a"]), ("a/..", ["."]), ("\u{FEFF}a\n\u{FEFF}b", ["a", "\u{FEFF}b"]),
      ("\u{FEFF}#c\na", ["a"]), ("\u{3000}a\u{A0}", ["a"]), ("\u{200B}a", ["\u{200B}a"]), ("a\rb", ["a\rb"]),
    ] as [(String, [String])])
  func reading(text: String, expected: [String]) throws {
    #expect(try rules(Array(text.utf8)) == expected)
  }

  @Test(
    "lines the builder refuses are named",
    arguments: [
      ("a\n!\n", 2), ("a\n! \n", 2), ("[", 1), ("\\", 1), ("a\nb\n[]a]", 3), ("[a-]", 1), ("!/", 1),
    ])
  func refused(text: String, line: Int) {
    #expect {
      _ = try IgnoreFile(Array(text.utf8))
    } throws: { error in
      (error as? IgnoreFileError)?.line == line
    }
  }

  @Test("a line of 64 KiB fails the build")
  func longLines() throws {
    let longest = [UInt8](repeating: UInt8(ascii: "a"), count: 65_534)
    #expect(try IgnoreFile(longest + [0x0A]).rules.count == 1)
    #expect {
      _ = try IgnoreFile(longest + [UInt8(ascii: "a"), UInt8(ascii: "a"), 0x0A])
    } throws: { error in
      (error as? IgnoreFileError)?.problem == .lineTooLong
    }
  }
}
