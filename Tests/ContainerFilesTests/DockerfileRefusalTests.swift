import ContainerFiles
import Testing

@Suite("Dockerfiles that are refused")
struct DockerfileRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    let message: String
    let target: String?
    var testDescription: String { text }

    init(_ text: String, _ line: Int, _ message: String, target: String? = nil) {
      (self.text, self.line, self.message, self.target) = (text, line, message, target)
    }
  }

  @Test("with the line, and a message that says why", arguments: unreadable)
  func reading(_ example: Case) { expectRefusal(example) { _ = try Dockerfile.read(example.text) } }

  private static let unreadable: [Case] = [
    Case("", 0, "is empty"),
    Case("# only\n\n", 0, "no instructions"),
    Case("ARG A=1\n", 0, "no FROM"),
    Case("RUN x\nFROM scratch", 1, "before the first FROM"),
    Case("FROM scratch\n\nFOO bar\n", 3, "unknown instruction: \"FOO\""),
    Case("FROM scratch\n\\", 2, "unknown instruction"),
    Case("# escape=x\nFROM scratch", 1, "escape character"),
    Case("# syntax=a\n# syntax=b\nFROM scratch", 2, "only one syntax"),
    Case("# syntax=x\n# check=foo\nFROM scratch", 2, "invalid check option"),
    Case("# check=error=maybe\nFROM scratch", 1, "invalid check option"),
    Case("FROM", 1, "one or three"),
    Case("FROM a b", 1, "one or three"),
    Case("FROM a AS", 1, "one or three"),
    Case("FROM a BUT b", 1, "one or three"),
    Case("FROM a AS 1b", 1, "invalid name for build stage"),
    Case("FROM --foo a", 1, "unknown flag: --foo"),
    Case("FROM --platform a", 1, "missing a value"),
    Case("FROM scratch\nCOPY", 2, "at least two arguments"),
    Case("FROM scratch\nCOPY a", 2, "at least two arguments"),
    Case("FROM scratch\nADD \\\n# x\n a", 2, "at least two arguments"),
    Case("FROM scratch\nCOPY []", 2, "at least two arguments"),
    Case("FROM scratch\nCOPY [\"a\", 1]", 2, "strings only"),
    Case("FROM scratch\nCMD [[\"a\"]]", 2, "strings only"),
    Case("FROM scratch\nCOPY --bogus a /", 2, "unknown flag: --bogus"),
    Case("FROM scratch\nADD --from=x a /", 2, "unknown flag: --from"),
    Case("FROM scratch\nADD --parents a /", 2, "unknown flag: --parents"),
    Case("FROM scratch\nCOPY --checksum=x a /", 2, "unknown flag: --checksum"),
    Case("FROM scratch\nCOPY --link --link a /", 2, "duplicate flag"),
    Case("FROM scratch\nCOPY --chown=a --chown=b a /", 2, "duplicate flag"),
    Case("FROM scratch\nCOPY --chown a /", 2, "missing a value"),
    Case("FROM scratch\nCOPY --link= a /", 2, "missing a value"),
    Case("FROM scratch\nCOPY --link=yes a /", 2, "true or false"),
    Case("FROM scratch\nCOPY --exclude a /", 2, "missing a value"),
    Case("FROM scratch\nCOPY a <<E\nE", 2, "as its destination"),
    Case("FROM scratch\nCOPY <<E /\ntext\n", 2, "unterminated heredoc"),
    Case("FROM scratch\nRUN <<A <<B\nB\nA\n", 2, "unterminated heredoc: no line \"B\""),
    Case("FROM scratch\nCMD x\nCOPY <<-E /\n E", 3, "unterminated heredoc"),
    // The parser's mistakes come before those of instructions.
    Case("FOO\nFROM scratch\nRUN <<E", 3, "unterminated heredoc"),
    Case("FROM scratch\nENV A", 2, "two arguments"),
    Case("FROM scratch\nENV", 2, "at least one argument"),
    Case("FROM scratch\nENV A=1 B", 2, "can't find ="),
    Case("FROM scratch\nENV =1", 2, "blank"),
    Case("FROM scratch\nLABEL A", 2, "two arguments"),
    Case("FROM scratch\nARG", 2, "at least one argument"),
    Case("FROM scratch\nARG =1", 2, "blank"),
    Case("FROM scratch\nRUN --x y", 2, "unknown flag: --x"),
    Case("FROM scratch\nRUN --network=x y", 2, "invalid network mode"),
    Case("FROM scratch\nRUN --security=x y", 2, "not valid"),
    Case("FROM scratch\nRUN --mount= y", 2, "no fields"),
    Case("FROM scratch\nRUN --mount=a\\\"b y", 2, "bare quote"),
    Case("FROM scratch\nRUN --mount=from=$x,target=/y y", 2, "variable expansion"),
    Case("FROM scratch\nWORKDIR", 2, "exactly one"),
    Case("FROM scratch\nUSER", 2, "exactly one"),
    Case("FROM scratch\nVOLUME", 2, "at least one"),
    Case("FROM scratch\nVOLUME [\" \"]", 2, "empty path"),
    Case("FROM scratch\nEXPOSE", 2, "at least one"),
    Case("FROM scratch\nSHELL a", 2, "JSON"),
    Case("FROM scratch\nSHELL []", 2, "at least one"),
    Case("FROM scratch\nSTOPSIGNAL", 2, "exactly one"),
    Case("FROM scratch\nMAINTAINER", 2, "exactly one"),
    Case("FROM scratch\nHEALTHCHECK", 2, "at least one"),
    Case("FROM scratch\nHEALTHCHECK NONE x", 2, "no arguments"),
    Case("FROM scratch\nHEALTHCHECK x", 2, "unknown type"),
    Case("FROM scratch\nHEALTHCHECK CMD", 2, "missing command"),
    Case("FROM scratch\nHEALTHCHECK --interval=1 CMD x", 2, "invalid duration"),
    Case("FROM scratch\nHEALTHCHECK --timeout=1us CMD x", 2, "less than 1ms"),
    Case("FROM scratch\nHEALTHCHECK --retries=-1 CMD x", 2, "invalid count"),
    Case("FROM scratch\nONBUILD", 2, "at least one"),
    Case("FROM scratch\nONBUILD FROM x", 2, "not allowed"),
    Case("FROM scratch\nONBUILD ONBUILD RUN x", 2, "not allowed"),
    Case("FROM scratch\nCOPY \(String(repeating: "a", count: 65_531)) b", 2, "longer than"),
    Case("FROM scratch\nFOO\u{1B}[31m x", 2, "unknown instruction: \"FOO\\u{1b}[31m\""),
  ]

  @Test("what only shows with a target and arguments", arguments: unplannable)
  func planning(_ example: Case) throws {
    let file = try Dockerfile.read(example.text)
    expectRefusal(example) { _ = try file.plan(target: example.target) }
  }

  private static let unplannable: [Case] = [
    Case("FROM scratch AS a\nFROM scratch", 0, "no stage \"b\"", target: "b"),
    Case("FROM scratch", 0, "no stage \"0\"", target: "0"),
    Case("FROM $A", 1, "is blank"),
    Case("ARG A=${\nFROM scratch", 1, "missing '}'"),
    Case("FROM ${A", 1, "missing '}'"),
    Case("FROM ${A:?needed}", 1, "A: needed"),
    Case("FROM --platform=$A scratch", 1, "is empty"),
    Case("FROM --platform=bogus scratch", 1, "unknown platform"),
    Case("FROM --platform=a/b/c/d scratch", 1, "unknown platform"),
    Case("FROM scratch AS a\nFROM A", 2, "must be lowercase"),
    Case("FROM a:", 1, "invalid image name"),
    Case("FROM a@sha256:b", 1, "invalid image name"),
    Case("FROM a_-b", 1, "invalid image name"),
    Case("FROM \(String(repeating: "a", count: 64))", 1, "id can't stand"),
    // Names of images are looked at in all stages, instructions only in those that are needed.
    Case("FROM a:\nFROM scratch", 1, "invalid image name"),
    Case("FROM scratch\nCOPY --from=B: a /\nFROM scratch", 2, "must be lowercase"),
    Case("FROM scratch\nCOPY --from=$x a /", 2, "not supported for --from"),
    Case("FROM scratch\nCOPY --from=1 a /", 2, "invalid stage index 1"),
    Case("FROM scratch\nCOPY --from=-1 a /", 2, "invalid stage index -1"),
    Case("FROM scratch\nCOPY --from=0 a /", 2, "circular"),
    Case("FROM scratch AS a\nCOPY --from=b x /\nFROM scratch AS b\nCOPY --from=a x /", 4, "circular"),
    Case("FROM scratch AS a\nCOPY --from=b x /\nFROM scratch AS b\nFROM a", 2, "defined after"),
    Case("FROM scratch AS a\nRUN --mount=from=b,target=/x x\nFROM scratch AS b\nFROM a", 2, "defined after"),
    Case("FROM scratch\nCOPY ${ /", 2, "missing '}'"),
    Case("FROM scratch\nCOPY a \\\n \"b /", 3, "double quote"),
    Case("FROM scratch\nCOPY a ${B:?} /", 2, "not allowed to be unset"),
    Case("FROM scratch\nCOPY --chown=${ a /", 2, "missing '}'"),
    Case("FROM scratch\nCOPY <<E /\n${}\nE", 3, "bad substitution"),
    Case("FROM scratch\nWORKDIR ${A!}", 2, "unsupported modifier"),
    Case("FROM scratch\nLABEL a=${A:?x}", 2, "A: x"),
    Case("FROM scratch\nENV A=${B##\\q}", 2, "invalid escape"),
    Case("FROM scratch\nCOPY http://h/x /", 2, "can't be a URL"),
    Case("FROM scratch\nCOPY https://h/x.git /", 2, "can't be a git repository"),
    Case("FROM scratch\nCOPY git@h:x /", 2, "can't be a git repository"),
    Case("FROM scratch\nADD https://h/x.git?foo=bar /", 2, "unexpected query 'foo'"),
    Case("FROM scratch\nCOPY --chmod=99999 a /", 2, "invalid mode"),
    Case("FROM scratch\nADD --checksum=sha256:0 a /", 2, "requires an HTTP(S) or git source"),
    Case("FROM scratch\nADD --checksum=sha256:0 http://h/x http://h/y /", 2, "several sources"),
    Case("FROM scratch\nRUN --mount=type=foo,target=/x x", 2, "invalid value for type"),
    Case("FROM scratch\nRUN --mount=target=/x,foo=bar x", 2, "unexpected key 'foo'"),
    Case("FROM scratch\nRUN --mount=target=/x,foo x", 2, "key=value"),
    Case("FROM scratch\nRUN --mount=target=/ x", 2, "invalid mount target"),
    Case("FROM scratch\nRUN --mount=target=/x,uid=1 x", 2, "uid not allowed"),
    Case("FROM scratch\nRUN --mount=target=/x,size=1 x", 2, "unexpected key 'size'"),
    Case("FROM scratch\nRUN --mount=type=tmpfs,target=/x,size=1q x", 2, "invalid value for size"),
    Case("FROM scratch\nRUN --mount=type=secret x", 2, "invalid secret mount"),
    Case("FROM scratch AS a\nONBUILD FOO\nFROM a", 2, "unknown instruction: \"FOO\""),
    Case("FROM scratch AS a\nONBUILD COPY x\nFROM a", 2, "at least two"),
  ]

  @Test(
    "what is not needed may be wrong",
    arguments: [
      "FROM scratch\nCOPY ${} /\nFROM scratch", "FROM scratch\nONBUILD FOO",
      "FROM scratch AS a\nCOPY --from=b x /\nFROM scratch AS b", "FROM scratch\nSTOPSIGNAL --x 9",
      "FROM scratch\nRUN --mount=type=foo x\nFROM scratch",
    ])
  func unneeded(_ text: String) throws {
    _ = try Dockerfile.read(text).plan()
  }

  private func expectRefusal(_ example: Case, _ body: () throws -> Void) {
    #expect {
      try body()
    } throws: { error in
      guard let error = error as? DockerfileError else { return false }
      #expect(error.line == example.line, "\(error)")
      #expect(error.message.contains(example.message), "\(error)")
      #expect((error.column > 0) == (error.line > 0), "\(error)")
      return true
    }
  }
}
