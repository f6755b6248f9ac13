import Foundation
import Lockfiles
import Testing

/// Locks that uv made of manifests of our own, and what it says when those are edited.
@Suite("locks of uv")
struct UVFixtureTests {
  struct Edit: Decodable, Sendable, CustomStringConvertible {
    let `case`: String
    let file: String
    let old: String?
    let new: String
    let verdict: String
    let reason: String?

    var description: String { "\(`case`)/\(file): \(old ?? "nothing") to \(new)" }
    var lock: String { `case` == "script" ? "tool.py.lock" : "uv.lock" }
  }

  static let edits: [Edit] = {
    guard let bytes = try? Fixture.bytes("python/uv/verdicts.json") else { return [] }
    return (try? JSONDecoder().decode([Edit].self, from: Data(bytes))) ?? []
  }()

  @Test("what uv says of edited manifests is told without it", arguments: edits)
  func judgement(_ edit: Edit) throws {
    var source = try Fixture.source("python/uv/" + edit.case)
    let text = String(decoding: source.files[edit.file] ?? [], as: UTF8.self)
    if let old = edit.old, !old.isEmpty {
      let range = try #require(text.range(of: old))
      source.files[edit.file] = Array(text.replacingCharacters(in: range, with: edit.new).utf8)
    } else if edit.old == nil {
      source.files[edit.file] = Array(edit.new.utf8)
    }
    let lock = try LockfileReader.read(edit.lock, bytes: try #require(source.files[edit.lock]), from: source)
    // Where uv fails the lock is at least not fresh.
    if edit.verdict == "error" {
      #expect(lock.verdict != "fresh", "\(lock.freshness.summary)")
    } else {
      #expect(lock.verdict == edit.verdict, "\(lock.freshness.summary); uv: \(edit.reason ?? "")")
    }
  }

  @Test("there are edits")
  func count() { #expect(Self.edits.count > 130) }
}
