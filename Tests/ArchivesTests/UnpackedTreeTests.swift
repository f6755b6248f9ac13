import Archives
import Fingerprints
import TestSupport
import Testing

@Suite("what unpacking an archive gives")
struct UnpackedTreeTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("each kind, with modes, owners, device numbers and attributes")
  func kinds() throws {
    let tree = try Unpacking.tree { tar in
      tar.add("./", type: "5", mode: 0o700, user: 7)
      tar.add("d/", type: "5", mode: 0o2750, user: 1, group: 2, pax: [("SCHILY.xattr.user.d", bytes("1"))])
      tar.add("d/f", mode: 0o4755, user: 3, group: 4, content: bytes("hi"), pax: [("SCHILY.xattr.user.f", bytes("2"))])
      tar.add("d/l", type: "2", link: "../x", pax: [("SCHILY.xattr.user.none", bytes("3"))])
      tar.add("c", type: "3", mode: 0o666, major: 1, minor: 3)
      tar.add("b", type: "4", mode: 0o660, major: 8, minor: 273)
      tar.add("p", type: "6", mode: 0o600)
      tar.add("/abs//./e", content: bytes("e"))
    }
    // The root's own entry says nothing, and no user's attribute can be on a link.
    #expect(tree.files[0].mode == 0o755 && tree.files[0].userID == 0)
    #expect(
      try Unpacking.listing(tree) == [
        "abs 755 0:0 dir", "abs/e 644 0:0 file=e", "b 660 0:0 block=8,273", "c 666 0:0 char=1,3",
        "d 2750 1:2 dir user.d=1", "d/f 4755 3:4 file=hi user.f=2", "d/l 777 0:0 link=../x", "p 600 0:0 fifo",
      ])
  }

  @Test("a later entry replaces an earlier one, a directory adds to a directory")
  func duplicates() throws {
    let tree = try Unpacking.tree { tar in
      tar.add("f", content: bytes("1"))
      tar.add("f", mode: 0o600, content: bytes("2"))
      tar.add("d/x", content: bytes("x"))
      tar.add("d", type: "5", mode: 0o711)
      tar.add("gone/x")
      tar.add("gone", content: bytes("file"))
      tar.add("was", content: bytes("file"))
      tar.add("was/", type: "5", mode: 0o755)
      tar.add("link", type: "2", link: "d")
      tar.add("link", type: "5", mode: 0o700)
    }
    #expect(
      try Unpacking.listing(tree) == [
        "d 711 0:0 dir", "d/x 644 0:0 file=x", "f 600 0:0 file=2", "gone 644 0:0 file=file", "link 700 0:0 dir",
        "was 755 0:0 dir",
      ])
  }

  @Test("links on the way are followed inside the root")
  func links() throws {
    let tree = try Unpacking.tree { tar in
      tar.add("real/", type: "5")
      tar.add("to", type: "2", link: "real")
      tar.add("to/a", content: bytes("a"))
      tar.add("abs", type: "2", link: "/../real/new")
      tar.add("abs/b", content: bytes("b"))
      tar.add("real/up", type: "2", link: "../real/./")
      tar.add("real/up/c", content: bytes("c"))
    }
    #expect(
      try Unpacking.listing(tree) == [
        "abs 777 0:0 link=/../real/new", "real 644 0:0 dir", "real/a 644 0:0 file=a", "real/c 644 0:0 file=c",
        "real/new 755 0:0 dir", "real/new/b 644 0:0 file=b", "real/up 777 0:0 link=../real/./", "to 777 0:0 link=real",
      ])
  }

  @Test("a hard link is another name, and what it says counts for all names")
  func hardLinks() throws {
    let tree = try Unpacking.tree { tar in
      tar.add("d/f", mode: 0o644, content: bytes("x"))
      tar.add("g", type: "1", mode: 0o755, user: 5, link: "d/f")
      tar.add("h", type: "1", mode: 0o640, link: "/d/../g")
    }
    #expect(
      try Unpacking.listing(tree) == [
        "d 755 0:0 dir", "d/f 640 0:0 file=x", "g 640 0:0 file=x", "h 640 0:0 file=x",
      ])
  }

  @Test(
    "what would leave the root or has no place is refused",
    arguments: [
      ([("../x", "0", "")], UnpackRefusal.leavesRoot),
      ([("a/../../x", "0", "")], .leavesRoot),
      ([("/..", "5", "")], .leavesRoot),
      ([("l", "2", ".."), ("l/x", "0", "")], .linkLeavesRoot),
      ([("d/l", "2", "../../etc"), ("d/l/x", "0", "")], .linkLeavesRoot),
      ([("l", "2", "l"), ("l/x", "0", "")], .tooManyLinks),
      ([("f", "0", ""), ("f/x", "0", "")], .belowNoDirectory),
      ([("f", "0", ""), ("f/x/y", "0", "")], .belowNoDirectory),
      ([("h", "1", "missing")], .hardLinkTarget(Array("missing".utf8))),
      ([("h", "1", "missing/x")], .hardLinkTarget(Array("missing/x".utf8))),
      ([("h", "1", "../etc/passwd")], .hardLinkTarget(Array("../etc/passwd".utf8))),
      ([("h", "1", "h")], .hardLinkTarget(Array("h".utf8))),
      ([("d", "5", ""), ("h", "1", "d")], .hardLinkTarget(Array("d".utf8))),
    ] as [([(String, Character, String)], UnpackRefusal)])
  func refusals(_ entries: [(String, Character, String)], _ refusal: UnpackRefusal) {
    let last = Array((entries.last?.0 ?? "").utf8)
    #expect(throws: ArchiveFailure.refused(path: last, refusal)) {
      try Unpacking.tree { tar in for (name, type, link) in entries { tar.add(name, type: type, link: link) } }
    }
  }

  @Test("names stay bytes: no composing, no replacing, whatever format carries them")
  func names() throws {
    let names = [bytes("cafe\u{301}"), bytes("caf\u{e9}"), bytes("bad") + [0xFF], bytes("new\nline"), bytes("日本")]
    let tree = try Unpacking.tree { tar in
      for name in names {
        tar.add("x", pax: [("path", name)])
        tar.add("l", type: "2", link: "x", pax: [("path", bytes("l-") + name), ("linkpath", name)])
      }
    }
    #expect(Set(tree.files[0].children.keys) == Set(names + names.map { bytes("l-") + $0 }))
    for name in names {
      let link = try #require(tree.files[0].children[bytes("l-") + name])
      #expect(tree.files[link].kind == .symlink(target: name))
    }
  }
}
