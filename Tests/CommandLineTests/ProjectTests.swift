import Foundation
import TestSupport
import Testing

@Suite("the project itself")
struct ProjectTests {
  @Test("the bundled scenarios come to what they are written for, and match their records")
  func bundledScenarios() throws {
    let workspace = try Workspace()
    let result = try workspace.lockstep("run", "--check", "Scenarios", at: Workspace.project)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("help, version and usage errors")
  func usage() throws {
    let workspace = try Workspace()
    let version = try workspace.lockstep("--version")
    #expect(version.status == 0 && version.output.hasPrefix("lockstep "))
    let help = try workspace.lockstep("--help")
    #expect(help.status == 0 && help.output.contains("Exit status: 0 as expected"))
    for command in ["run", "list", "show", "init", "context", "explain", "locks", "schema", "doctor"] {
      #expect(try workspace.lockstep("help", command).status == 0)
      #expect(try workspace.lockstep(command, "--no-such-option").status == 2)
    }
    let unknown = try workspace.lockstep("rum")
    #expect(unknown.status == 2 && unknown.output.isEmpty && !unknown.errors.isEmpty)
    #expect(try workspace.lockstep("__worker", "10").status == 7)
  }

  @Test("standard output that cannot be written is never status 0")
  func outputFailure() throws {
    let workspace = try Workspace()
    #expect(try workspace.shell("'\(Workspace.tool)' schema >/dev/full").status == 7)
    #expect(try workspace.shell("'\(Workspace.tool)' --help >/dev/full").status == 7)
  }

  static let hasJSONSchema =
    (try? Workspace().shell("python3 -c 'import jsonschema, yaml'").status) == 0

  @Test(
    "the JSON Schema accepts the bundled scenarios and refuses what the loader refuses",
    .enabled(if: hasJSONSchema, "needs Python with jsonschema and yaml"))
  func schema() throws {
    let workspace = try Workspace()
    let schema = try workspace.lockstep("schema")
    try workspace.write("schema.json", schema.output)
    try workspace.write(
      "check.py",
      """
      import glob, json, sys, jsonschema, yaml
      validator = jsonschema.Draft202012Validator(json.load(open("schema.json")))
      validator.check_schema(validator.schema)
      class Loader(yaml.SafeLoader): pass
      Loader.yaml_implicit_resolvers = {k: [r for r in v if r[0] != "tag:yaml.org,2002:timestamp"]
        for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
      files = glob.glob(sys.argv[1] + "/*.yml")
      assert files
      for file in files:
          validator.validate(yaml.load(open(file), Loader))
      bad = ["{}", "{schemaVersion: 1}", "{schemaVersion: 2, repo: {path: a}}", "{schemaVersion: 1, repo: {pth: a}}",
        "{schemaVersion: 1, repo: {path: a}, tags: x}", "{schemaVersion: 1, repo: {path: a}, vary: {runs: 0}}",
        "{schemaVersion: 1, repo: {path: a}, expect: {verdict: fine}}", "{schemaVersion: 1, repo: {synthetic: {commits: []}}}",
        "{schemaVersion: 1, repo: {path: a, synthetic: {commits: [{files: {}}]}}}"]
      for text in bad:
          assert not validator.is_valid(yaml.load(text, Loader)), text
      """)
    let result = try workspace.shell("python3 check.py '\(Workspace.project)/Scenarios'")
    #expect(result.status == 0, "\(result.errors)")
  }
}
