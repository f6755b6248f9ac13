import ContainerFiles
import Testing

@Suite("services of a compose file")
struct ComposeServiceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let lines: [String]
    var testDescription: String { text }

    init(_ text: String, _ lines: String...) { (self.text, self.lines) = (text, lines) }
  }

  @Test("are read in their short and long forms", arguments: cases)
  func forms(_ example: Case) throws {
    #expect(try ComposeFixture(example.text).lines() == example.lines)
  }

  private static let cases: [Case] = [
    Case("name: x\nvolumes: {}\n"),
    Case("services: {}\n"),
    Case(
      """
      x-note: [1, 2]
      services:
        web: { build: . , ports: ["80:80"], x-own: { a: b } }
        db: { image: postgres }
        worker:
          build: { context: services/worker, dockerfile: prod.Dockerfile }
        plain:
          build: { target: dev }
      """, "web: context=. dockerfile=Dockerfile", "db: image=postgres",
      "worker: context=services/worker dockerfile=services/worker/prod.Dockerfile",
      "plain: context=. dockerfile=Dockerfile target=dev"),
    // Paths.
    Case("services: {a: {build: ./x/../y/}}", "a: context=y dockerfile=y/Dockerfile"),
    Case("services: {a: {build: ..}}", "a: context=.. dockerfile=../Dockerfile"),
    Case("services: {a: {build: /abs/./x}}", "a: context=/abs/x dockerfile=/abs/x/Dockerfile"),
    Case(
      "services: {a: {build: {context: x, dockerfile: ../d/Dockerfile}}}", "a: context=x dockerfile=d/Dockerfile"),
    Case("services: {a: {build: {context: x, dockerfile: /d}}}", "a: context=x dockerfile=/d"),
    Case("services: {a: {build: {context: '', dockerfile: ''}}}", "a: context=. dockerfile=Dockerfile"),
    Case("services: {a: {build: {dockerfile_inline: FROM scratch}}}", "a: context=. inline=FROM scratch"),
    Case(
      "services: {a: {build: ~/x, image: i}}",
      "a: image=i context=~/x dockerfile=~/x/Dockerfile"),
    // Contexts from elsewhere.
    Case(
      "services: {a: {build: https://github.com/a/b.git#main:dir}}",
      "a: context=git(https://github.com/a/b.git#main:dir) dockerfile=remote:Dockerfile"),
    Case(
      "services: {a: {build: 'git@github.com:a/b'}}", "a: context=git(git@github.com:a/b) dockerfile=remote:Dockerfile"),
    Case("services: {a: {build: github.com/a/b}}", "a: context=git(github.com/a/b) dockerfile=remote:Dockerfile"),
    Case("services: {a: {build: 'ssh://h/b'}}", "a: context=git(ssh://h/b) dockerfile=remote:Dockerfile"),
    Case(
      "services: {a: {build: 'https://h/x.tar.gz'}}", "a: context=http(https://h/x.tar.gz) dockerfile=remote:Dockerfile"
    ),
    Case(
      "services: {a: {build: github.company/x}}", "a: context=github.company/x dockerfile=github.company/x/Dockerfile"),
    Case(
      """
      services:
        a:
          build:
            additional_contexts: [lib=../lib, base=docker-image://alpine, other=service:b, lib=./lib]
        b:
          build:
            additional_contexts: { x: oci-layout://d, y: /z, w: "https://h/r.git" }
      """,
      "a: context=. dockerfile=Dockerfile with:base=other(docker-image://alpine) with:lib=lib with:other=service(b)",
      "b: context=. dockerfile=Dockerfile with:w=git(https://h/r.git) with:x=other(oci-layout://d) with:y=/z"),
    // Arguments, as Go prints what YAML takes for numbers.
    Case(
      """
      services:
        a:
          build:
            args: { S: "3.10", N: 3.10, I: 0755, H: 0x1F, U: 1_000, B: True, Y: yes, E: 1e6, G: 1234567.5, T: 1:30, V: 1.2.3,
                    O: 0o17, D: 08, L: 18446744073709551615, M: -5, P: +5, Q: 1e-7, R: .5, Z: 0.0001, K: "" }
      """,
      "a: context=. dockerfile=Dockerfile arg:B=true arg:D=8 arg:E=1e+06 arg:G=1.2345675e+06 arg:H=31 arg:I=493 arg:K= "
        + "arg:L=18446744073709551615 arg:M=-5 arg:N=3.1 arg:O=15 arg:P=5 arg:Q=1e-07 arg:R=0.5 arg:S=3.10 arg:T=1:30 "
        + "arg:U=1000 arg:V=1.2.3 arg:Y=yes arg:Z=0.0001"),
    Case(
      "services: {a: {build: {args: [A=1, B, C=, A=2, D=x=y]}}}",
      "a: context=. dockerfile=Dockerfile arg:A=2 arg:C= arg:D=x=y"),
    // Volumes.
    Case(
      """
      services:
        a:
          image: i
          volumes:
            - .:/app
            - ./src/:/app/src/:ro,z
            - ../x:/x:rw
            - data:/data
            - /anonymous
            - ~/.cfg:/cfg
            - C:\\win:/win
            - { type: bind, source: ./long, target: /long, read_only: true }
            - { type: bind, source: rel, target: /rel, read_only: "yes" }
            - { type: tmpfs, target: /tmp }
            - { type: volume, source: bound, target: /bound }
      volumes:
        data:
        bound: { driver: local, driver_opts: { type: none, o: bind, device: ./here } }
      """,
      "a: image=i bind:.->/app bind:src->/app/src:ro bind:../x->/x bind:~/.cfg->/cfg bind:C:\\win->/win "
        + "bind:long->/long:ro bind:rel->/rel:ro bind:here->/bound"),
    Case("services: {a: {image: i, volumes: ['./x:/t', './y:/t/']}}", "a: image=i bind:y->/t"),
    // Variables of the container.
    Case(
      """
      services:
        a: { image: i, env_file: a.env, environment: { B: 2, A: x, C: } }
        b: { image: i, env_file: [a.env, ./d/b.env, { path: c.env, required: false, format: raw }], environment: [A=1, B] }
      """, "a: image=i env_file=a.env env:A=x env:B=2 env:C",
      "b: image=i env_file=a.env env_file=d/b.env env_file=c.env? env:A=1 env:B"),
    // Documents are merged like files.
    Case("services: {a: {image: i}}\n---\nservices: {a: {image: j}, b: {image: k}}\n", "a: image=j", "b: image=k"),
    Case("\u{FEFF}services: {a: {image: i}}", "a: image=i"),
    Case("services: {a: {image: '', build: .}}", "a: context=. dockerfile=Dockerfile"),
    Case("services: {a: {provider: {type: x}}}", "a:"),
  ]

  @Test("anchors, aliases and merge keys are resolved")
  func mergeKeys() throws {
    let lines = try ComposeFixture(
      """
      x-base: &base
        image: base
        build: &build { context: ctx, args: { A: 1, B: 2 } }
      x-more: &more { image: more, profiles: [p] }
      services:
        a: *base
        b: { <<: *base, image: own }
        c: { <<: [*more, *base] }
        d: { image: i, build: { <<: *build, args: { B: 3 } } }
        e: { "<<": x, image: quoted }
      """
    ).lines()
    #expect(
      lines == [
        "a: image=base context=ctx dockerfile=ctx/Dockerfile arg:A=1 arg:B=2",
        "b: image=own context=ctx dockerfile=ctx/Dockerfile arg:A=1 arg:B=2",
        "c (disabled): image=more context=ctx dockerfile=ctx/Dockerfile arg:A=1 arg:B=2",
        "d: image=i context=ctx dockerfile=ctx/Dockerfile arg:B=3", "e: image=quoted",
      ])
  }

  @Test("relative paths are relative to the project directory")
  func projectDirectory() throws {
    let text = "services: {a: {build: app, env_file: x.env, volumes: ['.:/a', '~:/h']}}"
    var fixture = ComposeFixture(["deploy/c.yaml": text], inputs: ["deploy/c.yaml"])
    fixture.options.environment = ["HOME": "/home/u"]
    #expect(
      try fixture.lines() == [
        "a: context=deploy/app dockerfile=deploy/app/Dockerfile bind:deploy->/a bind:/home/u->/h env_file=deploy/x.env"
      ])
    fixture.options.projectDirectory = "."
    #expect(
      try fixture.lines() == [
        "a: context=app dockerfile=app/Dockerfile bind:.->/a bind:/home/u->/h env_file=x.env"
      ])
    fixture.options.projectDirectory = "/srv/p/"
    #expect(try fixture.read().directory == "/srv/p")
    #expect(try fixture.read().services.first?.build?.dockerfilePath == "/srv/p/app/Dockerfile")
  }

  @Test("bind mounts that show the context are told from others")
  func contextMounts() throws {
    let project = try ComposeFixture(
      "services: {a: {build: app, volumes: ['./app:/1', './app/src:/2', './apple:/3', '.:/4', '/app:/5']}}"
    ).read()
    #expect(project.services.first?.bindMountsFromContext.map(\.target) == ["/1", "/2"])
    let root = try ComposeFixture(
      "services: {a: {build: ., volumes: ['.:/1', './x:/2', '../x:/3', '/x:/4', '..:/5']}}"
    ).read()
    #expect(root.services.first?.bindMountsFromContext.map(\.target) == ["/1", "/2"])
  }

  @Test("profiles select services")
  func profiles() throws {
    let text = """
      services:
        always: { image: i }
        dev: { image: i, profiles: [dev, debug] }
        test: { image: i, profiles: [test] }
      """
    let cases: [([String]?, [String: String], [String])] = [
      (nil, [:], ["always"]), ([], ["COMPOSE_PROFILES": "dev"], ["always"]), (["debug"], [:], ["always", "dev"]),
      (["*"], [:], ["always", "dev", "test"]), (nil, ["COMPOSE_PROFILES": " dev , test"], ["always", "dev", "test"]),
      (["unknown"], [:], ["always"]),
    ]
    for (profiles, environment, enabled) in cases {
      var fixture = ComposeFixture(text, environment: environment)
      fixture.options.profiles = profiles
      let project = try fixture.read()
      #expect(project.enabledServices.map(\.name) == enabled)
      #expect(project.services.map(\.profiles.count) == [0, 2, 1])
    }
  }

  @Test("the project has a name, which is a variable too")
  func names() throws {
    let service = "\nservices: {a: {image: '${COMPOSE_PROJECT_NAME}-x'}}"
    let cases: [(String, ComposeOptions, String)] = [
      ("name: own", ComposeOptions(), "own"), ("name: My App!", ComposeOptions(), "myapp"),
      ("name: $N", ComposeOptions(environment: ["N": "var"]), "var"),
      ("name: own", ComposeOptions(environment: ["COMPOSE_PROJECT_NAME": "env"]), "env"),
      ("name: own", ComposeOptions(projectName: "given"), "given"),
      ("x-a: b", ComposeOptions(projectDirectory: "/srv/_Some.Dir"), "somedir"),
    ]
    for (text, options, name) in cases {
      let project = try ComposeFixture(["compose.yaml": text + service], options: options).read()
      #expect(project.name == name)
      #expect(project.services.first?.image == name + "-x")
    }
  }
}
