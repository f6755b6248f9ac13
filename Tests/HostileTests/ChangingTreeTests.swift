import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// What changes while it is read gives no digest, whatever the change.
@Suite("trees that change while they are read", .serialized, .timeLimit(.minutes(30)))
struct ChangingTreeTests {
  /// Bytes of the file `d/f`: enough that a change falls into the time when it is read.
  private static let size = 300 << 20

  /// A change, made again and again while the tool reads; it gets its number.
  enum Change: String, CaseIterable {
    case grows = "a file grows"
    case isWritten = "a file is written anew, with the same size"
    case isReplaced = "a file is replaced by one of the same size"
    case gains = "a directory gains entries"
    case renames = "a file gets another name"
    case turns = "a link is turned"

    func make(_ number: Int, in root: String) {
      let (file, entry, link) = (root + "/tree/d/f", root + "/tree/d/e", root + "/tree/d/l")
      switch self {
      case .grows: write("x", to: file, O_APPEND)
      case .isWritten: write(String(10_000_000 + number % 7), to: file, 0)
      case .isReplaced:
        write(String(10_000_000 + number % 7), to: root + "/new", O_CREAT)
        truncate(root + "/new", ChangingTreeTests.size)
        rename(root + "/new", file)
      case .gains: write("x", to: entry + String(number), O_CREAT)
      case .renames:
        if number == 1 { write("x", to: entry + "1", O_CREAT) }
        rename(entry + String(number), entry + String(number + 1))
      case .turns:
        unlink(root + "/new")
        symlink(String(number), root + "/new")
        rename(root + "/new", link)
      }
    }

    private func write(_ text: String, to path: String, _ flags: Int32) {
      let file = open(path, O_WRONLY | O_CLOEXEC | flags, 0o644)
      _ = text.withCString { Glibc.write(file, $0, strlen($0)) }
      close(file)
    }
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    let script =
      "mkdir -p tree/d && printf 10000000 > tree/d/f && ln -s f tree/d/l && truncate -s \(Self.size) tree/d/f"
    try #require(workspace.shell(script).status == 0)
    try workspace.write("s.yml", "schemaVersion: 1\nrepo: {worktree: tree}\nrecord: false\nvary: {runs: 1}\n")
    return workspace
  }

  /// Runs the tool while the change is made every other millisecond.
  private func run(_ workspace: Workspace, _ arguments: [String], while change: Change) throws -> Workspace.Result {
    let state = Switch()
    let root = workspace.work
    let thread = Thread {
      var number = 0
      while state.isOn {
        number += 1
        change.make(number, in: root)
        usleep(2_000)
      }
      state.end()
    }
    thread.start()
    defer { state.turnOff() }
    return try workspace.lockstep(arguments: arguments)
  }

  private final class Switch: Sendable {
    private let on = Atomic(true)
    private let ended = DispatchSemaphore(value: 0)
    var isOn: Bool { on.load(ordering: .relaxed) }
    func end() { ended.signal() }
    /// Comes back when the last change has been made.
    func turnOff() {
      on.store(false, ordering: .relaxed)
      ended.wait()
    }
  }

  @Test("context hash and run say which path changed", arguments: Change.allCases)
  func changing(_ change: Change) throws {
    let workspace = try workspace()
    for arguments in [["context", "hash", "tree", "--no-cache"], ["run", "s.yml"]] {
      let result = try run(workspace, arguments, while: change)
      let text = result.errors + result.output
      #expect(result.status == 7, "\(arguments): \(text)")
      #expect(text.contains("d/") && text.contains("changed while it was read"), "\(arguments): \(text)")
      #expect(!text.contains("sha256:"))
    }
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("what the ignore file drops may change")
  func ignored() throws {
    let workspace = try workspace()
    try workspace.write("tree/.dockerignore", "d/e*\n")
    for arguments in [["context", "hash", "tree", "--no-cache"], ["run", "s.yml"]] {
      let result = try run(workspace, arguments, while: .gains)
      #expect(result.status == 0, "\(result.errors + result.output)")
    }
  }
}
