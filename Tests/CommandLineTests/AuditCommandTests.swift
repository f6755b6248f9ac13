import Foundation
import TestSupport
import Testing

@Suite("lockstep audit")
struct AuditCommandTests {
  @Test("Dockerfiles and compose files are found, and findings decide the exit status as told")
  func audit() throws {
    let workspace = try Workspace()
    try workspace.write("Dockerfile", "FROM python:latest\nCOPY requirements.txt .\nRUN date > /stamp\n")
    try workspace.write("docker/web.Dockerfile", "FROM scratch\n")
    try workspace.write("compose.yaml", "services:\n  db:\n    image: postgres:16\n")
    try workspace.write("node_modules/x/Dockerfile", "FROM nobody:latest\n")
    let report = try workspace.lockstep("audit", "--json")
    #expect(report.status == 1)
    let json = try report.json()
    #expect(json["files"] as? [String] == ["Dockerfile", "compose.yaml", "docker/web.Dockerfile"])
    let findings = try #require(json["findings"] as? [[String: Any]])
    let places = findings.map { "\($0["file"] ?? ""):\($0["line"] ?? ""):\($0["code"] ?? "")" }
    #expect(places.contains("Dockerfile:1:base-image-latest") && places.contains("Dockerfile:3:clock-in-layer"))
    #expect(places.contains("compose.yaml:3:compose-image-by-tag"))
    #expect(try workspace.lockstep("audit", "--fail-on", "never").status == 0)
    let one = try workspace.lockstep("audit", "--dockerfile", "docker/web.Dockerfile", "--json").json()
    #expect(one["files"] as? [String] == ["docker/web.Dockerfile"])
    #expect(try workspace.lockstep("audit", "--dockerfile", "nope").status == 2)
    let text = try workspace.lockstep("audit", "--verbose").output
    #expect(text.contains("Dockerfile:3: error: ") && text.contains("    why: ") && text.contains("    fix: "))
  }

  @Test("a Dockerfile that cannot be read is reported at line and column by all who read it")
  func places() throws {
    let workspace = try Workspace()
    try workspace.write("Dockerfile", "FROM scratch\nCOPY a \\\n  é${A:?set-A} /\n")
    for command in [["layers"], ["impact", "a"], ["explain", "a", "--context", "."]] {
      let result = try workspace.lockstep(arguments: command)
      let text = result.output + result.errors
      #expect(text.contains("Dockerfile:3:5: cannot expand") && text.contains("A: set-A"), "\(command): \(text)")
    }
    // An audit looks at no variables.
    try workspace.write("Dockerfile", "FROM scratch\nCOPY [\"é\", 1]\n")
    #expect(try workspace.lockstep("audit").output.hasPrefix("Dockerfile:2:13: error: "))
    let finding = try #require(
      (try workspace.lockstep("audit", "--json").json()["findings"] as? [[String: Any]])?.first)
    #expect(finding["line"] as? Int == 2 && finding["column"] as? Int == 13)
    #expect(finding["codePointColumn"] as? Int == 12)
    let log = try workspace.lockstep("audit", "--sarif").json()
    let result = try #require(((log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])?.first)
    let place = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect(place["region"] as? [String: Int] == ["startLine": 2, "startColumn": 12])
  }

  @Test("a suppression with a reason silences one finding")
  func suppression() throws {
    let workspace = try Workspace()
    try workspace.write(
      "Dockerfile", "FROM scratch\n# lockstep: ignore=clock-in-layer the stamp is wanted\nRUN date > /stamp\n")
    let findings = try workspace.lockstep("audit", "--json").json()["findings"] as? [[String: Any]] ?? []
    #expect(
      !findings.contains {
        $0["code"] as? String == "clock-in-layer" || $0["code"] as? String == "suppression-without-effect"
      })
  }

  @Test("the same findings of a commit, and SARIF that points at the lines")
  func commit() throws {
    let workspace = try Workspace()
    try workspace.write("with space/Dockerfile", "FROM python:latest\nRUN date > /stamp\n")
    let log = try workspace.lockstep("audit", "--sarif").json()
    let results = try #require((log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    let place = (results.first?["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
    #expect((place?["artifactLocation"] as? [String: Any])?["uri"] as? String == "with%20space/Dockerfile")
    guard Workspace.hasGit else { return }
    try workspace.makeRepository()
    #expect(try workspace.lockstep("audit", "--rev", "HEAD").output == workspace.lockstep("audit").output)
  }
}

@Suite("lockstep audit of compose files")
struct AuditComposeTests {
  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "compose.yaml",
      """
      services:
        api:
          build:
            context: api
            dockerfile: build/web.docker
            args:
              - BASE=debian:13
              - TOKEN
        same: { build: { context: api, dockerfile: build/web.docker, args: { BASE: "debian:13" } } }
        other: { build: { context: api, dockerfile: build/web.docker, args: { BASE: "debian:12" } } }
        inline:
          build:
            context: api
            target: "${STAGE}"
            dockerfile_inline: |
              FROM scratch

              # lockstep: ignore=host-in-layer wanted
              RUN hostname > /host
              RUN date > /stamp
        out: { build: ../../elsewhere }
        up: { build: { context: ., dockerfile: ../Dockerfile } }

      """)
    try workspace.write("compose.override.yaml", "services:\n  api:\n    build:\n      args: [LATE]\n")
    try workspace.write("compose.prod.yml", "services:\n  api: { build: { dockerfile: prod.docker } }\n")
    try workspace.write("api/build/web.docker", "ARG BASE\nFROM $BASE\nARG TOKEN\nRUN date > /x\n")
    try workspace.write("api/prod.docker", "FROM scratch\nRUN date > /y\n")
    return workspace
  }

  private func places(_ result: Workspace.Result, _ codes: Set<String>) throws -> [String] {
    let findings = try #require(try result.json()["findings"] as? [[String: Any]])
    return findings.filter { codes.contains($0["code"] as? String ?? "") }.map {
      "\($0["file"] ?? ""):\($0["line"] ?? ""): \($0["code"] ?? "")"
    }
  }

  @Test("Dockerfiles that only a compose file names are audited with its arguments, each finding once")
  func named() throws {
    let workspace = try sample()
    let result = try workspace.lockstep("audit", "--json")
    #expect(
      try result.json()["files"] as? [String] == [
        "api/build/web.docker", "api/prod.docker", "compose.override.yaml", "compose.prod.yml", "compose.yaml",
      ])
    #expect(
      try places(result, ["clock-in-layer", "host-in-layer", "suppression-without-effect"]) == [
        "api/build/web.docker:4: clock-in-layer", "api/prod.docker:2: clock-in-layer",
        "compose.yaml:20: clock-in-layer",
      ])
    let images = try #require(try result.json()["findings"] as? [[String: Any]])
      .filter { $0["code"] as? String == "base-image-by-tag" }.compactMap { $0["message"] as? String }
    #expect(images.count == 2 && images[0].contains("debian:12") && images[1].contains("debian:13"))
    #expect(
      try places(result, ["compose-build-from-environment", "compose-context-outside"]) == [
        "compose.override.yaml:4: compose-build-from-environment", "compose.yaml:8: compose-build-from-environment",
        "compose.yaml:14: compose-build-from-environment", "compose.yaml:21: compose-context-outside",
        "compose.yaml:22: compose-context-outside",
      ])
    #expect(result.errors.contains("../Dockerfile is built from here") == false)
    guard Workspace.hasGit else { return }
    try workspace.write("deploy/compose.yaml", "services: {up: {build: {context: .., dockerfile: api/prod.docker}}}\n")
    try workspace.makeRepository()
    let below = try workspace.lockstep("audit", "deploy", "--json")
    #expect(below.errors.contains("../api/prod.docker is built from here and lies above: audit it from there"))
    #expect(try places(below, ["compose-context-outside"]) == [])
    #expect(try workspace.lockstep("audit", "--rev", "HEAD").output == workspace.lockstep("audit").output)
  }

  @Test("the context of the service answers what rules ask, and variables of .env are not the environment's")
  func context() throws {
    let workspace = try Workspace()
    try workspace.write("app/Dockerfile", "FROM scratch\nCOPY . /\nRUN poetry install\n")
    try workspace.write("app/pyproject.toml", "[tool.poetry]\n")
    try workspace.write("app/poetry.lock", "")
    try workspace.write("compose.yaml", "services:\n  app:\n    build: { context: app, args: [V] }\n")
    func findings() throws -> [String] {
      try places(workspace.lockstep("audit", "--json"), ["poetry-lock-not-copied", "compose-build-from-environment"])
    }
    #expect(try findings() == ["compose.yaml:3: compose-build-from-environment"])
    try workspace.write(".env", "V=1\n")
    #expect(try findings() == [])
    try workspace.write("app/.dockerignore", "poetry.lock\n")
    #expect(try findings() == ["app/Dockerfile:3: poetry-lock-not-copied"])
    try workspace.write(
      "compose.yaml",
      "services:\n  app:\n    # lockstep: ignore=compose-context-outside mounted by the CI\n    build: /srv/app\n")
    let result = try workspace.lockstep("audit", "--json")
    #expect(try places(result, ["compose-context-outside", "suppression-without-effect"]) == [])
    try workspace.write("compose.yaml", "services:\n  app: { build: \"${X\" }\n")
    let broken = try workspace.lockstep("audit")
    #expect(broken.errors.contains("compose.yaml:2:") && broken.errors.contains("are not known"))
  }
}
