import ContainerFiles
import Testing

/// A caret on the line after a mistake says where it must be reported: under its first byte.
@Suite("where mistakes of Dockerfiles are")
struct DockerfilePlaceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let message: String
    var testDescription: String { text }

    init(_ text: String, _ place: String, _ message: String) {
      (self.text, self.place, self.message) = (text, place, message)
    }
  }

  @Test(
    "the word, flag or character that is wrong, else the keyword", arguments: reading + flags + expansion + planning)
  func place(_ example: Case) {
    #expect {
      try Dockerfile(Array(example.text.utf8)).plan()
    } throws: { error in
      guard let error = error as? DockerfileError else { return false }
      #expect(error.text(in: "Dockerfile").hasPrefix("Dockerfile:\(example.place): "), "\(error)")
      #expect(error.message.contains(example.message), "\(error)")
      return true
    }
  }

  private static let reading: [Case] = [
    // Keywords, with what stands before them.
    Case("FOO bar\n", "1:1", "unknown instruction"), Case("FROM a\n  \tFOO bar\n", "2:4", "unknown instruction"),
    Case("\u{FEFF}FOO bar\n", "1:1", "unknown instruction"), Case("FROM a\r\nFOO\r\n", "2:1", "unknown instruction"),
    Case("FROM a\n\\\n  FOO\n", "3:3", "unknown instruction"), Case(" RUN x\nFROM a", "1:2", "before the first FROM"),
    Case("FROM a\n# c\n\n COPY\n", "4:2", "at least two"), Case("FROM a\nCOPY \\\n # c\n a\n", "2:1", "at least two"),
    // Parser directives.
    Case("# escape=x\nFROM a", "1:10", "escape character"), Case("#  Escape =  xy\nFROM a", "1:14", "escape character"),
    Case("\u{FEFF}# escape=x\nFROM a", "1:10", "escape character"),
    Case("  # escape=x\nFROM a", "1:12", "escape character"),
    Case("# syntax=a\n#  syntax=b\nFROM a", "2:4", "only one syntax"),
    Case("# check=skip=all;foo\nFROM a", "1:18", "invalid check option"),
    Case("#!/x\n# check=error=maybe\nFROM a", "2:9", "invalid check option"),
    // FROM.
    Case("FROM", "1:1", "one or three"), Case("FROM a b", "1:1", "one or three"),
    Case("FROM a BUT b", "1:8", "one or three"), Case("FROM a  AS \\\n 1b", "2:2", "invalid name for build stage"),
    // Arguments.
    Case("FROM a\nCOPY [\"a\", 1, \"b\"]", "2:12", "strings only"),
    Case("FROM a\nCMD [ \\\n  [\"a\"]]", "3:3", "strings only"),
    Case("FROM a\nENV  A", "2:6", "two arguments"), Case("FROM a\nENV A=1 \\\n  B=2 C", "3:7", "can't find ="),
    Case("FROM a\nENV A=1 =2", "2:9", "blank"), Case("FROM a\nARG A =1", "2:7", "blank"),
    Case("FROM a\nVOLUME [\"/a\", \" \"]", "2:16", "empty path"), Case("FROM a\nSHELL a", "2:7", "JSON"),
    Case("FROM a\nHEALTHCHECK NONE x", "2:18", "no arguments"),
    Case("FROM a\nHEALTHCHECK --interval=5s x", "2:27", "unknown type"),
    Case("FROM a\nHEALTHCHECK  CMD", "2:14", "missing command"),
    Case("FROM a\nONBUILD  FROM x", "2:10", "not allowed"),
    Case("FROM a\nONBUILD  ONBUILD RUN x", "2:10", "not allowed"),
    Case("FROM a\nONBUILD COPY [1]", "2:15", "strings only"), Case("FROM a\nONBUILD ENV X", "2:13", "two arguments"),
    // Heredocs.
    Case("FROM a\nCOPY a <<E\nE", "2:8", "as its destination"),
    Case("FROM a\nCOPY  <<E /\ntext\n", "2:7", "unterminated"),
    Case("FROM a\nRUN <<A \\\n <<B\nA\n", "3:2", "unterminated heredoc: no line \"B\""),
    Case("FROM a\nRUN <<A <<A\nA\n", "2:9", "unterminated heredoc"),
    Case("FROM a\nRUN cat 3<<-'E O'\n", "2:9", "unterminated heredoc"),
    Case("FROM a\nCOPY \(String(repeating: "a", count: 65_531)) b", "2:65536", "longer than"),
    Case("\u{FEFF}FROM \(String(repeating: "a", count: 65_531))", "1:65533", "longer than"),
  ]

  private static let flags: [Case] = [
    Case("FROM --foo a", "1:6", "unknown flag"), Case("FROM --platform a", "1:6", "missing a value"),
    Case("FROM a\nCOPY --link --bogus a /", "2:13", "unknown flag"),
    Case("FROM a\nCOPY --link \\\n  --link a /", "3:3", "duplicate flag"),
    Case("FROM a\nCOPY --chown=a --chown=b a /", "2:16", "duplicate flag"),
    Case("FROM a\nCOPY --link=yes a /", "2:13", "true or false"),
    Case("FROM a\nCOPY --link= a /", "2:6", "missing a value"),
    Case("FROM a\nRUN --network=x y", "2:15", "invalid network mode"),
    Case("FROM a\nRUN --security=x y", "2:16", "not valid"),
    Case("FROM a\nRUN --mount=target=/x --mount= y", "2:31", "no fields"),
    Case("FROM a\nRUN --mount=type=bind,from=$x,target=/y y", "2:28", "variable expansion"),
    Case("FROM a\nRUN --device=required=maybe y", "2:23", "invalid value for required"),
    Case("FROM a\nHEALTHCHECK --interval=1 CMD x", "2:24", "invalid duration"),
    Case("FROM a\nHEALTHCHECK --retries=-1 CMD x", "2:23", "invalid count"),
    Case("FROM a\nCOPY --chmod=99999 a /", "2:14", "invalid mode"),
    Case("FROM a\nCOPY --from=x --chmod=8 a /", "2:23", "invalid mode"),
    Case("FROM a\nADD --checksum=sha256:0 a /", "2:5", "requires an HTTP"),
    Case("FROM a\nADD --checksum=x http://h/x /", "2:16", "invalid checksum"),
    Case("FROM a\nRUN --mount=type=foo,target=/x x", "2:18", "invalid value for type"),
    Case("FROM a\nRUN --mount=target=/x,foo=bar x", "2:23", "unexpected key"),
    Case("FROM a\nRUN --mount=target=/x \\\n --mount=target=/y,foo x", "3:20", "key=value"),
    Case("FROM a\nRUN --mount=target=/ x", "2:13", "invalid mount target"),
    // What quotes hide has the place of the flag.
    Case("FROM a\nRUN --mount=\"target=/x,foo=bar\" x", "2:5", "unexpected key"),
  ]

  private static let expansion: [Case] = [
    Case("FROM ab${A:?needed}", "1:8", "A: needed"), Case("ARG B A=x${\nFROM a", "1:10", "missing '}'"),
    Case("FROM  $A", "1:7", "is blank"), Case("FROM --platform=linux/${ a", "1:23", "missing '}'"),
    Case("FROM --platform=bogus a", "1:17", "unknown platform"),
    Case("FROM scratch\nCOPY a b${ /", "2:9", "missing '}'"),
    Case("FROM scratch\nCOPY a \\\n  b \\\n  ${B:?} /", "4:3", "unset"),
    Case("FROM scratch\nCOPY a é${B:?} /", "2:10", "unset"), Case("FROM scratch\nCOPY a \"b /", "2:8", "double quote"),
    Case("FROM scratch\nCOPY a b 'c", "2:10", "single quote"),
    Case("FROM scratch\nCOPY [\"a\", \"${B:?}\"]", "2:13", "unset"),
    Case("FROM scratch\nCOPY [\"a\", \"\\u0062${B:?}\"]", "2:13", "unset"),
    Case("FROM scratch\nCOPY --chown=a:${ a /", "2:16", "missing '}'"),
    Case("FROM scratch\nWORKDIR /x/${A!}", "2:15", "unsupported modifier"),
    Case("FROM scratch\nWORKDIR ${A:#x}", "2:12", "unsupported modifier"),
    Case("FROM scratch\nWORKDIR ${A:-${B:?x}}", "2:14", "B: x"),
    Case("FROM scratch\nLABEL a=1 \\\n b=${A:?x}", "3:4", "A: x"),
    Case("FROM scratch\nENV A=1 B=\"${B:?x}\"", "2:12", "B: x"),
    Case("FROM scratch\nENV A the ${B:?x}", "2:11", "B: x"), Case("FROM scratch\nARG A=1 B=${C:?x}", "2:11", "C: x"),
    Case("FROM scratch\nVOLUME a ${C:?x}", "2:10", "C: x"), Case("FROM scratch\nUSER a${C:?x}", "2:7", "C: x"),
    Case("FROM scratch\nSTOPSIGNAL ${C:?x}", "2:12", "C: x"),
    Case("FROM scratch\nRUN --mount=target=/x,source=${S:?x} y", "2:30", "S: x"),
    Case("FROM scratch\nCOPY <<E /\none\n two ${}\nE", "4:6", "bad substitution"),
    Case("FROM scratch\nCOPY <<-E x <<F /\n\t\tone ${}\nE\nF", "3:7", "bad substitution"),
    Case("FROM scratch\nCOPY <<A <<B /\nx\nA\n${\nB", "5:3", "unsupported modifier"),
  ]

  private static let planning: [Case] = [
    Case("FROM  A/b:", "1:7", "invalid image name"),
    Case("FROM a\nCOPY --link --from=B: a /", "2:20", "must be lowercase"),
    Case("FROM a\nCOPY --from=$x a /", "2:13", "not supported for --from"),
    Case("FROM a\nCOPY --from=7 a /", "2:13", "invalid stage index"),
    Case("FROM a\nCOPY --from=0 a /", "2:13", "circular"),
    Case("FROM a AS a\nCOPY --from=b x /\nFROM a AS b\nFROM a", "2:13", "defined after"),
    Case("FROM a AS a\nRUN --mount=target=/x,from=b x\nFROM a AS b\nFROM a", "2:13", "defined after"),
    Case("FROM a\nCOPY a http://h/x /", "2:8", "can't be a URL"),
    Case("FROM a\nADD <<E a https://h/x.git?foo=bar /\nE", "2:11", "unexpected query"),
    // Triggers, where they are written.
    Case("FROM a AS a\nONBUILD  FOO\nFROM a", "2:10", "unknown instruction"),
    Case("FROM a AS a\nONBUILD COPY x\nFROM a", "2:9", "at least two"),
    Case("FROM a AS a\nONBUILD COPY --bogus \\\n x y\nFROM a", "2:14", "unknown flag"),
    Case("FROM a AS a\nONBUILD COPY x \\\n  ${y /\nFROM a", "3:3", "missing '}'"),
  ]

  @Test("a mistake of the whole file has no place")
  func wholeFile() throws {
    for text in ["", "# only\n", "ARG A=1\n"] {
      #expect {
        try Dockerfile.read(text)
      } throws: { error in
        (error as? DockerfileError)?.text(in: "a\u{7}b").hasPrefix("a\\u{7}b: ") == true
      }
    }
  }
}
