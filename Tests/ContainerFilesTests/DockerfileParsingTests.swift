import ContainerFiles
import Testing

@Suite("the text of Dockerfiles")
struct DockerfileParsingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let reads: [String]
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ reads: String...) {
      (self.name, self.text, self.reads) = (name, text, reads)
    }
  }

  @Test("lines, continuations, comments, heredocs and forms of arguments", arguments: cases)
  func reads(_ example: Case) throws {
    #expect(try summaries(example.text) == example.reads)
  }

  private static let cases: [Case] = [
    Case("one line", "FROM scratch\nCOPY a /d/\n", "2 COPY a"),
    Case("no newline at the end", "FROM scratch\nCOPY a /d/", "2 COPY a"),
    Case("blank lines and comments", "\n# x\n  # y\nFROM scratch\n\n \t\nCOPY a /d/ # b\n", "7 COPY a /d/ #"),
    Case("names in any case", "from scratch\ncOpY a /d/\nadd b /d/\n", "2 COPY a", "3 ADD b"),
    Case("carriage returns", "FROM scratch\r\nCOPY a \\\r\n  b /d/\r\n", "2 COPY a b"),
    Case("byte order mark", "\u{FEFF}FROM scratch\nCOPY a /d/\n", "2 COPY a"),
    Case("byte order mark before a directive", "\u{FEFF}# escape=`\nFROM scratch\nCOPY a `\nb /d/\n", "3 COPY a b"),
    Case("blanks of all kinds", "FROM scratch\n \tCOPY\t a \u{0B} b\u{0C}/d/ \n", "2 COPY a b"),
    Case("a space that is not ASCII parts no words", "FROM scratch\nCOPY a\u{A0}b /d/\n", "2 COPY a\u{A0}b"),

    Case("continued", "FROM scratch\nCOPY a \\\n  b \\\n  /d/\n", "2 COPY a b"),
    Case("continued inside a word", "FROM scratch\nCOPY a\\\nb /d/\n", "2 COPY ab"),
    Case("blanks after the continuation", "FROM scratch\nCOPY a \\ \t\n b /d/\n", "2 COPY a b"),
    Case("a comment inside", "FROM scratch\nCOPY a \\\n# no\n  # no\n b /d/\n", "2 COPY a b"),
    Case("an empty line inside", "FROM scratch\nCOPY a \\\n\n \t\n b /d/\n", "2 COPY a b"),
    Case("escaped escape ends the line", "FROM scratch\nRUN a\\\\\nCOPY b /d/\n", "3 COPY b"),
    Case("so do three", "FROM scratch\nRUN a\\\\\\\nCOPY b /d/\n", "3 COPY b"),
    Case("a continuation alone", "FROM scratch\n\\\nCOPY b /d/\n", "2 COPY b"),
    Case("continued at the end", "FROM scratch\nCOPY a /d/ \\", "2 COPY a"),
    Case("backtick", "# escape=`\nFROM scratch\nCOPY a `\n b\\c `$d /d/\n", "3 COPY a b\\c $d"),
    Case(
      "backslash does not continue with a backtick", "# escape=`\nFROM scratch\nCOPY a /d\\\nCOPY b /d/\n", "3 COPY a",
      "4 COPY b"),
    Case("directives after others", "# Syntax = x y\n#ESCAPE= ` \nFROM scratch\nCOPY a `\nb /d/\n", "4 COPY a b"),
    Case("no directive after a comment", "# hello\n# escape=`\nFROM scratch\nCOPY a \\\nb /d/\n", "4 COPY a b"),
    Case("no directive after an unknown one", "# foo=bar\n# escape=`\nFROM scratch\nCOPY a \\\nb /d/\n", "4 COPY a b"),
    Case("no directive after a blank line", "\n# escape=`\nFROM scratch\nCOPY a \\\nb /d/\n", "4 COPY a b"),
    Case("no directive after an interpreter line", "#!/x\n# escape=`\nFROM scratch\nCOPY a \\\nb /d/\n", "4 COPY a b"),
    Case("a directive without value is none", "# escape=\nFROM scratch\nCOPY a \\\nb /d/\n", "3 COPY a b"),

    Case("JSON", "FROM scratch\nCOPY [ \"a b\" , \"c\\u00e9\", \"/d/\" ] \n", "2 COPY a b cé"),
    Case("JSON with surrogates", #"FROM scratch\#nCOPY ["\ud83d\ude00\ud800x", "/d/"]"#, "2 COPY 😀\u{FFFD}x"),
    Case("JSON continued", "FROM scratch\nCOPY [\"a\", \\\n \"/d/\"]\n", "2 COPY a"),
    Case("almost JSON", "FROM scratch\nCOPY [a] [\"b\" /d/\n", "2 COPY [a] [b"),
    Case("JSON with a comma too much", "FROM scratch\nADD [\"git@h:x\",] /d/\n", "2 ADD [git@h:x,]"),
    Case("JSON and more", "FROM scratch\nCOPY [\"a\",\"b\"]x /d/\n", "2 COPY [a,b]x"),
    Case("quotes are removed after words are cut", "FROM scratch\nCOPY 'a'\"b\" /d/\n", "2 COPY ab"),

    Case("heredoc", "FROM scratch\nCOPY <<EOF a /d/\nCOPY b /d/\nEOF\nCOPY c /d/\n", "2 COPY a", "5 COPY c"),
    Case(
      "heredoc with its name indented", "FROM scratch\nCOPY <<-E a /d/\nx\n\t\tE\nCOPY c /d/\n", "2 COPY a", "5 COPY c"),
    Case("blanks are no tabs", "FROM scratch\nCOPY <<-E a /d/\n E\nE\nCOPY c /d/\n", "2 COPY a", "5 COPY c"),
    Case("heredoc with a quoted name", "FROM scratch\nCOPY <<\"E\" a /d/\n${\nE\nCOPY c /d/\n", "2 COPY a", "5 COPY c"),
    Case("two heredocs", "FROM scratch\nCOPY <<A <<B c /d/\nA\nx\nB\n", "2 COPY c"),
    Case("heredoc with carriage returns", "FROM scratch\r\nCOPY <<E c /d/\r\nx\r\nE\r\n", "2 COPY c"),
    Case("heredoc of RUN", "FROM scratch\nRUN <<E cat 3<<F\nCOPY a /\nE\nF\nCOPY b /d/\n", "6 COPY b"),
    Case("heredoc with blanks before its name", "FROM scratch\nRUN cat << E\nCOPY a /\nE\nCOPY b /d/\n", "5 COPY b"),
    Case("no heredoc in quotes", "FROM scratch\nRUN echo '<<E'\nCOPY b /d/\n", "3 COPY b"),
    Case("no heredoc behind an open quote", "FROM scratch\nRUN echo it's <<E\nCOPY b /d/\n", "3 COPY b"),
    Case("a here string is none", "FROM scratch\nRUN cat <<<E\nCOPY b /d/\n", "3 COPY b"),
    Case("no heredoc in JSON", "FROM scratch\nRUN [\"cat\", \"<<E\"]\nCOPY b /d/\n", "3 COPY b"),
    Case("no heredoc of CMD", "FROM scratch\nCMD cat <<E\nCOPY b /d/\n", "3 COPY b"),
    Case("a name that is a variable", "FROM scratch\nRUN cat <<$E\nx\n$E\nCOPY b /d/\n", "5 COPY b"),
  ]

  @Test("directives can be asked for")
  func directives() throws {
    let file = try Dockerfile.read(
      "#!/bin/sh\n# syntax=docker/dockerfile:1 x\n# check=skip=A, B;error=true\nFROM scratch\n")
    #expect(file.syntax == "docker/dockerfile:1")
    #expect(file.check == "skip=A, B;error=true")
    #expect(file.escape == UInt8(ascii: "\\"))
    #expect(try Dockerfile.read("# escape=`\nFROM scratch").escape == UInt8(ascii: "`"))
    #expect(try Dockerfile.read("FROM scratch\n# syntax=x").syntax == nil)
  }

  @Test("instructions have their lines and their text")
  func instructions() throws {
    let file = try Dockerfile.read(
      """
      ARG V=1
      # first
      FROM --platform=linux/arm64 alpine:$V AS Build
      COPY --chown=a:b --chmod=755 --link --parents --exclude=x --exclude="y z" \\
        # why
        a b <<E /d/
        text $V
      E
      ADD --keep-git-dir=false --checksum=sha256:0 --unpack http://h/x /d/
      RUN --mount=target=/x echo
      """)
    #expect(file.globalArguments.map(\.line) == [1])
    let stage = try #require(file.stages.first)
    #expect(stage.name == "build")
    #expect(stage.base == "alpine:$V")
    #expect(stage.platform == "linux/arm64")
    #expect(stage.line == 3)
    #expect(stage.instructions.map(\.line) == [4, 9, 10])
    #expect(stage.instructions.map(\.endLine) == [8, 9, 10])
    let copy = stage.instructions[0]
    #expect(
      copy.text
        == #"COPY --chown=a:b --chmod=755 --link --parents --exclude=x --exclude="y z"   a b <<E /d/"#)
    guard case .copy(let detail) = copy.detail, case .copy(let add) = stage.instructions[1].detail else {
      Issue.record("both are copies")
      return
    }
    #expect(detail.sources == ["a", "b"])
    #expect(detail.destination == "/d/")
    #expect(detail.documents.map(\.name) == ["E"])
    #expect(detail.documents.map(\.content) == ["  text $V\n"])
    #expect(detail.flags.chown == "a:b")
    #expect(detail.flags.chmod == "755")
    #expect(detail.flags.excludes == ["x", "y z"])
    #expect(detail.flags.link && detail.flags.parents)
    #expect(detail.flags.from == nil && detail.flags.unpack == nil)
    #expect(add.flags.keepGitDirectory == false)
    #expect(add.flags.unpack == true)
    #expect(add.flags.checksum == "sha256:0")
    #expect(stage.instructions[2].detail == .mounts(["target=/x"]))
  }

  @Test("bytes that are no UTF-8 become what the reference makes of them")
  func invalidText() throws {
    let bytes = Array("FROM scratch\nCOPY --exclude=é a".utf8) + [0xFF, 0xC3] + Array("b /d/\n".utf8)
    let file = try Dockerfile(bytes)
    guard case .copy(let copy) = file.stages[0].instructions[0].detail else {
      Issue.record("it is a copy")
      return
    }
    #expect(copy.sources == [Dockerfile.Word([0x61, 0xFF, 0xC3, 0x62])])
    let read = try #require(try file.contextReads().first)
    #expect(read.sources.map(\.text) == ["a\u{FFFD}\u{FFFD}b"])
    // Each byte of a flag is taken for a character.
    #expect(read.excludes == ["Ã©"])
  }
}
