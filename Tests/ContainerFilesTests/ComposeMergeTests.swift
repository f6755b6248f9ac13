import ContainerFiles
import Testing

@Suite("compose files that are merged")
struct ComposeMergeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let texts: [String]
    let lines: [String]
    var testDescription: String { texts.joined(separator: " | ") }

    init(_ texts: [String], _ lines: String...) { (self.texts, self.lines) = (texts, lines) }
  }

  @Test("mappings are merged, lists joined or replaced, the rest replaced", arguments: cases)
  func merging(_ example: Case) throws {
    #expect(try ComposeFixture(merging: example.texts).lines() == example.lines)
  }

  private static func service(_ text: String) -> String { "services: {a: {\(text)}}" }

  private static let cases: [Case] = [
    Case([service("image: i"), "services: {b: {image: k}, a: {image: j}}"], "a: image=j", "b: image=k"),
    Case([service("image: i"), service("image: null")], "a: image=i"),
    Case(["services: {a: }", service("image: i")], "a: image=i"),
    Case([service("build: x"), service("build: {target: t}")], "a: context=x dockerfile=x/Dockerfile target=t"),
    Case([service("build: {target: t}"), service("build: x")], "a: context=x dockerfile=x/Dockerfile target=t"),
    Case(
      [service("build: {args: {A: 1, B: 2}}"), service("build: {args: [B=3, C]}"), service("build: {args: {D: 4.0}}")],
      "a: context=. dockerfile=Dockerfile arg:A=1 arg:B=3 arg:D=4"),
    Case(
      [
        service("build: {additional_contexts: [r=/p, app=docker-image://old]}"),
        service("build: {additional_contexts: {app: docker-image://new, s: ./s}}"),
      ],
      "a: context=. dockerfile=Dockerfile with:app=other(docker-image://new) with:r=/p with:s=s"),
    Case(
      [service("image: i, env_file: foo.env"), service("env_file: [bar.env, foo.env]")],
      "a: image=i env_file=foo.env env_file=bar.env"),
    Case(
      [service("image: i, env_file: [bar.env, foo.env]"), service("env_file: [{path: foo.env, required: false}]")],
      "a: image=i env_file=bar.env env_file=foo.env?"),
    Case(
      [service("image: i, environment: {A: 1, B: 2}"), service("environment: [B=3, C=4]")],
      "a: image=i env:A=1 env:B=3 env:C=4"),
    Case(
      [
        service("image: i, volumes: [./a:/a, {type: bind, source: ./b, target: /b}]"),
        service("volumes: [./c:/c, ./d:/b]"),
      ],
      "a: image=i bind:a->/a bind:d->/b bind:c->/c"),
    // Tags.
    Case([service("image: i, build: {context: x}"), service("build: !reset null")], "a: image=i"),
    Case(
      [service("image: i, build: {context: x, target: t}"), service("build: !override {context: y}")],
      "a: image=i context=y dockerfile=y/Dockerfile"),
    Case(
      [
        service("build: {context: x, target: t, args: {A: 1, B: 2}}"),
        service("build: {target: !reset , args: {A: !reset }}"),
      ],
      "a: context=x dockerfile=x/Dockerfile arg:B=2"),
    Case(
      [service("image: i, environment: {FOO: BAR, X: 1}"), service("environment: {FOO: !reset }")],
      "a: image=i env:X=1"),
    Case([service("image: i, volumes: [./a:/a]"), service("volumes: !override [./b:/b]")], "a: image=i bind:b->/b"),
    Case([service("image: i, volumes: [./a:/a]"), service("volumes: !reset []")], "a: image=i"),
    Case(["services: {a: {image: i}, b: {image: i}}", "services: {b: !reset {}}"], "a: image=i"),
    Case(["services: {a: {image: i, build: .}}", "services: {a: !override {image: j}}"], "a: image=j"),
    Case([service("image: !override i, build: !reset x")], "a: image=i"),
    Case(
      [
        service("image: i, volumes: [./a:/a]"),
        "x-inner: &i {volumes: !reset []}\nx-outer: &o {<<: *i}\nservices: {a: {<<: *o}}",
      ], "a: image=i"),
    Case(
      [
        "services: {a: {image: i, build: .}, b: {image: i, build: .}}",
        "x: &r !reset []\nservices: {a: {build: *r}, b: {build: *r}}",
      ],
      "a: image=i", "b: image=i"),
    // Profiles are joined; the same one counts once.
    Case([service("image: i, profiles: [x, y]"), service("profiles: [y, z]")], "a (disabled): image=i"),
  ]

  @Test("profiles are joined, each once")
  func profiles() throws {
    let project = try ComposeFixture(merging: [
      Self.service("image: i, profiles: [x, y]"), Self.service("profiles: [y, z]"),
    ]).read()
    #expect(project.services.first?.profiles == ["x", "y", "z"])
  }

  @Test("relative paths of all files are relative to the directory of the first")
  func directories() throws {
    let fixture = ComposeFixture(
      ["a/c.yaml": "services: {a: {build: x}}", "b/d.yaml": "services: {a: {volumes: ['./v:/v']}}"],
      inputs: ["a/c.yaml", "b/d.yaml"])
    #expect(try fixture.lines() == ["a: context=a/x dockerfile=a/x/Dockerfile bind:a/v->/v"])
    #expect(try fixture.read().services.first?.place.file == "a/c.yaml")
  }
}
