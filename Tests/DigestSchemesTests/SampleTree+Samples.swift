import Fingerprints
import TestSupport

extension SampleTree {
  /// What every scheme can represent: names, modes, sizes and orders that are easy to get wrong.
  static let files: SampleTree = {
    var tree = SampleTree()
    tree.file("with space/two  blanks .txt", "x\n")
    tree.file("unicode/é", "precomposed")
    tree.file("unicode/e\u{301}", "decomposed")
    tree.file("unicode/日本語.txt", "語")
    tree.file("-n", "dash")
    tree.file("--help/-rf", "dash")
    tree.file("back\\slash\\n", "b")
    tree.file("quote'\"$(x)`*?[a]", "q")
    tree.file("tab\there\rthere\u{1B}", "t")
    tree.add(Array("bad".utf8) + [0xFF, 0xFE], .file(Array("not UTF-8".utf8), mode: 0o644))
    tree.add([0x80, 0x2F, 0xC3], .file([], mode: 0o755))
    // Orders: by name, by path, and git's differ here.
    for path in ["order/a/b", "order/a.b", "order/a-b", "order/a0", "order/a!/b", "order/ab", "order/A"] {
      tree.file(path, path)
    }
    tree.directory("empty directory")
    tree.directory("empties/of/empties")
    tree.file("empty")
    for size in [1, 7, 8, 9, 511, 512, 513, 10_240, 70_000] {
      tree.add(Array("sizes/\(size)".utf8), .file((0..<size).map { UInt8(truncatingIfNeeded: $0 * 31) }, mode: 0o644))
    }
    for mode: UInt32 in [0o600, 0o755, 0o700, 0o744, 0o4755, 0o666, 0o654, 0o615, 0o777] {
      tree.file("modes/\(String(mode, radix: 8))", "m", mode: mode)
    }
    tree.directory("modes/d700", mode: 0o700)
    tree.directory("modes/d3777", mode: 0o3777)
    tree.file(Array(repeating: "deep", count: 60).joined(separator: "/"), "d")
    tree.file("long/" + String(repeating: "n", count: 255), "255")
    tree.file(
      String(repeating: "p", count: 249) + "/"
        + Array(repeating: String(repeating: "q", count: 249), count: 3)
        .joined(separator: "/"), "999")
    // About the 100 bytes of a tar's field, "./" and a slash counted.
    for length in 95...101 {
      tree.file("f" + String(repeating: "x", count: length - 1), "\(length)")
      tree.directory("d" + String(repeating: "x", count: length - 1))
    }
    tree.file(".gitignore", "*\n")
    tree.file(".gitattributes", "* text eol=crlf ident working-tree-encoding=UTF-16\n*.f filter=none\n")
    tree.file("crlf.f", "a\r\nb\n$Id$\n")
    return tree
  }()

  static let links: SampleTree = {
    var tree = SampleTree()
    tree.link("links/file", "../empty")
    tree.link("links/directory", "..")
    tree.link("links/absolute", "/etc/passwd")
    tree.link("links/dangling", "nowhere at all\n")
    tree.add(Array("links/bytes".utf8), .link([0xFF, 0x2F, 0x2E]))
    for length in [1, 8, 99, 100, 101, 511, 512, 4000] {
      tree.link("links/\(length)", String(repeating: "t", count: length))
    }
    tree.link("links/" + String(repeating: "l", count: 200), String(repeating: "t", count: 200))
    return tree
  }()

  static let newlines: SampleTree = {
    var tree = SampleTree()
    tree.file("new\nline", "n")
    tree.file("\n/\n\n", "n")
    return tree
  }()

  static let everything: SampleTree = {
    var tree = files
    tree.merge(links)
    tree.merge(newlines)
    return tree
  }()

  /// A few entries of random names over few letters, so that they are beginnings of each other.
  static func random(_ generator: inout SeededGenerator, links: Bool) -> SampleTree {
    let letters: [UInt8] = Array("ab.- ~\\".utf8) + [0xC3, 0xFF, 0x01]
    var tree = SampleTree()
    var directories = [BytePath.root]
    for _ in 0..<generator.below(60) {
      let name = (0...generator.below(4)).map { _ in letters[generator.below(letters.count)] }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      let path = directories[generator.below(directories.count)].appending(name)
      guard tree.nodes[path] == nil else { continue }
      switch generator.below(links ? 4 : 3) {
      case 0:
        tree.add(path.bytes, .directory(mode: 0o755))
        directories.append(path)
      case 3: tree.add(path.bytes, .link((0...generator.below(150)).map { _ in letters[generator.below(7)] }))
      default:
        let bytes = (0..<generator.below(2000)).map { UInt8(truncatingIfNeeded: $0) }
        tree.add(path.bytes, .file(bytes, mode: generator.below(3) == 0 ? 0o755 : 0o640))
      }
    }
    return tree
  }
}
