import Testing

@testable import Audit

@Suite("the commands of a RUN")
struct CommandReaderTests {
  /// `LINE program argument…` of each command.
  private static func commands(_ run: String) -> [String] {
    do {
      let subject = try DockerfileSubject(Array("FROM scratch\n\(run)\n".utf8), context: nil)
      return subject.commands.map { place in
        ([String(place.command.line), place.command.program] + place.command.texts).joined(separator: " ")
      }
    } catch {
      return ["\(error)"]
    }
  }

  private static let scripts: [(String, [String])] = [
    ("RUN a b && c; d | e || f & g", ["2 a b", "2 c", "2 d", "2 e", "2 f", "2 g"]),
    ("RUN a \\\n  && b \\\n# comment\n\n  && c d \\\n  e", ["2 a", "3 b", "6 c d e"]),
    ("RUN 'a b' \"c d\" e\\ f \"g'h\" 'i\"j'", ["2 a b c d e f g'h i\"j"]),
    ("RUN A=1 B='x y' pip install foo", ["2 pip install foo"]),
    ("RUN [\"pip\", \"install\", \"a;b\"]", ["2 pip install a;b"]),
    ("RUN [\"sh\", \"-c\", \"a && \\\"b c\\\"\"]", ["2 a", "2 b c"]),
    ("RUN --mount=type=cache,target=/x --network=none a", ["2 a"]),
    ("RUN <<EOF\na b\nc \\\n  d\nEOF", ["3 a b", "4 c d"]),
    ("RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF", ["3 python3"]),
    ("RUN <<-'EOF'\n\ta $B\n\tEOF", ["3 a $B"]),
    ("RUN bash -e <<EOF && c\na\nEOF", ["3 a", "2 c"]),
    ("RUN cat <<EOF > /f && b\npip install x\nEOF", ["2 cat", "2 b"]),
    ("RUN sh -exc 'a && b \\\n  && c'", ["2 a", "2 b", "3 c"]),
    ("RUN bash -o pipefail -c \"a | b\"", ["2 a", "2 b"]),
    ("RUN sudo -u x env -i A=1 /usr/bin/pip3 install y", ["2 pip3 install y"]),
    ("RUN python3 -m pip install x && python3.12 -I -m build", ["2 pip install x", "2 build"]),
    ("RUN timeout -k 5 30 xargs -n 1 apk add < list", ["2 apk add"]),
    (
      "RUN echo \"$(date -u)\" `hostname` $((1 + 2)) ${A:-b}",
      ["2 date -u", "2 hostname", "2 echo $(date -u) `hostname` $((1 + 2)) ${A:-b}"]
    ),
    ("RUN if [ -f x ]; then a; else b; fi", ["2 [ -f x ]", "2 a", "2 b"]),
    ("RUN for i in 1 2; do a $i; done", ["2 for i in 1 2", "2 a $i"]),
    ("RUN (a; b) && { c; }", ["2 a", "2 b", "2 c"]),
    ("RUN a > f 2>&1 >> g < h b", ["2 a b"]),
    ("RUN a # b && c", ["2 a"]),
    ("RUN a#b", ["2 a#b"]),
    ("RUN eval \"a b\" && poetry run c d", ["2 a b", "2 poetry run c d", "2 c d"]),
    ("RUN command -v pip && command pip install x", ["2 command -v pip", "2 pip install x"]),
    ("RUN diff <(a b) c", ["2 a b", "2 diff <(a b) c"]),
    ("ONBUILD RUN a", ["2 a"]),
    ("RUN $PIP install 'x", ["2 $PIP install x"]),
  ]

  @Test("are found with their lines", arguments: scripts)
  func found(_ run: String, _ commands: [String]) {
    #expect(Self.commands(run) == commands, "\(run)")
  }

  @Test("variables are known from text that only looks like them")
  func variables() throws {
    let subject = try DockerfileSubject(Array("FROM scratch\nRUN a $A'$B'\"${C:-$D}\\$E\" '$F'\n".utf8), context: nil)
    let words = try #require(subject.commands.first?.command.arguments)
    #expect(words.map(\.variables) == [["A", "C"], []])
    #expect(words.map(\.isDynamic) == [true, false])
  }

  @Test("options are told from operands")
  func options() {
    let words = ["-qU", "--a=b", "-o", "v", "-ov", "x", "--", "-y"].map {
      ShellWord(source: SourceText(Array($0.utf8), line: 1))
    }
    let options = CommandOptions(words, valued: ["-o"])
    #expect(options.operands.map(\.text) == ["x", "-y"])
    #expect(options.has("-q") && options.has("-U") && !options.has("-y"))
    #expect(options.values("-o") == ["v", "v"] && options.values("--a") == ["b"])
  }
}
