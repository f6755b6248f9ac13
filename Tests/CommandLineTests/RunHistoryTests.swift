import Foundation
import TestSupport
import Testing

@Suite("the history of runs")
struct RunHistoryTests {
  @Test("runs are remembered for each directory; --no-history and repetitions are not")
  func remembered() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    #expect(try workspace.lockstep("history").status == 2)
    for _ in 0..<2 { #expect(try workspace.lockstep("run", "a.yml").status == 0) }
    #expect(try workspace.lockstep("run", "--no-history", "a.yml").status == 0)
    #expect(try workspace.lockstep("run", "--conditions", "", "a.yml").status == 0)
    let json = try workspace.lockstep("history", "--json").json()
    #expect(json["runs"] as? Int == 2 && json["schema"] as? String == "lockstep-history/v1")
    let text = try workspace.lockstep("history", environment: ["LOCKSTEP_MACHINE": "x"])
    #expect(text.status == 0 && text.output.contains("2 runs on 1 machine") && text.output.contains("slowest"))
    #expect(try workspace.lockstep("history", "nobody").status == 4)
    let elsewhere = try workspace.shell("mkdir -p other && cd other && '\(Workspace.tool)' history")
    #expect(elsewhere.status == 2 && elsewhere.errors.contains("there is no history"))
  }

  @Test("the page draws the trend of a history that was named; without one it is the same every time")
  func trend() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    for page in ["1", "2"] {
      #expect(try workspace.lockstep("run", "--history", "h.sqlite", "--html", page + ".html", "a.yml").status == 0)
      #expect(try workspace.lockstep("run", "--html", "plain" + page + ".html", "a.yml").status == 0)
    }
    #expect(
      try workspace.read("2.html").contains("<svg class=\"trend\"")
        && !workspace.read("plain2.html").contains("<svg class=\"trend\""))
    #expect(try workspace.read("plain1.html") == workspace.read("plain2.html"))
  }

  @Test("shards of several machines become one history, each once, and balance the next run")
  func fleet() throws {
    let workspace = try Workspace()
    for name in ["a", "b", "c"] { try workspace.write(name + ".yml", Sample.passing) }
    for part in ["1", "2"] {
      let result = try workspace.lockstep(
        "run", "--no-history", "--shard", part + "/2", "--json", "--timing", "--machine", ".",
        environment: ["LOCKSTEP_MACHINE": "node\(part)"])
      try workspace.write("part\(part).json", result.output)
    }
    let imported = try workspace.lockstep("history", "import", "--history", "h.sqlite", "part1.json", "part2.json")
    #expect(imported.errors.contains("2 runs added"))
    let exported = try workspace.lockstep("history", "export", "--history", "h.sqlite")
    try workspace.write("e.jsonl", exported.output)
    let again = try workspace.lockstep("history", "import", "--history", "h.sqlite", "e.jsonl", "part1.json")
    #expect(again.errors.contains("0 runs added, 3 were there"))
    let json = try workspace.lockstep("history", "--history", "h.sqlite", "--json").json()
    let trend = try #require(json["trend"] as? [[String: Any]])
    #expect(trend.count == 1 && trend.first?["scenarios"] as? Int == 3)
    #expect(json["machines"] as? [String] == ["node1", "node2"])
    var parts: [String] = []
    for part in ["1", "2"] {
      let result = try workspace.lockstep(
        "run", "--no-history", "--shard", part + "/2", "--shard-times", "h.sqlite", "--json", ".")
      #expect(result.status == 0)
      try workspace.write("balanced\(part).json", result.output)
      parts.append("balanced\(part).json")
    }
    #expect(try workspace.lockstep(arguments: ["merge"] + parts).status == 0)
    let mixed = try workspace.lockstep("merge", "balanced1.json", "part2.json")
    #expect(mixed.status == 2 && mixed.errors.contains("dealt by other durations"))
    #expect(try workspace.lockstep("history", "prune", "--history", "h.sqlite", "--keep", "2999-01-01").status == 0)
    #expect(try workspace.lockstep("history", "--history", "h.sqlite").status == 4)
    try workspace.write("bad.jsonl", exported.output.replacingOccurrences(of: "node1", with: "node9"))
    let bad = try workspace.lockstep("history", "import", "--history", "h.sqlite", "bad.jsonl")
    #expect(bad.status == 2 && bad.errors.contains("bad.jsonl:1: "))
  }

  @Test("a history that cannot be written fails the run only where it was asked for")
  func unwritable() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    try workspace.write("junk", "no database\n")
    let asked = try workspace.lockstep("run", "--history", "junk", "a.yml")
    #expect(asked.status == 2 && asked.errors.contains("junk is no history of Lockstep") && asked.output.isEmpty)
    #expect(try workspace.read("junk") == "no database\n")
    let report = try workspace.lockstep("run", "--junit", "nowhere/r.xml", "a.yml")
    #expect(report.status == 7 && report.errors.contains("nowhere/r.xml") && report.output.isEmpty)
    try workspace.write("state", "a file\n")
    let standard = try workspace.lockstep("run", "a.yml", environment: ["XDG_STATE_HOME": workspace.work + "/state"])
    #expect(standard.status == 0 && standard.errors.contains("warning: the run is not remembered"))
  }

  @Test(
    "a full disk costs the run its place in the history, and nothing that was there", .enabled(if: Workspace.canMount))
  func fullDisk() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    let result = try workspace.shell(
      """
      mkdir small && mount -t tmpfs -o size=512k none small || exit 9
      '\(Workspace.tool)' run --history small/h.sqlite a.yml >/dev/null; echo "first $?"
      dd if=/dev/zero of=small/filler bs=1k count=600 2>/dev/null
      '\(Workspace.tool)' run --history small/h.sqlite a.yml >/dev/null; echo "full $?"
      rm small/filler
      '\(Workspace.tool)' run --history small/h.sqlite a.yml >/dev/null; echo "after $?"
      '\(Workspace.tool)' history --history small/h.sqlite | head -1
      umount small
      """)
    #expect(result.output == "first 0\nfull 7\nafter 0\n2 runs on 1 machine\n", "\(result.output)\(result.errors)")
  }

  @Test("writers that are killed leave a history that can be read, with whole runs only")
  func killed() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    try #require(workspace.lockstep("run", "--history", "h.sqlite", "a.yml").status == 0)
    try workspace.shell(
      "'\(Workspace.tool)' history export --history h.sqlite > one.jsonl; head -c -1 one.jsonl > /dev/null")
    let result = try workspace.shell(
      """
      for i in 1 2 3 4 5 6 7 8; do
        '\(Workspace.tool)' run --history h.sqlite --runs 1 a.yml >/dev/null 2>&1 &
        pids="$pids $!"
      done
      sleep 0.4
      for pid in $pids; do kill -9 $pid 2>/dev/null; sleep 0.05; done
      wait
      '\(Workspace.tool)' run --history h.sqlite a.yml >/dev/null; echo "after $?"
      '\(Workspace.tool)' history --history h.sqlite --json
      """)
    let lines = result.output.split(separator: "\n", maxSplits: 1)
    #expect(lines.first == "after 0")
    let json = try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any]
    let trend = try #require(json?["trend"] as? [[String: Any]])
    #expect((2...10).contains(trend.count) && trend.allSatisfy { $0["scenarios"] as? Int == 1 })
  }

  @Test("machines that disagree are told apart by what only some of them have")
  func separating() throws {
    let workspace = try Workspace()
    let umask = Sample.passing.replacingOccurrences(of: "record: false", with: "record: false")
    try workspace.write("a.yml", umask)
    func report(_ name: String, _ change: (String) -> String) throws {
      let text = try workspace.lockstep("run", "--no-history", "--json", "--machine", "a.yml").output
      try workspace.write(name, change(text))
    }
    try report("one.json") { $0 }
    try report("two.json") { $0 }
    try report("three.json") { text in
      text.replacingOccurrences(of: "\"system.umask\" : \"", with: "\"system.umask\" : \"7")
        .replacingOccurrences(of: "\"digest\" : \"sha256:", with: "\"digest\" : \"sha256:00")
    }
    let same = try workspace.lockstep("merge", "--assert-equal", "one.json", "two.json")
    #expect(same.status == 0)
    let result = try workspace.lockstep("merge", "--assert-equal", "one.json", "two.json", "three.json")
    #expect(result.status == 1 && result.output.contains("only here: the umask is 7"), "\(result.output)")
    let json = try workspace.lockstep("merge", "--assert-equal", "--json", "one.json", "three.json").json()
    #expect(json["hasFacts"] as? Bool == true && json["same"] as? Bool == false)
  }
}
