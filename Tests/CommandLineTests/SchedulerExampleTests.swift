import Foundation
import PlainYAML
import TestSupport
import Testing

/// Runs what stands in examples/ and action.yml as the scheduler would, all but the scheduler itself.
@Suite("examples of schedulers")
struct SchedulerExampleTests {
  /// A script of an example, and what it gets from its surroundings.
  private struct Script {
    let shell: [String]
    let text: String
    var environment: [String: String] = [:]
  }

  private static func file(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: Workspace.project + "/" + path), encoding: .utf8)
  }

  private static func yaml(_ path: String) throws -> YAMLTree { try YAMLTree.parse(file(path)) }

  /// Three scenarios, a directory with the tool for `PATH`, and the report of a run in one piece.
  private func suite() throws -> (workspace: Workspace, path: String, whole: String) {
    let workspace = try Workspace()
    for number in 1...3 {
      try workspace.write(
        "Scenarios/s\(number).yml",
        """
        schemaVersion: 1
        record: false
        vary: {runs: 1}
        repo: {synthetic: {commits: [{files: {number.txt: "\(number)"}}]}}

        """)
    }
    try FileManager.default.createDirectory(atPath: workspace.directory + "/bin", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.directory + "/bin/lockstep", withDestinationPath: Workspace.tool)
    let whole = try workspace.lockstep("run", "--check", "--json")
    try #require(whole.status == 0, "\(whole.errors)")
    return (workspace, workspace.directory + "/bin:/usr/local/bin:/usr/bin:/bin", whole.output)
  }

  private func run(_ script: Script, in workspace: Workspace, path: String) throws -> Workspace.Result {
    try workspace.run(script.shell + [script.text], environment: script.environment.merging(["PATH": path]) { $1 })
  }

  /// Runs the parts, then the merging, which gives the bytes of a run in one piece; without a part it ends with 5.
  private func check(parts: [Script], merge: Script, report: String, part: String) throws {
    let (workspace, path, whole) = try suite()
    for script in parts {
      let result = try run(script, in: workspace, path: path)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
    let merged = try run(merge, in: workspace, path: path)
    #expect(merged.status == 0, "\(merged.output)\(merged.errors)")
    #expect(try workspace.read(report) == whole)
    try FileManager.default.removeItem(atPath: workspace.work + "/" + part)
    #expect(try run(merge, in: workspace, path: path).status == 5)
  }

  @Test("Slurm: every task of the array runs its part")
  func slurm() throws {
    let array = try Self.file("examples/slurm/lockstep.sbatch")
    #expect(array.contains("\n#SBATCH --array=1-4\n"))
    let parts = (1...4).map { task in
      Script(
        shell: ["/bin/sh", "-c"], text: array,
        environment: [
          "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_STEP": "1",
          "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_CPUS_PER_TASK": "1",
        ])
    }
    let merge = Script(shell: ["/bin/sh", "-c"], text: try Self.file("examples/slurm/merge.sbatch"))
    try check(parts: parts, merge: merge, report: "report.json", part: "parts/part-2.json")
  }

  @Test("GitLab: each of the parallel jobs runs its part")
  func gitlab() throws {
    let jobs = try Self.yaml("examples/gitlab/.gitlab-ci.yml")
    let total = try #require(jobs["lockstep"]?["parallel"]?.scalar.flatMap { Int($0) })
    func script(_ job: String) throws -> String {
      try #require(jobs[job]?["script"]?.items).compactMap(\.scalar).joined(separator: "\n")
    }
    let text = try script("lockstep")
    let parts = (1...total).map { index in
      Script(
        shell: ["/bin/sh", "-euc"], text: text,
        environment: ["GITLAB_CI": "true", "CI_NODE_INDEX": "\(index)", "CI_NODE_TOTAL": "\(total)"])
    }
    let merge = Script(shell: ["/bin/sh", "-euc"], text: try script("lockstep-report"))
    try check(parts: parts, merge: merge, report: "report.json", part: "parts/part-1.json")
  }

  @Test("Kubernetes: each index of the Job runs its part, and there are as many as the Job completes")
  func kubernetes() throws {
    func container(_ file: String) throws -> (job: YAMLTree, container: YAMLTree, shell: [String], text: String) {
      let job = try Self.yaml("examples/kubernetes/" + file)
      let spec = try #require(job["spec"])
      let container = try #require(spec["template"]?["spec"]?["containers"]?.items?.first)
      let command = try #require(container["command"]?.items).compactMap(\.scalar)
      return (spec, container, command, try #require(container["args"]?.items?.first?.scalar))
    }
    let (job, pod, shell, text) = try container("lockstep.yml")
    let total = try #require(job["completions"]?.scalar.flatMap { Int($0) })
    let environment = try Dictionary(
      uniqueKeysWithValues: (pod["env"]?.items ?? []).map {
        (try #require($0["name"]?.scalar), try #require($0["value"]?.scalar))
      })
    #expect(environment == ["LOCKSTEP_SHARDS": "\(total)"])
    let parts = (0..<total).map { index in
      Script(
        shell: shell, text: text, environment: environment.merging(["JOB_COMPLETION_INDEX": "\(index)"]) { $1 })
    }
    let (_, _, mergeShell, mergeText) = try container("merge.yml")
    try check(
      parts: parts, merge: Script(shell: mergeShell, text: mergeText), report: "report.json",
      part: "parts/part-3.json")
  }

  @Test("GitHub: the action runs the part that it is told, and merges")
  func github() throws {
    let action = try Self.yaml("action.yml")
    let step = try #require(action["runs"]?["steps"]?.items?.first { $0["id"]?.scalar == "run" })
    let text = try #require(step["run"]?.scalar)
    /// The environment that the step has, from its inputs.
    func environment(_ given: [String: String]) throws -> [String: String] {
      var all = ["GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary.md"]
      for (key, value) in try #require(step["env"]?.pairs) {
        let name = try #require(value.scalar).replacingOccurrences(of: "${{ inputs.", with: "")
          .replacingOccurrences(of: " }}", with: "")
        let fallback = try #require(action["inputs"]?[name]?["default"]?.scalar)
        all[try #require(key.scalar)] = given[name] ?? fallback
      }
      return all
    }
    let shell = ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    let parts = try (1...2).map {
      Script(
        shell: shell, text: text,
        environment: try environment([
          "shard": "\($0)/2", "reports": "parts", "paths": "Scenarios/s1.yml\n\nScenarios/s2.yml\nScenarios/s3.yml\n",
        ]))
    }
    let merge = Script(shell: shell, text: text, environment: try environment(["merge": "parts"]))
    try check(parts: parts, merge: merge, report: "lockstep-reports/report.json", part: "parts/part-1.json")
  }

  @Test("GitHub: inputs are data, and other actions are pinned to commits")
  func pinned() throws {
    let action = try Self.yaml("action.yml")
    let workflow = try Self.yaml("examples/github/lockstep.yml")
    let jobs = try #require(workflow["jobs"]?.pairs)
    let steps = try #require(action["runs"]?["steps"]?.items) + jobs.flatMap { $0.value["steps"]?.items ?? [] }
    #expect(steps.count > 10)
    for step in steps {
      if let script = step["run"]?.scalar { #expect(!script.contains("${{"), "\(script)") }
      if let uses = step["uses"]?.scalar, uses != "./" {
        #expect(uses.wholeMatch(of: /[\w.-]+\/[\w.-]+@[0-9a-f]{40}/) != nil, "\(uses)")
      }
      // What the workflow hands to the action are inputs that it has.
      if step["uses"]?.scalar == "./" {
        for (key, _) in step["with"]?.pairs ?? [] {
          #expect(action["inputs"]?[key.scalar ?? ""] != nil, "\(key.scalar ?? "")")
        }
      }
    }
    let hostile = try #require(
      action["runs"]?["steps"]?.items?.first { $0["id"]?.scalar == "run" }?["run"]?.scalar)
    let (workspace, path, _) = try suite()
    let result = try run(
      Script(
        shell: ["/bin/bash", "-eo", "pipefail", "-c"], text: hostile,
        environment: [
          "PATHS": "$(touch planted)\n--version\n`touch planted`", "SHARD": "", "MERGE": "", "REPORTS": "reports",
          "GITHUB_OUTPUT": "output",
        ]), in: workspace, path: path)
    #expect(result.status == 2, "\(result.output)\(result.errors)")
    #expect(!workspace.exists("planted"))
  }

  @Test(
    "Slurm itself: 100 scenarios over an array of 4",
    .enabled(if: ProcessInfo.processInfo.environment["LOCKSTEP_TEST_SLURM"] != nil, "set LOCKSTEP_TEST_SLURM to run it")
  )
  func slurmItself() throws {
    let workspace = try Workspace()
    let result = try workspace.run(
      [Workspace.project + "/Scripts/test-slurm", "--lockstep", Workspace.tool, "--scenarios", "100"],
      environment: ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
