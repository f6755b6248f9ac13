import Foundation
import TestSupport
import Testing

@Suite("help, completions and manual pages")
struct ManualTests {
  private static func has(_ program: String) -> Bool {
    (try? Workspace().shell("command -v \(program)").status) == 0
  }

  @Test("help shows topics, commands as before, and knows what was meant")
  func help() throws {
    let workspace = try Workspace()
    let topics = try workspace.lockstep("help", "topics")
    #expect(topics.status == 0 && topics.output.contains("scenarios") && topics.output.contains("exit-statuses"))
    let scenarios = try workspace.lockstep("help", "scenarios")
    #expect(scenarios.status == 0 && scenarios.output.contains("repo.synthetic.commits[].files"))
    #expect(scenarios.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let wide = try workspace.lockstep("help", "scenarios", environment: ["COLUMNS": "200"])
    #expect(wide.output.split(separator: "\n").contains { $0.count > 120 })
    #expect(try workspace.lockstep("help", "run").output.contains("USAGE: lockstep run"))
    #expect(try workspace.lockstep("help").output.contains("SUBCOMMANDS:"))
    let wrong = try workspace.lockstep("help", "scenaros")
    #expect(wrong.status == 2 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("did you mean scenarios?") && wrong.errors.contains("sharding"))
    #expect(try workspace.lockstep("help", "\u{1B}[31m").errors.contains("\u{1B}") == false)
  }

  @Test("bash completes subcommands, options, values and files", .enabled(if: has("bash"), "needs bash"))
  func bash() throws {
    let workspace = try Workspace()
    try workspace.write("lockstep.bash", try workspace.lockstep("completions", "bash").output)
    try workspace.write("suite/one.yml", "")
    try workspace.write("suite/other.txt", "")
    try writeSelectable(workspace)
    try workspace.write(
      "drive.bash",
      """
      PATH=\((Workspace.tool as NSString).deletingLastPathComponent):$PATH
      source ./lockstep.bash
      try() {
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
        _lockstep "$1" "${@: -1}" "${@: -2:1}" 2>/dev/null
        echo "$* => ${COMPREPLY[*]}"
      }
      try lockstep comp
      try lockstep run --sha
      try lockstep run --color a
      try lockstep completions z
      try lockstep run suite/o
      try lockstep help sc
      try lockstep run --tag n
      try lockstep run --tag=n
      try lockstep list --filter ""
      try lockstep run more --tag ""
      """)
    let result = try workspace.shell("bash --norc drive.bash")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("lockstep comp => compare completions"), "\(result.output)")
    #expect(result.output.contains("--shard "), "\(result.output)")
    #expect(result.output.contains("--color a => auto always"), "\(result.output)")
    #expect(result.output.contains("completions z => zsh"), "\(result.output)")
    #expect(result.output.contains("suite/o => suite/one.yml\n"), "\(result.output)")
    #expect(result.output.contains("help sc => schema scenarios\n"), "\(result.output)")
    #expect(result.output.contains("--tag n => network nightly\n"), "\(result.output)")
    #expect(result.output.contains("list --filter  => alpha beta\n"), "\(result.output)")
    #expect(result.output.contains("run more --tag  => rare\n"), "\(result.output)")
    #expect(try workspace.shell("test ! -e ran").status == 0)
  }

  /// Scenarios with names and tags to complete, one that is none, and one whose name a shell would run.
  private func writeSelectable(_ workspace: Workspace) throws {
    func scenario(_ name: String, _ tags: String) -> String {
      "schemaVersion: 1\nname: \(name)\ntags: [\(tags)]\nrepo: {worktree: .}\n"
    }
    try workspace.write("Scenarios/a.yml", scenario("alpha", "nightly, network"))
    try workspace.write("Scenarios/b.yml", scenario("beta", "nightly"))
    try workspace.write("Scenarios/c.yml", scenario("\"$(touch ran)\"", ""))
    try workspace.write("Scenarios/d.yml", "- no scenario")
    try workspace.write("more/e.yml", scenario("epsilon", "rare"))
  }

  @Test("fish completes subcommands, options and values", .enabled(if: has("fish"), "needs fish"))
  func fish() throws {
    let workspace = try Workspace()
    try workspace.write("lockstep.fish", try workspace.lockstep("completions", "fish").output)
    try writeSelectable(workspace)
    func complete(_ line: String) throws -> String {
      try workspace.shell("fish --no-config -c 'source lockstep.fish; complete -C \"\(line)\"'").output
    }
    #expect(try complete("lockstep comp").contains("completions\t"))
    #expect(try complete("lockstep run --sh").contains("--shard"))
    #expect(try complete("lockstep run --color ").contains("always"))
    #expect(try complete("lockstep help sc").contains("scenarios"))
    // What is typed is known to an interactive shell alone.
    let script = """
      source lockstep.fish
      function __lockstep_tokens
        if test $argv[1] = -tC; echo 0; else; printf '%s\\n' lockstep run --tag; end
      end
      complete -C 'lockstep run --tag '
      """
    try workspace.write("tags.fish", script)
    let bin = (Workspace.tool as NSString).deletingLastPathComponent
    let tags = try workspace.shell("PATH=\(bin):$PATH fish --no-config tags.fish")
    let offered = tags.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(offered == ["network", "nightly"], "\(tags.output)\(tags.errors)")
  }

  @Test("zsh takes the script, and has what it completes with", .enabled(if: has("zsh"), "needs zsh"))
  func zsh() throws {
    let workspace = try Workspace()
    try workspace.write("functions/_lockstep", try workspace.lockstep("completions", "zsh").output)
    let result = try workspace.shell(
      "zsh -f -c 'zsh -n functions/_lockstep && grep -q \"subcommands:(run .*scenarios\" functions/_lockstep && fpath=($PWD/functions $fpath) && autoload -Uz compinit && "
        + "compinit -u -d dump && print -r -- $_comps[lockstep]'")
    #expect(result.status == 0 && result.output.contains("_lockstep"), "\(result.output)\(result.errors)")
  }

  @Test("manual pages are the same each time, one a command and a topic, and hold what help says")
  func pages() throws {
    let workspace = try Workspace()
    #expect(try workspace.lockstep("manual", "a").status == 0)
    #expect(try workspace.lockstep("manual", "b").status == 0)
    #expect(try workspace.shell("diff -r a b").status == 0)
    let run = try workspace.read("a/man1/lockstep-run.1")
    for part in [".SH \"NAME\"", ".SH \"EXIT STATUS\"", "\\fB\\-\\-shard\\fR \\fIi/n\\fR", ".SH \"EXAMPLES\""] {
      #expect(run.contains(part), "\(part)")
    }
    #expect(workspace.exists("a/man1/lockstep-context-hash.1") && workspace.exists("a/man7/lockstep-scenarios.7"))
    #expect(try workspace.lockstep("manual", "c", environment: ["SOURCE_DATE_EPOCH": "86400"]).status == 0)
    #expect(try workspace.read("c/man1/lockstep.1").contains("\"1970-01-02\""))
    let wrong = try workspace.lockstep("manual", "c", environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(wrong.status == 2 && wrong.errors.contains("SOURCE_DATE_EPOCH"))
    try workspace.write("file", "")
    #expect(try workspace.lockstep("manual", "file").status == 7)
  }

  @Test("the pages are sound", .enabled(if: has("mandoc"), "needs mandoc"))
  func lint() throws {
    let workspace = try Workspace()
    #expect(
      try workspace.lockstep("manual", "man", environment: ["SOURCE_DATE_EPOCH": "86400"]).status == 0)
    let result = try workspace.shell("mandoc -T lint -W warning man/man?/*")
    #expect(result.status == 0, "\(result.output.prefix(2000))")
  }
}
