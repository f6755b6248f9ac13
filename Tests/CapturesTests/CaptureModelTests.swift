import Captures
import Testing

@Suite("captures")
struct CaptureModelTests {
  @Test("keyed hashes are those of RFC 4231, test case 2, and of OpenSSL for a long key")
  func hmac() {
    let short = PairWords("Jefe").code(Array("what do ya want for nothing?".utf8))
    #expect(short == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    let key = String(decoding: [UInt8](repeating: 0x61, count: 131), as: UTF8.self)
    // The key is longer than a block; the answer is that of openssl dgst -mac HMAC.
    let long = PairWords(key).code(Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
    #expect(long == "d021303c2f34bf3ae541b4ec9c672691694c6f71c5c0c55781545a66115b14a7")
  }

  @Test(
    "secrets are known by their form",
    arguments: [
      "ghp_0123456789abcdefABCD", "github_pat_11ABCDEFG0123456789_abc", "glpat-abcdefghij0123456789",
      "xoxb-123456789012-abcdef", "AKIAIOSFODNN7EXAMPLE", "AIzaSyA0123456789abcdefghijklmnopqrstuv",
      "sk_live_0123456789abcdefgh", "npm_0123456789abcdefghijklmnopqrstuvwxyz", "pypi-AgEIcHlwaS5vcmcCJDk",
      "dckr_pat_0123456789abcdefghi", "sk-proj-0123456789abcdefghij", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc",
      "-----BEGIN RSA PRIVATE KEY-----", "https://user:hunter2@example.org/x", "password=hunter2hunter2",
      "api_key:abcd1234",
    ])
  func secrets(_ text: String) {
    #expect(SecretPattern.found(in: text) != nil)
    #expect(SecretPattern.found(in: "before \(text) after") != nil)
  }

  @Test(
    "what is no secret is none",
    arguments: [
      "app/main.py", "docs/password-reset.md", "https://example.org/@scope/x", "tests/test_token.py", "a@b.example",
      "sha256:0123456789abcdef", "node_modules/@types/node", "monkey_patch.py",
    ])
  func harmless(_ text: String) { #expect(SecretPattern.found(in: text) == nil) }

  private func entry(_ path: String, _ type: CapturedEntry.Kind = .file, _ status: CapturedEntry.Status)
    -> CapturedEntry
  {
    var entry = CapturedEntry(path: path, type: type, status: status, inContext: true)
    if type == .file {
      entry.sha256 = String(repeating: "a", count: 64)
      entry.executable = false
      entry.mode = "0644"
      entry.size = 100
    }
    return entry
  }

  private func capture(_ entries: [CapturedEntry]) -> Capture {
    var capture = Capture(
      version: "1", context: Capture.Context(directory: ".", dockerfile: "Dockerfile"), entries: entries)
    capture.repo = CapturedRepository(
      commit: String(repeating: "1", count: 40), tree: String(repeating: "2", count: 40))
    return capture
  }

  @Test("gather large directories that are not tracked, and keep small ones")
  func compacting() throws {
    let large =
      [entry("node_modules", .directory, .untracked)]
      + (0..<200).map { entry("node_modules/f\($0)", .file, .untracked) }
    let small = [entry("tmp", .directory, .untracked), entry("tmp/a", .file, .untracked)]
    let compact = try capture(large + small).compacted()
    #expect(compact.entries.map(\.path) == ["node_modules", "tmp", "tmp/a"])
    #expect(compact.entries[0].files == 200)
    #expect(try compact.compacted() == compact)
    var other = large
    other[7].sha256 = String(repeating: "b", count: 64)
    let changed = try capture(other + small).compacted()
    let comparison = MachineComparison(.init(name: "A", capture: compact), .init(name: "B", capture: changed))
    #expect(comparison.differing == 1)
    #expect(comparison.causes.map(\.code) == [.content])
  }

  @Test("gather what differs everywhere in the same way, so that a listing stays small")
  func compactingTracked() throws {
    let entries = (0..<30_000).map { number in
      var changed = entry("src/d\(number % 100)/f\(number)", .file, .modified)
      changed.lfSha256 = String(repeating: "c", count: 64)
      changed.head = CapturedEntry.Base(
        type: .file, executable: false, sha256: String(repeating: "c", count: 64), inContext: true)
      return changed
    }
    let compact = try capture(entries).compacted()
    #expect(compact.entries.count <= Capture.mostEntries)
    #expect(compact.entries.reduce(0) { $0 + ($1.files ?? 1) } == 30_000)
    let comparison = MachineComparison(.init(name: "A", capture: capture([])), .init(name: "B", capture: compact))
    #expect(comparison.causes.map(\.code) == [.lineEnds])
    #expect(comparison.causes.map(\.count) == [30_000])
  }

  @Test("a fact explains only what would be the same without it")
  func relevance() {
    var (a, b) = (capture([]), capture([]))
    a.gitConfig = ["core.autocrlf": "false"]
    b.gitConfig = ["core.autocrlf": "true"]
    let idle = MachineComparison(.init(name: "A", capture: a), .init(name: "B", capture: b))
    #expect(idle.others.first { $0.name == "git.core.autocrlf" }?.relevance == .cannot)
    // CR LF on the side that does not ask git for it: another cause.
    var changed = entry("a.txt", .file, .modified)
    changed.lfSha256 = String(repeating: "c", count: 64)
    changed.eol = CapturedEntry.LineEnds(lf: 0, crlf: 3)
    changed.head = CapturedEntry.Base(
      type: .file, executable: false, sha256: String(repeating: "c", count: 64), inContext: true)
    a.entries = [changed]
    let wrong = MachineComparison(.init(name: "A", capture: a), .init(name: "B", capture: b))
    #expect(wrong.causes.map(\.code) == [.lineEnds])
    #expect(wrong.causes[0].facts.isEmpty)
    (a.entries, b.entries) = ([], [changed])
    let right = MachineComparison(.init(name: "A", capture: a), .init(name: "B", capture: b))
    #expect(right.causes[0].facts.map(\.name) == ["git.core.autocrlf"])
    #expect(right.causes[0].facts[0].relevance == .explains)
    #expect(right.others.isEmpty)
  }

  @Test("a difference that machines have in other words is not the fact that separates them")
  func classes() {
    func machine(_ name: String, _ hash: String, _ locale: String) -> MachineClasses.Machine {
      var machine = capture([])
      machine.contextHash = hash
      machine.env = ["LC_ALL": locale]
      return .init(name: name, capture: machine)
    }
    let classes = MachineClasses([
      machine("a", "1", "C"), machine("b", "2", "tr"), machine("c", "1", "C"), machine("d", "2", "tr"),
      machine("e", "1", "en"),
    ])
    #expect(classes.classes.map(\.names) == [["a", "c", "e"], ["b", "d"]])
    #expect(classes.classes[1].separating.map(\.name) == ["env.LC_ALL"])
  }
}
