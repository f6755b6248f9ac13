import ContainerFiles
import Testing

@Suite("variables in compose files")
struct ComposeVariableTests {
  private static let environment = ["FOO": "first", "BAR": "", "JSON": #"{"json":2}"#, "D": "$FOO", "_x1": "low"]

  private func substitute(_ template: String) throws(ComposeError) -> (text: String?, unset: [String]) {
    let yaml = "services: {a: {image: i, build: {dockerfile_inline: \(Self.quoted(template))}}}"
    let project = try ComposeFixture(yaml, environment: Self.environment).read()
    guard case .inline(let text)? = project.services.first?.build?.dockerfile else {
      return (nil, project.warnings.compactMap(\.unsetVariable))
    }
    return (text, project.warnings.compactMap(\.unsetVariable))
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : $0 == "\n" ? ["\\", "n"] : [$0] }
    return "\"" + String(escaped) + "\""
  }

  /// Most are of compose-go's own tests.
  @Test(
    "are substituted",
    arguments: [
      ("foo", "foo"), ("$${foo}", "${foo}"), ("$$FOO $$", "$FOO $"), ("a $ string", "a $ string"),
      ("^REGEX$", "^REGEX$"), ("$}", "$}"), ("$", "$"), ("$1 $-", "$1 $-"), ("$FOO-bar", "first-bar"),
      ("This $FOO var", "This first var"), ("This ${FOO} var", "This first var"), ("$FOO$_x1", "firstlow"),
      ("ok ${missing:-def}", "ok def"), ("ok ${missing-def}", "ok def"), ("ok ${BAR:-def}", "ok def"),
      ("ok ${FOO:-def}", "ok first"), ("ok ${BAR-def}", "ok "), ("ok ${UNSET:+p}", "ok "), ("ok ${UNSET+p}", "ok "),
      ("ok ${FOO:+p}", "ok p"), ("ok ${FOO+p}", "ok p"), ("ok ${BAR+p}", "ok p"), ("ok ${BAR:+p}", "ok "),
      ("ok ${BAR:-/non:-alphanumeric}", "ok /non:-alphanumeric"), ("-ok ${BAR:-v}", "-ok v"),
      ("+ok ${UNSET:-${BAR-v}}", "+ok "), (":?ok ${BAR-v}", ":?ok "), ("?ok ${BAR:-v}", "?ok v"),
      ("ok ${UNSET-$FOO}", "ok first"), ("ok ${UNSET-${FOO}}", "ok first"),
      ("ok ${UNSET-${FOO} ${FOO}}", "ok first first"), ("ok ${BAR+$FOO ${FOO:+second}}", "ok first second"),
      ("ok ${FOO:?err}", "ok first"), ("ok ${FOO?err}", "ok first"), ("ok ${BAR?err}", "ok "),
      ("ok ${SUBDOMAIN:-redis}.${FOO:?}", "ok redis.first"), ("${UNSET-myerror?msg}", "myerror?msg"),
      ("${FOO?bar-baz}", "first"), ("${JSON}", #"{"json":2}"#), ("${UNSET:-{\"a\":1}}", "{\"a\":1}"),
      ("${UNSET:-{}}", "{}"), ("$D", "$FOO"), ("${UNSET:-}x", "x"), ("${UNSET:-a}\n${UNSET:-b}", "a\nb"),
      ("${A:-${B:-${C:-deep}}}", "deep"), ("${FOO:-${UNSET?never}}", "first"), ("ß$FOO…${FOO}é", "ßfirst…firsté"),
    ])
  func values(_ template: String, _ expected: String) throws {
    let result = try substitute(template)
    #expect(result.text == expected)
    #expect(result.unset == [])
  }

  @Test(
    "that are not set are empty, with a warning for each that is used",
    arguments: [
      ("a${X}b$Y-", "ab-", ["X", "Y"]), ("${A:-${B}}.", ".", ["B"]), ("${A:+${A},}B", "B", []),
      ("${FOO:-$X}", "first", []), ("${BAR:+$X}.", ".", []),
    ] as [(String, String, [String])])
  func unset(_ template: String, _ expected: String, _ names: [String]) throws {
    let result = try substitute(template)
    #expect(result.text == expected)
    #expect(result.unset == names)
  }

  @Test(
    "in a form that is none are refused",
    arguments: ["${", "${}", "${ }", "${ foo}", "${foo }", "${foo!}", "${1}", "${foo:=x}", "${FOO", "${A:-a\nb}"])
  func invalid(_ template: String) {
    #expect { try substitute(template) } throws: { error in
      guard let error = error as? ComposeError else { return false }
      return error.message.contains("not valid")
        && error.place == ComposePlace(file: "compose.yaml", line: 1, column: 53)
    }
  }

  @Test(
    "that are required stop reading with their message",
    arguments: [
      ("${U:?Mandatory}", "U is missing a value: Mandatory"), ("${BAR:?Empty}", "BAR is missing a value: Empty"),
      ("${U:?}", "U is missing a value"), ("${U?}", "U is missing a value"),
      ("${U?bar-baz}", "U is missing a value: bar-baz"),
      ("${U?see ${FOO}}", "U is missing a value: see first"),
    ])
  func required(_ template: String, _ message: String) throws {
    #expect { try substitute(template) } throws: { ($0 as? ComposeError)?.message.hasSuffix(message) ?? false }
    var fixture = ComposeFixture("services: {a: {image: 'x\(template)'}}", environment: Self.environment)
    fixture.options.isLenient = true
    let project = try fixture.read()
    #expect(project.services.first?.image == "x")
    #expect(project.warnings.count == 1)
  }

  @Test("keys, numbers and what is not read are as they must be")
  func places() throws {
    let project = try ComposeFixture(
      """
      services:
        a:
          image: i
          command: echo $COMMAND
          labels: { $KEY: v }
          build: { args: { "$KEY": 1, V: $FOO, N: 3.10 } }
      x-unread: $EXTENSION
      """, environment: ["FOO": "3.10"]
    ).read()
    #expect(project.services.first?.build?.arguments == ["$KEY": "1", "V": "3.10", "N": "3.1"])
    #expect(project.warnings.compactMap(\.unsetVariable) == ["COMMAND", "EXTENSION"])
    #expect(project.warnings.first?.place == ComposePlace(file: "compose.yaml", line: 4, column: 14))
  }

  @Test("come from the environment, then from .env or the files that are given")
  func sources() throws {
    let text = "services: {a: {image: '$A-$B-$C', build: {args: [A, B, C, UNSET]}}}"
    var fixture = ComposeFixture(
      ["d/compose.yaml": text, "d/.env": "A=dot\nB=dot$A\n", "x.env": "B=x\nC=$B", "y.env": "B=y\nC=${C}y"],
      inputs: ["d/compose.yaml"], options: ComposeOptions(environment: ["A": "env"]))
    #expect(
      try fixture.lines() == ["a: image=env-dotenv- context=d dockerfile=d/Dockerfile arg:A=env arg:B=dotenv"])
    #expect(try fixture.read().files == ["d/compose.yaml", "d/.env"])
    fixture.options.envFiles = ["x.env", "y.env"]
    #expect(
      try fixture.lines() == ["a: image=env-y-xy context=d dockerfile=d/Dockerfile arg:A=env arg:B=y arg:C=xy"])
    fixture.options.envFiles = nil
    fixture.options.environment["COMPOSE_DISABLE_ENV_FILE"] = "1"
    #expect(try fixture.lines() == ["a: image=env-- context=d dockerfile=d/Dockerfile arg:A=env"])
  }
}
