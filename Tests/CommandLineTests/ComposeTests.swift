import Foundation
import TestSupport
import Testing

@Suite("compose files on the command line")
struct ComposeTests {
  /// A repository with most kinds of builds.
  static func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "compose.yaml",
      """
      services:
        web:
          build:
            context: web
            target: prod
            additional_contexts: { lib: ./lib, base: "docker-image://debian:13" }
          volumes: ["./web:/srv", "./api.env:/env:ro"]
        api:
          build: { context: ., dockerfile: docker/api.Dockerfile, args: { FROM: "${SOURCE:-api}" } }
          env_file: api.env
        worker:
          build: { context: ., dockerfile: docker/api.Dockerfile, target: worker }
        inline:
          build:
            context: api
            dockerfile_inline: |
              FROM scratch
              COPY a.py /
        db: { image: "postgres:17" }
        dev: { build: web, profiles: [dev] }

      """)
    try workspace.write(
      "web/Dockerfile",
      "FROM scratch AS prod\nCOPY a.html /\nCOPY --from=lib x /\nFROM scratch\nCOPY debug /\n")
    try workspace.write(
      "docker/api.Dockerfile",
      "ARG FROM\nFROM scratch AS worker\nCOPY lib /lib\nFROM scratch\nARG FROM\nCOPY $FROM /api\n")
    try workspace.write("docker/api.Dockerfile.dockerignore", "**/*.log\n.git\n")
    try workspace.write(".dockerignore", "*\n")
    for path in ["web/a.html", "web/debug", "lib/x", "api/a.py", "api/x.log"] { try workspace.write(path, "\(path)\n") }
    try workspace.write("api.env", "A=1\n")
    return workspace
  }

  private func services(_ result: Workspace.Result) throws -> [[String: Any]] {
    try #require(try result.json()["services"] as? [[String: Any]])
  }

  private func context(_ service: [String: Any]) throws -> [String: Any] {
    try #require((service["build"] as? [String: Any])?["context"] as? [String: Any])
  }

  @Test("each service is listed with its context, and the digest is that of the context by itself")
  func list() throws {
    let workspace = try Self.sample()
    let result = try workspace.lockstep("context", "ls", "--compose", "--json")
    #expect(result.status == 0, "\(result.errors)")
    let services = try services(result)
    #expect(services.map { $0["name"] as? String } == ["web", "api", "worker", "inline", "db", "dev"])
    #expect(services.map { $0["enabled"] as? Bool } == [true, true, true, true, true, false])
    let digest = (try context(services[1])["digests"] as? [String: String])?["lockstep-v1"]
    let alone = try workspace.lockstep(
      "context", "hash", "--dockerfile", "docker/api.Dockerfile"
    ).output
    #expect(alone == "lockstep-v1 \(digest ?? "")\n")
    #expect(try context(services[1])["ignoreFile"] as? String == "docker/api.Dockerfile.dockerignore")
    // Written in the compose file, it has the ignore file of its context alone.
    #expect(try context(services[3])["ignoreFile"] is NSNull)
    #expect(services[4]["build"] is NSNull && services[4]["image"] as? String == "postgres:17")
    let build = try #require(services[0]["build"] as? [String: Any])
    let additional = try #require(build["additionalContexts"] as? [[String: Any]])
    #expect(additional.map { $0["name"] as? String } == ["base", "lib"])
    #expect(additional[0]["entries"] is NSNull && additional[1]["entries"] as? Int == 1)
    #expect(build["target"] as? String == "prod" && build["dockerfile"] as? String == "web/Dockerfile")

    let all = try workspace.lockstep("context", "ls", "--compose", "--profile", "*")
    let lines = all.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 9 && lines[0].hasPrefix("SERVICE"))
    #expect(lines[7] == "db        not built: image postgres:17")
    #expect(lines[8].hasPrefix("dev ") && !all.errors.contains("--profile"))
    #expect(try workspace.lockstep("context", "ls", "--compose").errors.contains("not enabled by a profile: dev"))
  }

  @Test("of a commit the same, from objects alone; nothing leads out of the repository")
  func commit() throws {
    guard Workspace.hasGit else { return }
    let workspace = try Self.sample()
    try workspace.write(".dockerignore", ".git\n")
    try workspace.write("../outside/Dockerfile", "FROM scratch\n")
    try workspace.write(
      "deploy/compose.yaml",
      """
      services:
        up: { build: { context: .., dockerfile: docker/api.Dockerfile } }
        far: { build: ../../outside }
        gone: { build: nowhere }
        linked: { build: ../out }
        file: { build: ../api.env }
        bad: { build: { context: .., dockerfile: web/a.html } }
        remote: { build: "https://example.org/a.git#main" }

      """)
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/out", withDestinationPath: "../outside")
    try workspace.makeRepository()
    let directory = try workspace.lockstep("context", "ls", "--compose", "--json")
    let commit = try workspace.lockstep("context", "ls", "--compose", "--rev", "HEAD", "--json")
    #expect(directory.status == 0 && commit.status == 0, "\(commit.errors)")
    let digests = try [directory, commit].map { result in
      try services(result).prefix(4).map { try (context($0)["digests"] as? [String: String])?["lockstep-v1"] }
    }
    #expect(digests[0] == digests[1] && !digests[0].contains(nil))

    for arguments in [["deploy"], [".#HEAD:deploy"]] {
      let result = try workspace.lockstep(arguments: ["context", "ls", "--compose"] + arguments)
      #expect(result.status == 1)
      #expect(result.output.contains("\nup       ..                              ../docker/api.Dockerfile"))
      #expect(result.output.contains("not read: it is not in the repository"))
      for text in [
        "service far: the context ../../outside lies outside of the repository; move it",
        "service gone: the context nowhere is not there", "service linked: the context ../out is a link that leads out",
        "service file: the context ../api.env is no directory", "service bad: ../web/a.html:1: ",
      ] { #expect(result.errors.contains(text), "\(result.errors)") }
    }
  }

  @Test("files, profiles and variables are given, and nothing else of the environment is used")
  func choice() throws {
    let workspace = try Workspace()
    try workspace.write("a/x", "x")
    try workspace.write("b/x", "y")
    for name in ["a", "b"] { try workspace.write("\(name)/Dockerfile", "FROM scratch\n") }
    try workspace.write("compose.yaml", "services: {s: {build: \"${DIR:-a}\"}}")
    try workspace.write("more.yaml", "services: {t: {build: \"${OTHER}\", profiles: [p]}}")
    try workspace.write("b.env", "DIR=b\n")
    func contexts(_ arguments: String...) throws -> [String?] {
      let result = try workspace.shell(
        "'\(Workspace.tool)' context ls --json \(arguments.joined(separator: " "))",
        environment: ["DIR": "b", "OTHER": "b"])
      return try services(result).filter { $0["enabled"] as? Bool == true }.map { try context($0)["source"] as? String }
    }
    #expect(try contexts("--compose") == ["a"])
    #expect(try contexts("--env", "DIR") == ["b"])
    #expect(try contexts("--env", "DIR=b") == ["b"])
    #expect(try contexts("--env-file", "b.env") == ["b"])
    #expect(try contexts("-f", "compose.yaml", "-f", "more.yaml", "--profile", "p", "--env", "OTHER") == ["a", "b"])
    try workspace.write(".env", "COMPOSE_FILE=compose.yaml:more.yaml\nCOMPOSE_PROFILES=p\nOTHER=a\n")
    #expect(try contexts("--compose") == ["a", "a"])
    try workspace.write(".env", "")
    let unset = try workspace.lockstep("context", "ls", "-f", "more.yaml", "--profile", "p")
    #expect(unset.status == 1 && unset.errors.contains("which are set nowhere: OTHER"))
    for (arguments, text) in [
      (["--compose", "-f", "nope.yaml"], "nope.yaml: there is no such compose file"),
      (["--compose", "-f", "../../x.yaml"], "it cannot be read: it lies outside"),
      (["--compose", "a/x/y"], "there is no directory"), (["--compose", "--env", "=x"], "--env needs"),
      (["--compose", "--dockerfile", "x"], "each service has its own"),
      (["--compose", "--service", "s"], "exclude each other"),
      (["--service", "nope"], "there is no service \"nope\"; there are: s"),
    ] {
      let result = try workspace.lockstep(arguments: ["context", "ls"] + arguments)
      #expect(result.status == 2 && result.errors.contains(text), "\(arguments): \(result.errors)")
    }
    try FileManager.default.removeItem(atPath: workspace.work + "/compose.yaml")
    let none = try workspace.lockstep("context", "ls", "--compose")
    #expect(none.status == 2 && none.errors.contains("there is no compose file"))
    #expect(try workspace.lockstep("context", "hash", "--file", "more.yaml").status == 2)
  }

  @Test("a context that cannot be read is said at its service, and the others are listed")
  func unreadable() throws {
    let workspace = try Workspace()
    for name in ["a", "b"] { try workspace.write("\(name)/Dockerfile", "FROM scratch\n") }
    try workspace.write("a/.dockerignore", "[a-\n")
    try workspace.write("compose.yaml", "services: {a: {build: a}, again: {build: a}, b: {build: b}}")
    let result = try workspace.lockstep("context", "ls", "--compose")
    #expect(result.status == 6)
    #expect(result.errors.contains("service a: a/.dockerignore:1: "))
    #expect(result.errors.contains("service again: "))
    #expect(result.output.contains("\nb        b        b/Dockerfile  -       none"))
  }

  @Test("a service gives other commands its context, Dockerfile, target and arguments")
  func service() throws {
    let workspace = try Self.sample()
    #expect(
      try workspace.lockstep("context", "hash", "--service", "api").output
        == workspace.lockstep("context", "hash", "--dockerfile", "docker/api.Dockerfile").output)
    #expect(try workspace.lockstep("context", "ls", "--service", "dev").output.contains(" a.html\n"))
    func steps(_ service: String) throws -> [String?] {
      let steps = try workspace.lockstep("layers", "--service", service, "--json").json()["steps"]
      return (steps as? [[String: Any]] ?? []).map { $0["instruction"] as? String }
    }
    #expect(try steps("api") == ["COPY $FROM /api"])
    #expect(try steps("worker") == ["COPY lib /lib"])
    #expect(try steps("web") == ["COPY a.html /"])
    #expect(try steps("inline") == ["COPY a.py /"])
    let inline = try workspace.lockstep("layers", "--service", "inline").output
    #expect(inline.hasPrefix("compose.yaml: the Dockerfile of the service inline:2  COPY a.py /\n"))
    for (arguments, text) in [
      (["layers", "--service", "db"], "its image is pulled"), (["layers", "--file", "compose.yaml"], "need --service"),
      (["layers", "--service", "api", "--target", "x"], "the service's own"),
      (["context", "hash", "--service", "api", "--dockerfile", "x"], "the service's own"),
    ] {
      let result = try workspace.lockstep(arguments: arguments)
      #expect(result.status == 2 && result.errors.contains(text), "\(result.errors)")
    }
    guard Workspace.hasGit else { return }
    try workspace.makeRepository()
    for revision in [[], ["--rev", "HEAD"]] {
      let hash = try workspace.lockstep(arguments: ["context", "hash", "--service", "inline", "--json"] + revision)
      #expect(try hash.json()["ignoreFile"] is NSNull)
    }
    for name in ["web", "api", "worker", "inline"] {
      let commit = try workspace.lockstep("layers", "--service", name, "--rev", "HEAD")
      #expect(try commit.status == 0 && commit.output == workspace.lockstep("layers", "--service", name).output)
    }
  }

  /// The files beside the compose file that docs/compose.md shows.
  static func documented() throws -> (workspace: Workspace, blocks: [String]) {
    let text = try String(contentsOf: URL(fileURLWithPath: Workspace.project + "/docs/compose.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map { _, block in
      String(block.drop { $0 != "\n" }.dropFirst())
    }
    let workspace = try Workspace()
    try workspace.write("compose.yaml", try #require(blocks.first))
    try workspace.write("web/Dockerfile", "FROM scratch AS prod\nCOPY index.html /\nCOPY --from=lib x /\n")
    try workspace.write("web/index.html", "<p>\n")
    try workspace.write("lib/x", "x\n")
    try workspace.write("docker/api.Dockerfile", "FROM scratch\nCOPY api /api\n")
    try workspace.write("api/main.py", "print()\n")
    try workspace.write("api.env", "A=1\n")
    try workspace.write(".dockerignore", "web\n**/*.log\n")
    return (workspace, blocks)
  }

  @Test("a file is followed to the services that are built from it, and those that only see it")
  func impact() throws {
    let workspace = try Self.sample()
    func services(_ path: String, _ more: String...) throws -> [String] {
      let result = try workspace.lockstep(arguments: ["impact", "--json", path] + more)
      let impacts = try #require(try result.json()["impacts"] as? [[String: Any]])
      return (impacts[0]["services"] as? [[String: Any]] ?? []).map { service in
        "\(service["service"] ?? "") \(service["reason"] ?? "") \(service["file"] ?? ""):\(service["line"] ?? "")"
          + " \(service["text"] ?? "")"
      }
    }
    let mount = "web bindMount compose.yaml:7 /srv"
    #expect(
      try services("web/a.html") == [
        "web copy web/Dockerfile:2 COPY a.html /", mount,
      ])
    // Another stage than the target reads it; dev has the last one.
    #expect(try services("web/debug") == [mount, "dev copy web/Dockerfile:5 COPY debug /"])
    #expect(
      try services("lib/x") == [
        "web additionalContext compose.yaml:4 lib", "worker copy docker/api.Dockerfile:3 COPY lib /lib",
      ])
    #expect(
      try services("api/a.py", "--profile", "none") == [
        "api copy docker/api.Dockerfile:6 COPY $FROM /api", "inline copy compose.yaml:18 COPY a.py /",
      ])
    #expect(try services("api/x.log") == [])
    #expect(
      try services("docker/api.Dockerfile").map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        == ["api dockerfile", "worker dockerfile"])
    #expect(try services("docker/api.Dockerfile.dockerignore").count == 2)
    #expect(
      try services("api.env") == ["web bindMount compose.yaml:7 /env", "api envFile compose.yaml:10 "])
    let text = try workspace.lockstep("impact", "compose.yaml", "nope", "web/a.html").output
    #expect(
      text
        == """
        compose.yaml
            it is read as a compose file: every service can change with it
        nope
            no service takes it: nothing changes
        web/a.html
            service web is built anew: web/Dockerfile:2: COPY a.html /
            service web sees it as it runs, nothing is built: it is mounted at /srv (compose.yaml:7)

        """)
    // A Dockerfile of the context is followed as before, and beside the services.
    try workspace.write("Dockerfile", "FROM scratch\nCOPY lib /\n")
    try workspace.write(".dockerignore", "web\n")
    let both = try workspace.lockstep("impact", "lib/x", "web/a.html").output
    #expect(both.contains("    Dockerfile:2: COPY lib / (stage 0)\n    stages: 0\n    service web is built anew where"))
    #expect(both.contains("web/a.html\n    not in the context\n    service web is built anew: web/Dockerfile:2"))
    try workspace.write("compose.yaml", "services: [\n")
    let broken = try workspace.lockstep("impact", "lib/x")
    #expect(
      broken.status == 0 && broken.output.contains("stages: 0") && broken.errors.contains("no services are known"))
    #expect(try workspace.lockstep("impact", "lib/x", "-f", "compose.yaml").status == 2)
  }

  @Test("services that build upon others change with them")
  func impactOnDependents() throws {
    let workspace = try Workspace()
    try workspace.write("base/Dockerfile", "FROM scratch\nCOPY x /\n")
    try workspace.write("base/x", "x")
    try workspace.write("app/Dockerfile", "FROM base\n")
    try workspace.write(
      "compose.yaml",
      """
      services:
        top: { build: { context: app, additional_contexts: { base: "service:middle" } } }
        middle: { build: { context: app, additional_contexts: ["base=service:base"] } }
        base: { build: base }
        other: { build: app }

      """)
    let impacts = try workspace.lockstep("impact", "--json", "base/x").json()["impacts"] as? [[String: Any]]
    let services = impacts?[0]["services"] as? [[String: Any]] ?? []
    #expect(services.map { $0["service"] as? String } == ["top", "middle", "base"])
    #expect(services.map { $0["text"] as? String } == ["middle", "base", "COPY x /"])
    #expect(
      try workspace.lockstep("impact", "--inverse", "service:top").output
        == "app/Dockerfile\nbase/Dockerfile\nbase/x\ncompose.yaml\n")
  }

  @Test("the files of a service, one a line and as prerequisites, of a directory and of a commit")
  func inverse() throws {
    let workspace = try Self.sample()
    let worker = "compose.yaml\ndocker/api.Dockerfile\ndocker/api.Dockerfile.dockerignore\nlib/x\n"
    #expect(try workspace.lockstep("impact", "--inverse", "service:worker").output == worker)
    #expect(
      try workspace.lockstep("impact", "--inverse", "service:inline", "--format", "makefile").output
        == "inline: \\\n  api/a.py \\\n  compose.yaml\n")
    let json = try workspace.lockstep("impact", "--inverse", "service:web", "--json").json()
    #expect(json["service"] as? String == "web")
    #expect(json["files"] as? [String] == ["compose.yaml", "lib/x", "web/Dockerfile", "web/a.html"])
    let unknown = try workspace.lockstep("impact", "--inverse", "service:nope")
    #expect(unknown.status == 2 && unknown.errors.contains("there are: web, api, worker, inline, db, dev"))
    guard Workspace.hasGit else { return }
    try workspace.makeRepository()
    #expect(try workspace.lockstep("impact", "--inverse", "service:worker", "--rev", "HEAD").output == worker)
    try workspace.write("deploy/compose.yaml", "services: {up: {build: {context: .., dockerfile: web/Dockerfile}}}")
    #expect(
      try workspace.lockstep("impact", "--inverse", "service:up", "--context", "deploy").output
        == "../.dockerignore\n../web/Dockerfile\ncompose.yaml\n")
  }

  @Test("the example of the documentation is what is printed")
  func documentation() throws {
    let (workspace, blocks) = try Self.documented()
    #expect(try workspace.lockstep("context", "ls", "--compose").output == blocks[1])
    #expect(
      try workspace.lockstep("impact", "web/index.html", "lib/x", "api.env", "compose.yaml").output
        == blocks.first { $0.hasPrefix("web/index.html\n") })
  }
}
