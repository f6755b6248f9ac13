import ContainerFiles
import Testing

/// Most cases are of compose-go's own tests.
@Suite("env files")
struct ComposeEnvFileTests {
  /// What a variable of `.env` is worth, through an argument that takes it; nil when it is not set.
  private func value(of name: String, in text: String, environment: [String: String] = [:]) throws -> String? {
    let yaml = "services: {a: {build: {args: ['\(name)']}}}"
    let project = try ComposeFixture(
      ["compose.yaml": yaml, ".env": text], options: ComposeOptions(environment: environment)
    ).read()
    return project.services.first?.build?.arguments[name]
  }

  @Test(
    "are read with quotes, escapes and comments",
    arguments: [
      ("FOO=bar", "FOO", "bar"), ("FOO =bar", "FOO", "bar"), ("FOO= bar", "FOO", "bar"), (#"FOO="bar""#, "FOO", "bar"),
      ("FOO='bar'", "FOO", "bar"), (#"FOO="escaped\"bar""#, "FOO", #"escaped"bar"#), (#"FOO="'d'""#, "FOO", "'d'"),
      ("A: 1", "A", "1"), ("A: Foo=bar", "A", "Foo=bar"), ("A=1:B", "A", "1:B"), ("export A=2", "A", "2"),
      (#"export B='\n'"#, "B", #"\n"#), ("exportFOO=2", "exportFOO", "2"), ("export_FOO =2", "export_FOO", "2"),
      ("export.FOO= 2", "export.FOO", "2"), ("export\tA=2", "A", "2"), ("  export A=2", "A", "2"),
      (#"FOO="bar\nbaz""#, "FOO", "bar\nbaz"), (#"FOO=a\tb"#, "FOO", #"a\tb"#), (#"FOO="a\tb""#, "FOO", "a\tb"),
      (#"K="Z\aZ\bZ\fZ\nZ\rZ\tZ\vZ\\Z\0123Z""#, "K", "Z\u{7}Z\u{8}Z\u{C}Z\nZ\rZ\tZ\u{B}Z\\ZSZ"),
      ("FOO.BAR=x", "FOO.BAR", "x"), ("FOO=foobar=", "FOO", "foobar="), ("FOO=bar ", "FOO", "bar"),
      ("FOO=bar # this", "FOO", "bar"), ("FOO=bar #this", "FOO", "bar"),
      ("FOO=123#no-comment", "FOO", "123#no-comment"),
      (##"FOO="bar#baz"#"##, "FOO", "bar#baz"), ("FOO='bar#baz' # comment", "FOO", "bar#baz"),
      (#"FOO="bar\n\ b\az""#, "FOO", "bar\n\\ b\u{7}z"), (#"FOO="bar\\\n\ b\az""#, "FOO", "bar\\\n\\ b\u{7}z"),
      (#"FOO="bar\\r\ b\az""#, "FOO", "bar\\r\\ b\u{7}z"), (#"K="\x07\u12e4""#, "K", #"\x07\u12e4"#),
      (#"K="\012|\0777|\c""#, "K", #"\12|\777|\c"#), (" KEY =value", "KEY", "value"), ("A=\nB=x", "A", ""),
      ("A='first\nsecond'\nB=x", "A", "first\nsecond"), ("A='first\nsecond'\nB=x", "B", "x"),
      (#"K='Let\'s go!'"#, "K", "Let's go!"), ("a=b\na[1]=c", "a[1]", "c"), ("árvíz-TŰRŐ=Ű", "árvíz-TŰRŐ", "Ű"),
      ("\u{FEFF}A=1", "A", "1"), ("A=1\r\nB=2\r\n", "A", "1"), ("# c\n\n\t # d\nA=1", "A", "1"), ("A=1\nA=2", "A", "2"),
      ("A=\"1\" B=2", "B", "2"), ("A= # kept", "A", "# kept"),
      // Variables.
      ("F=t\nA=$F", "A", "t"), ("F=t\nA=${F}bar", "A", "tbar"), ("A=$NONE", "A", ""), ("F=t\nA=\"q $F\"", "A", "q t"),
      ("A='q $F'", "A", "q $F"), (#"A="foo\$BAR""#, "A", "foo$BAR"), ("A=$$F", "A", "$F"),
      ("F=t\nA=\"foo\\${F} ${F}\"", "A", "foo${F} t"), ("A=${NONE:-d}", "A", "d"), ("F=1\nA=${F}_$F", "A", "1_1"),
    ])
  func values(_ text: String, _ name: String, _ expected: String) throws {
    #expect(try value(of: name, in: text) == expected)
  }

  @Test("take names without a value from the environment, which goes before them anyway")
  func inherited() throws {
    #expect(try value(of: "A", in: "A\nB=1\n", environment: ["A": "x"]) == "x")
    #expect(try value(of: "A", in: "A\nB=1\n") == nil)
    #expect(try value(of: "A", in: "A=file\n", environment: ["A": "x"]) == "x")
    #expect(try value(of: "B", in: "A=file\nB=$A", environment: ["A": "x"]) == "x")
    // A last line without its end has no name to the reference.
    #expect(try value(of: "B", in: "B=1\nA") == "1")
  }

  @Test(
    "with mistakes are refused, with the line",
    arguments: [
      ("A=1\nINVALID LINE\nz=q", 2, "blank"), ("lol$wut", 1, "unexpected character"), ("%!(E)=x", 1, "unexpected"),
      ("A=1\n\nK=\"", 3, "no end"), (#"K="value\""#, 1, "no end"), ("K='value\"", 1, "no end"),
      ("f=\"\n a\n\"\nX Y=1", 4, "blank"), ("A=1\nB=${X", 2, "not valid"), ("A=${X?needed}", 1, "needed"),
    ])
  func mistakes(_ text: String, _ line: Int, _ message: String) {
    #expect { try value(of: "A", in: text) } throws: { error in
      guard let error = error as? ComposeError else { return false }
      return error.place == ComposePlace(file: ".env", line: line) && error.message.contains(message)
    }
  }
}
