import Foundation
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
