import ContainerFiles
import Testing

@Suite("compose files that are refused")
struct ComposeRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let files: [String: String]
    let place: String
    let message: String
    var testDescription: String { files["compose.yaml"] ?? "" }

    init(_ text: String, _ place: String, _ message: String, with others: [String: String] = [:]) {
      files = others.merging(["compose.yaml": text]) { $1 }
      (self.place, self.message) = (place, message)
    }
  }

  @Test("with the place, what is wrong and what to do", arguments: cases)
  func refusals(_ example: Case) {
    do throws(ComposeError) {
      _ = try ComposeFixture(example.files).read()
      Issue.record("nothing is refused")
    } catch {
      #expect(error.place.description == example.place)
      #expect(error.message.contains(example.message), "\(error)")
      #expect(!error.remedy.isEmpty)
      #expect(!error.description.contains("\n"))
    }
  }

  private static let cases: [Case] = [
    // YAML.
    Case("services:\n  web: [\n", "compose.yaml:3:1", "not valid YAML"),
    Case("- a\n", "compose.yaml:1:1", "must be a mapping"),
    Case("---\n", "compose.yaml:2:1", "must be a mapping"),
    Case("services: {a: {image: i, image: j}}", "compose.yaml:1:26", "more than once"),
    Case("services: {a: !other {image: i}}", "compose.yaml:1:15", "the tag !other"),
    Case("services: {? [a] : {image: i}}", "compose.yaml:1:14", "a key must be a string"),
    Case("x: &s text\nservices: {a: {<<: *s}}", "compose.yaml:1:4", "\"<<\" takes a mapping"),
    Case("x: &h\n  e:\n    <<: *h\n", "compose.yaml:3:9", "undefined alias"),
    Case("services: {a: {build: {a: *b}}}", "compose.yaml:1:27", "undefined alias"),
    // Forms.
    Case("services:\n", "compose.yaml:1:10", "\"services\" must be a mapping"),
    Case("services: [a]", "compose.yaml:1:11", "\"services\" must be a mapping"),
    Case("services:\n  a:\n", "compose.yaml:2:5", "the service a must be a mapping"),
    Case("services: {a: image}", "compose.yaml:1:15", "the service a must be a mapping"),
    Case("services: {a b: {image: i}}", "compose.yaml:1:17", "no name for a service"),
    Case("services: {a: {build: [x]}}", "compose.yaml:1:23", "\"build\" must be a path or a mapping"),
    Case("services: {a: {image: i, build: }}", "compose.yaml:1:33", "\"build\" must be a path"),
    Case("services: {a: {image: 5}}", "compose.yaml:1:23", "\"image\" must be a string"),
    Case("services: {a: {build: {target: 1.0}}}", "compose.yaml:1:32", "\"target\" must be a string"),
    Case("services: {a: {build: {context: [x]}}}", "compose.yaml:1:33", "\"context\" must be a string"),
    Case("services: {a: {build: {args: x}}}", "compose.yaml:1:30", "\"args\" must be a mapping or a list"),
    Case("services: {a: {build: {args: {A: [1]}}}}", "compose.yaml:1:34", "\"A\" in \"args\" must be a string"),
    Case("services: {a: {build: {args: [1]}}}", "compose.yaml:1:31", "must be a string"),
    Case("services: {a: {build: {additional_contexts: [x]}}}", "compose.yaml:1:46", "has no value"),
    Case("services: {a: {build: {additional_contexts: {x: }}}}", "compose.yaml:1:49", "must be a string"),
    Case(
      "services: {a: {build: {dockerfile: d, dockerfile_inline: x}}}", "compose.yaml:1:58", "exclude each other"),
    Case("services: {a: {image: i, profiles: x}}", "compose.yaml:1:36", "\"profiles\" must be a list"),
    Case("services: {a: {image: i, env_file: {path: x}}}", "compose.yaml:1:36", "\"env_file\" must be a list"),
    Case("services: {a: {image: i, env_file: [{required: true}]}}", "compose.yaml:1:37", "no \"path\""),
    Case("services: {a: {image: i, env_file: [{path: x, required: often}]}}", "compose.yaml:1:57", "true or false"),
    Case("services: {a: {image: i, volumes: x}}", "compose.yaml:1:35", "\"volumes\" must be a list"),
    Case("services: {a: {image: i, volumes: ['/a:/b:ro:x']}}", "compose.yaml:1:36", "too many colons"),
    Case("services: {a: {image: i, volumes: ['/a::ro']}}", "compose.yaml:1:36", "empty part"),
    Case("services: {a: {image: i, volumes: ['']}}", "compose.yaml:1:36", "is empty"),
    Case("services: {a: {image: i, volumes: [{type: bind, target: /a}]}}", "compose.yaml:1:36", "no \"source\""),
    Case("services: {a: {image: i, volumes: [{type: bind, source: /a}]}}", "compose.yaml:1:36", "no \"target\""),
    Case("services: {a: {image: i, volumes: [{source: x, target: /a}]}}", "compose.yaml:1:36", "no \"type\""),
    Case("services: {a: {image: i, volumes: [{type: odd, target: /a}]}}", "compose.yaml:1:43", "no type of a volume"),
    // Between services.
    Case("services: {a: {environment: [A]}}", "compose.yaml:1:15", "neither an image nor a build"),
    Case("services: {a: {image: i, volumes: ['data:/d']}}", "compose.yaml:1:36", "not declared"),
    Case(
      "services: {a: {build: {additional_contexts: {x: 'service:b'}}}}", "compose.yaml:1:23", "no enabled service"),
    Case(
      "services: {a: {build: {additional_contexts: {x: 'service:b'}}}, b: {image: i}}", "compose.yaml:1:23",
      "not built"),
    // Extends.
    Case("services: {a: {extends: b}}", "compose.yaml:1:25", "no service \"b\" in compose.yaml"),
    Case("services: {a: {extends: }}", "compose.yaml:1:25", "\"extends\" must be a mapping"),
    Case("services: {a: {extends: {file: x}}}", "compose.yaml:1:25", "names no service"),
    Case("services: {a: {extends: {service: x, from: y}}}", "compose.yaml:1:44", "no key \"from\""),
    Case("services: {a: {extends: {file: c.yaml, service: x}}}", "compose.yaml:1:32", "no file \"c.yaml\""),
    Case(
      "services: {a: {extends: {file: c.yaml, service: x}}}", "compose.yaml:1:49", "no service \"x\" in c.yaml",
      with: ["c.yaml": "services: {y: {image: i}}"]),
    Case(
      "services: {a: {extends: {file: c.yaml, service: x}}}", "c.yaml:1:15", "the service x must be a mapping",
      with: ["c.yaml": "services: {x: text}"]),
    Case(
      "services: {a: {extends: {file: 'https://h/r.git', service: x}}}", "compose.yaml:1:32", "fetched by Compose"),
    Case("services: {a: {extends: a}}", "compose.yaml:1:25", "extend each other: a in compose.yaml extends a in"),
    Case("services: {a: {extends: b}, b: {extends: c}, c: {extends: b}}", "compose.yaml:1:42", "extend each other"),
    Case(
      "services: {a: {extends: {file: c.yaml, service: a}}}", "c.yaml:1:25", "extend each other",
      with: ["c.yaml": "services: {a: {extends: {file: compose.yaml, service: a}}}"]),
    // Include.
    Case("include: c.yaml", "compose.yaml:1:10", "\"include\" must be a list"),
    Case("include: [c.yaml]", "compose.yaml:1:11", "no file \"c.yaml\""),
    Case("include: [{project_directory: x}]", "compose.yaml:1:11", "names no file"),
    Case("include: [{path: x, file: y}]", "compose.yaml:1:27", "no key \"file\""),
    Case("include: ['oci://h/x']", "compose.yaml:1:11", "fetched by Compose"),
    Case(
      "include: [{path: c.yaml, env_file: no.env}]", "compose.yaml:1:36", "no file \"no.env\"",
      with: ["c.yaml": "services: {}"]),
    Case("include: [./compose.yaml]", "compose.yaml:1:11", "include each other: compose.yaml, which includes"),
    Case(
      "include: [d/c.yaml]", "d/c.yaml:1:11", "include each other",
      with: ["d/c.yaml": "include: [../compose.yaml]"]),
    Case(
      "include: [c.yaml]", "c.yaml:2:20", "a value: why", with: ["c.yaml": "services:\n  a: {image: i, x: '${A?why}'}"]),
    // Other files.
    Case("services: {}", ".env:2", "blank", with: [".env": "A=1\nB C=1\n"]),
  ]

  @Test("when they are merged and their parts do not fit")
  func merging() {
    let cases: [([String], String, String)] = [
      (["services: {a: {image: i, volumes: [./a:/a]}}", "services: {a: {volumes: {a: b}}}"], "1.yaml:1:25", "a list"),
      (["services: {a: {build: {context: x}}}", "services: {a: {build: [x]}}"], "1.yaml:1:23", "a mapping"),
      (
        ["services: {a: {image: i, build: {context: {}}}}", "services: {a: {build: {context: x}}}"], "1.yaml:1:33",
        "a mapping"
      ),
    ]
    for (texts, place, message) in cases {
      #expect { try ComposeFixture(merging: texts).read() } throws: { error in
        guard let error = error as? ComposeError else { return false }
        return error.place.description == place && error.message.contains(message)
      }
    }
  }

  @Test("when what is given with them is not right")
  func options() {
    let service = "services: {a: {image: i}}"
    let cases: [(ComposeOptions, [String], String)] = [
      (ComposeOptions(projectName: "My App"), ["compose.yaml"], "no name for a project"),
      (ComposeOptions(envFiles: ["no.env"]), ["compose.yaml"], "no such env file"),
      (ComposeOptions(), [], "no compose file"),
    ]
    for (options, inputs, message) in cases {
      #expect {
        try ComposeFixture(["compose.yaml": service], inputs: inputs, options: options).read()
      } throws: {
        ($0 as? ComposeError)?.message.contains(message) ?? false
      }
    }
    #expect {
      try ComposeProject.read([ComposeInput(name: "c", bytes: [0x61, 0xFF])])
    } throws: {
      ($0 as? ComposeError)?.message == "not UTF-8"
    }
    #expect {
      try ComposeProject.read([ComposeInput(name: "c", bytes: Array("include: [x]".utf8))]) { path in
        path == "x" ? .unreadable("it is a directory") : .missing
      }
    } throws: {
      ($0 as? ComposeError)?.message == "\"x\" cannot be read: it is a directory"
    }
  }

  @Test("or are read all the same, when that is asked for")
  func lenient() throws {
    var fixture = ComposeFixture(
      """
      include: [missing.yaml, "oci://h/x"]
      services:
        a: { build: "${DIR:?needed}", volumes: ["data:/d"] }
        b: { environment: [A] }
        c: { build: { context: ., dockerfiel: D } }
        d: { image: i, extends: { file: missing.yaml, service: x } }
        e: { image: i, extends: nobody }
      """)
    fixture.options.isLenient = true
    #expect(
      try fixture.lines() == [
        "a: context=. dockerfile=Dockerfile", "b: env:A", "c: context=. dockerfile=Dockerfile", "d: image=i",
        "e: image=i",
      ])
    let warnings = try fixture.read().warnings
    #expect(warnings.map(\.place.line) == [3, 5, 1, 1, 6, 7, 3, 4])
    #expect(warnings.compactMap(\.unsetVariable) == ["DIR"])
  }
}
