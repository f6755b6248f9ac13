import Fingerprints
import Model
import Platforms
import Testing

@Suite("checkouts on platforms")
struct CheckedOutTreeTests {
  private func tree(_ platform: Platform, _ paths: String...) -> CheckedOutTree {
    CheckedOutTree(paths.map { TrackedEntry(path: BytePath($0), kind: .file(executable: false)) }, on: platform)
  }

  /// The files that lie there, `SPELLING` or `SPELLING<-TRACKED`, in byte order.
  private func files(_ tree: CheckedOutTree) -> [String] {
    var found: [BytePath: BytePath] = [:]
    func visit(_ node: Int, _ path: BytePath) {
      for child in tree.nodes[node].children {
        let here = path.appending(tree.nodes[child].name)
        if let entry = tree.nodes[child].entry { found[here] = tree.entries[entry].path } else { visit(child, here) }
      }
    }
    visit(0, .root)
    return found.sorted { $0.key < $1.key }.map { key, value in
      let spelling = String(decoding: key.bytes, as: UTF8.self)
      return key == value ? spelling : spelling + "<-" + String(decoding: value.bytes, as: UTF8.self)
    }
  }

  @Test("keep everything on Linux")
  func linux() {
    let tree = tree(.linux, "A", "a", "aux", "Dir/x", "dir/X")
    #expect(files(tree) == ["A", "Dir/x", "a", "aux", "dir/X"])
    #expect(tree.findings.isEmpty && !tree.failsCheckout)
  }

  @Test("keep the last of two names", arguments: [Platform.windows, .macos])
  func lastStays(_ platform: Platform) {
    let tree = tree(platform, "readme", "README", "other")
    #expect(files(tree) == ["other", "readme"])
    #expect(tree.findings.map(\.code) == [CauseCode.platformCollision])
    #expect(tree.findings.map(\.path) == [BytePath("README")])
    #expect(!tree.failsCheckout)
  }

  @Test("names that look alike are told apart by what is said of them")
  func unicodeForms() throws {
    let alike = tree(.macos, "caf\u{E9}", "cafe\u{301}").findings.map(\.note)
    #expect(alike == ["is removed when the same name in another Unicode form is written"])
    let other = tree(.macos, "README", "readme").findings.map(\.note)
    #expect(other == ["is removed when readme is written, the same name there"])
  }

  @Test("merge directories under the first spelling", arguments: [Platform.windows, .macos])
  func directories(_ platform: Platform) {
    let tree = tree(platform, "Dir/a", "dir/b", "dir/A", "dir/c")
    #expect(files(tree) == ["Dir/A<-dir/A", "Dir/b<-dir/b", "Dir/c<-dir/c"])
    #expect(tree.findings.count == 2)
  }

  @Test("remove what is in the way of a directory or a file")
  func kinds() {
    #expect(files(tree(.windows, "Lib", "lib/x")) == ["lib/x"])
    let other = tree(.windows, "Lib/x", "Lib/y", "lib")
    #expect(files(other) == ["lib"])
    #expect(other.findings.map(\.path) == [BytePath("Lib/x"), BytePath("Lib/y")])
  }

  @Test("know names by their canonical form on macOS alone")
  func normalisation() {
    #expect(files(tree(.macos, "\u{e9}", "e\u{301}")).count == 1)
    #expect(files(tree(.windows, "\u{e9}", "e\u{301}")).count == 2)
  }

  @Test("fail for names that cannot be")
  func names() {
    let tree = tree(.windows, "src/aux.c", "src/main.c", "dot./x")
    #expect(files(tree) == ["src/main.c"])
    #expect(tree.failsCheckout)
    #expect(tree.findings.map(\.code) == [CauseCode.platformName, CauseCode.platformName])
    #expect(!self.tree(.macos, "src/aux.c", "dot./x").failsCheckout)
  }

  @Test("find a directory by any spelling")
  func finding() {
    let windows = tree(.windows, "Dir/a")
    #expect(windows.node(at: BytePath("dIR")) != nil)
    #expect(windows.node(at: BytePath("dirs")) == nil)
    #expect(tree(.linux, "Dir/a").node(at: BytePath("dir")) == nil)
  }
}
