import Foundation
import TestSupport
import Testing

@Suite("reports")
struct ReportsTests {
  private static let failing = Sample.passing.replacingOccurrences(
    of: "expect:", with: "expect:\n  contains: [nothing-like-this]")

  /// A suite with one of each, its names planted.
  private func suite() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("s/a.yml", Sample.passing)
    for name in ["b", "c"] {
      try workspace.write(
        "s/\(name).yml",
        "schemaVersion: 1\nname: \"<img onerror=1> | `x` ::error::\"\nrepo: {path: nowhere-\(name)}\nrecord: false\nvary: {runs: 2}\n"
      )
    }
    try workspace.write(
      "s/d.yml",
      "schemaVersion: 1\nname: later\nrepo: {path: nowhere}\nrecord: false\nskip: {reason: \"# not | now\"}\n")
    try workspace.write(
      "s/e.yml",
      "schemaVersion: 1\nname: flaky\nrepo: {path: nowhere}\nrecord: false\nquarantine: {reason: sometimes, until: 2099-01-01}\nvary: {runs: 1}\n"
    )
    return workspace
  }

  private static let options = [
    "--junit", "o.xml", "--jsonl", "o.jsonl", "--sarif", "o.sarif", "--markdown", "o.md", "--tap", "o.tap",
    "--code-quality", "o.cq.json", "--html", "o.html",
  ]

  @Test("H160: are written several at once, the same bytes each time, and markup in names stays text")
  func several() throws {
    let workspace = try suite()
    let names = ["o.xml", "o.jsonl", "o.sarif", "o.md", "o.tap", "o.cq.json", "o.html"]
    // The first run writes the record.
    #expect(try workspace.lockstep("run", "s").status == 6)
    func texts(_ jobs: String) throws -> [String] {
      let run = try workspace.lockstep(arguments: ["run", "s", "--jobs", jobs] + Self.options)
      #expect(run.status == 6, "\(run.output)\(run.errors)")
      return try names.map { try workspace.read($0) }
    }
    let first = try texts("1")
    #expect(try texts("2") == first)
    for (name, text) in zip(names, first) {
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("::") }, "\(name)")
      #expect(!text.contains(workspace.directory), "\(name)")
    }
    #expect(!first[0].contains("<img") && !first[3].contains("<img") && !first[6].contains("<img"))
  }

  @Test("group causes over scenarios, and keep what is excused apart")
  func contents() throws {
    let workspace = try suite()
    _ = try workspace.lockstep(arguments: ["run", "s"] + Self.options)
    let markdown = try workspace.read("o.md")
    #expect(markdown.hasPrefix("## ❌ Lockstep\n\n5 scenarios: 1 as expected, 2 broken, 1 quarantined, 1 skipped\n"))
    #expect(markdown.contains("\n| 2 | "))
    #expect(markdown.contains("&lt;img onerror=1&gt; &#124; &#96;x&#96; &#58;&#58;error&#58;&#58;"))
    #expect(markdown.contains("### Known faults and quarantine"))
    let tap = try workspace.read("o.tap").split(separator: "\n")
    #expect(tap[0] == "TAP version 14" && tap[1] == "1..5" && tap[2] == "ok 1 - sample")
    #expect(tap.contains("ok 4 - later # SKIP \\# not | now"))
    #expect(tap.contains("not ok 5 - flaky # TODO sometimes"))
    let lines = try workspace.read("o.jsonl").split(separator: "\n")
    #expect(lines.count == 6)
    for line in lines { #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil) }
    let sarif = try #require(
      try JSONSerialization.jsonObject(with: Data(workspace.read("o.sarif").utf8)) as? [String: Any])
    #expect(sarif["version"] as? String == "2.1.0")
    let results = try #require((sarif["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "error", "note"])
    let issues = try #require(
      try JSONSerialization.jsonObject(with: Data(workspace.read("o.cq.json").utf8)) as? [[String: Any]])
    #expect(issues.count == 3)
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == 3)
    let xml = try workspace.read("o.xml")
    #expect(XMLReader().parse(xml))
    #expect(xml.contains("<property name=\"lockstep-v1 context\" value=\"sha256:"))
    let timed = try workspace.lockstep(arguments: ["run", "s/a.yml", "--timing", "--junit", "t.xml"])
    #expect(timed.status == 0)
    #expect(try workspace.read("t.xml").contains(" time=\""))
    #expect(!xml.contains(" time=\""))
    #expect(try workspace.lockstep("run", "s", "--junit", "x", "--tap", "x").status == 2)
  }

  @Test("annotate on GitHub: the aggregate first, ten errors at most, and a page that says where it was cut")
  func gitHub() throws {
    let workspace = try Workspace()
    for number in 10..<40 {
      try workspace.write(
        "s/f\(number).yml",
        "schemaVersion: 1\nname: \"f\(number)\"\nrepo: {path: nowhere-%3A}\nrecord: false\nvary: {runs: 1}\n")
    }
    try workspace.write("page.md", "from another step\n")
    let run = try workspace.lockstep(
      "run", "s", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": workspace.work + "/page.md"])
    #expect(run.status == 6)
    let commands = run.errors.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(commands.count == 10)
    #expect(commands[0].hasPrefix("::error title=Lockstep%3A 30 scenarios%3A 30 broken::30 × "), "\(commands[0])")
    #expect(commands[1].hasPrefix("::error file=s/f10.yml,line=1,title=f10::"))
    #expect(commands.allSatisfy { !$0.contains("nowhere-%3A") && $0.contains("%253A") || $0 == commands[0] })
    let page = try workspace.read("page.md")
    #expect(page.hasPrefix("from another step\n## ❌ Lockstep"))
    // Elsewhere nothing of the kind.
    #expect(try !workspace.lockstep("run", "s").errors.contains("::error"))
    try workspace.write("page.md", String(repeating: "x", count: 995_800))
    _ = try workspace.lockstep(
      "run", "s", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": workspace.work + "/page.md"])
    let cut = try workspace.read("page.md")
    #expect(cut.utf8.count < 1 << 20 && cut.contains("*Cut here"))
  }

  @Test("fail with a baseline only for what is new")
  func baseline() throws {
    let workspace = try suite()
    let before = try workspace.lockstep("run", "s", "--json")
    try workspace.write("old.json", before.output)
    let same = try workspace.lockstep("run", "s", "--baseline", "old.json")
    #expect(same.status == 0, "\(same.output)")
    #expect(same.output.contains("KNOWN") && same.output.contains("2 known from the baseline"))
    try workspace.write(
      "s/new.yml", "schemaVersion: 1\nname: new\nrepo: {path: nowhere}\nrecord: false\nvary: {runs: 1}\n")
    let more = try workspace.lockstep("run", "s", "--baseline", "old.json")
    #expect(more.status == 6 && more.output.contains("1 broken"))
    // Another cause is new, too.
    try workspace.write("s/b.yml", Sample.passing + "xfail: {reason: x}\n")
    #expect(try workspace.lockstep("run", "s/b.yml", "--baseline", "old.json").status == 1)
    // Known failures stay known in the next night's baseline.
    try workspace.write("next.json", try workspace.lockstep("run", "s", "--baseline", "old.json", "--json").output)
    #expect(try workspace.lockstep("run", "s", "--baseline", "next.json").output.contains("known from the baseline"))
    try workspace.write("bad.json", "{}")
    let bad = try workspace.lockstep("run", "s", "--baseline", "bad.json")
    #expect(bad.status == 2 && bad.errors.contains("the report bad.json"))
  }

  @Test("a baseline forgives no other file that reaches the image")
  func baselineMessages() throws {
    let workspace = try Workspace()
    func expecting(_ path: String) -> String {
      "schemaVersion: 1\nname: s\nrepo: {worktree: ../tree}\nrecord: false\nvary: {runs: 1}\nexpect: {excludes: [\(path)]}\n"
    }
    try workspace.write("tree/a", "")
    try workspace.write("tree/b", "")
    try workspace.write("s/s.yml", expecting("a"))
    try workspace.write("old.json", try workspace.lockstep("run", "s", "--json").output)
    #expect(try workspace.lockstep("run", "s", "--baseline", "old.json").status == 0)
    #expect(try workspace.lockstep("run", "./s", "--baseline", "old.json").status == 0)
    try workspace.write("s/s.yml", expecting("b"))
    #expect(try workspace.lockstep("run", "s", "--baseline", "old.json").status == 1)
    try workspace.shell("mv s t")
    let other = try workspace.lockstep("run", "t", "--baseline", "old.json")
    #expect(other.status == 1 && other.errors.contains("the baseline old.json has none of these scenarios"))
  }

  @Test("point at the line that is at fault, where that is a file of the user's")
  func places() throws {
    let workspace = try Workspace()
    func scenario(_ name: String, _ rest: String) throws {
      try workspace.write(
        "s/\(name).yml", "schemaVersion: 1\nname: \(name)\nrecord: false\nvary: {runs: 1}\n\(rest)")
    }
    try workspace.write("tree/a/.dockerignore", "x\n\n[a-\n")
    try workspace.write("tree/b/requirements.txt", "flask==3.0.0\nb>=2\n")
    try scenario("ignore", "repo: {worktree: ../tree}\ncontext: {dir: a}\n")
    try scenario(
      "lock", "repo: {worktree: ../tree}\ncontext: {dir: b}\nexpect: {locks: {b/requirements.txt: {grade: A}}}\n")
    try scenario("made", "repo: {synthetic: {commits: [{message: m, files: {.dockerignore: \"[a-\"}}]}}\n")
    _ = try workspace.lockstep("run", "s", "--sarif", "o.sarif", "--code-quality", "q.json")
    let sarif = try #require(
      try JSONSerialization.jsonObject(with: Data(workspace.read("o.sarif").utf8)) as? [String: Any])
    let results = ((sarif["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]]) ?? []
    let places = results.compactMap { result -> String? in
      let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
      let file = (place?["artifactLocation"] as? [String: Any])?["uri"] as? String ?? "?"
      return "\(file):\((place?["region"] as? [String: Any])?["startLine"] ?? "?")"
    }
    #expect(places == ["tree/a/.dockerignore:3", "tree/b/requirements.txt:2", "s/made.yml:1"], "\(results)")
    #expect(try workspace.read("q.json").contains("\"path\" : \"tree/a/.dockerignore\""))
  }
}

@Suite("interrupted runs")
struct ResumeTests {
  @Test("leave a valid report that says so, and go on from it")
  func resume() throws {
    let workspace = try Workspace()
    for name in ["a", "b", "c"] {
      try workspace.write(
        "s/\(name).yml",
        "schemaVersion: 1\nname: \(name)\nrepo: {synthetic: {commits: [{message: m, files: {f: x}}]}}\nrecord: false\nvary: {runs: 1}\n"
      )
    }
    // Reading this one takes longer than anybody waits.
    try workspace.write(
      "s/d.yml", "schemaVersion: 1\nname: d\nrepo: {worktree: ../tree}\nrecord: false\nvary: {runs: 1}\n")
    try #require(workspace.shell("mkdir -p tree && truncate -s 60G tree/sparse").status == 0)
    let script = """
      '\(Workspace.tool)' run s --jobs 1 --limits total=1TiB --json --junit o.xml --tap o.tap --sarif o.sarif > part.json & pid=$!
      for i in $(seq 200); do [ "$(ls "$TMPDIR"/lockstep-*/ 2>/dev/null | grep -c s3)" != 0 ] && break; sleep 0.05; done
      sleep 1; kill -INT $pid; wait $pid
      """
    let run = try workspace.shell(script)
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.errors.contains("interrupted: 3 of 4 scenarios had finished"))
    let part = try #require(
      try JSONSerialization.jsonObject(with: Data(workspace.read("part.json").utf8)) as? [String: Any])
    #expect(part["incomplete"] as? Bool == true && part["exitStatus"] as? Int == 5)
    let statuses = (part["scenarios"] as? [[String: Any]])?.compactMap { $0["status"] as? String }
    #expect(statuses == ["as expected", "as expected", "as expected", "not run"])
    #expect(XMLReader().parse(try workspace.read("o.xml")))
    let ended = "the run was ended before all scenarios had run"
    #expect(try workspace.read("o.xml").contains("<error message=\"\(ended)\" type=\"incomplete\"/>"))
    #expect(try workspace.read("o.xml").contains("<skipped message=\"not run: \(ended)\"/>"))
    #expect(try workspace.read("o.tap").hasSuffix("# SKIP \(ended)\nBail out! \(ended)\n"))
    #expect(try workspace.read("o.sarif").contains("\"executionSuccessful\" : false"))
    #expect(try workspace.leftovers().isEmpty)
    // What changed since runs again; the rest is taken over.
    try workspace.shell("rm tree/sparse; sleep 0.05; touch s/b.yml")
    let rest = try workspace.lockstep("run", "s", "--resume", "part.json", "--json")
    let whole = try workspace.lockstep("run", "s", "--json")
    #expect(rest.status == 0)
    #expect(rest.output == whole.output)
    let text = try workspace.lockstep("run", "s", "--resume", "part.json")
    #expect(text.output.contains("with 2 from before: 4 scenarios: 4 as expected"), "\(text.output)")
    try workspace.write("whole.json", whole.output)
    // Runs under other conditions are not those that were asked for.
    let otherwise = try workspace.lockstep("run", "s", "--resume", "whole.json", "--runs", "2", "--json")
    #expect(otherwise.errors.contains("4 of the report ran under other conditions"), "\(otherwise.errors)")
    #expect(try otherwise.output == workspace.lockstep("run", "s", "--runs", "2", "--json").output)
    let nothing = try workspace.lockstep("run", "s", "--resume", "whole.json")
    #expect(nothing.status == 0 && nothing.output.contains("with 4 from before"))
    try workspace.shell("mkdir t; mv s/a.yml t")
    #expect(try workspace.lockstep("run", "t", "--resume", "whole.json").status == 2)
  }
}

@Suite("shards")
struct ShardTests {
  private func suite(_ count: Int) throws -> Workspace {
    let workspace = try Workspace()
    for number in 0..<count {
      let name = String(format: "s/n%02d.yml", number)
      try workspace.write(
        name,
        number % 7 == 3
          ? "schemaVersion: 1\nname: \"n\(number)\"\nrepo: {path: nowhere}\nrecord: false\nvary: {runs: 1}\n"
          : "schemaVersion: 1\nname: \"n\(number)\"\nrepo: {synthetic: {commits: [{message: m, files: {f: \"\(number)\\n\"}}]}}\nrecord: false\nvary: {runs: 1}\n"
      )
    }
    return workspace
  }

  @Test("together are the run in one piece, byte for byte, in every report")
  func merging() throws {
    let workspace = try suite(17)
    let whole = try workspace.lockstep(
      "run", "s", "--json", "--junit", "w.xml", "--markdown", "w.md", "--tap", "w.tap", "--html", "w.html")
    var names: [String] = []
    var seen = 0
    for index in 1...4 {
      let part = try workspace.lockstep("run", "s", "--shard", "\(index)/4", "--json")
      seen += try #require(part.json()["scenarios"] as? [Any]).count
      try workspace.write("p\(index).json", part.output)
      names.append("p\(index).json")
    }
    #expect(seen == 17)
    let merged = try workspace.lockstep(
      arguments: ["merge"] + names.reversed() + [
        "--json", "--junit", "m.xml", "--markdown", "m.md", "--tap", "m.tap", "--html", "m.html",
      ])
    #expect(merged.status == whole.status)
    #expect(merged.output == whole.output)
    for (one, other) in [("w.xml", "m.xml"), ("w.md", "m.md"), ("w.tap", "m.tap"), ("w.html", "m.html")] {
      #expect(try workspace.read(one) == workspace.read(other))
    }
    let text = try workspace.lockstep(arguments: ["merge"] + names)
    #expect(text.output.contains("17 scenarios: ") && text.output.contains("from 4 shards"))
    // Missing, there twice, of another suite.
    let missing = try workspace.lockstep(arguments: ["merge", "p1.json", "p2.json", "p4.json"])
    #expect(missing.status == 5)
    #expect(missing.errors.contains("shard 3 of 4 is missing") && missing.errors.contains("scenarios ran in no shard"))
    let double = try workspace.lockstep(arguments: ["merge"] + names + ["p2.json"])
    #expect(double.status == 5)
    #expect(double.errors.contains("shard 2 of 4 is there 2 times: p2.json, p2.json"))
    try workspace.write(
      "q.json", try workspace.lockstep("run", "s", "--filter", "n1", "--shard", "1/4", "--json").output)
    let other = try workspace.lockstep("merge", "p1.json", "q.json")
    #expect(other.status == 2 && other.errors.contains("is of another suite than p1.json"))
    try workspace.write("whole.json", whole.output)
    #expect(try workspace.lockstep("merge", "whole.json").status == 2)
    // Numbers that no run has.
    let part = try workspace.read("p1.json")
    for (from, to) in [
      (#""total" : 4"#, #""total" : 4611686018427387904"#), (#""total" : 4"#, #""total" : 0"#),
      (#""scenarios" : 17"#, #""scenarios" : 9223372036854775807"#), (#""positions" : \["#, #""positions" : [ -1,"#),
    ] {
      let changed = part.replacingOccurrences(of: from, with: to, options: .regularExpression)
      try #require(changed != part)
      try workspace.write("odd.json", changed)
      let odd = try workspace.lockstep("merge", "odd.json")
      #expect(odd.status == 2 && odd.errors.contains("its places are none"), "\(to): \(odd.errors)")
    }
    let short = try workspace.read("p1.json").prefix(400)
    try workspace.write("short.json", String(short))
    #expect(try workspace.lockstep("merge", "short.json").status == 2)
  }

  @Test("may be empty, and are refused where there is no such part")
  func edges() throws {
    let workspace = try suite(2)
    let empty = try (1...4).map { try workspace.lockstep("run", "s", "--shard", "\($0)/4") }
    #expect(empty.map(\.status) == [0, 0, 0, 0])
    for shard in ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", "auto"] {
      #expect(try workspace.lockstep("run", "s", "--shard", shard).status == 2, "\(shard)")
    }
  }

  /// What schedulers say of the second of three parts.
  private static let schedulers: [(String, [String: String])] = [
    ("Bazel", ["TEST_SHARD_INDEX": "1", "TEST_TOTAL_SHARDS": "3", "TEST_SHARD_STATUS_FILE": "status"]),
    ("GitLab", ["CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"]),
    ("Buildkite", ["BUILDKITE_PARALLEL_JOB": "1", "BUILDKITE_PARALLEL_JOB_COUNT": "3"]),
    ("CircleCI", ["CIRCLE_NODE_INDEX": "1", "CIRCLE_NODE_TOTAL": "3"]),
    ("Slurm", ["SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "11", "SLURM_ARRAY_TASK_COUNT": "3"]),
    ("Kubernetes", ["JOB_COMPLETION_INDEX": "1", "LOCKSTEP_SHARDS": "3"]),
  ]

  @Test("are what the scheduler says", arguments: schedulers)
  func automatic(_ scheduler: (name: String, variables: [String: String])) throws {
    let workspace = try suite(6)
    let expected = try workspace.lockstep("run", "s", "--shard", "2/3", "--json").output
    let found = try workspace.lockstep("run", "s", "--shard", "auto", "--json", environment: scheduler.variables)
    #expect(found.output == expected)
    #expect(workspace.exists("status") == (scheduler.name == "Bazel"))
  }

  @Test("are balanced by times that were recorded")
  func balanced() throws {
    let workspace = try suite(6)
    let timed = try workspace.lockstep("run", "s", "--json", "--timing")
    var report = try timed.json()
    var timing = try #require(report["timing"] as? [String: Any])
    // One scenario takes as long as all others together.
    timing["scenarios"] = (0..<6).map {
      ["name": "n\($0)", "file": String(format: "s/n%02d.yml", $0), "runs": [$0 == 4 ? 50.0 : 10.0]] as [String: Any]
    }
    report["timing"] = timing
    try workspace.write("t.json", String(decoding: try JSONSerialization.data(withJSONObject: report), as: UTF8.self))
    let parts = try (1...2).map { index in
      try #require(
        try workspace.lockstep("run", "s", "--shard", "\(index)/2", "--shard-times", "t.json", "--json").json()[
          "scenarios"]
          as? [[String: Any]]
      ).compactMap { $0["name"] as? String }
    }
    #expect(parts == [["n4"], ["n0", "n1", "n2", "n3", "n5"]])
  }

  @Test("lines of parts are merged as reports are; a part that was killed is incomplete and not the whole")
  func lines() throws {
    let workspace = try suite(7)
    for part in ["1", "2"] {
      _ = try workspace.lockstep("run", "s", "--shard", part + "/2", "--jsonl", "p\(part).jsonl")
    }
    let merged = try workspace.lockstep("merge", "p1.jsonl", "p2.jsonl", "--json")
    let whole = try workspace.lockstep("run", "s", "--json")
    #expect(merged.output == whole.output && merged.status == whole.status, "\(merged.errors)")
    // Without its summary, and with its lines in the order in which scenarios ended.
    let text = try workspace.read("p1.jsonl").split(separator: "\n").dropLast()
    let cut = [text.first].compactMap(\.self) + text.dropFirst(2).reversed()
    try workspace.write("cut.jsonl", cut.joined(separator: "\n") + "\n")
    let killed = try workspace.lockstep("merge", "cut.jsonl", "p2.jsonl")
    #expect(killed.status == 5 && killed.errors.contains("cut.jsonl is incomplete"), "\(killed.errors)")
    #expect(killed.errors.contains("1 of 7 scenarios ran in no shard"), "\(killed.errors)")
  }

  @Test("of an array with steps are refused")
  func steps() throws {
    let workspace = try suite(3)
    let variables = [
      "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "3",
      "SLURM_ARRAY_TASK_STEP": "2",
    ]
    let result = try workspace.lockstep("run", "s", "--shard", "auto", environment: variables)
    #expect(result.status == 2 && result.errors.contains("in steps of 2"), "\(result)")
  }

  @Test("of several machines are compared by their digests")
  func agreement() throws {
    let workspace = try suite(3)
    let first = try workspace.lockstep("run", "s", "--json").output
    for name in ["a.json", "b.json"] { try workspace.write(name, first) }
    let digest = try #require(first.firstMatch(of: /sha256:[0-9a-f]{64}/)).output
    try workspace.write(
      "c.json", first.replacingOccurrences(of: String(digest), with: "sha256:" + String(repeating: "0", count: 64)))
    #expect(try workspace.lockstep("merge", "--assert-equal", "a.json", "b.json").status == 0)
    let differs = try workspace.lockstep("merge", "--assert-equal", "a.json", "c.json", "b.json")
    #expect(differs.status == 1)
    #expect(differs.output.contains("2 of 3: \(digest) a.json, b.json"))
    #expect(differs.output.contains("1 of 3: sha256:0000"))
    // Who has nothing to compare does not agree.
    try workspace.write("one.json", try workspace.lockstep("run", "s/n00.yml", "--json").output)
    let lacking = try workspace.lockstep("merge", "--assert-equal", "a.json", "one.json")
    #expect(lacking.status == 5 && lacking.output.contains("nothing to compare in one.json"), "\(lacking.output)")
    #expect(lacking.output.contains("2 of 3 scenarios are not in all 2 reports"))
    #expect(try workspace.lockstep("merge", "--assert-equal", "a.json").status == 2)
  }
}

@Suite("a run that is killed")
struct KilledRunTests {
  @Test("leaves the lines of what had finished, and --resume goes on from them")
  func resume() throws {
    let workspace = try Workspace()
    for name in ["a", "b"] {
      try workspace.write("s/\(name).yml", Sample.passing.replacingOccurrences(of: "sample", with: name))
    }
    try workspace.write(
      "s/c.yml", "schemaVersion: 1\nname: c\nrepo: {worktree: ../tree}\nrecord: false\nvary: {runs: 1}\n")
    try #require(workspace.shell("mkdir -p tree && truncate -s 60G tree/sparse").status == 0)
    let script = """
      '\(Workspace.tool)' run s --jobs 1 --limits total=1TiB --jsonl o.jsonl >/dev/null 2>&1 & pid=$!
      for i in $(seq 200); do [ "$(grep -c . o.jsonl 2>/dev/null)" = 2 ] && break; sleep 0.05; done
      kill -9 $pid; wait $pid; cp o.jsonl whole.jsonl; printf '{"kind":"sce' >> o.jsonl
      """
    try workspace.shell(script)
    try workspace.shell("rm tree/sparse")
    let again = try workspace.lockstep("run", "s", "--resume", "o.jsonl", "--jsonl", "end.jsonl")
    #expect(again.status == 0 && again.output.contains("with 2 from before"), "\(again.output)\(again.errors)")
    let lines = try workspace.read("end.jsonl").split(separator: "\n")
    let whole = try workspace.read("whole.jsonl")
    #expect(lines.count == 4 && lines.dropLast(2).joined(separator: "\n") + "\n" == whole)
    let merged = try workspace.lockstep("run", "s", "--baseline", "end.jsonl")
    #expect(merged.status == 0)
  }
}
