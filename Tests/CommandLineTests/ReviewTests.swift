import Foundation
import TestSupport
import Testing

@Suite("lockstep review and migrate")
struct ReviewTests {
  /// Two scenarios with records: the files of both change afterwards, one is nondeterministic besides.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    for name in ["a", "b"] {
      try workspace.write(name + ".yml", Sample.passing)
      try workspace.lockstep("run", name + ".yml")
      try workspace.write(name + ".yml", Sample.passing.replacingOccurrences(of: "hi", with: "ho"))
    }
    return workspace
  }

  @Test("without a terminal it lists and changes nothing; --accept-all accepts what may be accepted")
  func listing() throws {
    let workspace = try workspace()
    try workspace.write("n.yml", Sample.nondeterministic)
    let before = try workspace.read("a.lock")
    let listed = try workspace.lockstep("review", ".")
    #expect(listed.status == 1)
    #expect(listed.output.contains("changed  app/main.py  (content") && listed.output.contains("1 of 2, a.yml"))
    #expect(listed.output.contains("to be mended first, see \"lockstep run\": stamped"))
    #expect(listed.errors.contains("--accept-all"))
    let json = try workspace.lockstep("review", "--json", ".").json()
    #expect((json["pending"] as? [[String: Any]])?.map { $0["accepted"] as? Bool } == [false, false])
    #expect((json["blocked"] as? [[String: Any]])?.count == 1)
    #expect(try workspace.read("a.lock") == before)
    #expect(try workspace.lockstep("review", "--accept-all", ".").status == 3)
    #expect(try workspace.read("a.lock") != before)
    #expect(try workspace.lockstep("run", "--check", "a.yml", "b.yml").status == 0)
    #expect(try workspace.lockstep("review", "a.yml", "b.yml").output.contains("nothing is pending"))
  }

  @Test(
    "what the record was made of is gone, and still the attribute is named, with its remedy, before what differs",
    arguments: [
      ("printf 'a\\r\\nb\\r\\n' > f", "eol.crlf", "→ add \"* text=auto eol=lf\""),
      ("chmod +x f", "mode.executable", "→ "),
      ("printf 'a\\nb' > f", "text.final-newline", "→ "), ("mv f F", "path.case", ""),
      ("rm l; printf f > l", "link.as-file", ""), ("mkdir e", "directory.empty", ""), ("echo c > f", "content", ""),
      ("true", nil, ""),
    ])
  func fromRecordAlone(change: String, code: String?, remedy: String) throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", "schemaVersion: 1\nrepo: {worktree: tree}\nvary: {runs: 1}\n")
    try workspace.write("tree/f", "a\nb\n")
    try #require(workspace.shell("ln -s f tree/l").status == 0)
    #expect(try workspace.lockstep("run", "s.yml").status == 0)
    try #require(workspace.shell("cd tree && \(change)").status == 0)
    let review = try workspace.lockstep("review", "s.yml")
    #expect(review.status == (code == nil ? 0 : 1), "\(review.output)")
    let json = try workspace.lockstep("review", "--json", "s.yml").json()
    let causes = (json["pending"] as? [[String: Any]])?.first?["causes"] as? [[String: Any]]
    #expect(causes?.compactMap { $0["code"] as? String } == code.map { ["record.differs", $0] })
    guard let code else { return }
    let text = review.output
    let reason = try #require(text.range(of: "[\(code)]"), "\(text)")
    let difference = try #require(
      text.range(of: "\n    (changed|added|removed) ", options: .regularExpression), "\(text)")
    #expect(reason.upperBound < difference.lowerBound, "\(text)")
    #expect(remedy.isEmpty || text.contains(remedy), "\(text)")
    #expect(!text.contains("--accept"))
  }

  @Test(
    "on a terminal each is asked about: accepted, kept, or left by quitting",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs script of util-linux"),
    arguments: [
      ("k\na\n", false, true, Int32(1)), ("?\na\nq\n", true, false, 1), ("a\na\n", true, true, 0),
      ("q\n", false, false, 1),
    ])
  func asking(answers: String, first: Bool, second: Bool, status: Int32) throws {
    let workspace = try workspace()
    let before = try workspace.read("a.lock")
    try workspace.write("answers", answers)
    let result = try workspace.shell(
      "(sleep 3; cat answers; sleep 3) | script -qec \"'\(Workspace.tool)' review --color never a.yml b.yml\" /dev/null"
    )
    #expect(result.status == status, "\(result.output)\(result.errors)")
    #expect(try (workspace.read("a.lock") != before) == first, "\(result.output)")
    #expect(try (workspace.read("b.lock") != before) == second, "\(result.output)")
  }

  @Test("a new scheme is recorded once the old record is proven, compared from then on, and taken away again")
  func migration() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing)
    try workspace.lockstep("run", "s.yml")
    let old = try workspace.read("s.lock")
    let dry = try workspace.lockstep("migrate", "--to", "nar,git-tree", "--dry-run", "s.yml")
    #expect(dry.status == 0 && dry.output.contains("would be written"))
    #expect(try workspace.read("s.lock") == old)
    #expect(try workspace.lockstep("migrate", "--to", "nar,git-tree", "s.yml").status == 0)
    let new = try workspace.read("s.lock")
    #expect(
      new.hasPrefix("# lockstep record, format 2;") && new.contains("fingerprint nar ")
        && new.contains("fingerprint git-tree "))
    #expect(try workspace.lockstep("run", "--check", "s.yml").status == 0)
    #expect(try workspace.lockstep("migrate", "--to", "nar", "s.yml").output.contains("unchanged"))
    #expect(try workspace.lockstep("run", "--accept", "s.yml").status == 0)
    #expect(try workspace.read("s.lock") == new)
    try workspace.write(
      "s.lock", new.replacingOccurrences(of: "fingerprint nar sha256-", with: "fingerprint nar sha256-0"))
    let differing = try workspace.lockstep("run", "--check", "s.yml")
    #expect(differing.status == 1 && differing.output.contains("something that only nar sees"))
    try workspace.write("s.lock", new)
    #expect(try workspace.lockstep("migrate", "--drop", "nar,git-tree", "s.yml").status == 0)
    #expect(try workspace.read("s.lock") == old)
  }

  @Test("a record that does not hold, or a scheme that depends on the run, is refused and nothing is written")
  func refusedMigration() throws {
    let workspace = try workspace()
    let before = try workspace.read("a.lock")
    let refused = try workspace.lockstep("migrate", "--to", "nar", "a.yml")
    #expect(refused.status == 1 && refused.output.contains("the old record does not hold"))
    #expect(refused.output.contains("changed  app/main.py  (content"))
    #expect(try workspace.read("a.lock") == before)
    try workspace.write("a.yml", Sample.passing)
    let links = try workspace.lockstep("migrate", "--to", "h1", "a.yml")
    #expect(links.status == 1 && links.output.contains("knows no symbolic links"), "\(links.output)")
    let umask = try workspace.lockstep("migrate", "--to", "buildkit", "a.yml")
    #expect(umask.status == 1 && umask.output.contains("runs.disagree"), "\(umask.output)")
    #expect(try workspace.read("a.lock") == before)
    for arguments in [
      ["--to", "md5"], ["--drop", "lockstep-v1"], [], ["--to", "nar", "--drop", "nar"],
    ] {
      #expect(try workspace.lockstep(arguments: ["migrate"] + arguments + ["a.yml"]).status == 2)
    }
    #expect(try workspace.read("a.lock") == before)
  }

  @Test("a record of a later format or with an unknown scheme is refused with a remedy, by --accept too")
  func newer() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing)
    try workspace.lockstep("run", "s.yml")
    let record = try workspace.read("s.lock")
    for newer in [
      record.replacingOccurrences(of: "format 1;", with: "format 3;"),
      record.replacingOccurrences(
        of: "\nfingerprint lockstep-v1", with: "\nfingerprint zeta sha256:1  context\nfingerprint lockstep-v1"),
    ] {
      try workspace.write("s.lock", newer)
      let result = try workspace.lockstep("run", "--accept", "s.yml")
      #expect(result.status == 2 && result.output.contains("or a later one"), "\(result.output)")
      #expect(try workspace.read("s.lock") == newer)
    }
  }

  @Test("a write that fails half-way leaves the old record as it was and nothing beside it")
  func halfWay() throws {
    let workspace = try Workspace()
    // The record is the only thing to write that is larger than the limit below.
    try workspace.write("s.yml", "schemaVersion: 1\nrepo: {worktree: tree}\n")
    for index in 0..<300 { try workspace.write("tree/\(index)", "same") }
    #expect(try workspace.lockstep("run", "s.yml").status == 0)
    let old = try workspace.read("s.lock")
    #expect(old.utf8.count > 16_000)
    try workspace.write("tree/0", "changed")
    let limited = try workspace.shell("ulimit -f 16; exec '\(Workspace.tool)' run --accept s.yml")
    #expect(limited.status == 7, "\(limited.output)\(limited.errors)")
    #expect(limited.output.contains("write the record s.lock: File too large"), "\(limited.output)")
    #expect(try workspace.read("s.lock") == old)
    #expect(try workspace.shell("ls").output == "s.lock\ns.yml\ntree\n")
    #expect(try workspace.lockstep("run", "--accept", "s.yml").status == 0)
    #expect(try workspace.read("s.lock") != old)
  }

  @Test(
    "a full disk and a directory that may not be written leave the old record",
    .enabled(if: Workspace.canMount, "needs to mount a small file system, as root"))
  func fullDisk() throws {
    let workspace = try Workspace()
    try workspace.write("small/keep", "")
    try #require(workspace.shell("mount -t tmpfs -o size=64k none small").status == 0)
    defer { _ = try? workspace.shell("umount small") }
    try workspace.write("small/s.yml", Sample.passing)
    #expect(try workspace.lockstep("run", "small/s.yml").status == 0)
    let old = try workspace.read("small/s.lock")
    try workspace.write("small/s.yml", Sample.passing.replacingOccurrences(of: "hi", with: "ho"))
    try workspace.shell("cat /dev/zero >small/fill 2>/dev/null")
    let full = try workspace.lockstep("review", "--accept-all", "small/s.yml")
    #expect(
      full.status == 7 && full.errors.contains("the record is the earlier one or the new one, whole"), "\(full.errors)")
    #expect(try workspace.read("small/s.lock") == old)
    try workspace.shell("rm small/fill; mount -o remount,ro small")
    #expect(try workspace.lockstep("run", "--accept", "small/s.yml").status == 7)
    #expect(try workspace.read("small/s.lock") == old)
  }
}
