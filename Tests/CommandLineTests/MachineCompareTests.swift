import Foundation
import TestSupport
import Testing

/// One difference between two machines that a work tree alone does not show.
struct MachineCase: Sendable, CustomTestStringConvertible {
  let name: String
  let fact: String
  /// What the output must have.
  let says: [String]
  /// Variables of the second machine.
  var environment: [String: String] = [:]
  /// Shell lines before the second capture, in the clone.
  var make = "true"
  /// The same for a look after the remedy.
  var remedy = "true"
  /// A replacement in the text of the second capture: what no test can change.
  var replacing: (String, String)?

  var testDescription: String { name }
}

@Suite("comparing machines")
struct MachineCompareTests {
  static let cases: [MachineCase] = [
    MachineCase(
      name: "architecture", fact: "system.arch",
      says: ["the processor's architecture: ", " vs riscv64", "docker build --platform"],
      replacing: (#""arch" : "[^"]*""#, #""arch" : "riscv64""#)),
    MachineCase(
      name: "DOCKER_DEFAULT_PLATFORM", fact: "env.DOCKER_DEFAULT_PLATFORM",
      says: ["$DOCKER_DEFAULT_PLATFORM: unset vs linux/arm64"], environment: ["DOCKER_DEFAULT_PLATFORM": "linux/arm64"]
    ),
    MachineCase(
      name: "letter case of the file system", fact: "system.caseSensitive",
      says: ["whether the file system tells letter case: yes vs no"],
      replacing: (#""caseSensitive" : "yes""#, #""caseSensitive" : "no""#)),
    MachineCase(
      name: "owner", fact: "repo.owner", says: ["the owner of the repository: me vs other", "safe.directory"],
      replacing: (#""owner" : "me""#, #""owner" : "other""#)),
    MachineCase(
      name: "locale", fact: "env.LC_ALL", says: ["$LC_ALL: C.UTF-8 vs C", "LC_ALL=C in the build"],
      environment: ["LC_ALL": "C"]),
    MachineCase(
      name: "LANG", fact: "env.LANG", says: ["$LANG: unset vs de_DE.UTF-8"], environment: ["LANG": "de_DE.UTF-8"]),
    MachineCase(
      name: "the umask of the process", fact: "system.umask", says: ["the umask: 0022 vs 0077", "umask 022"],
      make: "umask 077"),
    MachineCase(
      name: "tag that moved", fact: "tag.v1", says: ["the tag v1: ", "git fetch --tags --force"],
      make: "git tag -f v1 HEAD^{tree} >/dev/null", remedy: "git tag -f v1 HEAD >/dev/null"),
    MachineCase(
      name: "tags that were not fetched", fact: "tags",
      says: ["tags that only one side has: 1: v1 vs none", "git fetch --tags"], make: "git tag -d v1 >/dev/null",
      remedy: "git tag v1"),
    MachineCase(
      name: "shallow clone", fact: "repo.shallow", says: ["whether the clone is shallow: no vs yes", "--unshallow"],
      make: "git rev-parse HEAD > .git/shallow", remedy: "rm .git/shallow"),
    MachineCase(
      name: "partial clone", fact: "repo.partial", says: ["whether the clone is partial: no vs yes", "--refetch"],
      make: "git config remote.origin.promisor true", remedy: "git config --unset remote.origin.promisor"),
    MachineCase(
      name: "a merge that is not done", fact: "repo.conflicted", says: ["paths left undecided by a merge: 0 vs 1"],
      make:
        "b=$(git hash-object -w data.txt); printf '0 %s 0\\tdata.txt\\n100644 %s 1\\tdata.txt\\n100644 %s 2\\tdata.txt\\n' $b $b $b | sed 's/^0 [0-9a-f]* 0/0 0000000000000000000000000000000000000000 0/' | git update-index --index-info",
      remedy: "git add data.txt"),
    MachineCase(
      name: "times of files", fact: "context.times", says: ["the files' times: ", "(a builder does not see it)"],
      make: "touch -d @100 data.txt", remedy: "touch -d @1700000000 data.txt"),
    MachineCase(
      name: "version of a tool", fact: "tool.node", says: ["the version of node: 1.2.3 vs 4.5.6", "pin it"],
      environment: ["PATH": "TOOLS-B:/usr/bin:/bin"]),
    MachineCase(
      name: "virtual environment", fact: "env.VIRTUAL_ENV", says: ["$VIRTUAL_ENV: unset vs set", "deactivate"],
      environment: ["VIRTUAL_ENV": "/nonexistent/venv"]),
    MachineCase(
      name: "conda", fact: "env.CONDA_PREFIX", says: ["$CONDA_PREFIX: unset vs set", "conda deactivate"],
      environment: ["CONDA_PREFIX": "/nonexistent/conda"]),
    MachineCase(
      name: "pyenv", fact: "env.PYENV_VERSION", says: ["$PYENV_VERSION: unset vs 3.9.1"],
      environment: ["PYENV_VERSION": "3.9.1"]),
    MachineCase(name: "nvm", fact: "env.NVM_BIN", says: ["$NVM_BIN: unset vs set"], environment: ["NVM_BIN": "/n"]),
    MachineCase(
      name: "file system", fact: "system.fsType", says: [" vs 9p", "native volume"],
      replacing: (#""fsType" : "[^"]*""#, #""fsType" : "9p""#)),
    MachineCase(
      name: "mount options", fact: "system.mountOptions", says: [" vs noexec"],
      replacing: (#""mountOptions" : "[^"]*""#, #""mountOptions" : "noexec""#)),
    MachineCase(
      name: "time zone", fact: "env.TZ", says: ["$TZ: unset vs Asia/Tokyo"], environment: ["TZ": "Asia/Tokyo"]),
    MachineCase(
      name: "SOURCE_DATE_EPOCH", fact: "env.SOURCE_DATE_EPOCH", says: ["$SOURCE_DATE_EPOCH: unset vs 1700000000"],
      environment: ["SOURCE_DATE_EPOCH": "1700000000"]),
    MachineCase(
      name: "clock", fact: "system.clockSynchronised", says: ["whether the clock is synchronised: ", " vs odd"],
      replacing: (#""clockSynchronised" : "[^"]*""#, #""clockSynchronised" : "odd""#)),
    MachineCase(
      name: "SELinux", fact: "system.selinux", says: ["whether SELinux labels the files: no vs maybe"],
      replacing: (#""selinux" : "no""#, #""selinux" : "maybe""#)),
    MachineCase(
      name: "processors", fact: "system.cpu", says: ["the number of processors: ", " vs 99"],
      replacing: (#""cpu" : "[^"]*""#, #""cpu" : "99""#)),
    MachineCase(
      name: "open files", fact: "system.limit.open files", says: ["the limit of open files: ", " vs 512"],
      make: "ulimit -n 512"),
    MachineCase(
      name: "kernel", fact: "system.kernel", says: ["the kernel: ", " vs 2.6"],
      replacing: (#""kernel" : "[^"]*""#, #""kernel" : "2.6""#)),
  ]

  @Test("tells a fact that differs, what to do, and nothing once it is the same", arguments: cases)
  func facts(_ one: MachineCase) throws {
    let workspace = try CompareTests.project()
    for (folder, version) in [("tools-a", "v1.2.3"), ("tools-b", "v4.5.6")] {
      try workspace.write("../\(folder)/node", "#!/bin/sh\necho \(version)\n", mode: 0o755)
    }
    let tools = workspace.directory + "/tools-"
    let plain = ["PATH": "\(tools)a:/usr/bin:/bin"]
    try workspace.shell("git tag v1; touch -d @1700000000 data.txt")
    func capture(_ name: String, after script: String, _ environment: [String: String]) throws {
      let variables = environment.mapValues { $0.replacingOccurrences(of: "TOOLS-B", with: tools + "b") }
      let made = try workspace.shell(
        "\(script) && exec \(Workspace.tool) capture -o ../\(name)", environment: plain.merging(variables) { $1 })
      try #require(made.status == 0, "\(made.errors)")
    }
    try capture("a.json", after: "umask 022", [:])
    try capture("b.json", after: one.make, one.environment)
    if let (pattern, replacement) = one.replacing {
      let text = try workspace.read("../b.json")
      let changed = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
      try #require(changed != text)
      try workspace.write("../b.json", changed)
    }
    let found = try workspace.lockstep("compare", "../a.json", "../b.json")
    #expect(found.status == 0, "\(found.output)\(found.errors)")
    for text in one.says { #expect(found.output.contains(text), "\(text) is not in: \(found.output)") }
    let facts = try #require(
      try workspace.lockstep("compare", "../a.json", "../b.json", "--json").json()["facts"] as? [[String: Any]])
    #expect(facts.contains { $0["name"] as? String == one.fact }, "\(facts)")
    try capture("c.json", after: "umask 022; \(one.remedy)", [:])
    let after = try workspace.lockstep("compare", "../a.json", "../c.json", "--json").json()
    let left = (after["facts"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(!left.contains(one.fact), "\(left)")
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("compares two directories, and captures of two umasks where nobody has the commit")
  func directories() throws {
    let workspace = try CompareTests.project()
    try workspace.shell("git clone -q . ../a; umask 002; git clone -q . ../b; mkdir ../plain; cp app/main.py ../plain")
    let direct = try workspace.lockstep("compare", "../a", "../b")
    #expect(direct.status == 1)
    #expect(
      direct.output.contains("app/ (0755 vs 0775)") && direct.output.contains("the umask of the checkout is 0022"))
    for name in ["a", "b"] { try workspace.lockstep("capture", "../\(name)", "-o", "../\(name).json") }
    try workspace.shell("mkdir ../else && mv ../a.json ../b.json ../else")
    let captures = try workspace.lockstep("compare", "a.json", "b.json", at: workspace.directory + "/else")
    #expect(captures.status == 1)
    #expect(
      captures.output.hasPrefix(
        "the tracked files of a.json have modes as umask 0022 gives, and those of b.json as umask 0002; umask 022"))
    #expect(!captures.output.contains("could matter"))
    let plain = try workspace.lockstep("compare", "../plain", "../a")
    #expect(plain.status == 1)
    #expect(
      plain.output.contains("file is only in ../plain: main.py") && !plain.output.contains("commit"), "\(plain.output)")
  }

  @Test("finds the commit that two captures do not share in the clone")
  func commits() throws {
    let workspace = try CompareTests.project()
    try workspace.lockstep("capture", "-o", "../a.json")
    try workspace.shell("echo 'print(2)' > app/main.py; git commit -qam two; echo x > notes.db")
    try workspace.lockstep("capture", "-o", "../b.json")
    let found = try workspace.lockstep("compare", "../a.json", "../b.json")
    #expect(found.status == 1)
    #expect(found.output.contains("1 file differs between the commits: app/main.py"), "\(found.output)")
    #expect(found.output.contains("1 untracked file is only in ../b.json: notes.db"))
    #expect(found.output.contains("the commit is "))
    // Elsewhere nobody has the commits, and that is said.
    try workspace.shell("mkdir ../else && cp ../a.json ../b.json ../else")
    let lost = try workspace.lockstep("compare", "a.json", "b.json", at: workspace.directory + "/else")
    #expect(lost.output.contains("note: the commits are not in the repository here"))
  }

  @Test("puts many machines into classes and tells the fact that separates them")
  func classes() throws {
    let workspace = try CompareTests.project()
    var names: [String] = []
    for number in 1...9 {
      try workspace.lockstep("capture", "-o", "../m\(number).capture.json")
      names.append("../m\(number).capture.json")
    }
    try workspace.shell("git config core.autocrlf true; rm -r app; git checkout -q -- app")
    for number in 10...12 {
      try workspace.lockstep("capture", "-o", "../m\(number).capture.json")
      names.append("../m\(number).capture.json")
    }
    let found = try workspace.lockstep(arguments: ["compare"] + names)
    #expect(found.status == 1)
    #expect(found.output.hasPrefix("3 of 12 differ: all have core.autocrlf=true\n"), "\(found.output)")
    #expect(found.output.contains("9 of 12 agree: ../m1.capture.json"))
    let json = try workspace.lockstep(arguments: ["compare", "--json"] + names).json()
    let classes = try #require(json["classes"] as? [[String: Any]])
    #expect(classes.count == 2)
    #expect(json["schema"] as? String == "lockstep-compare-classes/v1")
    let same = try workspace.lockstep(arguments: ["compare"] + names.prefix(3))
    #expect(same.status == 0)
    #expect(same.output == "no difference: all 3 have the same context\n")
  }
}
