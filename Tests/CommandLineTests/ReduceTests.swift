import Foundation
import TestSupport
import Testing

@Suite("lockstep reduce")
struct ReduceTests {
  /// A fault among files, names and lines that are nobody's business.
  private static let secretive = """
    schemaVersion: 1
    name: top-secret-project
    description: hunter2
    record: false
    repo:
      synthetic:
        commits:
          - message: hunter2
            author: Hunter Two <hunter2@example.org>
            files:
              hunter2/one.py: "password = 'hunter2'\\n"
              hunter2/two.py: "x\\n"
              hunter2/deep/three.txt: "\\uFEFFhunter2\\r\\nhunter2\\r\\n"
          - files:
              hunter2/two.py: { delete: true }
              .dockerignore: "# hunter2\\n*.log\\nhunter2/deep\\n"
              readme: hunter2
        worktree:
          hunter2/info.txt: { stamp: [timezone] }
          hunter2/other.txt: hunter2

    """

  @Test(
    "the fault stays, and nothing of a marked secret does",
    arguments: [
      ("", "runs.disagree, axis.timezone"),
      ("vary: { axes: [umask] }\nexpect: { excludes: [hunter2/one.py, absent] }\n", "expect.excludes"),
      ("vary: { axes: [umask] }\nexpect: { worktree: same }\n", "worktree.differs"),
      ("vary: { axes: [umask] }\nexpect: { contains: [hunter2/nothing] }\n", "expect.contains"),
    ])
  func secrets(addition: String, codes: String) throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Self.secretive + addition)
    let result = try workspace.lockstep("reduce", "s.yml", "-o", "small.yml", "--budget", "120")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains(codes), "\(result.errors)")
    let text = try workspace.read("small.yml")
    #expect(!text.lowercased().contains("hunter"), "\(text)")
    #expect(!text.contains("secret-project") && text.utf8.count < 700, "\(text)")
    let run = try workspace.lockstep("run", "small.yml")
    #expect(run.status == 0, "\(run.output)\(text)")
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("an expected file that is ignored stays there, and a file that should not be sent stays sent")
  func sameFault() throws {
    let workspace = try Workspace()
    for (expectation, kept) in [("contains: [a.log]", "*.log"), ("excludes: [b]", "")] {
      try workspace.write(
        "s.yml",
        """
        schemaVersion: 1
        record: false
        repo:
          synthetic:
            commits:
              - files: { a.log: x, b: y, c: z, .dockerignore: "c\\n*.log\\n" }
        expect: { \(expectation) }

        """)
      let result = try workspace.lockstep("reduce", "s.yml")
      #expect(result.status == 0 && !result.output.contains("files: {}"), "\(result.output)\(result.errors)")
      #expect(!result.output.contains("observe: [locks]") && (kept.isEmpty || result.output.contains(kept)))
    }
  }

  @Test("names are replaced in the rules and commands that name them, too; what a rule is about stays")
  func namesInRules() throws {
    let workspace = try Workspace()
    try workspace.write(
      "s.yml",
      """
      schemaVersion: 1
      record: false
      repo:
        synthetic:
          commits:
            - files: { hunter2/deep/hunter2.txt: x, hunter2/a.py: y, .dockerignore: "hunter2/deep/*.txt\\n*.py\\n" }
      expect: { contains: [hunter2/deep/hunter2.txt] }

      """)
    let result = try workspace.lockstep("reduce", "s.yml", "-o", "small.yml")
    #expect(result.status == 0, "\(result.errors)")
    let text = try workspace.read("small.yml")
    #expect(!text.contains("hunter2") && !text.contains("deep") && text.contains("/*.txt\\n"), "\(text)")
    #expect(!text.contains(".py") && result.errors.contains("as it was: text in .dockerignore"), "\(text)")
    #expect(!result.errors.contains("hunter2"), "\(result.errors)")
    #expect(try workspace.lockstep("run", "small.yml").status == 0)
  }

  @Test("of a build what plays no part goes; a fault that comes and goes is held to what is always found")
  func builds() throws {
    let workspace = try Workspace()
    try workspace.write(
      "s.yml",
      """
      schemaVersion: 1
      record: false
      repo: { synthetic: { commits: [ { files: { hunter2.sh: "echo hunter2\\n", other: x } } ] } }
      build:
        run: |
          sh ./hunter2.sh > constant
          date +%N > hunter2.out
        outputs: [constant, hunter2.out]
        env: { HUNTER2: hunter2 }

      """)
    let result = try workspace.lockstep("reduce", "s.yml")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("runs.disagree") && result.output.contains("date +%N > "), "\(result.output)")
    #expect(!result.output.lowercased().contains("hunter2") && !result.output.contains("constant"), "\(result.output)")
    #expect(result.errors.contains("as it was: the build's command"), "\(result.errors)")
  }

  @Test("lines that the fault is about are kept, and named")
  func keptLines() throws {
    let workspace = try Workspace()
    try workspace.write(
      "s.yml",
      """
      schemaVersion: 1
      record: false
      repo:
        synthetic:
          commits:
            - files: { a: b, .dockerignore: "secret\\n# comment\\n[\\nother\\n" }

      """)
    let result = try workspace.lockstep("reduce", "s.yml")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.contains("\".dockerignore\": \"[\\n\"") && !result.output.contains("secret"), "\(result.output)")
    #expect(result.errors.contains("as it was: the name .dockerignore"))
  }

  @Test("a repository is made into a scenario", .enabled(if: Workspace.hasGit, "needs git"))
  func repository() throws {
    let workspace = try Workspace()
    try workspace.write("repo/hunter2.py", "hunter2\n")
    try workspace.write("repo/.dockerignore", "[\n")
    try #require(workspace.shell("cd repo && git init -q . && git add -A && git commit -q -m c").status == 0)
    let result = try workspace.lockstep("reduce", "repo")
    #expect(result.status == 0 && result.output.contains("ignore.syntax"), "\(result.errors)")
    #expect(!result.output.contains("hunter2") && !result.output.contains(workspace.directory))
  }

  @Test("no fault, no file and no budget are refused, a small budget is said")
  func refused() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing)
    let passing = try workspace.lockstep("reduce", "s.yml")
    #expect(passing.status == 2 && passing.errors.contains("shows no fault"))
    #expect(try workspace.lockstep("reduce", "nowhere.yml").status == 2)
    #expect(try workspace.lockstep("reduce", "--budget", "0", "s.yml").status == 2)
    try workspace.write("s.yml", Self.secretive)
    let cut = try workspace.lockstep("reduce", "--budget", "2", "s.yml", "-o", "out.yml")
    #expect(cut.status == 0 && cut.errors.contains("the budget ended the search"), "\(cut.errors)")
    #expect(try workspace.lockstep("run", "out.yml").status == 0)
  }
}
