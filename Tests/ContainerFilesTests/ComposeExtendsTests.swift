import ContainerFiles
import Testing

@Suite("compose services that extend others")
struct ComposeExtendsTests {
  @Test("of the same file are put over them")
  func sameFile() throws {
    let lines = try ComposeFixture(
      """
      services:
        cli: { extends: { service: common }, environment: { PORT: 8080 }, build: { target: t, args: [B=2] } }
        common: { extends: base, environment: { TZ: utc, PORT: 80 }, volumes: ["./a:/d", "./c:/c"] }
        base: { image: busybox, build: { context: ctx, args: { A: 1, B: 1 } }, volumes: ["./b:/d"], env_file: b.env }
        quiet: { extends: cli, build: !reset null, image: q, volumes: !override ["./q:/q"] }
      """
    ).lines()
    #expect(
      lines == [
        "cli: image=busybox context=ctx dockerfile=ctx/Dockerfile target=t arg:A=1 arg:B=2 bind:a->/d bind:c->/c "
          + "env_file=b.env env:PORT=8080 env:TZ=utc",
        "common: image=busybox context=ctx dockerfile=ctx/Dockerfile arg:A=1 arg:B=1 bind:a->/d bind:c->/c "
          + "env_file=b.env env:PORT=80 env:TZ=utc",
        "base: image=busybox context=ctx dockerfile=ctx/Dockerfile arg:A=1 arg:B=1 bind:b->/d env_file=b.env",
        "quiet: image=q bind:q->/q env_file=b.env env:PORT=8080 env:TZ=utc",
      ])
  }

  @Test("of another file take its paths relative to that file")
  func otherFile() throws {
    let files = [
      "compose.yaml": """
      services:
        out-base: { extends: { file: sub/common.yaml, service: base } }
        out-service: { extends: { file: ./sub/common.yaml, service: service }, volumes: ["./own:/own"] }
        default: { extends: { file: sub/common.yaml, service: no-context } }
        remote: { extends: { file: sub/common.yaml, service: remote } }
      """,
      "sub/common.yaml": """
      include: [never.yaml]
      services:
        base:
          build: { context: .., additional_contexts: { x: ./x, y: "docker-image://i" } }
          env_file: e.env
          volumes: ["./v:/v", "data:/data"]
        service: { extends: base, build: { target: target } }
        no-context: { build: { dockerfile: D }, extends: { file: ../deep/deeper/d.yaml, service: deep } }
        remote: { build: https://h/r.git }
      """,
      "deep/deeper/d.yaml": "services: {deep: {image: $IMAGE, volumes: ['.:/deep']}}",
    ]
    var fixture = ComposeFixture(files, options: ComposeOptions(environment: ["IMAGE": "deep"]))
    fixture.files["compose.yaml"]? += "\nvolumes: {data: }\n"
    #expect(
      try fixture.lines() == [
        "out-base: context=. dockerfile=Dockerfile with:x=sub/x with:y=other(docker-image://i) bind:sub/v->/v "
          + "env_file=sub/e.env",
        "out-service: context=. dockerfile=Dockerfile target=target with:x=sub/x with:y=other(docker-image://i) "
          + "bind:sub/v->/v bind:own->/own env_file=sub/e.env",
        // A base without a context has none to take along.
        "default: image=deep context=. dockerfile=D bind:deep/deeper->/deep",
        "remote: context=git(https://h/r.git) dockerfile=remote:Dockerfile",
      ])
    #expect(try fixture.read().files == ["compose.yaml", "sub/common.yaml", "deep/deeper/d.yaml"])
  }

  @Test("can stand in a file that is merged, and extend what is included")
  func combined() throws {
    let fixture = ComposeFixture(
      [
        "0.yaml": "services: {a: {image: i}}",
        "1.yaml": "include: [inc/c.yaml]\nservices: {a: {extends: base, build: {target: t}}}",
        "inc/c.yaml": "services: {base: {build: .}}",
      ], inputs: ["0.yaml", "1.yaml"])
    #expect(
      try fixture.lines() == [
        "a: image=i context=inc dockerfile=inc/Dockerfile target=t", "base: context=inc dockerfile=inc/Dockerfile",
      ])
  }

  /// A chain as long as this would be too deep for recursion.
  @Test("in a long chain")
  func chain() throws {
    let count = 5_000
    let services = (1...count).map { "  s\($0): { extends: s\($0 - 1) }" }
    let lines = try ComposeFixture("services:\n" + services.reversed().joined(separator: "\n") + "\n  s0: { image: i }")
      .lines()
    #expect(lines.count == count + 1)
    #expect(lines.first == "s\(count): image=i")
  }

  @Test("the same name in two files is no cycle")
  func sameNames() throws {
    let fixture = ComposeFixture([
      "compose.yaml": "services: {web: {extends: x}, x: {extends: {file: c.yaml, service: web}}}",
      "c.yaml": "services: {web: {extends: base}, base: {image: i}}",
    ])
    #expect(try fixture.lines() == ["web: image=i", "x: image=i"])
  }
}
